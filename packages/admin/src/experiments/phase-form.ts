import type { OpenExperimentPhaseInput } from '../generated/graphql';
import { boundsText } from '../layers/stretches';
import type { Experiment } from './experiment';
import { isBound } from './layer-range';
import { jsonProblem, readJson, writeJson } from './json-text';
import { isComplete, weightSumText } from './weights';

/** What is typed for a new phase. Numbers stay text until they are sent. */
export interface PhaseForm {
  readonly weights: Readonly<Record<string, string>>;
  readonly allocation: string;
  readonly isEverybody: boolean;
  readonly targeting: string;
  /** Of the layer; both empty for an experiment that is in none. */
  readonly range: { readonly from: string; readonly to: string };
  readonly reason: string;
}

/** What of it somebody has typed so far. */
export type TypedPhase = Partial<PhaseForm>;

/** The experiment as it is by now, and over it what was typed: what was not touched is never out of date. */
export function phaseFormOf(experiment: Experiment, typed: TypedPhase = {}): PhaseForm {
  const { variants, allocationBp, targeting, layerRange } = experiment;
  return {
    allocation: String(allocationBp),
    isEverybody: targeting === null,
    targeting: writeJson(targeting),
    range: { from: String(layerRange?.fromBp ?? ''), to: String(layerRange?.toBp ?? '') },
    reason: '',
    ...typed,
    weights: Object.fromEntries(
      variants.map(({ key, weightBp }) => [key, typed.weights?.[key] ?? String(weightBp)]),
    ),
  };
}

/** With one more weight typed. */
export const withWeight = ({ weights }: TypedPhase, key: string, weight: string): TypedPhase => ({
  weights: { ...weights, [key]: weight },
});

/** Why the form cannot be sent yet, or null. */
export function phaseProblem(form: PhaseForm, experiment: Experiment): string | null {
  const { weights, allocation, isEverybody, targeting, reason } = form;
  const shares = Object.values(weights).map(Number);
  if (!isComplete(shares)) return `${weightSumText(shares)}.`;
  if (!(Number(allocation) > 0 && Number(allocation) <= 10_000))
    return 'The allocation is from 1 to 10,000 basis points.';
  if (!isEverybody && targeting.trim() === '') return 'Say who is eligible, or choose everybody.';
  if (!isEverybody) {
    const problem = jsonProblem(targeting);
    if (problem) return problem;
  }
  return rangeProblem(form, experiment) ?? (reason.trim() === '' ? 'Say why the phase is opened.' : null);
}

/** Recipients who are in stay in, so the present range must lie within the new one. */
function rangeProblem({ range }: PhaseForm, { layerRange: present }: Experiment): string | null {
  if (!present) return null;
  const { fromBp, toBp } = boundsOf(range);
  if (!isBound(fromBp) || !isBound(toBp)) return 'The range is two whole numbers from 0 to 10,000.';
  return fromBp > present.fromBp || toBp < present.toBp
    ? `A range can only grow: ${boundsText(present)} stays within it.`
    : null;
}

/** The larger range; null where it stays as it is. */
function grownRange({ range }: PhaseForm, { layerRange: present }: Experiment) {
  const { fromBp, toBp } = boundsOf(range);
  if (!present || !isBound(fromBp) || !isBound(toBp)) return null;
  return fromBp === present.fromBp && toBp === present.toBp ? null : { fromBp, toBp };
}

const boundsOf = ({ from, to }: PhaseForm['range']) => ({ fromBp: boundOf(from), toBp: boundOf(to) });

const boundOf = (text: string): number | null => (text.trim() === '' ? null : Number(text));

/** Only what changes is sent. */
export function phaseInput(form: PhaseForm, experiment: Experiment): OpenExperimentPhaseInput {
  const { key, version, variants, allocationBp } = experiment;
  const isReweighted = variants.some(variant => Number(form.weights[variant.key]) !== variant.weightBp);
  const read = readJson(form.targeting);
  return {
    key,
    version,
    reason: form.reason,
    weights: isReweighted
      ? variants.map(variant => ({ variantKey: variant.key, weightBp: Number(form.weights[variant.key]) }))
      : null,
    allocationBp: Number(form.allocation) === allocationBp ? null : Number(form.allocation),
    everybody: form.isEverybody,
    targeting: form.isEverybody || !('value' in read) ? null : read.value,
    layerRange: grownRange(form, experiment),
  };
}
