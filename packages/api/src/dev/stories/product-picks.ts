import { USUAL } from '../shop.js';
import type { Story } from '../story.js';
import { GUARDRAILS, aiDecisioned, businessAsUsual } from './arms.js';

/** Not to be believed: mails of one arm grow too large, and the sender loses their exposures. */
export const productPicks: Story = {
  experiment: {
    key: 'product-picks',
    name: 'Product picks in the newsletter',
    hypothesis: 'Products picked for each customer make more of them visit than the bestsellers.',
    channel: 'email',
    market: 'FR',
    journey: 'newsletter',
    variants: [businessAsUsual(5000), aiDecisioned(5000, 'product-ranker-2.4.0-rc1')],
    design: {
      primaryMetric: 'visited',
      secondaryMetrics: ['clicked', 'revenue'],
      guardrails: GUARDRAILS,
      method: 'SEQUENTIAL',
      minimumDetectableLift: 0.05,
      plannedRecipients: 30_000,
    },
  },
  chapters: [
    { day: 20, verb: 'create' },
    { day: 21, verb: 'start' },
    {
      day: 41.92,
      verb: 'mail',
      traffic: {
        customers: [60_000, 80_000],
        days: [21, 40],
        rates: {
          'business-as-usual': { ...USUAL, visited: 0.151 },
          'ai-decisioned': { ...USUAL, visited: 0.16, clicked: 0.03 },
        },
        unreported: { variantKey: 'ai-decisioned', share: 0.12 },
      },
    },
  ],
};
