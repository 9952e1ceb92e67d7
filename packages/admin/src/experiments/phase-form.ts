import type { OpenExperimentPhaseInput } from '../generated/graphql';
import type { Experiment } from './experiment';
import { jsonProblem, readJson, writeJson } from './json-text';
import { isComplete, weightSumText } from './weights';

/** What is typed for a new phase. Numbers stay text until they are sent. */
export interface PhaseForm {
  readonly weights: Readonly<Record<string, string>>;
  readonly allocation: string;
  readonly isEverybody: boolean;
  readonly targeting: string;
  readonly reason: string;
}

export const phaseFormOf = ({ variants, allocationBp, targeting }: Experiment): PhaseForm => ({
  weights: Object.fromEntries(variants.map(({ key, weightBp }) => [key, String(weightBp)])),
  allocation: String(allocationBp),
  isEverybody: targeting === null,
  targeting: writeJson(targeting),
  reason: '',
});

/** Why the form cannot be sent yet, or null. */
export function phaseProblem({
  weights,
  allocation,
  isEverybody,
  targeting,
  reason,
}: PhaseForm): string | null {
  const shares = Object.values(weights).map(Number);
  if (!isComplete(shares)) return `${weightSumText(shares)}.`;
  if (!(Number(allocation) > 0 && Number(allocation) <= 10_000))
    return 'The allocation is from 1 to 10,000 basis points.';
  if (!isEverybody && targeting.trim() === '') return 'Say who is eligible, or choose everybody.';
  if (!isEverybody) {
    const problem = jsonProblem(targeting);
    if (problem) return problem;
  }
  return reason.trim() === '' ? 'Say why the phase is opened.' : null;
}

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
  };
}
