import { normal } from '../distributions/index.js';
import { alphaOf, type ComparisonOptions, type Interval, intervalAround } from '../interval.js';
import type { PairMoments } from '../moments/moments.js';
import { linearisedRatios, type QuadMoments, requireQuadMoments } from '../moments/quad-moments.js';
import { adjustedLift, type CupedComparison } from './cuped.js';

/** A difference of two ratios of sums after what the same ratio before exposure explains has been taken out. */
export interface RatioCupedComparison {
  /** Not adjusted: sum of y over sum of x, after exposure. */
  readonly ratioControl: number | null;
  readonly ratioTreatment: number | null;
  /** Adjusted. */
  readonly difference: number | null;
  readonly standardError: number | null;
  readonly statistic: number | null;
  /** Two-sided, normal. */
  readonly pValue: number | null;
  readonly interval: Interval | null;
  /** Change of the ratio after for a change of one in the ratio before; 0 when that does not vary. */
  readonly theta: number;
  /** Share of the variance of the difference that the past removed. */
  readonly varianceReduction: number | null;
  /** False when there is no past to adjust by, and the estimate is that of `ratioDifference`. */
  readonly adjusted: boolean;
  /** The adjusted difference over the unadjusted control ratio, as a share; null at a control ratio of 0. */
  readonly lift: CupedComparison['lift'];
  readonly undefinedBecause: 'zero denominator' | 'neither arm varies' | null;
}

/**
 * Is a ratio of two sums (clicks per send, revenue per order) different, once each unit's past has been taken
 * into account? Both ratios are made linear by the delta method, then adjusted as `cuped` does, with the
 * slope that leaves the least variance. Without a past use `ratioDifference`.
 *
 * @param control  y: numerator and x: denominator of each unit, after and before exposure, from
 *   `quadMomentsOf`; at least two units
 * @param treatment  the same for the treatment arm
 * @param options  alpha in (0, 1), default 0.05
 * @returns treatment minus control in units of y per x, and the lift as a share; null with the reason when a
 *   denominator after exposure is zero or neither arm varies
 * @throws {RangeError} if an arm has fewer than two units or impossible moments
 * @see Deng, Xu, Kohavi & Walker (2013), appendix B, https://doi.org/10.1145/2433396.2433413
 * @example cupedRatio(quadMomentsOf([1, 3], [2, 2], [1, 2], [1, 1]), quadMomentsOf([4, 2], [2, 2], [3, 1], [1, 1])).theta // 0.6
 */
export function cupedRatio(
  control: QuadMoments,
  treatment: QuadMoments,
  options: ComparisonOptions = {},
): RatioCupedComparison {
  const alpha = alphaOf(options);
  requireTwoUnits('control', control);
  requireTwoUnits('treatment', treatment);
  const c = linearisedRatios(control);
  const t = linearisedRatios(treatment);
  const ratios = { ratioControl: c?.meanY ?? null, ratioTreatment: t?.meanY ?? null };
  if (c === null || t === null) return { ...ratios, ...UNDEFINED, undefinedBecause: 'zero denominator' };
  const slope = bestSlope(control, treatment, c, t);
  const theta = slope ?? 0;
  const difference = t.meanY - c.meanY - theta * (t.meanX - c.meanX);
  const variance = adjustedVariance(c, theta) + adjustedVariance(t, theta);
  const standardError = Math.sqrt(variance);
  const adjustment = { difference, theta, adjusted: slope !== null };
  if (standardError === 0) {
    return { ...ratios, ...UNDEFINED, ...adjustment, undefinedBecause: 'neither arm varies' };
  }
  const statistic = difference / standardError;
  return {
    ...ratios,
    ...adjustment,
    standardError,
    statistic,
    pValue: 2 * normal.sf(Math.abs(statistic)),
    interval: intervalAround(difference, -normal.quantile(alpha / 2) * standardError, alpha),
    varianceReduction: 1 - variance / (adjustedVariance(c, 0) + adjustedVariance(t, 0)),
    lift: adjustedLift(c, t, theta, difference, alpha),
    undefinedBecause: null,
  };
}

const UNDEFINED = {
  difference: null,
  standardError: null,
  statistic: null,
  pValue: null,
  interval: null,
  theta: 0,
  varianceReduction: null,
  adjusted: false,
  lift: null,
} as const;

function requireTwoUnits(name: string, quad: QuadMoments): void {
  requireQuadMoments(name, quad);
  if (quad.after.n < 2) throw new RangeError(`${name}.after.n must be at least 2, got ${quad.after.n}`);
}

/** The slope of one difference on the other; null when an arm has no past or none of it varies. */
function bestSlope(
  control: QuadMoments,
  treatment: QuadMoments,
  c: PairMoments,
  t: PairMoments,
): number | null {
  const past = control.before.meanX !== 0 && treatment.before.meanX !== 0;
  const variance = c.varianceX / c.n + t.varianceX / t.n;
  return past && variance > 0 ? (c.covariance / c.n + t.covariance / t.n) / variance : null;
}

function adjustedVariance({ n, varianceY, varianceX, covariance }: PairMoments, theta: number): number {
  return Math.max(0, varianceY - 2 * theta * covariance + theta * theta * varianceX) / n;
}
