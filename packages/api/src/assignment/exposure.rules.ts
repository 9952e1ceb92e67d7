import { type Contamination, type HeldOut, holdoutAt } from './held-out.rules.js';
import { CLOCK_SKEW_MS, type Checked, isStorableJson, rejected } from '../kernel/receipt.js';
import { type RecipientId, canonicalKey, recipientKeyFault } from '../kernel/recipient.js';
import { assignTargeted } from './assignment.rules.js';
import type { Plan, PlannedExperiment, PlannedPhase } from './plan.rules.js';
import type { PlannedHoldout } from './planned-holdout.rules.js';

export interface ExposureClaim {
  readonly experimentKey: string;
  readonly recipientKey: string;
  readonly householdKey?: string | null;
  readonly variantKey?: string | null;
  readonly occurredAt: Date;
  readonly dimensions?: Readonly<Record<string, unknown>> | null;
  readonly isSent?: boolean | null;
}

/** An exposure as it is stored. */
export type ExposureRow = {
  recipient_id: string;
  experiment_id: string;
  phase: number;
  variant_key: string;
  occurred_at: Date;
  received_at: Date;
  dimensions: string | null;
  is_sent: boolean;
};

/** What is known when an exposure is checked. */
export interface Known {
  readonly plan: Plan;
  readonly recipientId: RecipientId;
  readonly now: Date;
}

/** A row to store, a recipient to store as held out, or why not; a contamination is stored although it is refused. */
export type CheckedExposure = Checked<ExposureRow | HeldOut> & { readonly contamination?: Contamination };

/** Whether an exposure can be stored, and as what: the claimed variant is checked against the assignment. */
export function checkExposure(claim: ExposureClaim, { plan, recipientId, now }: Known): CheckedExposure {
  const { recipientKey, householdKey } = claim;
  const fault =
    recipientKeyFault(recipientKey) ?? (householdKey == null ? null : recipientKeyFault(householdKey));
  if (fault) return rejected('BAD_RECIPIENT_KEY', `the recipient key is ${fault}`);
  const experiment = plan.experiments.get(claim.experimentKey);
  if (!experiment)
    return rejected('NO_SUCH_EXPERIMENT', `no experiment "${claim.experimentKey}" was ever started`);
  if (claim.occurredAt.getTime() > now.getTime() + CLOCK_SKEW_MS) {
    return rejected('IN_THE_FUTURE', 'the exposure lies in the future');
  }
  const phase = phaseAt(experiment, claim.occurredAt.getTime());
  if (!phase) return rejected('NOT_RUNNING', 'the experiment was not running at that instant');
  const id = recipientId(canonicalKey(recipientKey));
  const key = canonicalKey(householdKey ?? recipientKey);
  const holdout = holdoutAt(claim, key, experiment, plan.holdouts);
  if (holdout) return heldOut(claim, id, experiment, holdout);
  const variant = experiment.isExternal
    ? namedVariant(phase, claim)
    : assignedVariant(experiment, phase, key, claim);
  if (typeof variant !== 'string') return variant;
  const dimensions = claim.dimensions ? JSON.stringify(claim.dimensions) : null;
  if (dimensions !== null && !isStorableJson(dimensions)) {
    return rejected('BAD_PROPERTIES', 'the dimensions hold a character that cannot be stored');
  }
  return {
    row: {
      recipient_id: id,
      experiment_id: experiment.id,
      phase: phase.number,
      variant_key: variant,
      occurred_at: claim.occurredAt,
      received_at: now,
      dimensions,
      is_sent: claim.isSent ?? true,
    },
  };
}

function heldOut(
  { variantKey, occurredAt }: ExposureClaim,
  recipientId: string,
  { id: experimentId }: PlannedExperiment,
  { id: holdoutId, key: holdoutKey, scope }: PlannedHoldout,
): CheckedExposure {
  const market = scope.market ?? null;
  const found = { recipientId, holdoutId, holdoutKey, market, experimentId, at: occurredAt };
  if (!variantKey) return { row: found };
  return {
    ...rejected(
      'HELD_OUT',
      `the recipient is held out by "${holdoutKey}" and was shown a variant all the same`,
    ),
    contamination: { ...found, variantKey },
  };
}

function phaseAt({ phases, pausedAt }: PlannedExperiment, instant: number): PlannedPhase | undefined {
  if (pausedAt !== null && instant >= pausedAt) return undefined;
  return phases.find(({ startedAt, endedAt }) => instant >= startedAt && instant < endedAt);
}

function namedVariant(phase: PlannedPhase, { variantKey }: ExposureClaim) {
  if (!variantKey) return rejected('NOT_ASSIGNED', 'this experiment is assigned elsewhere: name the variant');
  if (phase.variants.some(({ key }) => key === variantKey)) return variantKey;
  return rejected('NO_SUCH_VARIANT', `there is no variant "${variantKey}"`);
}

function assignedVariant(
  experiment: PlannedExperiment,
  phase: PlannedPhase,
  key: string,
  claim: ExposureClaim,
) {
  const { variantKey } = claim;
  if (variantKey && !phase.variants.some(variant => variant.key === variantKey)) {
    return rejected('NO_SUCH_VARIANT', `there is no variant "${variantKey}"`);
  }
  // The context of the assignment does not come with the exposure, so targeting is not asked again.
  const { variant, reason } = assignTargeted(experiment, phase, key);
  if (!variant) return rejected('NOT_ASSIGNED', `the recipient is not in the experiment: ${reason}`);
  if (!variantKey || variantKey === variant.key) return variant.key;
  return rejected('VARIANT_MISMATCH', `the recipient is assigned to "${variant.key}"`);
}
