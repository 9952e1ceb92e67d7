import { requireFinite } from '../domain.js';
import { linearVariance } from './linearise.js';
import {
  meanDifference,
  mergePairMoments,
  ofX,
  ofY,
  type PairMoments,
  pairMomentsOf,
  requirePairMoments,
} from './moments.js';

/** The moments of a numerator and a denominator of each unit, both after and before exposure. */
export interface QuadMoments {
  /** y: numerator and x: denominator, after exposure. */
  readonly after: PairMoments;
  /** The same of the same units, before exposure. */
  readonly before: PairMoments;
  /** Covariances, divisor n - 1, of one measure after with one before: `yx` is numerator with denominator. */
  readonly across: { readonly yy: number; readonly yx: number; readonly xy: number; readonly xx: number };
}

/**
 * What are the moments of a ratio's two sums and of their past, for `cupedRatio`?
 *
 * @param y  numerator summed for each unit after exposure, finite
 * @param x  denominator of the same units in the same order
 * @param yBefore  numerator of the same units before exposure; 0 for units without a past
 * @param xBefore  denominator of the same units before exposure
 * @returns means, variances and covariances of the four, divisor n - 1
 * @throws {RangeError} if the lengths differ or a value is not finite
 * @see Chan, Golub & LeVeque (1983), https://doi.org/10.1080/00031305.1983.10483115
 * @example quadMomentsOf([1, 2, 3], [1, 1, 1], [2, 4, 6], [1, 1, 2]).across.yy // 2
 */
export function quadMomentsOf(
  y: ArrayLike<number>,
  x: ArrayLike<number>,
  yBefore: ArrayLike<number>,
  xBefore: ArrayLike<number>,
): QuadMoments {
  for (const [name, values] of Object.entries({ x, yBefore, xBefore })) {
    if (values.length !== y.length)
      throw new RangeError(`${name} must have as many values as y (${y.length})`);
  }
  const covariance = (a: ArrayLike<number>, b: ArrayLike<number>) => pairMomentsOf(a, b).covariance;
  return {
    after: pairMomentsOf(y, x),
    before: pairMomentsOf(yBefore, xBefore),
    across: {
      yy: covariance(y, yBefore),
      yx: covariance(y, xBefore),
      xy: covariance(x, yBefore),
      xx: covariance(x, xBefore),
    },
  };
}

/**
 * What are the moments of two groups taken together, when only each group's moments are known?
 *
 * @param a  moments of one group; n may be 0 or 1
 * @param b  moments of the other
 * @returns the moments of all units
 * @throws {RangeError} if a or b cannot be moments
 * @see Chan, Golub & LeVeque (1983), https://doi.org/10.1080/00031305.1983.10483115
 * @example mergeQuadMoments(quadMomentsOf([1], [1], [2], [1]), quadMomentsOf([3], [1], [4], [1])).across.yy // 2
 */
export function mergeQuadMoments(a: QuadMoments, b: QuadMoments): QuadMoments {
  requireQuadMoments('a', a);
  requireQuadMoments('b', b);
  const after = mergePairMoments(a.after, b.after);
  if (a.after.n === 0) return b;
  if (b.after.n === 0) return a;
  const apart = a.after.n * (b.after.n / after.n);
  const merged = (key: keyof QuadMoments['across'], shift: number, shiftBefore: number) =>
    (a.across[key] * (a.after.n - 1) + b.across[key] * (b.after.n - 1) + shift * shiftBefore * apart) /
    (after.n - 1);
  const shiftY = meanDifference(ofY(a.after), ofY(b.after));
  const shiftX = meanDifference(ofX(a.after), ofX(b.after));
  const shiftYBefore = meanDifference(ofY(a.before), ofY(b.before));
  const shiftXBefore = meanDifference(ofX(a.before), ofX(b.before));
  return {
    after,
    before: mergePairMoments(a.before, b.before),
    across: {
      yy: merged('yy', shiftY, shiftYBefore),
      yx: merged('yx', shiftY, shiftXBefore),
      xy: merged('xy', shiftX, shiftYBefore),
      xx: merged('xx', shiftX, shiftXBefore),
    },
  };
}

/** Refuses moments that no set of measurements can have; `name` is the argument to blame. */
export function requireQuadMoments(name: string, quad: QuadMoments): void {
  requirePairMoments(`${name}.after`, quad.after);
  requirePairMoments(`${name}.before`, quad.before);
  if (quad.before.n !== quad.after.n) throw new RangeError(`${name}.before.n must be ${name}.after.n`);
  for (const [key, value] of Object.entries(quad.across)) requireFinite(`${name}.across.${key}`, value);
}

/**
 * The ratio after as y and the ratio before as x: what each unit adds to either, by the delta method. Null
 * where the denominator after is zero; a denominator of zero before leaves nothing to adjust by.
 */
export function linearisedRatios({ after, before, across }: QuadMoments): PairMoments | null {
  if (after.meanX === 0) return null;
  const ratio = after.meanY / after.meanX;
  const base = { n: after.n, meanY: ratio, varianceY: linearVariance(after, ratio) };
  if (before.meanX === 0) return { ...base, meanX: 0, varianceX: 0, covariance: 0 };
  const past = before.meanY / before.meanX;
  const varianceX = linearVariance(before, past);
  const product = across.yy - past * across.yx - ratio * (across.xy - past * across.xx);
  const bound = Math.sqrt(base.varianceY) * Math.sqrt(varianceX);
  const covariance = Math.max(-bound, Math.min(bound, product / after.meanX / before.meanX));
  return { ...base, meanX: past, varianceX, covariance };
}
