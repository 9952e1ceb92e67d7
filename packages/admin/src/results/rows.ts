import { decimalsFor, pValueText, shareText, signed } from '../fields/numbers';
import type { Direction, MetricWholeFragment } from '../generated/graphql';
import { type Comparison, type Effect, type MetricResult, effectOf } from './effect';
import { type Measure, measureOf } from './measure';

/** One comparison in words and numbers. The chart and the table are both drawn from it, so they cannot differ. */
export interface ComparisonRow {
  readonly variantKey: string;
  readonly name: string;
  readonly controlName: string;
  readonly effect: Effect;
  /** Null where the arms are not compared; `whyNot` says why. */
  readonly difference: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly whyNot: string | null;
  readonly text: {
    readonly difference: string;
    readonly interval: string;
    readonly lift: string;
    readonly liftInterval: string;
    readonly evidence: string;
  };
  readonly comparison: Comparison;
}

export interface Reading {
  readonly metric: Pick<
    MetricWholeFragment,
    'kind' | 'aggregation' | 'currency' | 'denominatorAggregation' | 'direction'
  >;
  readonly alpha: number;
  readonly nameOf: (variantKey: string) => string;
}

const NONE = '–';

/** The measure of a result: its decimals come from the largest standard error. */
export function measureFor({ comparisons }: MetricResult, metric: Reading['metric']): Measure {
  const errors = comparisons.flatMap(({ standardError }) => (standardError === null ? [] : [standardError]));
  return measureOf(metric, errors.length > 0 ? Math.max(...errors) : null);
}

export function rowsOf(result: MetricResult, reading: Reading): ComparisonRow[] {
  const measure = measureFor(result, reading.metric);
  return result.comparisons.map(comparison => rowOf(comparison, measure, reading));
}

function rowOf(comparison: Comparison, measure: Measure, { alpha, metric, nameOf }: Reading): ComparisonRow {
  const { difference, interval, variantKey, controlKey } = comparison;
  return {
    variantKey,
    name: nameOf(variantKey),
    controlName: nameOf(controlKey),
    effect: effectOf(comparison, { alpha, direction: metric.direction as Direction }),
    difference,
    lower: interval?.lower ?? null,
    upper: interval?.upper ?? null,
    whyNot: comparison.status === 'OK' ? null : WHY_NOT[comparison.status],
    text: {
      difference: difference === null ? NONE : measure.difference(difference),
      interval: difference === null ? NONE : rangeText(interval, measure.plain),
      ...liftTexts(comparison),
      evidence: evidenceText(comparison),
    },
    comparison,
  };
}

const WHY_NOT: Readonly<Record<Exclude<Comparison['status'], 'OK'>, string>> = {
  EMPTY_ARM: 'One of the two has no recipients.',
  NOT_ENOUGH_DATA: 'Too few recipients or events for the method to hold.',
  ZERO_DENOMINATOR: 'Nobody has what the ratio divides by.',
  ZERO_VARIANCE: 'Every recipient of both has the same value.',
};

type Ends = { readonly lower: number | null; readonly upper: number | null } | null;

/** "0.51 to 2.17"; an end that is not bounded says so. */
export function rangeText(ends: Ends, plain: (value: number) => string): string {
  if (!ends || (ends.lower === null && ends.upper === null)) return 'unbounded';
  if (ends.lower === null) return `at most ${plain(ends.upper ?? 0)}`;
  if (ends.upper === null) return `at least ${plain(ends.lower)}`;
  return `${plain(ends.lower)} to ${plain(ends.upper)}`;
}

function liftTexts({ relativeLift: lift, relativeInterval: ends }: Comparison) {
  if (lift === null) return { lift: NONE, liftInterval: NONE };
  const width = ends?.lower != null && ends.upper != null ? ends.upper - ends.lower : Math.abs(lift);
  const decimals = Math.min(decimalsFor(width * 25, 2), 2);
  const text = (share: number) => shareText(share, decimals);
  return { lift: signed(text(lift), lift), liftInterval: rangeText(ends, text) };
}

function evidenceText({ adjustedPValue, chanceToBeat }: Comparison): string {
  if (chanceToBeat !== null) return shareText(chanceToBeat, 1);
  return adjustedPValue === null ? NONE : pValueText(adjustedPValue);
}
