import { requireNonNegative } from '../domain.js';

/** The units of a group by the time at which their event came, or at which they were last seen without it. */
export interface EventTimes {
  /** In ascending order. */
  readonly events: Float64Array;
  /** In ascending order. */
  readonly censored: Float64Array;
}

/** All that happened at one time. */
export interface TimeStep {
  readonly time: number;
  /** Units without event, and still seen, just before. */
  readonly atRisk: number;
  readonly events: number;
  readonly censored: number;
}

/** Sorts the times of a group; `name` goes before the argument to blame. */
export function sortedTimes(
  times: ArrayLike<number>,
  events: ArrayLike<boolean | number>,
  name = '',
): EventTimes {
  if (times.length === 0) throw new RangeError(`${name}times must hold at least one time`);
  if (events.length !== times.length) {
    throw new RangeError(`${name}events must have as many entries as ${name}times (${times.length})`);
  }
  const happened = new Float64Array(times.length);
  const unseen = new Float64Array(times.length);
  let count = 0;
  for (let i = 0; i < times.length; i++) {
    const time = times[i] as number;
    const event = events[i];
    requireNonNegative(`${name}times`, time);
    if (event === 1 || event === true) happened[count++] = time;
    else if (event === 0 || event === false) unseen[i - count] = time;
    else throw new RangeError(`${name}events must be true or false, or 1 or 0, got ${String(event)}`);
  }
  return {
    events: happened.slice(0, count).sort(),
    censored: unseen.slice(0, times.length - count).sort(),
  };
}

/** Goes through the distinct times of a group in ascending order. */
export function* timeSteps({ events, censored }: EventTimes): Generator<TimeStep> {
  let [e, c] = [0, 0];
  while (e < events.length || c < censored.length) {
    const time = Math.min(events[e] ?? Infinity, censored[c] ?? Infinity);
    const [first, firstCensored] = [e, c];
    while (events[e] === time) e++;
    while (censored[c] === time) c++;
    const atRisk = events.length - first + (censored.length - firstCensored);
    yield { time, atRisk, events: e - first, censored: c - firstCensored };
  }
}
