import type { Comparison, MetricResult } from './effect';

/** A comparison as the API gives it, with what a test cares about. */
export const comparison = (given: Partial<Comparison> = {}): Comparison => ({
  variantKey: 'short',
  controlKey: 'team',
  status: 'OK',
  difference: 0.01321,
  standardError: 0.0046,
  interval: { lower: 0.0042, upper: 0.0222, level: 0.95 },
  pValue: 0.004,
  adjustedPValue: 0.008,
  chanceToBeat: null,
  relativeLift: 0.1428,
  relativeInterval: { lower: 0.041, upper: 0.2446, level: 0.95 },
  relativeStatus: 'OK',
  guardrail: null,
  varianceReduction: null,
  method: { name: 'asymptotic confidence sequence', source: 'https://arxiv.org/abs/2103.06476' },
  ...given,
});

export const metricResult = (comparisons: Comparison[]): MetricResult => ({
  metricKey: 'orders',
  role: 'PRIMARY',
  comparisons,
  arms: [
    { variantKey: 'team', units: 8000, mean: 0.0925, standardDeviation: 0.29 },
    { variantKey: 'short', units: 8000, mean: 0.1058, standardDeviation: 0.31 },
  ],
});

export const PROPORTION = {
  kind: 'PROPORTION',
  aggregation: 'COUNT',
  currency: null,
  denominatorAggregation: null,
  direction: 'INCREASE',
} as const;

export const READING = {
  metric: PROPORTION,
  alpha: 0.05,
  nameOf: (key: string) => ({ short: 'Model, short', long: 'Model, long', team: 'The team' })[key] ?? key,
};
