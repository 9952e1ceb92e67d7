import { productMinus } from '../distributions/deviance.js';
import { requireCount, requireNonNegative } from '../domain.js';

/** What two samples hold of the same bins. */
export interface Shares {
  /** For each bin, of its sample's total, and at least the floor asked for. */
  readonly reference: Float64Array;
  readonly current: Float64Array;
  /** (current - reference) / (current + reference) for each bin, exact where the two nearly agree. */
  readonly contrast: Float64Array;
  readonly referenceTotal: number;
  readonly currentTotal: number;
}

/**
 * The shares of two samples of counts in the same bins; a sample whose counts are all 0 has shares of 0.
 * The difference of the shares comes from the counts, where it does not cancel.
 *
 * @param floor  the least share, for logarithms that cannot take 0; the shares are not renormalised
 */
export function sharesOf(
  referenceCounts: ArrayLike<number>,
  currentCounts: ArrayLike<number>,
  floor = 0,
): Shares {
  const bins = referenceCounts.length;
  if (bins === 0) throw new RangeError('referenceCounts must hold at least one bin');
  if (currentCounts.length !== bins) {
    throw new RangeError(`currentCounts must have as many bins as referenceCounts (${bins})`);
  }
  const referenceTotal = totalOf('referenceCounts', referenceCounts);
  const currentTotal = totalOf('currentCounts', currentCounts);
  const reference = new Float64Array(bins);
  const current = new Float64Array(bins);
  const contrast = new Float64Array(bins);
  for (let bin = 0; bin < bins; bin++) {
    const a = referenceCounts[bin] as number;
    const b = currentCounts[bin] as number;
    const p = referenceTotal === 0 ? 0 : a / referenceTotal;
    const q = currentTotal === 0 ? 0 : b / currentTotal;
    reference[bin] = Math.max(p, floor);
    current[bin] = Math.max(q, floor);
    const isFloored = p < floor || q < floor;
    contrast[bin] = isFloored
      ? contrastOf(reference[bin] as number, 1, current[bin] as number, 1)
      : contrastOf(a, referenceTotal, b, currentTotal);
  }
  return { reference, current, contrast, referenceTotal, currentTotal };
}

/** Refuses a sample without a single count, of which no shares can be taken. */
export function requireTotals(shares: Shares): void {
  if (shares.referenceTotal === 0) throw new RangeError('referenceCounts must hold a positive count');
  if (shares.currentTotal === 0) throw new RangeError('currentCounts must hold a positive count');
}

/** Refuses shares and weights, of which no p-value can be told. */
export function requireCounts(name: string, counts: ArrayLike<number>): void {
  for (let bin = 0; bin < counts.length; bin++) requireCount(`${name}[${bin}]`, counts[bin] as number);
}

/** The bins that hold anything in either sample. */
export function occupiedBins(referenceCounts: ArrayLike<number>, currentCounts: ArrayLike<number>): number {
  let occupied = 0;
  for (let bin = 0; bin < referenceCounts.length; bin++) {
    if ((referenceCounts[bin] as number) > 0 || (currentCounts[bin] as number) > 0) occupied++;
  }
  return occupied;
}

function totalOf(name: string, counts: ArrayLike<number>): number {
  let total = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    requireNonNegative(`${name}[${bin}]`, counts[bin] as number);
    total += counts[bin] as number;
  }
  return total;
}

/** (b/m - a/n) / (b/m + a/n), where the products of whole numbers are subtracted without rounding. */
function contrastOf(a: number, n: number, b: number, m: number): number {
  const sum = b * n + a * m;
  if (sum > 1e-290 && Math.max(n, m) < 1e150) {
    const product = a * m;
    return (productMinus(b, n, product) - productMinus(a, m, product)) / sum;
  }
  const p = a === 0 ? 0 : a / n;
  const q = b === 0 ? 0 : b / m;
  return p === q ? 0 : (q - p) / (q + p);
}
