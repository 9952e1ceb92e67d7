import { USUAL } from '../shop.js';
import type { Story } from '../story.js';
import { GUARDRAILS, aiDecisioned, businessAsUsual } from './arms.js';

/** Harm: more clicks, and nearly twice as many who leave. */
export const urgentSubjects: Story = {
  experiment: {
    key: 'urgent-subjects',
    name: 'Urgent subject lines',
    hypothesis: 'Subject lines that a model writes with a deadline in them are clicked more often.',
    channel: 'email',
    market: 'DE',
    journey: 'promotions',
    variants: [businessAsUsual(5000), aiDecisioned(5000, 'subject-writer-0.9.1')],
    design: {
      primaryMetric: 'clicked',
      secondaryMetrics: ['opened', 'visited', 'revenue'],
      guardrails: GUARDRAILS,
      method: 'SEQUENTIAL',
      minimumDetectableLift: 0.15,
      plannedRecipients: 24_000,
    },
  },
  chapters: [
    { day: 8, verb: 'create' },
    { day: 9, verb: 'start' },
    {
      day: 30,
      verb: 'mail',
      traffic: {
        customers: [80_000, 104_000],
        days: [9, 16],
        heldOutButShown: 1,
        rates: {
          'business-as-usual': USUAL,
          'ai-decisioned': {
            ...USUAL,
            opened: 0.38,
            clicked: 0.036,
            unsubscribedPerMail: 0.0042,
            complainedPerMail: 0.0008,
          },
        },
      },
    },
    { day: 30.1, verb: 'stop' },
  ],
};
