import { normal } from '../distributions/index.js';
import { powerOfT } from '../distributions/noncentral-t.js';
import { requireFinite, requireOpenUnit, requirePositive } from '../domain.js';

/** `alpha` two-sided, default 0.05; `power` the chance to find the effect, default 0.8; both in (0, 1). */
export interface PlanOptions {
  readonly alpha?: number | undefined;
  readonly power?: number | undefined;
}

/**
 * How many units must each arm have to find a given difference of means?
 *
 * @param plan  difference (not 0) and standardDeviation (positive) in the unit of the metric; ratio of
 *   treatment to control units, default 1; alpha and power
 * @returns units of the control arm, not rounded (take the ceiling); the treatment arm has ratio times that
 * @throws {RangeError} if an argument is out of range
 * @see Cohen (1988), Statistical Power Analysis, 2.4; the noncentral t as in R's power.t.test(strict = TRUE)
 * @example sampleSizeForMeans({ difference: 0.05, standardDeviation: 1, alpha: 0.01, power: 0.9 }) // 11905.17
 */
export function sampleSizeForMeans(
  plan: { difference: number; standardDeviation: number; ratio?: number | undefined } & PlanOptions,
): number {
  const { alpha, power } = optionsOf(plan);
  const ratio = plan.ratio ?? 1;
  requirePositive('ratio', ratio);
  requirePositive('standardDeviation', plan.standardDeviation);
  requireNonZero('difference', plan.difference);
  const size = Math.abs(plan.difference) / plan.standardDeviation;
  const z = -normal.quantile(alpha / 2) + normal.quantile(power);
  const start = (Math.max(z, 0.1) / size) ** 2 * (1 + 1 / ratio);
  const least = (2 + 1e-6) / (1 + ratio);
  return solveIncreasing(n => powerOf(size, n, n * ratio, alpha), power, least, start);
}

/**
 * How likely is a t-test to find a given difference of means?
 *
 * @param plan  difference and standardDeviation in the unit of the metric; control and treatment: units of
 *   each arm, more than two together; alpha
 * @returns the chance of a two-sided rejection, both tails counted
 * @throws {RangeError} if an argument is out of range
 * @see Cohen (1988), Statistical Power Analysis, 2.3
 * @example powerForMeans({ difference: 0.5, standardDeviation: 1, control: 20, treatment: 20 }) // 0.337939028925
 */
export function powerForMeans(plan: {
  difference: number;
  standardDeviation: number;
  control: number;
  treatment: number;
  alpha?: number | undefined;
}): number {
  const { alpha } = optionsOf({ alpha: plan.alpha });
  requireFinite('difference', plan.difference);
  requirePositive('standardDeviation', plan.standardDeviation);
  requirePositive('control', plan.control);
  requirePositive('treatment', plan.treatment);
  if (plan.control + plan.treatment <= 2)
    throw new RangeError('control and treatment must exceed 2 together');
  return powerOf(Math.abs(plan.difference) / plan.standardDeviation, plan.control, plan.treatment, alpha);
}

/**
 * How many units must each arm have to find a given difference of rates?
 *
 * @param plan  control and treatment: the two rates, in (0, 1) and different; alpha and power
 * @returns units of each arm, not rounded (take the ceiling), arms of equal size
 * @throws {RangeError} if an argument is out of range
 * @see Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, 4.2; R's power.prop.test
 * @example sampleSizeForProportions({ control: 0.009, treatment: 0.0108 }) // 47489.33997658399
 */
export function sampleSizeForProportions(plan: { control: number; treatment: number } & PlanOptions): number {
  const { alpha, power } = optionsOf(plan);
  const { control, treatment } = plan;
  requireOpenUnit('control', control);
  requireOpenUnit('treatment', treatment);
  requireNonZero('treatment - control', treatment - control);
  const pooled = (control + treatment) / 2;
  const spread =
    -normal.quantile(alpha / 2) * Math.sqrt(2 * pooled * (1 - pooled)) +
    normal.quantile(power) * Math.sqrt(control * (1 - control) + treatment * (1 - treatment));
  return (spread / (treatment - control)) ** 2;
}

/** A baseline metric: `mean` and `standardDeviation` in its unit, `n` units in each arm. */
export interface Baseline {
  readonly mean: number;
  readonly standardDeviation: number;
  readonly n: number;
}

/**
 * How likely is a test of the relative lift (delta method) to find a given lift?
 *
 * @param plan  mean (not 0), standardDeviation (positive) and n (units of each arm); lift as a share; alpha
 * @returns the chance of a two-sided rejection
 * @throws {RangeError} if an argument is out of range
 * @see Zhou, Lu & Shallah (2023), https://arxiv.org/abs/2305.16459
 * @example powerForLift({ mean: 10, standardDeviation: 30, n: 5000, lift: 0.1 }) // 0.354227
 */
export function powerForLift(plan: Baseline & { lift: number; alpha?: number | undefined }): number {
  const { alpha } = optionsOf({ alpha: plan.alpha });
  requireBaseline(plan);
  requireFinite('lift', plan.lift);
  const relativeError = plan.standardDeviation / Math.abs(plan.mean) / Math.sqrt(plan.n);
  const standardError = relativeError * Math.hypot(1, 1 + plan.lift);
  const critical = -normal.quantile(alpha / 2);
  const shift = plan.lift / standardError;
  return normal.sf(critical - shift) + normal.cdf(-critical - shift);
}

/**
 * What is the smallest lift that a planned sample can be expected to find?
 *
 * @param plan  mean (not 0), standardDeviation (positive) and n (units of each arm); test 'lift' (default):
 *   the lift itself is tested, and its error grows with it; 'difference': the absolute difference is tested,
 *   as our decision rule does; alpha and power
 * @returns the lift as a share, or null when no lift would be found because the baseline is too noisy
 * @throws {RangeError} if an argument is out of range
 * @see GrowthBook, power-technical, https://docs.growthbook.io/statistics/power-technical
 * @example minimumDetectableLift({ mean: 10, standardDeviation: 30, n: 5000 }) // 0.184231
 */
export function minimumDetectableLift(
  plan: Baseline & PlanOptions & { test?: 'lift' | 'difference' | undefined },
): number | null {
  const { alpha, power } = optionsOf(plan);
  requireBaseline(plan);
  if (plan.test === 'difference') {
    return minimumDetectableDifference(plan) / Math.abs(plan.mean);
  }
  const z = -normal.quantile(alpha / 2) + normal.quantile(power);
  // lift = z se(lift), se = g sqrt(1 + (1 + lift)^2), solved for the positive lift
  const g = ((z * plan.standardDeviation) / plan.mean) ** 2 / plan.n;
  return g >= 1 ? null : (g + Math.sqrt(g * (2 - g))) / (1 - g);
}

/**
 * What is the smallest difference of means that a planned sample can be expected to find?
 *
 * @param plan  standardDeviation (positive) in the unit of the metric; n: units of each arm; alpha and power
 * @returns the difference in the unit of the metric, by the normal approximation
 * @throws {RangeError} if an argument is out of range
 * @see Kohavi, Tang & Xu (2020), Trustworthy Online Controlled Experiments, 17, https://doi.org/10.1017/9781108653985
 * @example minimumDetectableDifference({ standardDeviation: 11.6, n: 21306 }) // 0.31486606961709146
 */
export function minimumDetectableDifference(
  plan: { standardDeviation: number; n: number } & PlanOptions,
): number {
  const { alpha, power } = optionsOf(plan);
  requirePositive('standardDeviation', plan.standardDeviation);
  requirePositive('n', plan.n);
  const z = -normal.quantile(alpha / 2) + normal.quantile(power);
  return z * plan.standardDeviation * Math.sqrt(2 / plan.n);
}

/**
 * What is the smallest rise of a rate that a planned sample can be expected to find?
 *
 * @param plan  baseline: rate of control, in (0, 1); n: units of each arm; alpha and power
 * @returns the rise as a difference of shares, or null when even a rate of 1 would not be found
 * @throws {RangeError} if an argument is out of range
 * @see Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, 4.2
 * @example minimumDetectableRateChange({ baseline: 0.1, n: 10000 }) // 0.0122010250743
 */
export function minimumDetectableRateChange(
  plan: { baseline: number; n: number } & PlanOptions,
): number | null {
  const { alpha, power } = optionsOf(plan);
  requireOpenUnit('baseline', plan.baseline);
  requirePositive('n', plan.n);
  const unitsFor = (change: number): number =>
    sampleSizeForProportions({ control: plan.baseline, treatment: plan.baseline + change, alpha, power });
  const most = (1 - plan.baseline) * (1 - 1e-12);
  if (unitsFor(most) > plan.n) return null;
  return bisect(change => unitsFor(change) <= plan.n, most * 1e-12, most);
}

function optionsOf(plan: PlanOptions): { alpha: number; power: number } {
  const { alpha = 0.05, power = 0.8 } = plan;
  requireOpenUnit('alpha', alpha);
  requireOpenUnit('power', power);
  return { alpha, power };
}

function requireNonZero(name: string, value: number): void {
  requireFinite(name, value);
  if (value === 0) throw new RangeError(`${name} must not be 0`);
}

function requireBaseline(plan: Baseline): void {
  requireNonZero('mean', plan.mean);
  requirePositive('standardDeviation', plan.standardDeviation);
  requirePositive('n', plan.n);
}

function powerOf(effectSize: number, control: number, treatment: number, alpha: number): number {
  const shift = effectSize * Math.sqrt((control * treatment) / (control + treatment));
  return powerOfT(shift, control + treatment - 2, alpha);
}

/** The x above `least` where an increasing function reaches its target. */
function solveIncreasing(f: (x: number) => number, target: number, least: number, start: number): number {
  let high = Math.max(start, least) + 1;
  while (f(high) < target) high *= 2;
  return bisect(x => f(x) >= target, Math.max(least, Math.min(start * 0.9, high * 0.5)), high);
}

/** Where a condition that is false at `low` and true at `high` becomes true. */
function bisect(holds: (x: number) => boolean, low: number, high: number): number {
  let [below, above] = [low, high];
  while (above - below > 1e-13 * above) {
    const middle = below + (above - below) / 2;
    if (middle === below || middle === above) break;
    if (holds(middle)) above = middle;
    else below = middle;
  }
  return above;
}
