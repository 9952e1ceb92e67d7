import { requireFinite, requireNonNegative, requirePositive } from '../domain.js';
import { type Alarms, alarmsWhere, type Restart, statesAfter, withinDoubles } from './series.js';

/** The mean and standard deviation while nothing is wrong, the allowance k and the threshold h. */
export interface CusumOptions extends Restart {
  readonly mean: number;
  readonly standardDeviation: number;
  /** Half the shift to be found, in standard deviations, at least 0; default 0.5. */
  readonly k?: number | undefined;
  /** In standard deviations, positive; default 5: a false alarm in 465 points. See `cusumThreshold`. */
  readonly h?: number | undefined;
}

/** What a CUSUM knows after a point; plain numbers, to be kept as JSON between two runs of a job. */
export interface CusumState {
  /** Evidence of an increase and of a decrease, in standard deviations, at least 0. */
  readonly upper: number;
  readonly lower: number;
  /** Points since the evidence was last 0: the change is likely to have begun so long ago. */
  readonly upperRun: number;
  readonly lowerRun: number;
  readonly alarm: boolean;
}

/** The CUSUM of a whole series. */
export interface Cusum extends Alarms {
  readonly upper: number[];
  readonly lower: number[];
  readonly firstIncrease: number | null;
  readonly firstDecrease: number | null;
  /** Where the change behind the first alarm is likely to have begun. */
  readonly changeStart: number | null;
}

/**
 * What does a CUSUM know before the first point?
 *
 * @returns the state to give to the first `cusumStep`
 * @see Page (1954), Biometrika 41, 100-115, https://doi.org/10.1093/biomet/41.1-2.100
 * @example cusumStart() // { upper: 0, lower: 0, upperRun: 0, lowerRun: 0, alarm: false }
 */
export function cusumStart(): CusumState {
  return { upper: 0, lower: 0, upperRun: 0, lowerRun: 0, alarm: false };
}

/**
 * What does a CUSUM know after one more point? For a job that sees one point at a time; for a series that is
 * already there use `cusum`.
 *
 * @param state  after the point before, or `cusumStart()`
 * @param x  the new point, in the unit of the metric
 * @param options  mean; standardDeviation, positive; k, at least 0, default 0.5; h, positive, default 5;
 *   reset: begin anew after an alarm, default false
 * @returns the new state; the old one is left as it is
 * @throws {RangeError} if x is not finite or an option is out of range
 * @see Montgomery (2019), Introduction to Statistical Quality Control, 9.1: the tabular CUSUM
 * @example cusumStep(cusumStart(), 3, { mean: 0, standardDeviation: 1 }).upper // 2.5
 */
export function cusumStep(state: CusumState, x: number, options: CusumOptions): CusumState {
  const { mean, standardDeviation, k = 0.5, h = 5 } = options;
  requireFinite('x', x);
  requireFinite('mean', mean);
  requirePositive('standardDeviation', standardDeviation);
  requireNonNegative('k', k);
  requirePositive('h', h);
  const before = options.reset === true && state.alarm ? cusumStart() : state;
  const z = (x - mean) / standardDeviation;
  const upper = withinDoubles(Math.max(0, before.upper + z - k));
  const lower = withinDoubles(Math.max(0, before.lower - z - k));
  return {
    upper,
    lower,
    upperRun: upper > 0 ? before.upperRun + 1 : 0,
    lowerRun: lower > 0 ? before.lowerRun + 1 : 0,
    alarm: upper > h || lower > h,
  };
}

/**
 * Has a metric moved, in either direction, and since when? The quickest chart for a
 * small lasting shift of about 2k standard deviations. Where no mean is known beforehand use `pageHinkley`
 * or `adwin`; for counts of rare events `bernoulliCusum`.
 *
 * @param x  the series in time order, finite, in the unit of the metric; for rates give `rateResidual`s
 * @param options  mean; standardDeviation, positive; k, at least 0, default 0.5; h, positive, default 5;
 *   reset: begin anew after an alarm, default false
 * @returns evidence after each point, the positions at which either side exceeds h, and where the change
 *   behind the first of them began
 * @throws {RangeError} if a point is not finite or an option is out of range
 * @see Page (1954), Biometrika 41, 100-115, https://doi.org/10.1093/biomet/41.1-2.100
 * @example cusum([0, 3, 3, 3], { mean: 0, standardDeviation: 1, k: 0.5, h: 4 }).alarms // [2, 3]
 */
export function cusum(x: ArrayLike<number>, options: CusumOptions): Cusum {
  const h = options.h ?? 5;
  const states = statesAfter(x, cusumStart(), (state, value: number) => cusumStep(state, value, options));
  const found = alarmsWhere(states, state => state.alarm);
  return {
    upper: states.map(state => state.upper),
    lower: states.map(state => state.lower),
    ...found,
    firstIncrease: alarmsWhere(states, state => state.upper > h).firstAlarm,
    firstDecrease: alarmsWhere(states, state => state.lower > h).firstAlarm,
    changeStart: changeStartOf(states, found.firstAlarm, h),
  };
}

function changeStartOf(states: readonly CusumState[], firstAlarm: number | null, h: number): number | null {
  const state = firstAlarm === null ? undefined : states[firstAlarm];
  if (firstAlarm === null || state === undefined) return null;
  return firstAlarm + 1 - (state.upper > h ? state.upperRun : state.lowerRun);
}
