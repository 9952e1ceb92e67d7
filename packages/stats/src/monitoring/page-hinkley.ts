import { requireFinite, requireNonNegative, requirePositive } from '../domain.js';
import { type Alarms, alarmsWhere, type Restart, statesAfter, withinDoubles } from './series.js';

/** Both in the unit of the metric. */
export interface PageHinkleyOptions extends Restart {
  /** Drift that is tolerated at each point, at least 0. */
  readonly delta: number;
  /** Evidence at which to cry, positive. */
  readonly threshold: number;
}

/** What the Page-Hinkley test knows after a point; plain numbers, to be kept as JSON. */
export interface PageHinkleyState {
  readonly n: number;
  /** The first point; the mean of all lies `excess` above it, kept apart so that no offset costs digits. */
  readonly origin: number;
  readonly excess: number;
  /** Evidence of an increase and of a decrease, in the unit of the metric, at least 0. */
  readonly increase: number;
  readonly decrease: number;
  readonly alarm: boolean;
}

/** The Page-Hinkley test of a whole series. */
export interface PageHinkley extends Alarms {
  readonly increase: number[];
  readonly decrease: number[];
  readonly firstIncrease: number | null;
  readonly firstDecrease: number | null;
}

/**
 * What does the Page-Hinkley test know before the first point?
 *
 * @returns the state to give to the first `pageHinkleyStep`
 * @see Hinkley (1971), Biometrika 58, 509-523, https://doi.org/10.1093/biomet/58.3.509
 * @example pageHinkleyStart() // { n: 0, origin: 0, excess: 0, increase: 0, decrease: 0, alarm: false }
 */
export function pageHinkleyStart(): PageHinkleyState {
  return { n: 0, origin: 0, excess: 0, increase: 0, decrease: 0, alarm: false };
}

/**
 * What does the Page-Hinkley test know after one more point? The distance of the cumulative sum from its
 * running extreme is carried on directly: the sum itself would grow, and lose digits.
 *
 * @param state  after the point before, or `pageHinkleyStart()`
 * @param x  the new point, in the unit of the metric
 * @param options  delta, at least 0, and threshold, positive, both in the unit of the metric; reset: begin
 *   anew after an alarm, default false
 * @returns the new state; the old one is left as it is
 * @throws {RangeError} if x is not finite or an option is out of range
 * @see Hinkley (1971), Biometrika 58, 509-523, https://doi.org/10.1093/biomet/58.3.509
 * @example pageHinkleyStep(pageHinkleyStart(), 7, { delta: 0.1, threshold: 5 }).origin // 7
 */
export function pageHinkleyStep(
  state: PageHinkleyState,
  x: number,
  options: PageHinkleyOptions,
): PageHinkleyState {
  const { delta, threshold } = options;
  requireFinite('x', x);
  requireNonNegative('delta', delta);
  requirePositive('threshold', threshold);
  const before = options.reset === true && state.alarm ? pageHinkleyStart() : state;
  const n = before.n + 1;
  const origin = n === 1 ? x : before.origin;
  const distance = withinDoubles(x - origin);
  const excess = before.excess + withinDoubles(distance - before.excess) / n;
  const deviation = distance - excess;
  const increase = withinDoubles(Math.max(0, before.increase + deviation - delta));
  const decrease = withinDoubles(Math.max(0, before.decrease - deviation - delta));
  return { n, origin, excess, increase, decrease, alarm: increase > threshold || decrease > threshold };
}

/**
 * Has a metric moved away from its own past, when nobody knows what its mean should be? The running mean
 * takes the place of a reference, so the first points are judged by little; where a mean is known use
 * `cusum`.
 *
 * @param x  the series in time order, finite, in the unit of the metric
 * @param options  delta, at least 0, and threshold, positive, both in the unit of the metric; reset: begin
 *   anew after an alarm, default false
 * @returns evidence of an increase and of a decrease after each point, and the positions at which either
 *   exceeds the threshold; the running mean includes the point itself
 * @throws {RangeError} if a point is not finite or an option is out of range
 * @see Page (1954), Biometrika 41, 100-115, https://doi.org/10.1093/biomet/41.1-2.100
 * @see Hinkley (1971), Biometrika 58, 509-523, https://doi.org/10.1093/biomet/58.3.509
 * @example pageHinkley([0, 0, 9, 9], { delta: 0.5, threshold: 6 }).increase // [0, 0, 5.5, 9.5]
 */
export function pageHinkley(x: ArrayLike<number>, options: PageHinkleyOptions): PageHinkley {
  const states = statesAfter(x, pageHinkleyStart(), (state, value: number) =>
    pageHinkleyStep(state, value, options),
  );
  return {
    increase: states.map(state => state.increase),
    decrease: states.map(state => state.decrease),
    ...alarmsWhere(states, state => state.alarm),
    firstIncrease: alarmsWhere(states, state => state.increase > options.threshold).firstAlarm,
    firstDecrease: alarmsWhere(states, state => state.decrease > options.threshold).firstAlarm,
  };
}
