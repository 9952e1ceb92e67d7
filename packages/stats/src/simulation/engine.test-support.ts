import type { Interval } from '../interval.js';
import type { Moments, PairMoments } from '../moments/moments.js';
import type { Population, Sums } from './populations.test-support.js';

/** What an engine is shown: everything so far. */
export interface Look {
  readonly control: Arm;
  readonly treatment: Arm;
  /** Units of both arms that were planned. */
  readonly plannedUnits: number;
  readonly baseline: number;
  /** What is really so, for the judge alone. */
  readonly truth: { readonly difference: number; readonly lift: number };
}

interface Arm {
  readonly sums: Sums;
  readonly moments: Moments;
  readonly pair: PairMoments;
}

/** Whether an engine called the arms different, and whether its interval held the truth. */
export interface Finding {
  readonly rejects: boolean;
  /** Null where it gives no interval. */
  readonly covers: boolean | null;
}

/** A way to read an experiment. */
export interface Engine {
  readonly name: string;
  readonly metrics: readonly Population['metric'][];
  readonly read: 'once' | 'at every look';
  /** It errs in 5 % of experiments; in at most 5 %; or in more, and is here to show that this would be seen. */
  readonly promise: 'nominal' | 'at most nominal' | 'none';
  /** Null where the data have no answer: it then calls nothing different and excludes nothing. */
  readonly find: (look: Look) => Finding | null;
}

export function holds(interval: Interval, truth: number): boolean {
  return interval.lower <= truth && truth <= interval.upper;
}
