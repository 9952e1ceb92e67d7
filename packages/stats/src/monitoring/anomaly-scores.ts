import { gamma } from '../distributions/index.js';
import { requireCount, requireFinite, requireOpenUnit } from '../domain.js';
import { type Alarms, alarmsWhere, statesAfter, withinDoubles } from './series.js';

/** All have sound defaults; only `period` needs knowledge of the series. */
export interface AnomalyOptions {
  /** Points in a cycle, such as 24 for hours of a day; default 1, no cycle. */
  readonly period?: number | undefined;
  /** Weight of a new point in the level, in (0, 1); default 0.1: some ten points count. */
  readonly levelWeight?: number | undefined;
  /** Score from which a point is an alarm, in (0, 1); default 0.5, one in 100,000. */
  readonly threshold?: number | undefined;
  /** Points before the first score; default 30 or two cycles, whichever is more. */
  readonly warmUp?: number | undefined;
}

/** What is known after a point; plain numbers, to be kept as JSON. The last point's verdict comes first. */
export interface AnomalyState {
  /** From 0, not unusual at all, to 1; tenths of powers of ten: 0.3 is one in a thousand. */
  readonly score: number;
  /** What the past led one to expect of the point, and how far points are usually off; null at the first. */
  readonly expected: number | null;
  readonly scale: number | null;
  readonly alarm: boolean;
  readonly n: number;
  readonly level: number;
  /** What each place in the cycle adds to the level; empty without a cycle. */
  readonly season: readonly number[];
  /** Weighted mean absolute error of the expectations. */
  readonly meanError: number;
  /** Mean surprise (error over scale) of the last few points. */
  readonly recent: number;
  /** Mean and variance of the surprise over the last few hundred points. */
  readonly usual: number;
  readonly usualVariance: number;
}

/** The scores of a whole series, and what they rest on. */
export interface AnomalyScores extends Alarms {
  readonly scores: number[];
  readonly expected: (number | null)[];
  readonly scales: (number | null)[];
}

const SEASON_WEIGHT = 0.1;
const SCALE_WEIGHT = 0.02;
/** The last point counts for half of the recent surprise, the three last points for seven eighths. */
const RECENT_WEIGHT = 0.5;
const USUAL_WEIGHT = 0.005;
/** An outlier may move level, season and scale only as far as an error of so many scales. */
const CLIP = 3;
/** Until then any error may move them, since there is no scale to go by. */
const UNCLIPPED = 10;
/** More than so many scales off teaches nothing more, and would drown what is usual for a long time. */
const MOST_SURPRISE = 100;
/** -ln of one in 1e10, which has the score 1. */
const CERTAIN = 10 * Math.LN10;

/**
 * What is known of a series before its first point?
 *
 * @param options  period: as later, a whole number of at least 1, default 1
 * @returns the state to give to the first `anomalyStep`
 * @throws {RangeError} if period is not a whole number of at least 1
 * @see Ahmad, Lavin, Purdy & Agha (2017), https://doi.org/10.1016/j.neucom.2017.04.070
 * @example anomalyStart({ period: 2 }).season // [0, 0]
 */
export function anomalyStart(options: Pick<AnomalyOptions, 'period'> = {}): AnomalyState {
  const period = periodOf(options);
  return {
    score: 0,
    expected: null,
    scale: null,
    alarm: false,
    n: 0,
    level: 0,
    season: period > 1 ? Array.from({ length: period }, () => 0) : [],
    meanError: 0,
    recent: 0,
    usual: 0,
    usualVariance: 0,
  };
}

/**
 * How unusual is one more point of a series, given its past alone?
 *
 * @param state  after the point before, or `anomalyStart(options)`
 * @param x  the new point, in the unit of the metric
 * @param options  as for `anomalyScores`, the same at each step
 * @returns the new state, with score, expected value and scale of this point; the old one is left as it is
 * @throws {RangeError} if x is not finite, an option is out of range, or the period is not that of the state
 * @see Gelper, Fried & Croux (2010), https://doi.org/10.1002/for.1125: robust exponential smoothing
 * @see Ahmad, Lavin, Purdy & Agha (2017), https://doi.org/10.1016/j.neucom.2017.04.070: the likelihood
 * @example anomalyStep(anomalyStep(anomalyStart(), 7), 9).expected // 7
 */
export function anomalyStep(state: AnomalyState, x: number, options: AnomalyOptions = {}): AnomalyState {
  const period = periodOf(options);
  const { levelWeight = 0.1, threshold = 0.5, warmUp = Math.max(30, 2 * period) } = options;
  requireFinite('x', x);
  requireOpenUnit('levelWeight', levelWeight);
  requireOpenUnit('threshold', threshold);
  requireCount('warmUp', warmUp);
  if (state.season.length !== (period > 1 ? period : 0)) {
    throw new RangeError(`period must be that of the state, got ${period}`);
  }
  if (state.n === 0) return { ...state, n: 1, level: x };
  const place = state.n % period;
  const expected = withinDoubles(state.level + (state.season[place] ?? 0));
  const error = errorOf(x, expected);
  const surprise = surpriseOf(error, state.meanError);
  const recent = state.recent + RECENT_WEIGHT * (surprise - state.recent);
  const score = state.n < warmUp ? 0 : scoreOf(recent, state);
  return {
    score,
    expected,
    scale: state.meanError,
    alarm: score >= threshold,
    n: state.n + 1,
    ...learnt(state, error, levelWeight, place),
    recent,
    ...habit(state, surprise),
  };
}

/**
 * Which points of a metric are unusual, when nobody has said what is usual? Each point is compared with what
 * the past led one to expect (level and place in the cycle, neither of which an outlier can carry away);
 * the recent surprise is then compared with the surprises that the series is used to, so that a series of
 * many spikes must spike higher. The same numbers come out whatever follows: nothing looks ahead. To find a
 * small lasting shift use `cusum`, which is much quicker at it. On the three ad-exchange series of Numenta's
 * benchmark it finds 5 of 7 labelled windows and cries 4 times outside them in 4,805 hours.
 *
 * @param values  the series in time order, evenly spaced, finite, in the unit of the metric
 * @param options  period: points in a cycle, default 1; levelWeight: in (0, 1), default 0.1; threshold: in
 *   (0, 1), default 0.5; warmUp: points without a score, default 30 or two cycles
 * @returns for each point a score from 0 to 1 (minus the power of ten of its chance, over ten), the value
 *   expected, the usual size of an error, and the positions at which the score reaches the threshold
 * @throws {RangeError} if a value is not finite or an option is out of range
 * @see Gelper, Fried & Croux (2010), https://doi.org/10.1002/for.1125
 * @see Ahmad, Lavin, Purdy & Agha (2017), https://doi.org/10.1016/j.neucom.2017.04.070
 * @example anomalyScores(Array.from({ length: 60 }, (_, i) => (i === 50 ? 90 : i % 2))).alarms // [50]
 */
export function anomalyScores(values: ArrayLike<number>, options: AnomalyOptions = {}): AnomalyScores {
  const states = statesAfter(values, anomalyStart(options), (state, value: number) =>
    anomalyStep(state, value, options),
  );
  return {
    scores: states.map(state => state.score),
    expected: states.map(state => state.expected),
    scales: states.map(state => state.scale),
    ...alarmsWhere(states, state => state.alarm),
  };
}

function periodOf({ period = 1 }: Pick<AnomalyOptions, 'period'>): number {
  requireCount('period', period);
  if (period === 0) throw new RangeError('period must be at least 1, got 0');
  return period;
}

/** An error within the rounding of the numbers is none: a series that stands still is never surprising. */
function errorOf(x: number, expected: number): number {
  const error = withinDoubles(x - expected);
  return Math.abs(error) <= 1e-12 * Math.max(Math.abs(x), Math.abs(expected)) ? 0 : error;
}

/** The error in scales; the first error of all is the scale. */
function surpriseOf(error: number, scale: number): number {
  if (error === 0) return 0;
  return scale > 0 ? Math.min(MOST_SURPRISE, Math.abs(error) / scale) : 1;
}

/** The gamma with mean and variance of the usual surprises, averaged as the recent ones are. */
function scoreOf(recent: number, { usual, usualVariance }: AnomalyState): number {
  const shape = ((usual * usual) / usualVariance) * ((2 - RECENT_WEIGHT) / RECENT_WEIGHT);
  if (!(shape > 1e-100 && shape < 1e100)) return recent > usual ? 1 : 0;
  return Math.min(1, -gamma.logSf(recent, shape, usual / shape) / CERTAIN);
}

/** Level, season and scale after the error; the fewer points there are, the more each one counts. */
function learnt(
  { n, level, season, meanError }: AnomalyState,
  error: number,
  levelWeight: number,
  place: number,
): Pick<AnomalyState, 'level' | 'season' | 'meanError'> {
  const most = n < UNCLIPPED || meanError === 0 ? Infinity : CLIP * meanError;
  const clipped = Math.max(-most, Math.min(most, error));
  const size = Math.abs(clipped);
  const atPlace = Math.max(SEASON_WEIGHT, 1 / (Math.floor(n / Math.max(1, season.length)) + 2));
  return {
    level: level + Math.max(levelWeight, 1 / (n + 1)) * clipped,
    season: season.map((value, i) => (i === place ? withinDoubles(value + atPlace * clipped) : value)),
    meanError: meanError === 0 ? size : meanError + Math.max(SCALE_WEIGHT, 1 / (n + 1)) * (size - meanError),
  };
}

/** Mean and variance of the surprises after one more. */
function habit(
  { n, usual, usualVariance }: AnomalyState,
  surprise: number,
): Pick<AnomalyState, 'usual' | 'usualVariance'> {
  const weight = Math.max(USUAL_WEIGHT, 1 / n);
  const away = surprise - usual;
  return {
    usual: usual + weight * away,
    usualVariance: (1 - weight) * (usualVariance + weight * away * away),
  };
}
