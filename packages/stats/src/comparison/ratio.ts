import { normal } from '../distributions/index.js';
import { alphaOf, type ComparisonOptions, type Interval, intervalAround } from '../interval.js';
import { liftOfEstimates, type RelativeLift } from './lift.js';
import { linearVariance } from '../moments/linearise.js';
import { type PairMoments, requirePairMoments } from '../moments/moments.js';

/** A difference of two ratios of sums, treatment minus control. */
export interface RatioComparison {
  /** Sum of y over sum of x in the control arm; null when the denominator is zero. */
  readonly ratioControl: number | null;
  readonly ratioTreatment: number | null;
  readonly difference: number | null;
  readonly standardError: number | null;
  readonly statistic: number | null;
  /** Two-sided, normal. */
  readonly pValue: number | null;
  readonly interval: Interval | null;
  /** Treatment over control minus one, as a share; its interval is in `relative`. */
  readonly lift: number | null;
  readonly relative: RelativeLift | null;
  readonly undefinedBecause: 'zero denominator' | 'neither arm varies' | null;
}

/**
 * Is a ratio of two sums (clicks per send, revenue per order) different, when recipients and not sends were
 * randomised? The delta method keeps the correlation of a recipient's sends; for one value per recipient
 * use `welch`.
 *
 * @param control  y: numerator and x: denominator summed for each recipient, at least two recipients
 * @param treatment  the same for the treatment arm
 * @param options  alpha in (0, 1), default 0.05
 * @returns treatment minus control in units of y per x, and the lift as a share; null with the reason when
 *   a denominator is zero or neither arm varies
 * @throws {RangeError} if an arm has fewer than two recipients
 * @see Deng, Knoblich & Lu (2018), https://arxiv.org/abs/1803.06336
 * @example ratioDifference(pairMomentsOf([1, 2], [4, 4]), pairMomentsOf([3, 2], [4, 4])).difference // 0.25
 */
export function ratioDifference(
  control: PairMoments,
  treatment: PairMoments,
  options: ComparisonOptions = {},
): RatioComparison {
  const alpha = alphaOf(options);
  requireRatio('control', control);
  requireRatio('treatment', treatment);
  const c = ratioOf(control);
  const t = ratioOf(treatment);
  if (c === null || t === null) return withoutRatio(c?.value ?? null, t?.value ?? null);
  const difference = t.value - c.value;
  const relative = liftOfEstimates(c, t, alpha);
  const standardError = Math.sqrt(c.variance + t.variance);
  const varies = standardError > 0;
  const statistic = difference / standardError;
  return {
    ratioControl: c.value,
    ratioTreatment: t.value,
    difference,
    standardError: varies ? standardError : null,
    statistic: varies ? statistic : null,
    pValue: varies ? 2 * normal.sf(Math.abs(statistic)) : null,
    interval: varies ? intervalAround(difference, -normal.quantile(alpha / 2) * standardError, alpha) : null,
    lift: relative.lift,
    relative,
    undefinedBecause: varies ? null : 'neither arm varies',
  };
}

function withoutRatio(ratioControl: number | null, ratioTreatment: number | null): RatioComparison {
  return {
    ratioControl,
    ratioTreatment,
    difference: null,
    standardError: null,
    statistic: null,
    pValue: null,
    interval: null,
    lift: null,
    relative: null,
    undefinedBecause: 'zero denominator',
  };
}

function requireRatio(name: string, pair: PairMoments): void {
  requirePairMoments(name, pair);
  if (pair.n < 2) throw new RangeError(`${name}.n must be at least 2, got ${pair.n}`);
}

/** The ratio of the means, and the variance of its sampling error. */
function ratioOf(pair: PairMoments): { value: number; variance: number } | null {
  if (pair.meanX === 0) return null;
  const value = pair.meanY / pair.meanX;
  return { value, variance: linearVariance(pair, value) / pair.n };
}
