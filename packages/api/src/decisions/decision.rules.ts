import { badInput, violation } from '../kernel/errors.js';
import { statusAfter } from '../experiments/experiment.rules.js';
import type { DecisionOutcome, Experiment } from '../experiments/index.js';
import type { ExperimentResults } from '../results/index.js';

export interface DecisionTaken {
  readonly outcome: `${DecisionOutcome}`;
  readonly variantKey?: string | null;
  readonly rationale: string;
}

/** Records what follows from an experiment. Nothing is shipped on results that their own checks forbid to believe. */
export function decide(
  experiment: Readonly<Experiment>,
  { outcome, variantKey = null, rationale }: DecisionTaken,
  at: { now: Date; decidedBy: string; results: ExperimentResults | null },
): Experiment {
  const status = statusAfter(experiment, 'decide');
  if (rationale.trim() === '' || rationale.length > 5000) {
    throw badInput('rationale', 'a decision has a rationale of 1 to 5000 characters');
  }
  requireVariant(experiment, outcome, variantKey);
  const { recommendation, decisionBlockedBy } = at.results ?? {
    recommendation: null,
    decisionBlockedBy: ['not-started'],
  };
  if (outcome === 'SHIP' && decisionBlockedBy.length > 0) {
    throw violation(
      'decision-blocked',
      `nothing is shipped on these results: ${decisionBlockedBy.join(', ')}`,
      {
        blockedBy: decisionBlockedBy,
      },
    );
  }
  return {
    ...experiment,
    status,
    decidedAt: at.now,
    decision: {
      outcome: outcome as DecisionOutcome,
      variantKey,
      rationale: rationale.trim(),
      recommendation,
      decidedBy: at.decidedBy,
    },
  };
}

function requireVariant(
  { variants }: Readonly<Experiment>,
  outcome: string,
  variantKey: string | null,
): void {
  if (outcome === 'SHIP') {
    if (variantKey === null) throw badInput('variantKey', 'name the variant that is shipped');
    if (!variants.some(({ key }) => key === variantKey)) {
      throw violation('unknown-variant', `there is no variant "${variantKey}"`, { field: 'variantKey' });
    }
  } else if (variantKey !== null) throw badInput('variantKey', 'only what is shipped names a variant');
}
