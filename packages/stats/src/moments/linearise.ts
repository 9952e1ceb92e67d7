import { type Moments, type PairMoments, requirePairMoments } from './moments.js';

/**
 * What are the mean and the variance per recipient of a ratio of two sums? The delta method replaces each
 * recipient by its linear contribution to the ratio, so that any comparison of means can take the ratio.
 *
 * @param pair  y: numerator and x: denominator summed for each recipient
 * @returns moments with the ratio as their mean, or null where the denominator is zero
 * @throws {RangeError} if the moments are impossible
 * @see Deng, Knoblich & Lu (2018), https://arxiv.org/abs/1803.06336
 * @example ratioMoments(pairMomentsOf([1, 2], [4, 4]))?.mean // 0.375
 */
export function ratioMoments(pair: PairMoments): Moments | null {
  requirePairMoments('pair', pair);
  if (pair.meanX === 0) return null;
  const mean = pair.meanY / pair.meanX;
  return { n: pair.n, mean, variance: linearVariance(pair, mean) };
}

/** The variance of y - ratio x over the mean of x; what rounding leaves where the two are proportional is 0. */
export function linearVariance(pair: PairMoments, ratio: number): number {
  const sum = pair.varianceY + ratio * ratio * pair.varianceX;
  const residual = sum - 2 * ratio * pair.covariance;
  return residual <= 1e-14 * sum ? 0 : residual / pair.meanX / pair.meanX;
}

/**
 * What would the moments of a metric be, had every recipient the same covariate? Subtracts `theta` times the
 * distance of the covariate from `reference`, as CUPED does, so that any comparison of means can take it.
 *
 * @param pair  y: metric and x: covariate, one value of each for a recipient
 * @param theta  units of y per unit of x; the same for all arms compared
 * @param reference  the value of the covariate to adjust to; the same for all arms compared
 * @returns moments of y - theta * (x - reference)
 * @throws {RangeError} if the moments are impossible
 * @see Deng, Xu, Kohavi & Walker (2013), https://doi.org/10.1145/2433396.2433413
 * @example covariateAdjusted(pairMomentsOf([1, 2, 3], [2, 4, 6]), 0.5, 4).variance // 0
 */
export function covariateAdjusted(pair: PairMoments, theta: number, reference: number): Moments {
  requirePairMoments('pair', pair);
  const variance = pair.varianceY + theta * theta * pair.varianceX - 2 * theta * pair.covariance;
  return { n: pair.n, mean: pair.meanY - theta * (pair.meanX - reference), variance: Math.max(0, variance) };
}
