import { requireCount, requireOpenUnit, requirePositive } from '../domain.js';
import { type Alarms, alarmsWhere, type Restart, statesAfter, withinDoubles } from './series.js';

/** How often an event happened among the times it could have: complaints among deliveries, for one. */
export interface EventCount {
  readonly events: number;
  readonly trials: number;
}

/** The rate while nothing is wrong, the rate to be found (above or below it) and the threshold. */
export interface BernoulliCusumOptions extends Restart {
  readonly p0: number;
  readonly p1: number;
  /** In natural units of log-likelihood, positive; see `bernoulliCusumThreshold`. */
  readonly h: number;
}

/** What a Bernoulli CUSUM knows after a batch; plain numbers, to be kept as JSON. */
export interface BernoulliCusumState {
  /** Evidence for p1 against p0 since the likeliest moment of change, at least 0. */
  readonly value: number;
  /** Batches since the evidence was last 0. */
  readonly run: number;
  readonly alarm: boolean;
}

/** The Bernoulli CUSUM of a whole series of batches. */
export interface BernoulliCusum extends Alarms {
  readonly values: number[];
  /** The batch with which the change behind the first alarm is likely to have begun. */
  readonly changeStart: number | null;
}

/**
 * What does a Bernoulli CUSUM know before the first batch?
 *
 * @returns the state to give to the first `bernoulliCusumStep`
 * @see Reynolds & Stoumbos (1999), https://doi.org/10.1080/00224065.1999.11979900
 * @example bernoulliCusumStart() // { value: 0, run: 0, alarm: false }
 */
export function bernoulliCusumStart(): BernoulliCusumState {
  return { value: 0, run: 0, alarm: false };
}

/**
 * What does a Bernoulli CUSUM know after one more batch?
 *
 * @param state  after the batch before, or `bernoulliCusumStart()`
 * @param batch  whole numbers, at most as many events as trials; trials may be 1, or 0 for an idle day
 * @param options  p0 and p1, in (0, 1) and different; h, positive; reset: begin anew after an alarm
 * @returns the new state; the old one is left as it is
 * @throws {RangeError} if a count or an option is out of range
 * @see Reynolds & Stoumbos (1999), https://doi.org/10.1080/00224065.1999.11979900
 * @example
 * bernoulliCusumStep(bernoulliCusumStart(), { events: 1, trials: 1 }, { p0: 0.01, p1: 0.02, h: 4 }).value // 0.69314718055995
 */
export function bernoulliCusumStep(
  state: BernoulliCusumState,
  batch: EventCount,
  options: BernoulliCusumOptions,
): BernoulliCusumState {
  const { events, trials } = batch;
  requireEventCount('batch', batch);
  requirePositive('h', options.h);
  const { ofEvent, ofNone } = logLikelihoodRatios(options.p0, options.p1);
  const before = options.reset === true && state.alarm ? bernoulliCusumStart() : state;
  const evidence = before.value + events * ofEvent + (trials - events) * ofNone;
  const value = withinDoubles(Math.max(0, evidence));
  return { value, run: value > 0 ? before.run + 1 : 0, alarm: value > options.h };
}

/**
 * Has the rate of a rare event changed to p1? The quickest test there is for this one alternative, and
 * without a normal approximation, which fails for a handful of complaints. Where days vary by more than
 * chance use `cusum` over `rateResidual`s.
 *
 * @param batches  events and trials in time order, such as days; batches of one trial lose nothing
 * @param options  p0: the rate while nothing is wrong; p1: the rate to be found, above or below p0; both in
 *   (0, 1); h: threshold, positive; reset: begin anew after an alarm, default false
 * @returns evidence after each batch, the positions at which it exceeds h, and where the change behind the
 *   first of them began
 * @throws {RangeError} if a count or an option is out of range
 * @see Reynolds & Stoumbos (1999), https://doi.org/10.1080/00224065.1999.11979900
 * @example
 * bernoulliCusum([{ events: 9, trials: 99 }, { events: 0, trials: 99 }], { p0: 0.01, p1: 0.02, h: 4 }).alarms // [0, 1]
 */
export function bernoulliCusum(
  batches: readonly EventCount[],
  options: BernoulliCusumOptions,
): BernoulliCusum {
  const states = statesAfter(batches, bernoulliCusumStart(), (state, batch: EventCount) =>
    bernoulliCusumStep(state, batch, options),
  );
  const found = alarmsWhere(states, state => state.alarm);
  const first = found.firstAlarm;
  return {
    values: states.map(state => state.value),
    ...found,
    changeStart: first === null ? null : first + 1 - (states[first]?.run ?? 0),
  };
}

/** What one trial with and one without the event say for p1 against p0, exact also for close rates. */
export function logLikelihoodRatios(p0: number, p1: number): { ofEvent: number; ofNone: number } {
  requireOpenUnit('p0', p0);
  requireOpenUnit('p1', p1);
  if (p0 === p1) throw new RangeError(`p1 must differ from p0, got ${p1}`);
  return { ofEvent: logRatio(p0, p1, p1 - p0), ofNone: logRatio(1 - p0, 1 - p1, p0 - p1) };
}

/** ln(to / from); near 1 by way of the difference, far from it directly. */
function logRatio(from: number, to: number, difference: number): number {
  return Math.abs(difference) < from / 2 ? Math.log1p(difference / from) : Math.log(to / from);
}

/** Refuses counts that no batch can have; `name` is the argument to blame. */
export function requireEventCount(name: string, { events, trials }: EventCount): void {
  requireCount(`${name}.events`, events);
  requireCount(`${name}.trials`, trials);
  if (events > trials) throw new RangeError(`${name}.events must not exceed ${name}.trials`);
}
