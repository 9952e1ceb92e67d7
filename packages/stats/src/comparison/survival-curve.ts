import { normal } from '../distributions/index.js';
import { requireNonNegative } from '../domain.js';
import { alphaOf, type ComparisonOptions, type Interval } from '../interval.js';
import { sortedTimes, type TimeStep, timeSteps } from './event-times.js';

/** The curve at one time; it stays there until the next. */
export interface SurvivalPoint extends TimeStep {
  /** Share of units without event up to and with this time. */
  readonly survival: number;
  /** Greenwood's, of the survival; null where nobody is left, for the formula has no value there. */
  readonly standardError: number | null;
  /** Log-log, within [0, 1]; null where the survival is 0 or 1. */
  readonly interval: Interval | null;
}

/** The share of units that have not yet had their event, over time. */
export interface SurvivalCurve {
  /** One for each distinct time of an event or a censoring, in ascending order. */
  readonly points: readonly SurvivalPoint[];
  /** The time by which half have had the event; null when fewer than half have. */
  readonly median: number | null;
}

/**
 * What share of customers has not yet ordered again (left, unsubscribed), when some were only seen for a
 * part of the time? The product-limit estimate of Kaplan and Meier. To compare groups use `logRank`.
 *
 * A unit that is censored at the time of an event counts as at risk of it. The median is the midpoint where
 * the curve lies level at one half, as that of an even number of values.
 *
 * @param times  for each unit the time of its event, or at which it was last seen; finite, at least 0
 * @param events  for each unit whether the event came (true or 1), or the unit was censored (false or 0)
 * @param options  alpha in (0, 1), default 0.05, of the interval at each time
 * @returns the curve at every distinct time, as R's survfit lists it, and its median
 * @throws {RangeError} if there are no times, the lengths differ, a time is negative or not finite, or an
 *   event is neither true nor false
 * @see Kaplan & Meier (1958), https://doi.org/10.1080/01621459.1958.10501452
 * @see Kalbfleisch & Prentice (2002), section 1.4, https://doi.org/10.1002/9781118032985
 * @example kaplanMeier([1, 2, 3, 4], [true, false, true, true]).points.map(point => point.survival) // [0.75, 0.75, 0.375, 0]
 */
export function kaplanMeier(
  times: ArrayLike<number>,
  events: ArrayLike<boolean | number>,
  options: ComparisonOptions = {},
): SurvivalCurve {
  const alpha = alphaOf(options);
  const z = -normal.quantile(alpha / 2);
  const points: SurvivalPoint[] = [];
  let survival = 1;
  // Greenwood's sum: the variance of the logarithm of the survival
  let logVariance = 0;
  for (const step of timeSteps(sortedTimes(times, events))) {
    const left = step.atRisk - step.events;
    survival *= left / step.atRisk;
    logVariance += step.events === 0 ? 0 : step.events / left / step.atRisk;
    points.push({
      time: step.time,
      atRisk: step.atRisk,
      events: step.events,
      censored: step.censored,
      survival,
      standardError: survival === 0 ? null : survival * Math.sqrt(logVariance),
      interval: logLogInterval(survival, logVariance, z, alpha),
    });
  }
  return { points, median: medianOf(points) };
}

/**
 * What share has not yet had its event at a given time?
 *
 * @param curve  from `kaplanMeier`
 * @param time  in the unit of the curve's times, at least 0
 * @returns the share, in [0, 1]; null after the last time at which anybody was seen, unless nobody was left
 * @throws {RangeError} if the time is negative or not a finite number
 * @see Kaplan & Meier (1958), https://doi.org/10.1080/01621459.1958.10501452
 * @example survivalAt(kaplanMeier([1, 2, 3, 4], [1, 0, 1, 1]), 2.5) // 0.75
 */
export function survivalAt(curve: SurvivalCurve, time: number): number | null {
  requireNonNegative('time', time);
  const { points } = curve;
  let [before, after] = [-1, points.length];
  while (after - before > 1) {
    const middle = (before + after) >> 1;
    if ((points[middle] as SurvivalPoint).time <= time) before = middle;
    else after = middle;
  }
  if (before < 0) return 1;
  const { survival, time: known } = points[before] as SurvivalPoint;
  return after === points.length && time > known && survival > 0 ? null : survival;
}

/** Symmetric for the logarithm of the negative logarithm, so that it stays within [0, 1]. */
function logLogInterval(survival: number, logVariance: number, z: number, alpha: number): Interval | null {
  if (survival === 0 || survival === 1) return null;
  const hazard = -Math.log(survival);
  const stretch = Math.exp((z * Math.sqrt(logVariance)) / hazard);
  return {
    lower: Math.exp(-hazard * stretch),
    upper: Math.exp(-hazard / stretch),
    level: 1 - alpha,
  };
}

/** Rounding must not decide whether the curve is level at one half. */
const ROUNDING = 1e-9;

function medianOf(points: readonly SurvivalPoint[]): number | null {
  const half = points.findIndex(({ survival }) => survival <= 0.5 + ROUNDING);
  const reached = points[half];
  if (reached === undefined) return null;
  if (Math.abs(reached.survival - 0.5) > ROUNDING) return reached.time;
  const next = points.find(({ survival }) => survival < reached.survival);
  return next === undefined ? reached.time : reached.time / 2 + next.time / 2;
}
