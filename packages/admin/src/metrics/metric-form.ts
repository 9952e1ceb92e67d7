import type { Aggregation, DefineMetricInput, Direction, MetricKind } from '../generated/graphql';

/** A metric as it is typed. */
export interface MetricForm {
  key: string | null;
  name: string | null;
  description: string | null;
  kind: MetricKind;
  outcomeTypes: string | null;
  aggregation: Aggregation;
  denominatorOutcomeTypes: string | null;
  denominatorAggregation: Aggregation;
  conversionWindowHours: number | null;
  cap: number | null;
  currency: string | null;
  direction: Direction;
}

export const newMetric = (): MetricForm => ({
  key: null,
  name: null,
  description: null,
  kind: 'PROPORTION',
  outcomeTypes: null,
  aggregation: 'SUM',
  denominatorOutcomeTypes: null,
  denominatorAggregation: 'COUNT',
  conversionWindowHours: null,
  cap: null,
  currency: null,
  direction: 'INCREASE',
});

/** "ordered, refunded" as a list. */
export const typesIn = (text: string | null): string[] =>
  (text ?? '')
    .split(',')
    .map(type => type.trim())
    .filter(type => type !== '');

/** Only what the kind of metric has is sent: a proportion has no cap, and only a ratio a denominator. */
export function metricInput(form: MetricForm): DefineMetricInput {
  const { kind } = form;
  const isRatio = kind === 'RATIO';
  return {
    key: form.key ?? '',
    name: form.name ?? '',
    description: form.description,
    kind,
    outcomeTypes: typesIn(form.outcomeTypes),
    aggregation: kind === 'PROPORTION' ? 'COUNT' : form.aggregation,
    denominatorOutcomeTypes: isRatio ? typesIn(form.denominatorOutcomeTypes) : null,
    denominatorAggregation: isRatio ? form.denominatorAggregation : null,
    conversionWindowHours: form.conversionWindowHours,
    cap: kind === 'PROPORTION' ? null : form.cap,
    currency: form.currency,
    direction: form.direction,
  };
}
