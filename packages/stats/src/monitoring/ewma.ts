import { requireFinite, requirePositive } from '../domain.js';
import { type Alarms, alarmsWhere, type Restart, statesAfter, withinDoubles } from './series.js';

/** The mean and standard deviation while nothing is wrong, the weight of a new point and the limit. */
export interface EwmaOptions extends Restart {
  readonly mean: number;
  readonly standardDeviation: number;
  /** Weight of the newest point, in (0, 1]; default 0.2. */
  readonly lambda?: number | undefined;
  /** In standard deviations of the average, positive; default 2.86: a false alarm in 370 points. */
  readonly limit?: number | undefined;
}

/** What an EWMA chart knows after a point; plain numbers, to be kept as JSON. */
export interface EwmaState {
  readonly n: number;
  /** The weighted average, in the unit of the metric. */
  readonly value: number;
  /** How far from the mean the average may be after n points. */
  readonly halfWidth: number;
  readonly alarm: boolean;
}

/** The EWMA chart of a whole series. */
export interface Ewma extends Alarms {
  readonly values: number[];
  readonly halfWidths: number[];
}

/**
 * What does an EWMA chart know before the first point?
 *
 * @param options  mean: in the unit of the metric
 * @returns the state to give to the first `ewmaStep`
 * @throws {RangeError} if the mean is not finite
 * @see Roberts (1959), Technometrics 1, 239-250, https://doi.org/10.1080/00401706.1959.10489860
 * @example ewmaStart({ mean: 3 }) // { n: 0, value: 3, halfWidth: 0, alarm: false }
 */
export function ewmaStart(options: Pick<EwmaOptions, 'mean'>): EwmaState {
  requireFinite('mean', options.mean);
  return { n: 0, value: options.mean, halfWidth: 0, alarm: false };
}

/**
 * What does an EWMA chart know after one more point?
 *
 * @param state  after the point before, or `ewmaStart(options)`
 * @param x  the new point, in the unit of the metric
 * @param options  mean; standardDeviation, positive; lambda, in (0, 1], default 0.2; limit, positive,
 *   default 2.86; reset: begin anew after an alarm, default false
 * @returns the new state; the old one is left as it is
 * @throws {RangeError} if x is not finite or an option is out of range
 * @see Roberts (1959), Technometrics 1, 239-250, https://doi.org/10.1080/00401706.1959.10489860
 * @example ewmaStep(ewmaStart({ mean: 0 }), 8, { mean: 0, standardDeviation: 1, lambda: 0.25 }).value // 2
 */
export function ewmaStep(state: EwmaState, x: number, options: EwmaOptions): EwmaState {
  const { mean, standardDeviation, lambda = 0.2, limit = 2.86 } = options;
  requireFinite('x', x);
  requirePositive('standardDeviation', standardDeviation);
  requireWeight(lambda);
  requirePositive('limit', limit);
  const before = options.reset === true && state.alarm ? ewmaStart(options) : state;
  const n = before.n + 1;
  const value = lambda * x + (1 - lambda) * before.value;
  // 1 - (1 - lambda)^2n, also for a lambda so small that the power is nearly 1
  const settled = -Math.expm1(2 * n * Math.log1p(-lambda));
  const halfWidth = withinDoubles(limit * standardDeviation * Math.sqrt((lambda / (2 - lambda)) * settled));
  return { n, value, halfWidth, alarm: Math.abs(value - mean) > halfWidth };
}

/** Refuses a weight outside (0, 1]. */
export function requireWeight(lambda: number): void {
  if (!(lambda > 0 && lambda <= 1)) throw new RangeError(`lambda must be in (0, 1], got ${lambda}`);
}

/**
 * Has a metric moved, by its recent average? Nearly as quick as `cusum` for a small lasting shift, and the
 * chart shows the level itself, so it is the one to draw for people.
 *
 * @param x  the series in time order, finite, in the unit of the metric; for rates give `rateResidual`s
 * @param options  mean; standardDeviation, positive; lambda, in (0, 1], default 0.2; limit, positive,
 *   default 2.86; reset: begin anew after an alarm, default false
 * @returns the average after each point, how far it may be from the mean (exact, so narrower at first), and
 *   the positions at which it is farther
 * @throws {RangeError} if a point is not finite or an option is out of range
 * @see Roberts (1959), Technometrics 1, 239-250, https://doi.org/10.1080/00401706.1959.10489860
 * @see Lucas & Saccucci (1990), Technometrics 32, 1-12, https://doi.org/10.1080/00401706.1990.10484583
 * @example ewma([0, 4, 4], { mean: 0, standardDeviation: 1, lambda: 0.5, limit: 3 }).values // [0, 2, 3]
 */
export function ewma(x: ArrayLike<number>, options: EwmaOptions): Ewma {
  const states = statesAfter(x, ewmaStart(options), (state, value: number) =>
    ewmaStep(state, value, options),
  );
  return {
    values: states.map(state => state.value),
    halfWidths: states.map(state => state.halfWidth),
    ...alarmsWhere(states, state => state.alarm),
  };
}
