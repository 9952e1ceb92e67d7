import { requireOpenUnit, requirePositive } from '../domain.js';
import { type PlanOptions, powerOf, ratioOf, type ReadingOptions, requireNonZero } from './plan.js';
import { powerAt, type Reading, readingOf, shiftFor, sizeFor } from './reading.js';
import { bisect } from './solve.js';

/** How the error of a difference of rates is reckoned. */
export interface ProportionOptions {
  /**
   * 'pooled' (default): the test pools both rates, as `twoProportions` does; 'unpooled': each arm keeps its
   * own variance, as `welch` does; 'arcsine': Cohen's h.
   */
  readonly method?: 'pooled' | 'unpooled' | 'arcsine' | undefined;
  /** Treatment to control units, default 1. */
  readonly ratio?: number | undefined;
}

/**
 * How far apart are two rates on the scale on which their errors are alike? Cohen's h; 0.2 is called small,
 * 0.5 medium, 0.8 large.
 *
 * @param control  rate of control, in (0, 1)
 * @param treatment  rate of treatment, in (0, 1)
 * @returns the difference of the arcsines, treatment minus control, in (-pi, pi)
 * @throws {RangeError} if a rate is not in (0, 1)
 * @see Cohen (1988), Statistical Power Analysis, 6.2
 * @example cohensH(0.009, 0.0108) // 0.01819962643291667
 */
export function cohensH(control: number, treatment: number): number {
  requireOpenUnit('control', control);
  requireOpenUnit('treatment', treatment);
  const across = Math.sqrt(treatment * (1 - control)) + Math.sqrt(control * (1 - treatment));
  return 2 * Math.asin((treatment - control) / across);
}

/**
 * How many units must each arm have to find a given difference of rates?
 *
 * @param plan  control and treatment: the two rates, in (0, 1) and different; alpha and power; ratio of
 *   treatment to control units, default 1; method 'pooled' (default), 'unpooled' or 'arcsine'; test 'fixed'
 *   (default), 'sequential' or 'sequentialAtEnd' with tuningSize; bothTails
 * @returns units of the control arm, not rounded (take the ceiling); the treatment arm has ratio times that
 * @throws {RangeError} if an argument is out of range
 * @see Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, 4.2; R's power.prop.test
 * @example sampleSizeForProportions({ control: 0.009, treatment: 0.0108 }) // 47489.33997658399
 */
export function sampleSizeForProportions(
  plan: { control: number; treatment: number } & ProportionOptions & PlanOptions,
): number {
  const power = powerOf(plan);
  requireNonZero('treatment - control', plan.treatment - plan.control);
  return sizeFor(plan, ratioOf(plan), reading => sizeAt(plan, power, reading));
}

/**
 * How likely is a given difference of rates to be found?
 *
 * @param plan  control and treatment: the two rates, in (0, 1); n: units of control; ratio of treatment to
 *   control units, default 1; method, alpha, test and tuningSize as for `sampleSizeForProportions`
 * @returns the chance of a two-sided rejection, both tails counted
 * @throws {RangeError} if an argument is out of range
 * @see Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, 4.2
 * @example powerForProportions({ control: 0.009, treatment: 0.0108, n: 47490 }) // 0.800006410288642
 */
export function powerForProportions(
  plan: { control: number; treatment: number; n: number } & ProportionOptions & ReadingOptions,
): number {
  requirePositive('n', plan.n);
  const { critical, scale } = readingOf(plan, plan.n * (1 + ratioOf(plan)));
  const { effect, errorOfTest, error } = errorsOf(plan);
  return powerAt((effect / error) * Math.sqrt(plan.n), { critical: critical * (errorOfTest / error), scale });
}

/**
 * What is the smallest rise of a rate that a planned sample can be expected to find?
 *
 * @param plan  baseline: rate of control, in (0, 1); n: units of control; alpha and power; ratio, method, test,
 *   tuningSize and bothTails as for `sampleSizeForProportions`
 * @returns the rise as a difference of shares, or null when even a rate of 1 would not be found
 * @throws {RangeError} if an argument is out of range
 * @see Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, 4.2
 * @example minimumDetectableRateChange({ baseline: 0.1, n: 10000 }) // 0.0122010250743
 */
export function minimumDetectableRateChange(
  plan: { baseline: number; n: number } & ProportionOptions & PlanOptions,
): number | null {
  const power = powerOf(plan);
  const { baseline, n, ...options } = plan;
  requireOpenUnit('baseline', baseline);
  requirePositive('n', n);
  const reading = readingOf(plan, n * (1 + ratioOf(plan)));
  const isFound = (change: number): boolean =>
    sizeAt({ ...options, control: baseline, treatment: baseline + change }, power, reading) <= n;
  const most = (1 - baseline) * (1 - 1e-12);
  return isFound(most) ? bisect(isFound, most * 1e-12, most) : null;
}

type Rates = { control: number; treatment: number } & ProportionOptions & PlanOptions;

/** The units of control that the power takes, read in the given way. */
function sizeAt(plan: Rates, power: number, { critical, scale }: Reading): number {
  const { effect, errorOfTest, error } = errorsOf(plan);
  const shift = shiftFor(power, { critical: critical * (errorOfTest / error), scale }, plan);
  return (shift * (error / effect)) ** 2;
}

/** The effect, and its error for one unit of control: as the test reckons it, and as it is. */
function errorsOf(plan: Rates): { effect: number; errorOfTest: number; error: number } {
  const { control, treatment, method = 'pooled' } = plan;
  const ratio = ratioOf(plan);
  const effect = Math.abs(cohensH(control, treatment));
  if (method === 'arcsine') {
    const error = Math.sqrt(1 + 1 / ratio);
    return { effect, errorOfTest: error, error };
  }
  const error = Math.sqrt(control * (1 - control) + (treatment * (1 - treatment)) / ratio);
  const pooled = (control + ratio * treatment) / (1 + ratio);
  const errorOfTest = method === 'pooled' ? Math.sqrt(pooled * (1 - pooled) * (1 + 1 / ratio)) : error;
  return { effect: Math.abs(treatment - control), errorOfTest, error };
}
