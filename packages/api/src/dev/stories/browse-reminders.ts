import { MAILED, MAILED_WELL, USUAL } from '../shop.js';
import type { Story } from '../story.js';
import { GUARDRAILS, aiDecisioned, businessAsUsual, randomEligible } from './arms.js';

/** A clear winner that waits for its decision: the arms are those of Hillstrom's test. */
export const browseReminders: Story = {
  experiment: {
    key: 'browse-reminders',
    name: 'Reminders of products that were looked at',
    hypothesis:
      'A weekly reminder of one product makes more customers order than the newsletter alone, and a product ' +
      'chosen by the model does so better than a random one.',
    channel: 'email',
    market: 'DE',
    journey: 'browse-abandonment',
    variants: [businessAsUsual(3334), randomEligible(3333), aiDecisioned(3333, 'product-ranker-2.3.0')],
    design: {
      primaryMetric: 'ordered',
      secondaryMetrics: ['visited', 'revenue', 'revenue-per-order', 'clicked'],
      guardrails: GUARDRAILS,
      method: 'FIXED',
      minimumDetectableLift: 0.5,
      plannedRecipients: 36_000,
    },
  },
  chapters: [
    { day: 3, verb: 'create' },
    { day: 5, verb: 'start' },
    {
      day: 33,
      verb: 'mail',
      traffic: {
        customers: [0, 36_000],
        days: [5, 19],
        rates: {
          'business-as-usual': USUAL,
          'random-eligible': { ...USUAL, ...MAILED, clicked: 0.03 },
          'ai-decisioned': { ...USUAL, ...MAILED_WELL, clicked: 0.036, unsubscribedPerMail: 0.0021 },
        },
      },
    },
    { day: 33.1, verb: 'stop' },
  ],
};
