import { ratioMoments } from '../moments/linearise.js';
import type { PairMoments } from '../moments/moments.js';

/**
 * Which mean and standard deviation does a ratio of two sums (clicks per send) have for planning? Those of the
 * recipients' linear contributions (delta method), so that every function here can plan for a ratio; units are
 * recipients.
 *
 * @param pair  y: numerator and x: denominator summed for each recipient of a past period
 * @returns mean: the ratio, and standardDeviation, to be given to `powerForLift` and the others; null where the
 *   denominator is zero
 * @throws {RangeError} if the moments are impossible or of fewer than two recipients
 * @see Deng, Knoblich & Lu (2018), https://arxiv.org/abs/1803.06336
 * @example ratioBaseline(pairMomentsOf([1, 2], [4, 4]))?.mean // 0.375
 */
export function ratioBaseline(pair: PairMoments): { mean: number; standardDeviation: number } | null {
  const moments = ratioMoments(pair);
  if (pair.n < 2) throw new RangeError(`pair.n must be at least 2, got ${pair.n}`);
  return moments === null ? null : { mean: moments.mean, standardDeviation: Math.sqrt(moments.variance) };
}
