import { unitDeviance } from '../distributions/deviance.js';
import { requireOpenUnit, requirePositive } from '../domain.js';
import { requireTotals, type Shares, sharesOf } from './shares.js';

/** `base` of the logarithm, above 1: 2 (default) puts the distance between 0 and 1, `Math.E` gives nats. */
export interface JensenShannonOptions {
  readonly base?: number | undefined;
}

/** `floor`: the least share of a bin, in (0, 1), default 1e-4; the shares are not renormalised. */
export interface FloorOptions {
  readonly floor?: number | undefined;
}

/** The least share of a bin, where nothing else is asked for. */
export function floorOf(options: FloorOptions): number {
  const floor = options.floor ?? 1e-4;
  requireOpenUnit('floor', floor);
  return floor;
}

/**
 * How different are two distributions over the same categories, between 0 (equal) and 1 (nothing in
 * common)? The distance of Jensen and Shannon, which is the root of their divergence; empty categories
 * need no care. It has no p-value, for which there is `chiSquaredTwoSample`.
 *
 * @param referenceCounts  units, or weights, in each category; not all 0
 * @param currentCounts  the same of the sample that may have moved; the totals may differ
 * @param options  base of the logarithm, above 1, default 2
 * @returns the distance, at most the root of ln 2 / ln base
 * @throws {RangeError} if the lengths differ, a count is negative, a sample is empty, or base is not above 1
 * @see Endres & Schindelin (2003), https://doi.org/10.1109/TIT.2003.813506
 * @example jensenShannon([10, 0], [0, 20]) // 1
 */
export function jensenShannon(
  referenceCounts: ArrayLike<number>,
  currentCounts: ArrayLike<number>,
  options: JensenShannonOptions = {},
): number {
  const base = options.base ?? 2;
  requirePositive('base', base);
  if (base <= 1) throw new RangeError(`base must be above 1, got ${base}`);
  const shares = sharesOf(referenceCounts, currentCounts);
  const divergence = sumOver(shares, halfDivergence);
  return Math.sqrt(Math.min(Math.LN2, divergence) / Math.log(base));
}

/** (p ln(p / m) + q ln(q / m)) / 2 with m = (p + q) / 2; by the contrast s, p = m (1 - s) and q = m (1 + s). */
function halfDivergence(p: number, q: number, s: number): number {
  const m = (p + q) / 2;
  if (Math.abs(s) < 0.5) return m * (s * Math.atanh(s) + 0.5 * Math.log1p(-s * s));
  const part = (share: number) => (share === 0 ? 0 : share * Math.log(share / m));
  return (part(p) + part(q)) / 2;
}

/**
 * How different are two distributions over the same categories, between 0 and 1, where a category that one
 * of them lacks shall count for more than in `totalVariation`?
 *
 * @param referenceCounts  units, or weights, in each category; not all 0
 * @param currentCounts  the same of the sample that may have moved; the totals may differ
 * @returns the distance of Hellinger, in [0, 1]
 * @throws {RangeError} if the lengths differ, a count is negative, or a sample is empty
 * @see Tsybakov (2009), section 2.4, https://doi.org/10.1007/b13794
 * @example hellinger([1, 0], [9, 16]) // 0.632455532033676
 */
export function hellinger(referenceCounts: ArrayLike<number>, currentCounts: ArrayLike<number>): number {
  const shares = sharesOf(referenceCounts, currentCounts);
  const squares = sumOver(shares, (p, q, s) => {
    const root = (s * (p + q)) / (Math.sqrt(p) + Math.sqrt(q));
    return root * root;
  });
  return Math.sqrt(Math.min(1, squares / 2));
}

/**
 * What share of the units would have to change category to make the two distributions equal?
 *
 * @param referenceCounts  units, or weights, in each category; not all 0
 * @param currentCounts  the same of the sample that may have moved; the totals may differ
 * @returns the total variation, in [0, 1]
 * @throws {RangeError} if the lengths differ, a count is negative, or a sample is empty
 * @see Tsybakov (2009), section 2.4, https://doi.org/10.1007/b13794
 * @example totalVariation([1, 1], [1, 3]) // 0.25
 */
export function totalVariation(referenceCounts: ArrayLike<number>, currentCounts: ArrayLike<number>): number {
  const shares = sharesOf(referenceCounts, currentCounts);
  return Math.min(1, sumOver(shares, (p, q, s) => Math.abs(s) * (p + q)) / 2);
}

/**
 * How surprising is the current distribution to one who expects the reference, in nats? Not symmetric, and
 * without bound where the reference lacks a category, which is why small shares are floored;
 * `jensenShannon` has neither fault.
 *
 * @param referenceCounts  units, or weights, in each category; not all 0
 * @param currentCounts  the same of the sample that may have moved; the totals may differ
 * @param options  floor: the least share of a category, in (0, 1), default 1e-4
 * @returns the divergence of Kullback and Leibler of the current from the reference distribution; it can be
 *   just below 0 where shares were floored
 * @throws {RangeError} if the lengths differ, a count is negative, a sample is empty, or floor is not in
 *   (0, 1)
 * @see Kullback & Leibler (1951), https://doi.org/10.1214/aoms/1177729694
 * @example klDivergence([1, 1], [1, 3]) // 0.13081203594113697
 */
export function klDivergence(
  referenceCounts: ArrayLike<number>,
  currentCounts: ArrayLike<number>,
  options: FloorOptions = {},
): number {
  const floor = floorOf(options);
  const exact = sharesOf(referenceCounts, currentCounts);
  const floored = sharesOf(referenceCounts, currentCounts, floor);
  // q ln(q / p) - q + p is never negative, so its sum does not cancel; what flooring added is put back
  const surprise = sumOver(floored, (p, q, s) => q * unitDeviance((-s * (p + q)) / q, p / q));
  const added = (ofFloored: Float64Array, of: Float64Array) =>
    ofFloored.reduce((sum, share, bin) => sum + (share - (of[bin] as number)), 0);
  return surprise + added(floored.current, exact.current) - added(floored.reference, exact.reference);
}

/** Sums over the bins that hold anything: `of` takes the reference share, the current one and their contrast. */
function sumOver(shares: Shares, of: (p: number, q: number, s: number) => number): number {
  requireTotals(shares);
  let sum = 0;
  for (let bin = 0; bin < shares.contrast.length; bin++) {
    const p = shares.reference[bin] as number;
    const q = shares.current[bin] as number;
    if (p + q > 0) sum += of(p, q, shares.contrast[bin] as number);
  }
  return sum;
}
