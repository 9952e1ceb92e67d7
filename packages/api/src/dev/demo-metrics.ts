import type { MetricDefinition } from '../metrics/metric.rules.js';
import { uuidNamed } from './random.js';

const DECIDED_IN_HOURS = 14 * 24;

/** What Acme Outdoor measures. The first is also how its demo is recognised. */
const DEFINITIONS: readonly MetricDefinition[] = [
  {
    key: 'visited',
    name: 'Visited the shop',
    description: 'Recipients who visited within two weeks of the first mail, however they came.',
    kind: 'PROPORTION',
    outcomeTypes: ['visited'],
    conversionWindowHours: DECIDED_IN_HOURS,
  },
  {
    key: 'ordered',
    name: 'Ordered',
    description: 'Recipients who ordered within two weeks of the first mail.',
    kind: 'PROPORTION',
    outcomeTypes: ['ordered'],
    conversionWindowHours: DECIDED_IN_HOURS,
  },
  {
    key: 'revenue',
    name: 'Net revenue per recipient',
    description: 'Orders less refunds, over everybody who was mailed; in cents.',
    kind: 'MEAN',
    outcomeTypes: ['ordered', 'refunded'],
    currency: 'EUR',
  },
  {
    key: 'revenue-per-order',
    name: 'Net revenue per order',
    description: 'Orders less refunds, over orders; in cents. Tells larger baskets from more of them.',
    kind: 'RATIO',
    outcomeTypes: ['ordered', 'refunded'],
    aggregation: 'SUM',
    denominatorOutcomeTypes: ['ordered'],
    currency: 'EUR',
  },
  {
    key: 'clicked',
    name: 'Clicked the first mail',
    description: 'Clicks of scanners are left out by the sender.',
    kind: 'PROPORTION',
    outcomeTypes: ['clicked'],
  },
  {
    key: 'opened',
    name: 'Opened the first mail',
    description: 'Mail programs that load images ahead count as opens: look at it, do not decide on it.',
    kind: 'PROPORTION',
    outcomeTypes: ['opened'],
  },
  {
    key: 'visits',
    name: 'Visits',
    description: 'Visits per recipient. Those before the first mail make results more precise (CUPED).',
    kind: 'MEAN',
    outcomeTypes: ['visited'],
    aggregation: 'COUNT',
  },
  {
    key: 'unsubscribed',
    name: 'Unsubscribed',
    description: 'Recipients who unsubscribed after any of the mails.',
    kind: 'PROPORTION',
    outcomeTypes: ['unsubscribed'],
    direction: 'DECREASE',
  },
  {
    key: 'complained',
    name: 'Complained',
    description: 'Recipients who marked any of the mails as spam.',
    kind: 'PROPORTION',
    outcomeTypes: ['complained'],
    direction: 'DECREASE',
  },
];

export const DEMO_METRICS = DEFINITIONS.map(metric => ({
  ...metric,
  id: uuidNamed(`Acme Outdoor metric ${metric.key}`),
}));
