import { requireProbability } from '../domain.js';

/**
 * Below what value does a share p of the units lie? Type 7 of Hyndman and Fan, the default of R, numpy and
 * spreadsheets: the sorted values stand at equal steps from 0 to 1, with straight lines between them.
 *
 * @param values  at least one finite measurement, in any order; left as it is
 * @param p  in [0, 1]: 0 gives the smallest value, 0.5 the median, 1 the largest
 * @returns the quantile, in the unit of the values
 * @throws {RangeError} if there are no values, a value is not finite, or p is outside [0, 1]
 * @see Hyndman & Fan (1996), https://doi.org/10.1080/00031305.1996.10473566
 * @example quantile([40, 10, 30, 20], 0.5) // 25
 */
export function quantile(values: ArrayLike<number>, p: number): number {
  requireProbability('p', p);
  return quantileOfSorted(sortedCopy('values', values), p);
}

/** The quantile of values that are in ascending order. */
export function quantileOfSorted(sorted: Float64Array, p: number): number {
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const lower = sorted[below] as number;
  const upper = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  // in two half steps, so that the distance between two values of 1e308 does not overflow
  const halfStep = (position - below) * (upper / 2 - lower / 2);
  // rounding must not carry the result past its neighbour, or a larger p could give a smaller quantile
  return Math.min(upper, lower + halfStep + halfStep);
}

/** The values in ascending order; refuses none at all and anything not finite, naming the argument. */
export function sortedCopy(name: string, values: ArrayLike<number>): Float64Array {
  if (!(values.length > 0)) throw new RangeError(`${name} must hold at least one value`);
  const sorted = new Float64Array(values.length);
  for (let i = 0; i < sorted.length; i++) {
    const value: unknown = values[i];
    // a missing value must not be taken for 0, as a typed array would
    if (!Number.isFinite(value)) throw new RangeError(`${name} must be finite numbers, got ${String(value)}`);
    sorted[i] = value as number;
  }
  return sorted.sort();
}
