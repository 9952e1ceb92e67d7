import { requireFinite } from '../domain.js';
import { minimumDetectableDifference } from './means.js';
import {
  type Baseline,
  type PlanOptions,
  powerOf,
  ratioOf,
  type ReadingOptions,
  requireNonZero,
  requireScale,
  unitsOf,
} from './plan.js';
import { powerAt, readingOf, shiftFor, sizeFor } from './reading.js';

/** What the test is about. */
export interface LiftPlanOptions {
  /**
   * 'lift' (default): the lift itself is tested, and its error grows with it; 'difference': the absolute
   * difference is tested, as our decision rule does.
   */
  readonly effect?: 'lift' | 'difference' | undefined;
}

/**
 * How likely is a given lift to be found by a test of the relative lift (delta method)?
 *
 * @param plan  mean (not 0), standardDeviation (positive) and n (units of each arm; or control and treatment,
 *   or either with ratio); lift as a share; alpha; effect 'lift' (default) or 'difference'; test 'fixed'
 *   (default), 'sequential' or 'sequentialAtEnd' with tuningSize
 * @returns the chance of a two-sided rejection
 * @throws {RangeError} if an argument is out of range
 * @see Zhou, Lu & Shallah (2023), https://arxiv.org/abs/2305.16459
 * @example powerForLift({ mean: 10, standardDeviation: 30, n: 5000, lift: 0.1 }) // 0.354227
 */
export function powerForLift(plan: Baseline & { lift: number } & LiftPlanOptions & ReadingOptions): number {
  requireScale(plan);
  requireFinite('lift', plan.lift);
  const { control, treatment } = unitsOf(plan);
  const relativeError = plan.standardDeviation / Math.abs(plan.mean);
  const ofControl = growth(plan) / Math.sqrt(control);
  const standardError = relativeError * Math.hypot(1 / Math.sqrt(treatment), ofControl);
  return powerAt(Math.abs(plan.lift) / standardError, readingOf(plan, control + treatment));
}

/**
 * How many units must each arm have to find a given lift?
 *
 * @param plan  mean (not 0) and standardDeviation (positive) of the baseline; lift as a share, not 0; ratio of
 *   treatment to control units, default 1; alpha and power; effect, test and tuningSize as for `powerForLift`;
 *   bothTails
 * @returns units of the control arm, not rounded (take the ceiling); the treatment arm has ratio times that
 * @throws {RangeError} if an argument is out of range
 * @see Zhou, Lu & Shallah (2023), https://arxiv.org/abs/2305.16459
 * @example sampleSizeForLift({ mean: 0.1, standardDeviation: 0.3, lift: 0.05 }) // 59408.1707092883
 */
export function sampleSizeForLift(
  plan: {
    mean: number;
    standardDeviation: number;
    lift: number;
    ratio?: number | undefined;
  } & LiftPlanOptions &
    PlanOptions,
): number {
  const power = powerOf(plan);
  const ratio = ratioOf(plan);
  requireScale(plan);
  requireNonZero('lift', plan.lift);
  const relativeError = plan.standardDeviation / plan.mean / plan.lift;
  const spread = relativeError * Math.hypot(Math.sqrt(1 / ratio), growth(plan));
  return sizeFor(plan, ratio, reading => (shiftFor(power, reading, plan) * spread) ** 2);
}

/**
 * What is the smallest lift that a planned sample can be expected to find?
 *
 * @param plan  mean (not 0), standardDeviation (positive) and n (units of each arm; or control and treatment,
 *   or either with ratio); alpha and power; effect 'lift' (default) or 'difference', which may also be given
 *   as test; test 'fixed' (default), 'sequential' or 'sequentialAtEnd' with tuningSize; bothTails
 * @returns the lift as a share, or null when no lift would be found because the baseline is too noisy
 * @throws {RangeError} if an argument is out of range
 * @see GrowthBook, power-technical, https://docs.growthbook.io/statistics/power-technical
 * @example minimumDetectableLift({ mean: 10, standardDeviation: 30, n: 5000 }) // 0.184231
 */
export function minimumDetectableLift(
  plan: Baseline &
    LiftPlanOptions &
    Omit<PlanOptions, 'test'> & { test?: PlanOptions['test'] | 'lift' | 'difference' },
): number | null {
  const { test, ...rest } = plan;
  const effect = test === 'lift' || test === 'difference' ? test : plan.effect;
  const reading = test === 'lift' || test === 'difference' ? undefined : test;
  const options = { ...rest, test: reading };
  requireScale(plan);
  if (effect === 'difference') return minimumDetectableDifference(options) / Math.abs(plan.mean);
  const { control, treatment } = unitsOf(plan);
  const shift = shiftFor(powerOf(options), readingOf(options, control + treatment), options);
  const square = ((shift * plan.standardDeviation) / plan.mean) ** 2;
  // lift = shift se, se^2 proportional to 1 / treatment + (1 + lift)^2 / control, solved for the positive lift
  const c = square / control;
  const t = square / treatment;
  return c >= 1 ? null : (c + Math.sqrt(c + t - c * t)) / (1 - c);
}

/** By how much the lift multiplies the error of the control mean. */
function growth(plan: { readonly lift: number } & LiftPlanOptions): number {
  return plan.effect === 'difference' ? 1 : Math.abs(1 + plan.lift);
}
