import { binomial } from '../distributions/index.js';
import { unitDeviance } from '../distributions/deviance.js';
import { stirlingError } from '../distributions/log-gamma.js';
import { requireCount, requireOpenUnit } from '../domain.js';
import { logLikelihoodRatios } from './bernoulli-cusum.js';
import { leastThreshold, requireRunLength } from './threshold-search.js';

/** The rates as in `bernoulliCusum`, and how many trials are judged together. */
export interface BernoulliDesign {
  readonly p0: number;
  readonly p1: number;
  /** Trials in each batch, a whole number of at least 1; default 1. */
  readonly trials?: number | undefined;
}

/** Beyond so many moves between states an answer would take seconds. */
const MOST_WORK = 1e8;
const MOST_STATES = 5000;

/**
 * After how many batches does a Bernoulli CUSUM alarm, on average? Without a change this is the time between
 * false alarms; with the rate p1 it is the delay of detection. Exact: the chances of all sums that can occur
 * are followed from one return to 0 to the next.
 *
 * @param design  p0 and p1, in (0, 1) and different; h: at least 0; rate: the true one, in (0, 1), default
 *   p0; trials: in each batch, default 1
 * @returns average run length in batches
 * @throws {RangeError} if an argument is out of range, or single trials are so rare in events that there
 *   would be too much to follow: give larger batches then
 * @see Reynolds & Stoumbos (1999), https://doi.org/10.1080/00224065.1999.11979900
 * @example bernoulliCusumRunLength({ p0: 0.25, p1: 0.5, h: 0.5 }) // 4
 */
export function bernoulliCusumRunLength(
  design: BernoulliDesign & { h: number; rate?: number | undefined },
): number {
  const { p0, h, rate = p0 } = design;
  requireOpenUnit('p0', p0);
  requireOpenUnit('rate', rate);
  if (!(Number.isFinite(h) && h >= 0)) throw new RangeError(`h must be at least 0, got ${h}`);
  return cycleRatio(chainOf(design, rate), h);
}

/**
 * Which threshold gives a Bernoulli CUSUM at least the wanted time between false alarms? At most its
 * logarithm, by Wald's inequality, and often much less.
 *
 * @param design  p0 and p1, in (0, 1) and different; averageRunLength: batches between false alarms, more
 *   than a threshold of 0 gives; trials: in each batch, default 1
 * @returns the least such h, in natural units of log-likelihood; the run length jumps where an
 *   event more or less decides, and may be well above the one asked for
 * @throws {RangeError} if an argument is out of range, or single trials are so rare in events that there
 *   would be too much to follow: give larger batches then
 * @see Reynolds & Stoumbos (1999), https://doi.org/10.1080/00224065.1999.11979900
 * @example bernoulliCusumThreshold({ p0: 0.01, p1: 0.02, trials: 500, averageRunLength: 365 }) // 4.06671
 */
export function bernoulliCusumThreshold(design: BernoulliDesign & { averageRunLength: number }): number {
  const chain = chainOf(design, design.p0);
  requireRunLength(design.averageRunLength);
  const largest = Math.log(design.averageRunLength) * (1 + 1e-9);
  return leastThreshold(h => cycleRatio(chain, h), design.averageRunLength, largest);
}

/** A batch adds `ofBatch`, and `ofEvent` for each event; `rate` is that of the events counted. */
interface Chain {
  readonly trials: number;
  readonly rate: number;
  readonly ofEvent: number;
  readonly ofBatch: number;
}

/** What is counted is whatever speaks for p1: events when p1 is higher, non-events when it is lower. */
function chainOf({ p0, p1, trials = 1 }: BernoulliDesign, rate: number): Chain {
  const { ofEvent, ofNone } = logLikelihoodRatios(p0, p1);
  requireCount('trials', trials);
  if (trials === 0) throw new RangeError('trials must be at least 1, got 0');
  const span = Math.abs(ofEvent - ofNone);
  return p1 > p0
    ? { trials, rate, ofEvent: span, ofBatch: trials * ofNone }
    : { trials, rate: 1 - rate, ofEvent: span, ofBatch: trials * ofEvent };
}

/**
 * The mean length of a cycle from one return to 0 to the next (or to the alarm) over the chance that it ends
 * in an alarm. After j batches without a return the sum is j `ofBatch` plus a number of events times
 * `ofEvent`, so that there are few states: some numbers of events from `base` on.
 */
function cycleRatio(chain: Chain, h: number): number {
  const { trials, ofEvent, ofBatch } = chain;
  const size = Math.floor(h / ofEvent) + 2;
  const chances = chancesOf(chain, h, size);
  let base = 0;
  let state = new Float64Array(size).fill(1, 0, 1);
  let next = new Float64Array(size);
  let [batches, alarm, alive, work] = [0, 0, 1, 0];
  for (let j = 1; alive > 1e-16 * alarm; j++) {
    batches += alive;
    alive = 0;
    // with `least` events the sum stays above 0, with more than `most` it exceeds h
    const least = Math.floor((-j * ofBatch) / ofEvent) + 1;
    const most = Math.floor((h - j * ofBatch) / ofEvent);
    next.fill(0);
    for (let i = 0; i < size; i++) {
      const chance = state[i] as number;
      if (chance === 0) continue;
      const events = base + i;
      alarm += chance * chances.moreThan(most - events);
      const end = Math.min(most, events + trials);
      const start = Math.max(least, events);
      work += 2 + Math.max(0, end - start);
      for (let total = start; total <= end; total++) {
        const part = chance * chances.exactly(total - events);
        next[total - least] = (next[total - least] as number) + part;
        alive += part;
      }
    }
    if (work > MOST_WORK) throw new RangeError(`trials must be larger for such rates, got ${trials}`);
    [state, next] = [next, state];
    base = least;
  }
  return batches / alarm;
}

/** Chances of numbers of events in a batch, for all the numbers that can matter. */
function chancesOf(
  { trials, rate, ofEvent, ofBatch }: Chain,
  h: number,
  size: number,
): { exactly(events: number): number; moreThan(events: number): number } {
  if (size > MOST_STATES) throw new RangeError('p1 must be farther from p0');
  const lowest = Math.max(0, Math.floor((-ofBatch - h) / ofEvent) - 2);
  const events = Array.from({ length: 2 * size + 6 }, (_, i) => Math.min(trials, lowest + i));
  const exact = Float64Array.from(events, e => binomialChance(e, trials, rate));
  const more = Float64Array.from(events, e => binomial.sf(e, trials, rate));
  return {
    exactly: e => exact[e - lowest] as number,
    moreThan: e => more[e - lowest] as number,
  };
}

/**
 * The chance of exactly that many events.
 *
 * @see Loader (2000), "Fast and accurate computation of binomial probabilities"
 */
function binomialChance(events: number, trials: number, rate: number): number {
  const others = trials - events;
  if (others === 0) return Math.exp(trials * Math.log(rate));
  if (events === 0) return Math.exp(trials * Math.log1p(-rate));
  const deviance = (x: number, mean: number) => x * unitDeviance((mean - x) / x, mean / x);
  const exponent =
    stirlingError(trials) -
    stirlingError(events) -
    stirlingError(others) -
    deviance(events, trials * rate) -
    deviance(others, trials * (1 - rate));
  return Math.exp(exponent) * Math.sqrt(trials / (2 * Math.PI * events * others));
}
