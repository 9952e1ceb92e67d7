import { normal } from '../distributions/index.js';
import { requireNonNegative, requireOpenUnit } from '../domain.js';
import { alphaOf, type ComparisonOptions, type Interval, intervalAround } from '../interval.js';
import { ratioMoments } from '../moments/linearise.js';
import { pairMomentsOf } from '../moments/moments.js';
import { quantileOfSorted, sortedCopy } from '../moments/quantiles.js';

/** `designEffect`: variance of each arm over that of independent values, from `quantileDesignEffect`. */
export interface QuantileOptions extends ComparisonOptions {
  readonly designEffect?: { readonly control: number; readonly treatment: number } | undefined;
}

/** A difference of two quantiles, treatment minus control, in the unit of the metric. */
export interface QuantileComparison {
  readonly quantileControl: number;
  readonly quantileTreatment: number;
  readonly difference: number;
  /** From the order statistics around the quantile; 0 where they are all equal. */
  readonly standardErrorControl: number;
  readonly standardErrorTreatment: number;
  readonly standardError: number;
  readonly statistic: number | null;
  /** Two-sided, normal. */
  readonly pValue: number | null;
  readonly interval: Interval | null;
  readonly undefinedBecause: 'no spread around the quantile' | null;
}

/** The order statistics lie this many binomial deviations apart, whatever the level of the interval. */
const Z = 1.959963984540054;

/**
 * Is a quantile (the median order value, the slowest tenth of page loads) different? For means use `welch`.
 * Where many values are equal, such as zeros, there may be no spread to measure an error by; compare the
 * share of those values instead. One value for each randomised unit, unless a design effect is given.
 *
 * @param control  at least one finite measurement, in any order; left as it is
 * @param treatment  the same of the treatment arm
 * @param p  in (0, 1): 0.5 compares the medians
 * @param options  alpha in (0, 1), default 0.05; designEffect, at least 0, default 1 for each arm
 * @returns treatment minus control in the unit of the values; no test, with the reason, when neither arm has
 *   spread around its quantile
 * @throws {RangeError} if an arm is empty, a value is not finite, or p is outside (0, 1)
 * @see Yao, Li & Lu (2024), https://arxiv.org/abs/2401.14549
 * @example quantileDifference([1, 2, 3, 4, 5], [2, 3, 4, 5, 9], 0.5).difference // 1
 */
export function quantileDifference(
  control: ArrayLike<number>,
  treatment: ArrayLike<number>,
  p: number,
  options: QuantileOptions = {},
): QuantileComparison {
  const alpha = alphaOf(options);
  requireOpenUnit('p', p);
  const effect = options.designEffect ?? { control: 1, treatment: 1 };
  requireNonNegative('designEffect.control', effect.control);
  requireNonNegative('designEffect.treatment', effect.treatment);
  const c = sortedCopy('control', control);
  const t = sortedCopy('treatment', treatment);
  const quantileControl = quantileOfSorted(c, p);
  const quantileTreatment = quantileOfSorted(t, p);
  const difference = quantileTreatment - quantileControl;
  const standardErrorControl = Math.sqrt(effect.control) * orderStatisticError(c, p);
  const standardErrorTreatment = Math.sqrt(effect.treatment) * orderStatisticError(t, p);
  const standardError = Math.hypot(standardErrorControl, standardErrorTreatment);
  const estimates = {
    quantileControl,
    quantileTreatment,
    difference,
    standardErrorControl,
    standardErrorTreatment,
    standardError,
  };
  if (standardError === 0) return { ...estimates, ...UNTESTED };
  const statistic = difference / standardError;
  return {
    ...estimates,
    statistic,
    pValue: 2 * normal.sf(Math.abs(statistic)),
    interval: intervalAround(difference, -normal.quantile(alpha / 2) * standardError, alpha),
    undefinedBecause: null,
  };
}

/**
 * How much larger is the variance of a quantile because its values come in clusters, such as the page loads
 * of one visitor, and clusters were randomised? For the `designEffect` of `quantileDifference`.
 *
 * @param values  at least one finite measurement of one arm
 * @param clusters  the cluster of each value, in the same order; at least two different ones
 * @param p  in (0, 1)
 * @returns the delta-method variance of the share of values up to the quantile over that of independent
 *   values; 1 is no effect
 * @throws {RangeError} if the lengths differ, there are fewer than two clusters, or p is outside (0, 1)
 * @see Deng, Knoblich & Lu (2018), section 4, https://arxiv.org/abs/1803.06336
 * @example quantileDesignEffect([1, 2, 3, 4, 5, 6], ['a', 'a', 'a', 'b', 'b', 'b'], 0.5) // 6
 */
export function quantileDesignEffect(
  values: ArrayLike<number>,
  clusters: ArrayLike<string | number>,
  p: number,
): number {
  requireOpenUnit('p', p);
  if (clusters.length !== values.length) {
    throw new RangeError(`clusters must have as many entries as values (${values.length})`);
  }
  const limit = quantileOfSorted(sortedCopy('values', values), p);
  const counts = new Map<string | number, { below: number; all: number }>();
  for (let i = 0; i < values.length; i++) {
    const label = clusters[i] as string | number;
    const count = counts.get(label) ?? { below: 0, all: 0 };
    counts.set(label, count);
    if ((values[i] as number) <= limit) count.below++;
    count.all++;
  }
  if (counts.size < 2) throw new RangeError(`clusters must be at least two, got ${counts.size}`);
  const rows = [...counts.values()];
  const share = ratioMoments(
    pairMomentsOf(
      rows.map(({ below }) => below),
      rows.map(({ all }) => all),
    ),
  );
  return (share?.variance ?? 0) / counts.size / ((p * (1 - p)) / values.length);
}

const UNTESTED = {
  statistic: null,
  pValue: null,
  interval: null,
  undefinedBecause: 'no spread around the quantile',
} as const;

/** Half the distance between the bounds of the quantile's interval, in standard errors. */
function orderStatisticError(sorted: Float64Array, p: number): number {
  const n = sorted.length;
  const reach = Z * Math.sqrt((p * (1 - p)) / n);
  const first = Math.max(1, Math.floor(n * (p - reach)));
  const last = Math.min(n, Math.floor(n * (p + reach)) + 1);
  const [lower, upper] = [sorted[first - 1] as number, sorted[last - 1] as number];
  // halves, so that the distance between two values of 1e308 does not overflow
  return (upper / 2 - lower / 2) / Z;
}
