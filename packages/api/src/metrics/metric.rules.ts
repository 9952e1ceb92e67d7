import { badInput, violation } from '../kernel/errors.js';
import type { Metric } from './metric.entity.js';
import type { Aggregation, Direction, MetricKind } from './metric.enums.js';

export interface MetricDefinition {
  readonly key: string;
  readonly name: string;
  readonly description?: string | null;
  readonly kind: `${MetricKind}`;
  readonly outcomeTypes: readonly string[];
  readonly aggregation?: `${Aggregation}` | null;
  readonly denominatorOutcomeTypes?: readonly string[] | null;
  readonly denominatorAggregation?: `${Aggregation}` | null;
  readonly conversionWindowHours?: number | null;
  readonly cap?: number | null;
  readonly currency?: string | null;
  readonly direction?: `${Direction}` | null;
}

/** The form of an outcome type: a word that events are sorted by. */
export const OUTCOME_TYPE = /^[A-Za-z0-9][A-Za-z0-9 ._:-]{0,63}$/;
const MOST_TYPES = 20;
const LONGEST_WINDOW_HOURS = 8784;

export function define(blank: Readonly<Metric>, input: MetricDefinition, now: Date): Metric {
  requireText(input);
  requireTypes('outcomeTypes', input.outcomeTypes);
  requireDenominator(input);
  requireLimits(input);
  const isRatio = input.kind === 'RATIO';
  const asEnum = <T>(value: string): T => value as T;
  return {
    ...blank,
    key: input.key,
    name: input.name.trim(),
    description: input.description?.trim() ?? '',
    kind: asEnum(input.kind),
    outcomeTypes: [...new Set(input.outcomeTypes)],
    aggregation: asEnum(input.aggregation ?? (input.kind === 'MEAN' ? 'SUM' : 'COUNT')),
    denominatorOutcomeTypes: isRatio ? [...new Set(input.denominatorOutcomeTypes)] : null,
    denominatorAggregation: isRatio ? asEnum(input.denominatorAggregation ?? 'COUNT') : null,
    conversionWindowHours: input.conversionWindowHours ?? null,
    cap: input.cap ?? null,
    currency: input.currency ?? null,
    direction: asEnum(input.direction ?? 'INCREASE'),
    createdAt: now,
    retiredAt: null,
  };
}

export function retire(metric: Readonly<Metric>, now: Date): Metric {
  if (metric.retiredAt) throw violation('metric-already-retired', 'this metric is retired already');
  return { ...metric, retiredAt: now };
}

function requireText({ name, description }: MetricDefinition): void {
  if (name.trim() === '' || name.length > 200) throw badInput('name', 'a name has 1 to 200 characters');
  if ((description?.length ?? 0) > 2000)
    throw badInput('description', 'a description has at most 2000 characters');
}

function requireTypes(field: string, types: readonly string[]): void {
  if (types.length === 0 || types.length > MOST_TYPES) {
    throw badInput(field, `a metric counts 1 to ${MOST_TYPES} types of outcome`);
  }
  const odd = types.find(type => !OUTCOME_TYPE.test(type));
  if (odd !== undefined)
    throw badInput(field, 'an outcome type is 1 to 64 letters, digits, spaces or . _ : -');
}

function requireDenominator(input: MetricDefinition): void {
  if (input.kind === 'RATIO') {
    requireTypes('denominatorOutcomeTypes', input.denominatorOutcomeTypes ?? []);
    return;
  }
  if (input.denominatorOutcomeTypes || input.denominatorAggregation) {
    throw violation('denominator-without-ratio', 'only a ratio has a denominator', {
      field: 'denominatorOutcomeTypes',
    });
  }
}

function requireLimits({ kind, conversionWindowHours: hours, cap, currency }: MetricDefinition): void {
  if (hours != null && (hours < 1 || hours > LONGEST_WINDOW_HOURS)) {
    throw badInput('conversionWindowHours', `a window has 1 to ${LONGEST_WINDOW_HOURS} hours`);
  }
  if (cap != null && !(cap > 0)) throw badInput('cap', 'a cap is greater than 0');
  if (cap != null && kind === 'PROPORTION') {
    throw violation('cap-on-proportion', 'a proportion cannot be capped', { field: 'cap' });
  }
  if (currency != null && !/^[A-Z]{3}$/.test(currency))
    throw badInput('currency', 'a currency is an ISO 4217 code');
}
