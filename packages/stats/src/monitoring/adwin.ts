import { requireFinite, requireOpenUnit, requirePositive } from '../domain.js';
import { mergeMoments, type Moments } from '../moments/moments.js';
import type { Alarms } from './series.js';

/** `delta` bounds the chance of a false alarm at a point; `range` is the width of what a value can be. */
export interface AdwinOptions {
  /** In (0, 1); default 0.002. */
  readonly delta?: number | undefined;
  /** Largest minus smallest possible value, in the unit of the metric; default 1, as for rates. */
  readonly range?: number | undefined;
}

/** What an adaptive window holds after a point: some 5 log2(width) moments, to be kept as JSON. */
export interface AdwinState {
  /** Newest first; each has the size of the one before it or twice that. */
  readonly buckets: readonly Moments[];
  /** All buckets taken together: how many points the window holds, and their mean. */
  readonly window: Moments;
  /** The older part of the window was dropped at this point. */
  readonly alarm: boolean;
}

/** The adaptive window along a whole series. */
export interface Adwin extends Alarms {
  readonly widths: number[];
  readonly means: number[];
}

/** Buckets of one size; a cut can only lie between buckets, so more of them place it more finely. */
const BUCKETS_OF_A_SIZE = 5;
const EMPTY: Moments = { n: 0, mean: 0, variance: 0 };

/**
 * What does an adaptive window hold before the first point?
 *
 * @returns the state to give to the first `adwinStep`
 * @see Bifet & Gavalda (2007), https://doi.org/10.1137/1.9781611972771.42
 * @example adwinStart() // { buckets: [], window: { n: 0, mean: 0, variance: 0 }, alarm: false }
 */
export function adwinStart(): AdwinState {
  return { buckets: [], window: EMPTY, alarm: false };
}

/**
 * What does an adaptive window hold after one more point? As long as some older part differs from the newer
 * part by more than chance allows, the oldest bucket is dropped.
 *
 * @param state  after the point before, or `adwinStart()`
 * @param x  the new point, in the unit of the metric
 * @param options  delta, in (0, 1), default 0.002; range, positive, default 1
 * @returns the new state; the old one is left as it is
 * @throws {RangeError} if x is not finite or an option is out of range
 * @see Bifet & Gavalda (2007), figure 2 (ADWIN2), https://doi.org/10.1137/1.9781611972771.42
 * @example adwinStep(adwinStart(), 0.5).window.mean // 0.5
 */
export function adwinStep(state: AdwinState, x: number, options: AdwinOptions = {}): AdwinState {
  const { delta = 0.002, range = 1 } = options;
  requireFinite('x', x);
  requireOpenUnit('delta', delta);
  requirePositive('range', range);
  const point: Moments = { n: 1, mean: x, variance: 0 };
  const buckets = withPoint(state.buckets, point);
  const before = buckets.length;
  let window = mergeMoments(state.window, point);
  while (hasCut(buckets, window, delta, range)) {
    buckets.pop();
    window = buckets.reduceRight(mergeMoments, EMPTY);
  }
  return { buckets, window, alarm: buckets.length < before };
}

/**
 * Has the mean of a metric changed, when neither the old mean nor the size of the shift is known, and what
 * is it now? The window grows while nothing happens and is cut when something has; it needs no tuning but is
 * slower than `cusum`, which needs a mean.
 *
 * @param x  the series in time order, finite, in the unit of the metric
 * @param options  delta: chance of a false alarm, in (0, 1), default 0.002; range: largest minus smallest
 *   possible value, positive, default 1; a value farther out voids the bound on false alarms
 * @returns width and mean of the window after each point, and the positions at which it was cut
 * @throws {RangeError} if a point is not finite or an option is out of range
 * @see Bifet & Gavalda (2007), https://doi.org/10.1137/1.9781611972771.42
 * @example adwin(Array.from({ length: 400 }, (_, i) => (i < 200 ? 0 : 1))).firstAlarm // 208
 */
export function adwin(x: ArrayLike<number>, options: AdwinOptions = {}): Adwin {
  const widths: number[] = [];
  const means: number[] = [];
  const alarms: number[] = [];
  let state = adwinStart();
  for (let i = 0; i < x.length; i++) {
    // the states are not kept: their buckets would take more room than the series
    state = adwinStep(state, x[i] as number, options);
    widths.push(state.window.n);
    means.push(state.window.mean);
    if (state.alarm) alarms.push(i);
  }
  return { widths, means, alarms, firstAlarm: alarms[0] ?? null };
}

/** The exponential histogram with one more point: where a size has too many buckets the oldest two unite. */
function withPoint(buckets: readonly Moments[], point: Moments): Moments[] {
  const next = [point, ...buckets];
  for (let start = 0; ; ) {
    const end = endOfSize(next, start);
    if (end - start <= BUCKETS_OF_A_SIZE) return next;
    const united = mergeMoments(next[end - 1] as Moments, next[end - 2] as Moments);
    next.splice(end - 2, 2, united);
    start = end - 2;
  }
}

function endOfSize(buckets: readonly Moments[], start: number): number {
  const size = (buckets[start] as Moments).n;
  let end = start;
  while (buckets[end]?.n === size) end++;
  return end;
}

function hasCut(buckets: readonly Moments[], window: Moments, delta: number, range: number): boolean {
  const evidence = Math.log((2 * Math.log(window.n)) / delta);
  let older = 0;
  let mean = 0;
  for (let i = buckets.length - 1; i > 0; i--) {
    const bucket = buckets[i] as Moments;
    older += bucket.n;
    mean += (bucket.mean - mean) * (bucket.n / older);
    const newer = window.n - older;
    // the mean of the newer part follows from that of the window
    const gap = (Math.abs(window.mean - mean) * window.n) / newer;
    const size = (older * newer) / window.n;
    const chance = Math.sqrt((2 / size) * window.variance * evidence) + ((2 * range) / (3 * size)) * evidence;
    if (gap > chance) return true;
  }
  return false;
}
