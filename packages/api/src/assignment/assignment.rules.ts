import type { Attributes } from '../experiments/condition.rules.js';
import type { AssignmentReason } from './assignment.enums.js';
import { hashAfter } from './hash.rules.js';
import type { Plan, PlannedExperiment, PlannedPhase, PlannedVariant } from './plan.rules.js';
import { heldOutBy, placeOf } from './planned-holdout.rules.js';
import { isExcluded } from './planned-layer.rules.js';
import { chooseVariant } from './range.rules.js';

export type Reason = `${AssignmentReason}`;

/** Why, where, and which. `bucket` is null where the recipient was not hashed. */
export interface Answer {
  readonly reason: Reason;
  readonly bucket: number | null;
  readonly variant: PlannedVariant | null;
  /** The holdout that keeps the recipient out. */
  readonly holdoutKey: string | null;
}

const without = (reason: Reason, bucket: number | null = null, holdoutKey: string | null = null): Answer => ({
  reason,
  bucket,
  variant: null,
  holdoutKey,
});
const NO_SUCH_EXPERIMENT = without('NO_SUCH_EXPERIMENT');
const NOT_RUNNING = without('NOT_RUNNING');
const EXCLUDED_BY_LAYER = without('EXCLUDED_BY_LAYER');
const NOT_TARGETED = without('NOT_TARGETED');
const NOBODY: Attributes = {};

/**
 * Which variant does a recipient get, and why? A pure function of plan, recipient and context: the same answer on
 * every machine, for ever. The order of the tests is the order of the reasons.
 *
 * @param key the canonical recipient key
 */
export function assign(
  plan: Plan,
  experimentKey: string,
  key: string,
  attributes: Attributes = NOBODY,
): Answer {
  const experiment = plan.experiments.get(experimentKey);
  if (!experiment) return NO_SUCH_EXPERIMENT;
  if (experiment.holdouts.length > 0) {
    const holdout = heldOutBy(experiment.holdouts, key, attributes, placeOf(experiment, attributes));
    if (holdout) return without('HELD_OUT', null, holdout.key);
  }
  if (!experiment.isRunning || experiment.isExternal) return NOT_RUNNING;
  const { phase } = experiment;
  if (phase.layer && isExcluded(phase.layer, key)) return EXCLUDED_BY_LAYER;
  if (phase.isTargeted && !phase.isTargeted(attributes)) return NOT_TARGETED;
  return allocated(experiment, phase, key);
}

/** The same within one phase, whether or not it is the current one, for a recipient whose context met its targeting. */
export const assignTargeted = (experiment: PlannedExperiment, phase: PlannedPhase, key: string): Answer =>
  phase.layer && isExcluded(phase.layer, key) ? EXCLUDED_BY_LAYER : allocated(experiment, phase, key);

function allocated(experiment: PlannedExperiment, phase: PlannedPhase, key: string): Answer {
  const bucket = hashAfter(experiment.seedHash, key);
  const variant = phase.variants[chooseVariant(bucket, phase.ranges)];
  return variant
    ? { reason: 'ASSIGNED', bucket, variant, holdoutKey: null }
    : without('NOT_IN_ALLOCATION', bucket);
}
