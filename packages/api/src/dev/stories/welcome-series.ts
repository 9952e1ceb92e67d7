import { MAILED, USUAL } from '../shop.js';
import type { Story } from '../story.js';
import { GUARDRAILS, aiDecisioned, businessAsUsual } from './arms.js';

/** Decided: shipped on a posterior that past visits made more precise. */
export const welcomeSeries: Story = {
  experiment: {
    key: 'welcome-series',
    name: 'Welcome series in an order chosen by a model',
    hypothesis: 'New customers who first read of what they looked at come back to the shop more often.',
    channel: 'email',
    market: 'AT',
    journey: 'welcome',
    variants: [businessAsUsual(5000), aiDecisioned(5000, 'series-planner-1.0.3')],
    design: {
      primaryMetric: 'visited',
      secondaryMetrics: ['ordered', 'revenue', 'clicked'],
      guardrails: GUARDRAILS,
      method: 'BAYESIAN',
      minimumDetectableLift: 0.1,
      plannedRecipients: 30_000,
      covariateMetric: 'visits',
    },
  },
  chapters: [
    { day: 0.5, verb: 'create' },
    { day: 1, verb: 'start' },
    {
      day: 29,
      verb: 'mail',
      traffic: {
        customers: [104_000, 134_000],
        days: [1, 14],
        withPast: true,
        rates: {
          'business-as-usual': { ...USUAL, ...MAILED },
          'ai-decisioned': { ...USUAL, visited: 0.171, ordered: 0.0101, clicked: 0.031 },
        },
      },
    },
    { day: 29.1, verb: 'stop' },
    {
      day: 31,
      verb: 'decide',
      decision: {
        outcome: 'SHIP',
        variantKey: 'ai-decisioned',
        rationale: 'More new customers come back, and neither unsubscribing nor complaints suffer.',
      },
    },
  ],
};
