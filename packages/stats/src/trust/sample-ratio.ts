import { chiSquared } from '../distributions/index.js';
import { requireCount, requireNonNegative } from '../domain.js';

/** Whether the arms hold as many units as their weights promise. */
export interface SampleRatio {
  /** Pearson's chi-square over the arms of positive weight. */
  readonly statistic: number;
  /** Arms of positive weight minus one. */
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  /** Natural logarithm of the p-value, finite where the p-value underflows. */
  readonly logPValue: number;
  /** Units each arm should hold. */
  readonly expected: readonly number[];
}

/**
 * Did the arms get the shares of units that their weights promise (sample-ratio mismatch)? A p-value below
 * 0.001 means that assignment or logging is broken and no effect may be read. One look at the end only; for
 * alerts while units arrive a sequential test is needed.
 *
 * @param counts  units in each arm, whole numbers
 * @param weights  the share of each arm, non-negative, any scale; not all 0
 * @returns the chi-square test; p-value 1 when there are no units or only one arm has weight. Units in an
 *   arm of weight 0 cannot happen by chance: p-value 0
 * @throws {RangeError} if the lengths differ, a count is not a whole number, or no weight is positive
 * @see Fabijan et al. (2019), https://doi.org/10.1145/3292500.3330722
 * @example sampleRatio([5000, 5200], [0.5, 0.5]).pValue // 0.0476703806561615
 */
export function sampleRatio(counts: readonly number[], weights: readonly number[]): SampleRatio {
  requireArms(counts, weights);
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const expected = weights.map(weight => total * (weight / totalWeight));
  const degreesOfFreedom = weights.filter(weight => weight > 0).length - 1;
  const statistic = expected.reduce(
    (sum, mean, arm) => (mean > 0 ? sum + ((counts[arm] as number) - mean) ** 2 / mean : sum),
    0,
  );
  const impossible = counts.some((count, arm) => count > 0 && weights[arm] === 0);
  const logPValue = impossible
    ? -Infinity
    : degreesOfFreedom === 0
      ? 0
      : chiSquared.logSf(statistic, degreesOfFreedom);
  return { statistic, degreesOfFreedom, pValue: Math.exp(logPValue), logPValue, expected };
}

/** Refuses counts and weights that do not describe the same arms, or no arm at all. */
export function requireArms(counts: readonly number[], weights: readonly number[]): void {
  if (weights.length !== counts.length) {
    throw new RangeError(`weights must have as many arms as counts (${counts.length})`);
  }
  counts.forEach((count, arm) => requireCount(`counts[${arm}]`, count));
  weights.forEach((weight, arm) => requireNonNegative(`weights[${arm}]`, weight));
  if (!weights.some(weight => weight > 0)) throw new RangeError('weights must hold a positive weight');
}
