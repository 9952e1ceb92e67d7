import { decimalText, decimalsFor, shareText, signed } from '../fields/numbers';
import type { MetricWholeFragment } from '../generated/graphql';

export type MeasuredMetric = Pick<
  MetricWholeFragment,
  'kind' | 'aggregation' | 'currency' | 'denominatorAggregation'
>;

/** How the numbers of one metric are written: in percent, in money or plainly, with the decimals the data carry. */
export interface Measure {
  /** What a difference is counted in, in words; empty for a bare number. */
  readonly unit: string;
  /** A mean, share or ratio. */
  readonly level: (value: number) => string;
  /** A difference, with its sign. */
  readonly difference: (value: number) => string;
  /** An end of an interval, or a mark on the axis. */
  readonly plain: (value: number) => string;
  /** A standard deviation. */
  readonly spread: (value: number) => string;
}

/** `error` is a standard error: two of its digits are shown, and no more, because the rest is noise. */
export function measureOf(metric: MeasuredMetric, error: number | null): Measure {
  const money = moneyOf(metric);
  if (metric.kind === 'PROPORTION') return ofPercent(error);
  const scale = money ? 10 ** -money.decimals : 1;
  const decimals = error === null ? 2 : Math.min(decimalsFor(error * scale, 2), 6);
  const plain = (value: number) => decimalText(value * scale, decimals);
  return {
    unit: money?.currency ?? '',
    level: plain,
    spread: plain,
    plain,
    difference: value => signed(plain(value), value),
  };
}

function ofPercent(error: number | null): Measure {
  const decimals = error === null ? 2 : Math.min(decimalsFor(error * 100, 2), 4);
  const plain = (value: number) => decimalText(value * 100, decimals);
  return {
    unit: 'percentage points',
    level: value => shareText(value, decimals),
    spread: value => shareText(value, decimals),
    plain,
    difference: value => signed(plain(value), value),
  };
}

/** Values are money in minor units where a metric sums one currency; a ratio of two sums is a bare number again. */
function moneyOf({ kind, aggregation, currency, denominatorAggregation }: MeasuredMetric) {
  if (currency === null || aggregation !== 'SUM') return null;
  if (kind === 'RATIO' && denominatorAggregation === 'SUM') return null;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return { currency, decimals: format.resolvedOptions().maximumFractionDigits ?? 2 };
}
