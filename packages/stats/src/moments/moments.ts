import { requireCount, requireFinite, requireNonNegative, requireRecord } from '../domain.js';
import { fold, type Running, running } from './fold.js';
import { foldPairs, type RunningPair, runningPair } from './fold-pairs.js';

/** What every comparison needs to know of one arm. Sums of days, shards and strata are exact. */
export interface Moments {
  /** Units that were randomised (recipients, not sends). */
  readonly n: number;
  /** In the unit of the metric; 0 when n is 0. */
  readonly mean: number;
  /** Divisor n - 1, in the metric's units squared; 0 when n is below 2. */
  readonly variance: number;
  /**
   * What rounding took from `mean`, given only where it matters: at an offset of 1e9 two means that agree
   * to 16 digits may still differ by a standard error.
   */
  readonly meanRemainder?: number;
}

/** The moments of two measurements of each unit, such as revenue and orders, or a metric and its past. */
export interface PairMoments {
  readonly n: number;
  readonly meanY: number;
  readonly meanX: number;
  /** Divisor n - 1, as `varianceX` and `covariance`; 0 when n is below 2. */
  readonly varianceY: number;
  readonly varianceX: number;
  readonly covariance: number;
  /** What rounding took from the means, given only where it matters; see `Moments`. */
  readonly meanRemainderY?: number;
  readonly meanRemainderX?: number;
}

/** Refuses moments that no set of measurements can have; `name` is the argument to blame. */
export function requireMoments(name: string, moments: Moments): void {
  requireRecord(name, moments);
  requireCount(`${name}.n`, moments.n);
  requireFinite(`${name}.mean`, moments.mean);
  requireNonNegative(`${name}.variance`, moments.variance);
  requireFinite(`${name}.meanRemainder`, moments.meanRemainder ?? 0);
}

/** Refuses pair moments that no set of measurements can have. */
export function requirePairMoments(name: string, pair: PairMoments): void {
  requireRecord(name, pair);
  requireCount(`${name}.n`, pair.n);
  requireFinite(`${name}.meanY`, pair.meanY);
  requireFinite(`${name}.meanX`, pair.meanX);
  requireNonNegative(`${name}.varianceY`, pair.varianceY);
  requireNonNegative(`${name}.varianceX`, pair.varianceX);
  requireFinite(`${name}.covariance`, pair.covariance);
  requireFinite(`${name}.meanRemainderY`, pair.meanRemainderY ?? 0);
  requireFinite(`${name}.meanRemainderX`, pair.meanRemainderX ?? 0);
  const bound = Math.sqrt(pair.varianceY) * Math.sqrt(pair.varianceX);
  if (Math.abs(pair.covariance) > bound * (1 + 1e-9)) {
    throw new RangeError(`${name}.covariance must not exceed the product of the standard deviations`);
  }
}

/**
 * How many measurements are there, and what are their mean and variance? An offset of 1e9 costs no digits.
 * For values that do not fit into memory use `accumulator`, for sums that a database has added up
 * `momentsFromSums`.
 *
 * @param values  any number of finite measurements, one for each unit
 * @returns moments in the unit of the values
 * @throws {RangeError} if a value is not a finite number
 * @see Chan, Golub & LeVeque (1983), https://doi.org/10.1080/00031305.1983.10483115
 * @example momentsOf([1, 2, 3, 4]) // { n: 4, mean: 2.5, variance: 1.6666666666666667 }
 */
export function momentsOf(values: ArrayLike<number>): Moments {
  const state = running();
  fold(state, 'values', values);
  return momentsFrom(state);
}

/** The moments of all values that a state has seen. */
export function momentsFrom({ n, mean, remainder, squares }: Running): Moments {
  return n < 2 ? { n, mean, variance: 0 } : withRemainder(n, mean, squares / (n - 1), remainder);
}

/**
 * What are the moments of two groups taken together, when only each group's moments are known?
 *
 * @param a  moments of one group; n may be 0 or 1
 * @param b  moments of the other
 * @returns the moments of all measurements, as if they had never been apart
 * @throws {RangeError} if a or b cannot be moments
 * @see Chan, Golub & LeVeque (1983), https://doi.org/10.1080/00031305.1983.10483115
 * @example mergeMoments(momentsOf([1, 2]), momentsOf([3, 4])).mean // 2.5
 */
export function mergeMoments(a: Moments, b: Moments): Moments {
  requireMoments('a', a);
  requireMoments('b', b);
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const n = a.n + b.n;
  const delta = meanDifference(a, b);
  const within = a.variance * (a.n - 1) + b.variance * (b.n - 1);
  const between = delta * delta * a.n * (b.n / n);
  const shift = delta * (b.n / n);
  const mean = a.mean + shift;
  const remainder = (a.meanRemainder ?? 0) + (shift - (mean - a.mean));
  return withRemainder(n, mean, (within + between) / (n - 1), remainder);
}

/** The mean of the second arm minus that of the first, with the digits that rounding took from either. */
export function meanDifference(control: Moments, treatment: Moments): number {
  return treatment.mean - control.mean + ((treatment.meanRemainder ?? 0) - (control.meanRemainder ?? 0));
}

/** A remainder below 1e-11 standard errors is left out: it changes nothing that is shown. */
function withRemainder(n: number, mean: number, variance: number, remainder: number): Moments {
  const matters = Math.abs(remainder) > 1e-11 * Math.sqrt(variance / n);
  return matters ? { n, mean, variance, meanRemainder: remainder } : { n, mean, variance };
}

/**
 * What are the moments behind a count, a sum and a sum of squares? Where the mean is much larger than the
 * standard deviation the sums have already lost digits; use `momentsOf` or `mergeMoments` there.
 *
 * @param sums  n: units; sum and sumOfSquares: of the measurements
 * @returns moments in the unit of the measurements
 * @throws {RangeError} if no measurements have such sums
 * @see Chan, Golub & LeVeque (1983), https://doi.org/10.1080/00031305.1983.10483115
 * @example momentsFromSums({ n: 4, sum: 10, sumOfSquares: 30 }).variance // 1.6666666666666667
 */
export function momentsFromSums(sums: { n: number; sum: number; sumOfSquares: number }): Moments {
  const { n, sum, sumOfSquares } = sums;
  requireCount('n', n);
  requireFinite('sum', sum);
  requireNonNegative('sumOfSquares', sumOfSquares);
  if (n === 0) {
    if (sum !== 0 || sumOfSquares !== 0) throw new RangeError('sum and sumOfSquares must be 0 when n is 0');
    return { n, mean: 0, variance: 0 };
  }
  const mean = sum / n;
  const squares = sumOfSquares - sum * mean;
  if (squares < -1e-9 * sumOfSquares) {
    throw new RangeError('sumOfSquares must be at least the square of sum divided by n');
  }
  return { n, mean, variance: n < 2 ? 0 : Math.max(0, squares) / (n - 1) };
}

/**
 * What are the means, variances and covariance of two measurements of each unit?
 *
 * @param y  the metric (or numerator), one finite value for each unit
 * @param x  the covariate (or denominator) of the same units in the same order
 * @returns pair moments, divisor n - 1
 * @throws {RangeError} if the lengths differ or a value is not finite
 * @see Chan, Golub & LeVeque (1983), https://doi.org/10.1080/00031305.1983.10483115
 * @example pairMomentsOf([1, 2, 3], [2, 4, 6]).covariance // 2
 */
export function pairMomentsOf(y: ArrayLike<number>, x: ArrayLike<number>): PairMoments {
  const state = runningPair();
  foldPairs(state, y, x);
  return pairMomentsFrom(state);
}

/** The pair moments of all pairs that a state has seen. */
export function pairMomentsFrom({ y, x, products }: RunningPair): PairMoments {
  return pairOf(momentsFrom(y), momentsFrom(x), y.n < 2 ? 0 : products / (y.n - 1));
}

/**
 * What are the pair moments of two groups taken together?
 *
 * @param a  pair moments of one group; n may be 0 or 1
 * @param b  pair moments of the other
 * @returns the pair moments of all units
 * @throws {RangeError} if a or b cannot be pair moments
 * @see Chan, Golub & LeVeque (1983), https://doi.org/10.1080/00031305.1983.10483115
 * @example mergePairMoments(pairMomentsOf([1], [2]), pairMomentsOf([3], [4])).covariance // 2
 */
export function mergePairMoments(a: PairMoments, b: PairMoments): PairMoments {
  requirePairMoments('a', a);
  requirePairMoments('b', b);
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const y = mergeMoments(ofY(a), ofY(b));
  const x = mergeMoments(ofX(a), ofX(b));
  const within = a.covariance * (a.n - 1) + b.covariance * (b.n - 1);
  const between = meanDifference(ofY(a), ofY(b)) * meanDifference(ofX(a), ofX(b)) * a.n * (b.n / y.n);
  return pairOf(y, x, (within + between) / (y.n - 1));
}

function pairOf(y: Moments, x: Moments, covariance: number): PairMoments {
  return {
    n: y.n,
    meanY: y.mean,
    meanX: x.mean,
    varianceY: y.variance,
    varianceX: x.variance,
    covariance,
    ...(y.meanRemainder === undefined ? {} : { meanRemainderY: y.meanRemainder }),
    ...(x.meanRemainder === undefined ? {} : { meanRemainderX: x.meanRemainder }),
  };
}

/** The moments of the first measurement alone. */
export function ofY(pair: PairMoments): Moments {
  const moments = { n: pair.n, mean: pair.meanY, variance: pair.varianceY };
  return pair.meanRemainderY === undefined ? moments : { ...moments, meanRemainder: pair.meanRemainderY };
}

/** The moments of the second measurement alone. */
export function ofX(pair: PairMoments): Moments {
  const moments = { n: pair.n, mean: pair.meanX, variance: pair.varianceX };
  return pair.meanRemainderX === undefined ? moments : { ...moments, meanRemainder: pair.meanRemainderX };
}
