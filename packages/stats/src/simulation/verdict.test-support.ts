import { wilsonInterval } from '../comparison/proportions.js';
import type { Interval } from '../interval.js';
import type { Tally } from './experiments.test-support.js';

/** Error bars hold the true rate in 99 % of rows: of a hundred honest rows one is outside its bar by chance. */
export const BAR = { alpha: 0.01 };

export type Verdict =
  | 'as promised'
  | 'below nominal'
  | 'ABOVE NOMINAL'
  | 'errs, as it must'
  | 'NOT SEEN TO ERR';

/** A rate of errors with its error bar and what that says of the promise. */
export interface Judged {
  readonly rate: number;
  readonly bar: Interval;
  readonly verdict: Verdict;
}

export function judged(errors: number, runs: number, promise: Tally['promise'], nominal: number): Judged {
  const bar = wilsonInterval({ successes: errors, trials: runs }, BAR);
  return { rate: errors / runs, bar, verdict: verdictOf(bar, promise, nominal) };
}

function verdictOf(bar: Interval, promise: Tally['promise'], nominal: number): Verdict {
  const isAbove = bar.lower > nominal;
  if (promise === 'none') return isAbove ? 'errs, as it must' : 'NOT SEEN TO ERR';
  if (isAbove) return 'ABOVE NOMINAL';
  return promise === 'nominal' && bar.upper < nominal ? 'below nominal' : 'as promised';
}
