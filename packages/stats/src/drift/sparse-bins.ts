import { requireNonNegative } from '../domain.js';
import { requireCounts, sharesOf } from './shares.js';

/** Counts of two samples in fewer bins. */
export interface MergedBins {
  readonly referenceCounts: readonly number[];
  readonly currentCounts: readonly number[];
  /** The first of the given bins in each merged one; it ends where the next begins. */
  readonly firstBins: readonly number[];
}

/**
 * Which neighbouring bins have to be taken together, so that none is too sparse for a chi-square? From the
 * first bin on, each is merged with the next until the smaller sample should hold the wanted count if
 * nothing had moved; what is left at the end goes to the last merged bin. Put categories without an order
 * in descending order of frequency first, so that the rare ones end in one bin.
 *
 * @param referenceCounts  units in each bin, whole numbers
 * @param currentCounts  the same of the other sample, in the same bins
 * @param least  the expected count to reach, non-negative, default 5
 * @returns counts of the merged bins, with unchanged totals, and where they begin
 * @throws {RangeError} if the lengths differ, a count is not a whole number, or least is negative
 * @see Cochran (1954), https://doi.org/10.2307/3001616
 * @example mergeSparse([9, 1, 2, 8], [9, 2, 1, 8]).firstBins // [0, 1]
 */
export function mergeSparse(
  referenceCounts: ArrayLike<number>,
  currentCounts: ArrayLike<number>,
  least = 5,
): MergedBins {
  requireNonNegative('least', least);
  const { referenceTotal, currentTotal } = sharesOf(referenceCounts, currentCounts);
  requireCounts('referenceCounts', referenceCounts);
  requireCounts('currentCounts', currentCounts);
  const smaller = Math.min(referenceTotal, currentTotal);
  const reference: number[] = [];
  const current: number[] = [];
  const firstBins: number[] = [];
  let isOpen = false;
  for (let bin = 0; bin < referenceCounts.length; bin++) {
    if (!isOpen) {
      firstBins.push(bin);
      reference.push(0);
      current.push(0);
    }
    const last = firstBins.length - 1;
    const a = (reference[last] as number) + (referenceCounts[bin] as number);
    const b = (current[last] as number) + (currentCounts[bin] as number);
    reference[last] = a;
    current[last] = b;
    isOpen = smaller * (a + b) < least * (referenceTotal + currentTotal);
  }
  if (isOpen && firstBins.length > 1) {
    firstBins.pop();
    const rest = firstBins.length - 1;
    reference[rest] = (reference[rest] as number) + (reference.pop() as number);
    current[rest] = (current[rest] as number) + (current.pop() as number);
  }
  return { referenceCounts: reference, currentCounts: current, firstBins };
}
