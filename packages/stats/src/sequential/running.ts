import { requireFinite, requireProbability } from '../domain.js';
import type { Interval } from '../interval.js';

/** What one look showed: any always-valid result, such as a `SequentialEstimate`. */
export interface Look {
  readonly pValue: number;
  readonly interval: Interval;
}

/** What all looks so far showed together. Plain data: store it with a snapshot and go on from there. */
export interface RunningSequence {
  /** The smallest p-value of any look; 1 before the first. */
  readonly pValue: number;
  /** What no look has excluded; null before the first look, and when nothing is left. */
  readonly interval: Interval | null;
  /** Whether the looks contradict each other, so that no effect agrees with all of them. */
  readonly isEmpty: boolean;
  readonly looks: number;
}

/**
 * What is known before the first look? Nothing is excluded yet.
 *
 * @returns a state of no looks, for `runningSequence`
 * @see Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas (2021), https://arxiv.org/abs/2103.06476
 * @example runningStart() // { pValue: 1, interval: null, isEmpty: false, looks: 0 }
 */
export function runningStart(): RunningSequence {
  return { pValue: 1, interval: null, isEmpty: false, looks: 0 };
}

/**
 * What is known after one more look? What an always-valid look has excluded stays excluded: the p-value may
 * only fall and the interval may only shrink. Not for p-values and intervals that are valid once only, such
 * as those of `welch`.
 *
 * @param previous  the state after the looks before, or null before the first
 * @param look  pValue in [0, 1] and interval, both always valid, of the same effect at the same level
 * @returns the new state. An empty interval is a finding, not an error: the effect has changed over time, or
 *   the looks came before the minimum sample; it stays empty
 * @throws {RangeError} if the look is no p-value and interval, or its level is not that of the looks before
 * @see Waudby-Smith et al. (2021), section 1, https://arxiv.org/abs/2103.06476
 * @see Johari, Pekelis & Walsh (2022), section 3, https://arxiv.org/abs/1512.04922
 * @example runningSequence(null, { pValue: 0.2, interval: { lower: -1, upper: 3, level: 0.95 } }).pValue // 0.2
 */
export function runningSequence(previous: RunningSequence | null, look: Look): RunningSequence {
  requireProbability('look.pValue', look.pValue);
  requireInterval(look.interval);
  const before = previous ?? runningStart();
  const interval = before.looks === 0 ? look.interval : intersection(before.interval, look.interval);
  return {
    pValue: Math.min(before.pValue, look.pValue),
    interval,
    isEmpty: interval === null,
    looks: before.looks + 1,
  };
}

/**
 * What do all looks show together, given all of them at once? The same as `runningSequence` look by look.
 *
 * @param looks  any number of always-valid looks at one effect, at one level; their order does not matter
 * @returns the state after the last look
 * @throws {RangeError} as `runningSequence`
 * @see Waudby-Smith et al. (2021), section 1, https://arxiv.org/abs/2103.06476
 * @example runningOver([{ pValue: 1, interval: { lower: -2, upper: 2, level: 0.95 } }]).looks // 1
 */
export function runningOver(looks: readonly Look[]): RunningSequence {
  return looks.reduce<RunningSequence>(runningSequence, runningStart());
}

function intersection(before: Interval | null, now: Interval): Interval | null {
  if (before === null) return null;
  if (Math.abs(before.level - now.level) > 1e-12) {
    throw new RangeError(`look.interval.level must be that of the looks before, ${before.level}`);
  }
  const lower = Math.max(before.lower, now.lower);
  const upper = Math.min(before.upper, now.upper);
  return lower <= upper ? { lower, upper, level: now.level } : null;
}

function requireInterval({ lower, upper, level }: Interval): void {
  requireFinite('look.interval.lower', lower);
  requireFinite('look.interval.upper', upper);
  requireProbability('look.interval.level', level);
  if (lower > upper) throw new RangeError('look.interval.lower must not exceed look.interval.upper');
}
