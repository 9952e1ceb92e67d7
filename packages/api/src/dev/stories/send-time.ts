import { USUAL } from '../shop.js';
import type { Story } from '../story.js';
import { GUARDRAILS, aiDecisioned, businessAsUsual } from './arms.js';

const RATES = {
  'business-as-usual': { ...USUAL, visited: 0.151, ordered: 0.0088 },
  'ai-decisioned': { ...USUAL, visited: 0.153, ordered: 0.0089, opened: 0.36 },
};

/** Healthy and open: a pilot on a tenth, then everybody; no effect to be seen yet. */
export const sendTime: Story = {
  experiment: {
    key: 'send-time',
    name: 'Send time chosen by a model',
    hypothesis: 'Mails that arrive when a customer tends to read bring more customers to the shop.',
    channel: 'email',
    market: 'DE',
    journey: 'newsletter',
    allocationBp: 1000,
    variants: [businessAsUsual(5000), aiDecisioned(5000, 'send-time-1.4.2')],
    design: {
      primaryMetric: 'visited',
      secondaryMetrics: ['ordered', 'revenue', 'opened'],
      guardrails: GUARDRAILS,
      method: 'SEQUENTIAL',
      minimumDetectableLift: 0.05,
      plannedRecipients: 40_000,
    },
  },
  chapters: [
    { day: 14, verb: 'create' },
    { day: 15, verb: 'start' },
    { day: 22, verb: 'mail', traffic: { customers: [36_000, 60_000], days: [15, 21], rates: RATES } },
    {
      day: 22.1,
      verb: 'openPhase',
      change: { allocationBp: 10_000, reason: 'the pilot raised no complaints: from a tenth to everybody' },
    },
    { day: 41.9, verb: 'mail', traffic: { customers: [36_000, 60_000], days: [22.2, 40], rates: RATES } },
  ],
};
