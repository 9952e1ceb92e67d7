import type { ExposureClaim } from './exposure.rules.js';
import type { PlannedExperiment } from './plan.rules.js';
import { type PlannedHoldout, heldOutBy, placeOf } from './planned-holdout.rules.js';

/** A recipient who was held out at the instant of an exposure. */
export interface HeldOut {
  readonly recipientId: string;
  readonly holdoutId: string;
  readonly holdoutKey: string;
  /** The market that the holdout is of; null for none. */
  readonly market: string | null;
  readonly experimentId: string;
  readonly at: Date;
}

/** One who was held out, and was shown a variant all the same. */
export interface Contamination extends HeldOut {
  readonly variantKey: string;
}

/** The holdout that kept a recipient out at the instant of an exposure; the dimensions stand for the context. */
export function holdoutAt(
  { dimensions, occurredAt }: ExposureClaim,
  key: string,
  experiment: PlannedExperiment,
  holdouts: readonly PlannedHoldout[],
): PlannedHoldout | null {
  if (holdouts.length === 0) return null;
  const at = occurredAt.getTime();
  const attributes = dimensions ?? {};
  const open = holdouts.filter(({ openedAt, closedAt }) => openedAt <= at && at < closedAt);
  return heldOutBy(open, key, attributes, placeOf(experiment, attributes), at);
}
