import { chiSquared } from '../distributions/index.js';
import { alphaOf, type ComparisonOptions } from '../interval.js';
import { type FloorOptions, floorOf } from './divergences.js';
import { occupiedBins, requireCounts, type Shares, sharesOf } from './shares.js';

/** `alpha` of the critical value, in (0, 1), default 0.05; `floor` as in `klDivergence`. */
export interface PopulationStabilityOptions extends ComparisonOptions, FloorOptions {}

/** How much a distribution over bins has moved, and how much it would move by chance. */
export interface PopulationStability {
  readonly index: number | null;
  /** Bins that hold anything in either sample, minus one. */
  readonly degreesOfFreedom: number;
  /** The chance of so large an index when nothing has moved. */
  readonly pValue: number | null;
  /** The index that chance alone exceeds with probability alpha. */
  readonly criticalValue: number | null;
  /** What each bin adds to the index, in the order of the bins. */
  readonly contributions: readonly number[];
  readonly undefinedBecause: 'empty sample' | 'fewer than two bins' | null;
}

/**
 * Has the distribution of a feature over bins moved, by the population stability index? By chance alone the
 * index is about (1/n + 1/m) times a chi-square, so the customary 0.1 and 0.25 mean nothing without the
 * sizes: with 200 units on each side and 10 bins, 0.1 is exceeded more than every third time. Judge it by
 * the p-value and critical value. Not for rates: a click rate that halves from 2 % has an index of 0.007.
 *
 * @param referenceCounts  units in each bin, whole numbers, as from `countsIn`
 * @param currentCounts  the same of the sample that may have moved, in the same bins
 * @param options  alpha of the critical value, default 0.05; floor: the least share of a bin, default 1e-4
 * @returns the index with its p-value; null with the reason when a sample is empty or there is but one bin
 * @throws {RangeError} if the lengths differ, a count is not a whole number, or an option is out of range
 * @see Yurdakul & Naranjo (2020), https://econpapers.repec.org/article/rskjourn5/7725371.htm
 * @example populationStability([120, 300, 80], [60, 310, 190]).index // 0.24564885279270937
 */
export function populationStability(
  referenceCounts: ArrayLike<number>,
  currentCounts: ArrayLike<number>,
  options: PopulationStabilityOptions = {},
): PopulationStability {
  const alpha = alphaOf(options);
  const shares = sharesOf(referenceCounts, currentCounts, floorOf(options));
  requireCounts('referenceCounts', referenceCounts);
  requireCounts('currentCounts', currentCounts);
  const degreesOfFreedom = Math.max(0, occupiedBins(referenceCounts, currentCounts) - 1);
  if (shares.referenceTotal === 0 || shares.currentTotal === 0) {
    return { ...withoutTest, index: null, degreesOfFreedom, contributions: [] };
  }
  const contributions = Array.from(shares.contrast, (_, bin) => contributionOf(shares, bin));
  const index = contributions.reduce((sum, contribution) => sum + contribution, 0);
  if (degreesOfFreedom === 0) {
    const undefinedBecause = 'fewer than two bins';
    return { ...withoutTest, index, degreesOfFreedom, contributions, undefinedBecause };
  }
  const scale = 1 / shares.referenceTotal + 1 / shares.currentTotal;
  return {
    index,
    degreesOfFreedom,
    pValue: chiSquared.sf(index / scale, degreesOfFreedom),
    criticalValue: scale * chiSquared.quantile(1 - alpha, degreesOfFreedom),
    contributions,
    undefinedBecause: null,
  };
}

const withoutTest = { pValue: null, criticalValue: null, undefinedBecause: 'empty sample' } as const;

/** (q - p) ln(q / p), without cancellation where q is close to p. */
function contributionOf(shares: Shares, bin: number): number {
  const p = shares.reference[bin] as number;
  const q = shares.current[bin] as number;
  const contrast = shares.contrast[bin] as number;
  const logRatio = Math.abs(contrast) < 0.5 ? 2 * Math.atanh(contrast) : Math.log(q / p);
  return contrast * (p + q) * logRatio;
}
