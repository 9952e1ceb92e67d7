import type { DesignDraft } from '../../experiments/design.rules.js';
import type { VariantDraft } from '../../experiments/variant.rules.js';

/** What everybody gets without the experiment. */
export const businessAsUsual = (weightBp: number): VariantDraft => ({
  key: 'business-as-usual',
  name: 'Business as usual',
  weightBp,
  isControl: true,
});

/** Parts the worth of the model from the worth of doing anything at all. */
export const randomEligible = (weightBp: number): VariantDraft => ({
  key: 'random-eligible',
  name: 'Random among the eligible',
  weightBp,
});

export const aiDecisioned = (weightBp: number, model: string): VariantDraft => ({
  key: 'ai-decisioned',
  name: 'Decided by the model',
  weightBp,
  modelVersionId: model,
});

/**
 * What no experiment of the shop may harm. Complaints are so few that only a doubling can be excluded: at the usual
 * 0.03 % of mails, twice as many are still fewer than the 0.1 % that mailbox providers tolerate.
 */
export const GUARDRAILS = [
  { metric: 'unsubscribed', margin: 0.4 },
  { metric: 'complained', margin: 1 },
] satisfies DesignDraft['guardrails'];
