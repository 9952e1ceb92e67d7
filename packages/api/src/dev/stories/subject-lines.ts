import type { Story } from '../story.js';
import { GUARDRAILS, aiDecisioned, businessAsUsual } from './arms.js';

/** A draft, ready to be started. It is created last of all: where it exists, the demo has been told to its end. */
export const subjectLines: Story = {
  experiment: {
    key: 'subject-lines',
    name: 'Subject lines written by a model',
    hypothesis:
      'Subject lines written for each customer bring more of them to the shop than one line for all.',
    channel: 'email',
    market: 'DE',
    journey: 'newsletter',
    variants: [businessAsUsual(5000), aiDecisioned(5000, 'subject-writer-1.0.0')],
    design: {
      primaryMetric: 'visited',
      secondaryMetrics: ['clicked', 'opened', 'ordered', 'revenue'],
      guardrails: GUARDRAILS,
      method: 'SEQUENTIAL',
      alpha: 0.05,
      power: 0.8,
      minimumDetectableLift: 0.05,
      plannedRecipients: 36_000,
      correction: 'HOLM',
      covariateMetric: 'visits',
    },
  },
  chapters: [{ day: 41.95, verb: 'create' }],
};
