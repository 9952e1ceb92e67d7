import { Tag } from '../fields/StatusChip';

const OUTCOMES = {
  ALLOWED: { name: 'Done', tone: 'success' },
  DENIED: { name: 'Refused', tone: 'error' },
  FAILED: { name: 'Failed', tone: 'warning' },
} as const;

export const OUTCOME_CHOICES = Object.entries(OUTCOMES).map(([id, { name }]) => ({ id, name }));

const isOutcome = (outcome: string): outcome is keyof typeof OUTCOMES => outcome in OUTCOMES;

/** How an attempt went. */
export const OutcomeTag = ({ outcome }: { outcome: string }) =>
  isOutcome(outcome) ? (
    <Tag tone={OUTCOMES[outcome].tone}>{OUTCOMES[outcome].name}</Tag>
  ) : (
    <Tag tone="neutral">{outcome}</Tag>
  );
