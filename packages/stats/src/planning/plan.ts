import { requireFinite, requireOpenUnit, requirePositive } from '../domain.js';

/**
 * How the result will be read: 'fixed' (default) once at the end, by a test with its ordinary critical value.
 * 'sequential': by the confidence sequence, its price counted as a larger variance, as GrowthBook does.
 * 'sequentialAtEnd': the chance that the sequence excludes 0 at the planned end, exactly; looks before the end
 * can only add to it. The two agree at a power of 0.5; below it the first promises too much.
 */
export interface ReadingOptions {
  /** Two-sided, in (0, 1), default 0.05. */
  readonly alpha?: number | undefined;
  readonly test?: 'fixed' | 'sequential' | 'sequentialAtEnd' | undefined;
  /** Total units of both arms at which the sequence is tightest; default the planned total. */
  readonly tuningSize?: number | undefined;
}

/** Options of a question that asks for a power. */
export interface PlanOptions extends ReadingOptions {
  /** The chance to find the effect, in (0, 1), default 0.8. */
  readonly power?: number | undefined;
  /** Count rejections in the wrong direction too, as the powers do; default false, as textbooks do. */
  readonly bothTails?: boolean | undefined;
}

/**
 * The units of both arms: `n` in each, or `control` and `treatment`; with `ratio` (treatment to control units)
 * `n` or `control` are the units of control.
 */
export interface Units {
  readonly n?: number | undefined;
  readonly control?: number | undefined;
  readonly treatment?: number | undefined;
  readonly ratio?: number | undefined;
}

/** A baseline metric, `mean` and `standardDeviation` in its unit, and the units of both arms. */
export interface Baseline extends Units {
  readonly mean: number;
  readonly standardDeviation: number;
}

/** The units of both arms, refused by name. */
export function unitsOf(plan: Units): { control: number; treatment: number } {
  const { n, ratio, treatment } = plan;
  if (n !== undefined && plan.control !== undefined) {
    throw new RangeError('n and control must not both be given');
  }
  if (treatment !== undefined && (n !== undefined || ratio !== undefined)) {
    throw new RangeError('treatment must be given with control alone');
  }
  const name = plan.control === undefined && treatment === undefined ? 'n' : 'control';
  const control = (n ?? plan.control) as number;
  requirePositive(name, control);
  if (treatment !== undefined) requirePositive('treatment', treatment);
  return { control, treatment: treatment ?? control * ratioOf(plan) };
}

/** Treatment to control units, 1 unless asked for. */
export function ratioOf({ ratio = 1 }: { readonly ratio?: number | undefined }): number {
  requirePositive('ratio', ratio);
  return ratio;
}

/** The power asked for, or 0.8. */
export function powerOf({ power = 0.8 }: PlanOptions): number {
  requireOpenUnit('power', power);
  return power;
}

export function requireNonZero(name: string, value: number): void {
  requireFinite(name, value);
  if (value === 0) throw new RangeError(`${name} must not be 0`);
}

/** Refuses a baseline that has no relative scale. */
export function requireScale(plan: { readonly mean: number; readonly standardDeviation: number }): void {
  requireNonZero('mean', plan.mean);
  requirePositive('standardDeviation', plan.standardDeviation);
}
