import { powerOfT } from '../distributions/noncentral-t.js';
import { normal } from '../distributions/index.js';
import { requireFinite, requirePositive } from '../domain.js';
import { alphaOf } from '../interval.js';
import {
  type PlanOptions,
  powerOf,
  ratioOf,
  type ReadingOptions,
  requireNonZero,
  type Units,
  unitsOf,
} from './plan.js';
import { powerAt, readingOf, shiftFor, sizeFor } from './reading.js';
import { solveIncreasing } from './solve.js';

/**
 * How many units must each arm have to find a given difference of means? For a lift as a share use
 * `sampleSizeForLift`, for rates `sampleSizeForProportions`.
 *
 * @param plan  difference (not 0) and standardDeviation (positive) in the unit of the metric; ratio of
 *   treatment to control units, default 1; alpha and power; test 'fixed' (default, a t-test), 'sequential' or
 *   'sequentialAtEnd' with tuningSize, by the normal approximation; bothTails for those two
 * @returns units of the control arm, not rounded (take the ceiling); the treatment arm has ratio times that
 * @throws {RangeError} if an argument is out of range
 * @see Cohen (1988), Statistical Power Analysis, 2.4; the noncentral t as in R's power.t.test(strict = TRUE)
 * @example sampleSizeForMeans({ difference: 0.05, standardDeviation: 1, alpha: 0.01, power: 0.9 }) // 11905.17
 */
export function sampleSizeForMeans(
  plan: { difference: number; standardDeviation: number; ratio?: number | undefined } & PlanOptions,
): number {
  const alpha = alphaOf(plan);
  const power = powerOf(plan);
  const ratio = ratioOf(plan);
  requirePositive('standardDeviation', plan.standardDeviation);
  requireNonZero('difference', plan.difference);
  const size = Math.abs(plan.difference) / plan.standardDeviation;
  const perSquare = (1 + 1 / ratio) / size / size;
  if (perSquare > MOST_UNITS) throw new RangeError('difference must not vanish beside standardDeviation');
  if ((plan.test ?? 'fixed') !== 'fixed') {
    return sizeFor(plan, ratio, reading => shiftFor(power, reading, plan) ** 2 * perSquare);
  }
  const z = -normal.quantile(alpha / 2) + normal.quantile(power);
  const least = (2 + LEAST_FREEDOM) / (1 + ratio);
  return solveIncreasing(
    n => powerOfTest(size, n, n * ratio, alpha),
    power,
    least,
    Math.max(z, 0.1) ** 2 * perSquare,
  );
}

/**
 * How likely is a given difference of means to be found?
 *
 * @param plan  difference and standardDeviation in the unit of the metric; control and treatment: units of
 *   each arm (or n in each, or either with ratio), at least 2.2 together; alpha; test 'fixed' (default, a
 *   t-test), 'sequential' or 'sequentialAtEnd' with tuningSize, by the normal approximation
 * @returns the chance of a two-sided rejection, both tails counted
 * @throws {RangeError} if an argument is out of range
 * @see Cohen (1988), Statistical Power Analysis, 2.3
 * @example powerForMeans({ difference: 0.5, standardDeviation: 1, control: 20, treatment: 20 }) // 0.337939028925
 */
export function powerForMeans(
  plan: { difference: number; standardDeviation: number } & Units & ReadingOptions,
): number {
  const alpha = alphaOf(plan);
  requireFinite('difference', plan.difference);
  requirePositive('standardDeviation', plan.standardDeviation);
  const { control, treatment } = unitsOf(plan);
  if (control + treatment < 2 + LEAST_FREEDOM) {
    throw new RangeError(`control and treatment must be at least ${2 + LEAST_FREEDOM} together`);
  }
  const size = Math.abs(plan.difference) / plan.standardDeviation;
  if ((plan.test ?? 'fixed') === 'fixed') return powerOfTest(size, control, treatment, alpha);
  return powerAt(shiftOf(size, control, treatment), readingOf(plan, control + treatment));
}

/**
 * What is the smallest difference of means that a planned sample can be expected to find?
 *
 * @param plan  standardDeviation (positive) in the unit of the metric; n: units of each arm (or control and
 *   treatment, or either with ratio); alpha and power; test and tuningSize; bothTails
 * @returns the difference in the unit of the metric, by the normal approximation
 * @throws {RangeError} if an argument is out of range
 * @see Kohavi, Tang & Xu (2020), Trustworthy Online Controlled Experiments, 17, https://doi.org/10.1017/9781108653985
 * @example minimumDetectableDifference({ standardDeviation: 11.6, n: 21306 }) // 0.31486606961709146
 */
export function minimumDetectableDifference(
  plan: { standardDeviation: number } & Units & PlanOptions,
): number {
  const power = powerOf(plan);
  requirePositive('standardDeviation', plan.standardDeviation);
  const { control, treatment } = unitsOf(plan);
  const shift = shiftFor(power, readingOf(plan, control + treatment), plan);
  return shift * plan.standardDeviation * Math.sqrt(1 / control + 1 / treatment);
}

/** The difference in standard errors, for a difference of `size` standard deviations. */
function shiftOf(size: number, control: number, treatment: number): number {
  return size / Math.sqrt(1 / control + 1 / treatment);
}

/** Degrees of freedom below which the critical value of a t-test is hardly a double any more. */
const LEAST_FREEDOM = 0.2;
/** More units than there will ever be, and few enough to be counted in doubles. */
const MOST_UNITS = 1e100;
/** Above it the t-test is the normal one to ten digits. */
const MANY = 1e10;

function powerOfTest(size: number, control: number, treatment: number, alpha: number): number {
  const shift = shiftOf(size, control, treatment);
  const degreesOfFreedom = control + treatment - 2;
  if (degreesOfFreedom > MANY) return powerAt(shift, readingOf({ alpha }, 1));
  return powerOfT(shift, degreesOfFreedom, alpha);
}
