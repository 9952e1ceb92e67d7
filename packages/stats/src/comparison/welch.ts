import { studentT } from '../distributions/index.js';
import { alphaOf, type ComparisonOptions, type Interval, intervalAround } from '../interval.js';
import { meanDifference, type Moments, requireMoments } from '../moments/moments.js';

/** A difference of two means, treatment minus control, in the unit of the metric. */
export interface Comparison {
  readonly difference: number;
  readonly standardError: number;
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** Two-sided. */
  readonly pValue: number;
  readonly interval: Interval;
}

/**
 * Welch's t-test: is the treatment mean different from the control mean, when the two arms may have
 * different variances? Use it for one read at the planned end; for repeated looks use
 * `sequentialDifference`.
 *
 * @param control  moments of the control arm, at least two units
 * @param treatment  moments of the treatment arm, at least two units
 * @param options  alpha in (0, 1), default 0.05
 * @returns treatment minus control, in the unit of the metric, with its two-sided p-value and interval
 * @throws {RangeError} if an arm has fewer than two units, or neither arm varies
 * @see Welch (1947), Biometrika 34, 28-35, https://doi.org/10.1093/biomet/34.1-2.28
 * @example welch(momentsOf([1, 2, 3, 4, 5]), momentsOf([3, 3, 3, 3, 2, 4])).pValue // 1
 */
export function welch(control: Moments, treatment: Moments, options: ComparisonOptions = {}): Comparison {
  const alpha = alphaOf(options);
  requireTwoUnits('control', control);
  requireTwoUnits('treatment', treatment);
  return compareMeans(control, treatment, meanDifference(control, treatment), alpha);
}

/** Refuses an arm from which no variance can be estimated. */
export function requireTwoUnits(name: string, moments: Moments): void {
  requireMoments(name, moments);
  if (moments.n < 2) throw new RangeError(`${name}.n must be at least 2, got ${moments.n}`);
}

/** Welch's comparison of an already adjusted difference, with the variances of the adjusted arms. */
export function compareMeans(
  control: Moments,
  treatment: Moments,
  difference: number,
  alpha: number,
): Comparison {
  const ofControl = control.variance / control.n;
  const ofTreatment = treatment.variance / treatment.n;
  const variance = ofControl + ofTreatment;
  if (variance === 0) throw new RangeError('control.variance and treatment.variance must not both be 0');
  const standardError = Math.sqrt(variance);
  // shares, not squares of variances, so that a metric of scale 1e-100 does not underflow
  const controlShare = ofControl / variance;
  const treatmentShare = ofTreatment / variance;
  const degreesOfFreedom =
    1 / (controlShare ** 2 / (control.n - 1) + treatmentShare ** 2 / (treatment.n - 1));
  const statistic = difference / standardError;
  const critical = -studentT.quantile(alpha / 2, degreesOfFreedom);
  return {
    difference,
    standardError,
    statistic,
    degreesOfFreedom,
    pValue: Math.min(1, 2 * studentT.sf(Math.abs(statistic), degreesOfFreedom)),
    interval: intervalAround(difference, critical * standardError, alpha),
  };
}
