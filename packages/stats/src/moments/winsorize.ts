import { requireFinite } from '../domain.js';
import { quantile, sortedCopy } from './quantiles.js';

/** `nonZeroOnly` (default true) takes the cap from the values above 0. */
export interface WinsorOptions {
  readonly nonZeroOnly?: boolean | undefined;
}

/**
 * Above what value does a measurement count as extreme? The quantile of all arms pooled, for `winsorize`:
 * one cap for every arm, or the capping itself makes a difference.
 *
 * Zeros, and refunds below them, are left out unless `nonZeroOnly` is false. Where few units buy, the 99th
 * percentile of spend is 0, and that cap would make every unit 0.
 *
 * @param values  at least one finite measurement, of all arms together; left as it is
 * @param share  the share of values that keep theirs, in [0.5, 1]: 0.99 caps the highest hundredth
 * @param options  nonZeroOnly, default true
 * @returns the cap, in the unit of the values; 0 when no value is above 0
 * @throws {RangeError} if there are no values, a value is not finite, or share is outside [0.5, 1]
 * @see Tukey (1962), The future of data analysis, https://doi.org/10.1214/aoms/1177704711
 * @example winsorCap([0, 0, 0, 0, 0, 10, 20, 1000], 0.5) // 20
 */
export function winsorCap(values: ArrayLike<number>, share: number, options: WinsorOptions = {}): number {
  // a cap below the median is a share of values to cap, given by mistake for the share to keep
  if (!(share >= 0.5 && share <= 1)) throw new RangeError(`share must be in [0.5, 1], got ${share}`);
  const all = sortedCopy('values', values);
  const ranked = (options.nonZeroOnly ?? true) ? all.filter(value => value > 0) : all;
  return ranked.length === 0 ? 0 : quantile(ranked, share);
}

/**
 * What are the measurements when none may exceed the cap? Show how many units were capped, from
 * `cappedCount`. Low values stay as they are.
 *
 * @param values  finite measurements of one arm, one for each unit; left as they are
 * @param cap  the largest value allowed, from `winsorCap` over all arms
 * @returns a new array in the order of the values, in their unit
 * @throws {RangeError} if a value or the cap is not a finite number
 * @see Tukey (1962), The future of data analysis, https://doi.org/10.1214/aoms/1177704711
 * @example winsorize([0, 10, 1000, -5], 20) // [0, 10, 20, -5]
 */
export function winsorize(values: ArrayLike<number>, cap: number): number[] {
  requireFinite('cap', cap);
  return Array.from(values, value => {
    if (!Number.isFinite(value)) throw new RangeError(`values must be finite numbers, got ${value}`);
    return Math.min(value, cap);
  });
}

/**
 * How many units does the cap change? To be shown wherever capped measurements are compared, and for each
 * arm: a cap that holds back one arm more than the other has taken part of the difference with it.
 *
 * @param values  finite measurements of one arm, before they were capped
 * @param cap  the largest value allowed, from `winsorCap` over all arms
 * @returns the number of values above the cap
 * @throws {RangeError} if a value or the cap is not a finite number
 * @see Tukey (1962), The future of data analysis, https://doi.org/10.1214/aoms/1177704711
 * @example cappedCount([0, 10, 1000, -5], 20) // 1
 */
export function cappedCount(values: ArrayLike<number>, cap: number): number {
  return winsorize(values, cap).reduce((count, value, i) => count + (value === values[i] ? 0 : 1), 0);
}
