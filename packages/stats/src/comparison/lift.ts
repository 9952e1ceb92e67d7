import { normal } from '../distributions/index.js';
import { alphaOf, type ComparisonOptions, type Interval, intervalAround } from '../interval.js';
import type { Moments } from '../moments/moments.js';
import { requireTwoUnits } from './welch.js';

/** `relativeTo` matters for a negative control mean only; see `relativeLift`. */
export interface LiftOptions extends ComparisonOptions {
  readonly relativeTo?: 'mean' | 'magnitude' | undefined;
}

/** A lift as a share: 0.05 is five per cent more than control. */
export interface RelativeLift {
  readonly lift: number | null;
  readonly standardError: number | null;
  /** Delta method, symmetric around the lift. */
  readonly interval: Interval | null;
  /** Fieller's interval, exact for normal means; null where it is unbounded. */
  readonly fieller: Interval | null;
  /** Whether the control mean is at least five standard errors from zero; if not, do not show `interval`. */
  readonly reliable: boolean;
  readonly undefinedBecause: LiftUndefined | null;
}

/** Why a lift or its error has no value. */
export type LiftUndefined = 'zero control mean' | 'neither arm varies';

/** An estimate with the variance of its sampling error. */
interface Estimate {
  readonly value: number;
  readonly variance: number;
}

const UNDEFINED = { lift: null, standardError: null, interval: null, fieller: null, reliable: false };

/**
 * By what share does the treatment mean exceed the control mean? For showing, not for deciding: the absolute
 * difference (`welch`, `sequentialDifference`) decides. When `reliable` is false show `fieller` or nothing.
 *
 * The lift is treatment / control - 1. With a negative control mean that sign is against intuition (from -2
 * to -1.5 is a lift of -25 %); `relativeTo: 'magnitude'` divides by |control mean| and gives +25 %. For a
 * positive control mean the two are the same.
 *
 * @param control  moments of the control arm, at least two units
 * @param treatment  moments of the treatment arm, at least two units
 * @param options  alpha in (0, 1), default 0.05; relativeTo 'mean' (default) or 'magnitude'
 * @returns the lift as a share (0.05 is five per cent), or null with the reason
 * @throws {RangeError} if an arm has fewer than two units
 * @see Fieller (1954), https://doi.org/10.1111/j.2517-6161.1954.tb00159.x
 * @see Deng, Knoblich & Lu (2018), https://arxiv.org/abs/1803.06336
 * @example relativeLift(momentsOf([2, 4]), momentsOf([3, 6])).lift // 0.5
 */
export function relativeLift(control: Moments, treatment: Moments, options: LiftOptions = {}): RelativeLift {
  const alpha = alphaOf(options);
  requireTwoUnits('control', control);
  requireTwoUnits('treatment', treatment);
  const ofControl = { value: control.mean, variance: control.variance / control.n };
  const ofTreatment = { value: treatment.mean, variance: treatment.variance / treatment.n };
  return liftOfEstimates(ofControl, ofTreatment, alpha, options.relativeTo ?? 'mean');
}

/** The lift of any two independent estimates, such as two ratios. */
export function liftOfEstimates(
  control: Estimate,
  treatment: Estimate,
  alpha: number,
  relativeTo: 'mean' | 'magnitude' = 'mean',
): RelativeLift {
  if (control.value === 0) return { ...UNDEFINED, undefinedBecause: 'zero control mean' };
  const lift = (treatment.value - control.value) / control.value;
  const sign = relativeTo === 'magnitude' ? Math.sign(control.value) : 1;
  if (control.variance === 0 && treatment.variance === 0) {
    return { ...UNDEFINED, lift: sign * lift, undefinedBecause: 'neither arm varies' };
  }
  const ratio = treatment.value / control.value;
  const standardError = Math.hypot(
    Math.sqrt(treatment.variance) / control.value,
    (ratio * Math.sqrt(control.variance)) / control.value,
  );
  const z = -normal.quantile(alpha / 2);
  return {
    lift: sign * lift,
    standardError,
    interval: intervalAround(sign * lift, z * standardError, alpha),
    fieller: signed(fiellerInterval(control, treatment, z, alpha), sign),
    reliable: Math.abs(control.value) >= 5 * Math.sqrt(control.variance),
    undefinedBecause: null,
  };
}

/** All ratios that the data do not reject; unbounded when the control mean may be zero. */
function fiellerInterval(control: Estimate, treatment: Estimate, z: number, alpha: number): Interval | null {
  const ratio = treatment.value / control.value;
  // relative variances: dividing by the control mean once keeps the scale of the metric out of the squares
  const g = z * z * (control.variance / control.value / control.value);
  if (g >= 1) return null;
  const v = z * z * (treatment.variance / control.value / control.value);
  const spread = Math.sqrt(v * (1 - g) + ratio * ratio * g) / (1 - g);
  const centre = (ratio - 1 + g) / (1 - g);
  return { lower: centre - spread, upper: centre + spread, level: 1 - alpha };
}

function signed(interval: Interval | null, sign: number): Interval | null {
  if (interval === null || sign >= 0) return interval;
  return { lower: -interval.upper, upper: -interval.lower, level: interval.level };
}
