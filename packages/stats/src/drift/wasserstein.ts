import { momentsOf } from '../moments/moments.js';
import { sortedCopy } from '../moments/quantiles.js';

/** How far the values have moved, on the scale of the reference. */
export interface NormedWasserstein {
  /** In the unit of the values. */
  readonly distance: number;
  /** Of the reference, divisor n, in the unit of the values. */
  readonly standardDeviation: number;
  /** The distance in standard deviations of the reference. */
  readonly normed: number | null;
  readonly undefinedBecause: 'reference does not vary' | null;
}

/**
 * How far have the values moved, in their own unit? The least average distance by which the values of one
 * sample must be carried to make it the other; of a pure shift it is the shift. It is an effect size
 * without a p-value, for which there is `kolmogorovSmirnov`.
 *
 * @param reference  at least one finite value, in any order; left as it is
 * @param current  the same of the sample that may have moved; the sizes may differ
 * @returns the distance, in the unit of the values; 0 when the samples have equal distributions
 * @throws {RangeError} if a sample is empty or a value is not finite
 * @see Ramdas, Garcia Trillos & Cuturi (2017), https://doi.org/10.3390/e19020047
 * @example wasserstein([0, 1, 3], [5, 6, 8]) // 5
 */
export function wasserstein(reference: ArrayLike<number>, current: ArrayLike<number>): number {
  return areaBetween(sortedCopy('reference', reference), sortedCopy('current', current));
}

/**
 * How far have the values moved, compared with how much they vary anyway? `wasserstein` in standard
 * deviations of the reference, so that one threshold serves metrics of every unit; 0.1 is in common use.
 *
 * @param reference  at least one finite value, in any order; left as it is
 * @param current  the same of the sample that may have moved
 * @returns the distance in both units; `normed` is null where the reference holds one value only
 * @throws {RangeError} if a sample is empty or a value is not finite
 * @see Evidently's default for numbers, https://docs-old.evidentlyai.com/reference/data-drift-algorithm
 * @example normedWasserstein([1, 3], [2, 4]).normed // 1
 */
export function normedWasserstein(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
): NormedWasserstein {
  const sorted = sortedCopy('reference', reference);
  const distance = areaBetween(sorted, sortedCopy('current', current));
  const { n, variance } = momentsOf(sorted);
  const standardDeviation = Math.sqrt(variance * ((n - 1) / n));
  if (standardDeviation === 0) {
    return { distance, standardDeviation, normed: null, undefinedBecause: 'reference does not vary' };
  }
  return { distance, standardDeviation, normed: distance / standardDeviation, undefinedBecause: null };
}

/** The area between the empirical distribution functions of two sorted samples. */
function areaBetween(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  const m = b.length;
  let area = 0;
  let previous = Math.min(a[0] as number, b[0] as number);
  for (let i = 0, j = 0; i < n || j < m; ) {
    const height = Math.abs(i * m - j * n) / (n * m);
    const fromA = j === m || (i < n && (a[i] as number) <= (b[j] as number));
    const x = (fromA ? a[i++] : b[j++]) as number;
    const width = x - previous;
    // values of 1e308 on both sides of 0 are farther apart than a double can say
    area += width === Infinity ? height * x - height * previous : height * width;
    previous = x;
  }
  return area;
}
