import { badInput, violation } from '../kernel/errors.js';
import { type DesignDraft, type KnownMetric, designFrom, requireKnownMetrics } from './design.rules.js';
import type { AssignmentSource, ExperimentStatus } from './experiment.enums.js';
import type { Experiment } from './experiment.entity.js';
import type { Condition } from './condition.rules.js';
import { type LayerWish, NO_PLACE } from './layer-range.rules.js';
import { requireValidCondition } from './targeting.rules.js';
import { ALL_BP, type VariantDraft, variantsFrom } from './variant.rules.js';

export interface ExperimentDraft extends LayerWish {
  readonly name: string;
  readonly hypothesis: string;
  readonly variants: readonly VariantDraft[];
  readonly allocationBp?: number | null;
  readonly targeting?: Condition | null;
  readonly design?: DesignDraft | null;
  readonly assignmentSource?: `${AssignmentSource}` | null;
  readonly market?: string | null;
  readonly journey?: string | null;
  readonly channel?: string | null;
}

type Verb = 'amend' | 'start' | 'pause' | 'resume' | 'openPhase' | 'stop' | 'decide' | 'archive';
export type KnownMetrics = ReadonlyMap<string, KnownMetric>;

/** From which states a verb leads, and where to. The whole life of an experiment. */
export const TRANSITIONS: Readonly<
  Record<Verb, { from: readonly `${ExperimentStatus}`[]; to?: `${ExperimentStatus}` }>
> = {
  amend: { from: ['DRAFT'] },
  start: { from: ['DRAFT'], to: 'RUNNING' },
  pause: { from: ['RUNNING'], to: 'PAUSED' },
  resume: { from: ['PAUSED'], to: 'RUNNING' },
  openPhase: { from: ['RUNNING', 'PAUSED'] },
  stop: { from: ['RUNNING', 'PAUSED'], to: 'STOPPED' },
  decide: { from: ['STOPPED'], to: 'DECIDED' },
  archive: { from: ['DRAFT', 'STOPPED', 'DECIDED'], to: 'ARCHIVED' },
};

/** The verbs that the state of an experiment allows, whoever asks. */
export const possibleVerbs = (status: `${ExperimentStatus}`): Verb[] =>
  (Object.keys(TRANSITIONS) as Verb[]).filter(verb => TRANSITIONS[verb].from.includes(status));

/** The status after a verb, or a violation where the verb does not apply. */
export function statusAfter({ status }: Pick<Experiment, 'status'>, verb: Verb): ExperimentStatus {
  const { from, to } = TRANSITIONS[verb];
  if (!from.includes(status)) {
    throw violation(
      'wrong-status',
      `an experiment that is ${status.toLowerCase()} cannot be asked to ${verb}`,
      {
        status,
        allowed: [...from],
      },
    );
  }
  return (to ?? status) as ExperimentStatus;
}

/** A draft from what was typed, in no layer yet. `null` means none; what is refused names its field. */
export function draft(
  blank: Readonly<Experiment>,
  input: ExperimentDraft,
  known: KnownMetrics,
  now: Date,
): Experiment {
  const status = 'DRAFT' as ExperimentStatus;
  return {
    ...blank,
    ...drafted(input, known),
    status,
    phases: [],
    designHash: null,
    decision: null,
    createdAt: now,
    startedAt: null,
    pausedAt: null,
    stoppedAt: null,
    decidedAt: null,
    archivedAt: null,
  };
}

/** A draft with other content, in no layer yet. What is running or over is never amended. */
export function amend(
  experiment: Readonly<Experiment>,
  input: ExperimentDraft,
  known: KnownMetrics,
): Experiment {
  return { ...experiment, status: statusAfter(experiment, 'amend'), ...drafted(input, known) };
}

export function archive(experiment: Readonly<Experiment>, now: Date): Experiment {
  return { ...experiment, status: statusAfter(experiment, 'archive'), archivedAt: now };
}

function drafted(input: ExperimentDraft, known: KnownMetrics) {
  const { name, hypothesis } = input;
  if (name.trim() === '' || name.length > 200) throw badInput('name', 'a name has 1 to 200 characters');
  if (hypothesis.trim() === '' || hypothesis.length > 5000) {
    throw badInput('hypothesis', 'a hypothesis has 1 to 5000 characters');
  }
  if (input.targeting) requireValidCondition(input.targeting);
  const design = input.design ? designFrom(input.design) : null;
  if (design) requireKnownMetrics(design, known);
  return {
    name: name.trim(),
    hypothesis: hypothesis.trim(),
    variants: variantsFrom(input.variants),
    allocationBp: input.allocationBp ?? ALL_BP,
    ...NO_PLACE,
    targeting: input.targeting ? { ...input.targeting } : null,
    design,
    assignmentSource: (input.assignmentSource ?? 'HASHED') as AssignmentSource,
    market: input.market ?? null,
    journey: input.journey ?? null,
    channel: input.channel ?? null,
  };
}
