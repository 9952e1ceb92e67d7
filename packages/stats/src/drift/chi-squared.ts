import { chiSquared } from '../distributions/index.js';
import { occupiedBins, requireCounts, sharesOf } from './shares.js';

/** Whether two samples have the same shares of some categories. */
export interface ChiSquaredTwoSample {
  /** Pearson's chi-square, without correction. */
  readonly statistic: number | null;
  /** Categories that hold anything in either sample, minus one. */
  readonly degreesOfFreedom: number;
  readonly pValue: number | null;
  /** Natural logarithm of the p-value, finite where the p-value underflows. */
  readonly logPValue: number | null;
  /** Effect size in [0, 1], which does not grow with the samples. */
  readonly cramersV: number | null;
  /** The least count that any category of either sample should hold; below 5 the p-value is rough. */
  readonly leastExpected: number | null;
  readonly undefinedBecause: 'empty sample' | 'fewer than two categories' | null;
}

/**
 * Have the shares of some categories moved? The chi-square test of homogeneity: both samples have noise,
 * unlike in a test of goodness of fit, which takes the reference for the truth and so alarms too often.
 * With many units the smallest move is significant: look at Cramer's V beside it. Merge rare categories
 * with `mergeSparse` first.
 *
 * @param referenceCounts  units in each category, whole numbers
 * @param currentCounts  the same of the sample that may have moved, in the same order
 * @returns the test over the categories that occur; null with the reason when a sample is empty or only
 *   one category occurs
 * @throws {RangeError} if the lengths differ or a count is not a whole number
 * @see Cramer (1946), Mathematical Methods of Statistics, 30.6, https://doi.org/10.1515/9781400883868
 * @example chiSquaredTwoSample([120, 300, 80], [60, 310, 190]).pValue // 3.841865197767888e-14
 */
export function chiSquaredTwoSample(
  referenceCounts: ArrayLike<number>,
  currentCounts: ArrayLike<number>,
): ChiSquaredTwoSample {
  const { reference, current, contrast, referenceTotal, currentTotal } = sharesOf(
    referenceCounts,
    currentCounts,
  );
  requireCounts('referenceCounts', referenceCounts);
  requireCounts('currentCounts', currentCounts);
  const degreesOfFreedom = Math.max(0, occupiedBins(referenceCounts, currentCounts) - 1);
  if (referenceTotal === 0 || currentTotal === 0) return { ...withoutTest, degreesOfFreedom };
  if (degreesOfFreedom === 0) {
    return { ...withoutTest, degreesOfFreedom, undefinedBecause: 'fewer than two categories' };
  }
  const smaller = Math.min(referenceTotal, currentTotal) / (referenceTotal + currentTotal);
  let statistic = 0;
  let leastExpected = Infinity;
  for (let bin = 0; bin < contrast.length; bin++) {
    const inBoth = (referenceCounts[bin] as number) + (currentCounts[bin] as number);
    if (inBoth === 0) continue;
    const difference = (contrast[bin] as number) * ((reference[bin] as number) + (current[bin] as number));
    statistic += (referenceTotal * difference * (currentTotal * difference)) / inBoth;
    leastExpected = Math.min(leastExpected, smaller * inBoth);
  }
  const logPValue = chiSquared.logSf(statistic, degreesOfFreedom);
  return {
    statistic,
    degreesOfFreedom,
    pValue: Math.exp(logPValue),
    logPValue,
    cramersV: Math.min(1, Math.sqrt(statistic / (referenceTotal + currentTotal))),
    leastExpected,
    undefinedBecause: null,
  };
}

const withoutTest = {
  statistic: null,
  pValue: null,
  logPValue: null,
  cramersV: null,
  leastExpected: null,
  undefinedBecause: 'empty sample',
} as const;
