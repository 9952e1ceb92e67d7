import { sampleRatio } from '../trust/sample-ratio.js';
import { sequentialSampleRatio } from '../trust/sequential-sample-ratio.js';
import { binomialFrom, randomFrom } from './draws.test-support.js';
import { LOOKS, type Tally } from './experiments.test-support.js';

/** Recipients who arrive day by day and are assigned with the weights promised: every alarm is false. */
export interface Arrivals {
  readonly weights: readonly [number, number];
  readonly perDay: number;
  /** The p-value below which an alarm is raised. */
  readonly alarmBelow: number;
  readonly runs: number;
  readonly seed: number;
}

/** How often the sample-ratio tests raise a false alarm. */
export function falseAlarms({ weights, perDay, alarmBelow, runs, seed }: Arrivals): Tally[] {
  const random = randomFrom(seed);
  const share = weights[0] / (weights[0] + weights[1]);
  const alarms = { atEnd: 0, sequential: 0, peeking: 0 };
  for (let run = 0; run < runs; run++) {
    let first = 0;
    let fixed = 1;
    let least = { sequential: 1, fixed: 1 };
    for (let day = 1; day <= LOOKS; day++) {
      first += binomialFrom(random, perDay, share);
      const counts = [first, perDay * day - first];
      fixed = sampleRatio(counts, weights).pValue;
      const sequential = sequentialSampleRatio(counts, weights).pValue;
      least = { sequential: Math.min(least.sequential, sequential), fixed: Math.min(least.fixed, fixed) };
    }
    if (fixed < alarmBelow) alarms.atEnd += 1;
    if (least.sequential < alarmBelow) alarms.sequential += 1;
    if (least.fixed < alarmBelow) alarms.peeking += 1;
  }
  return [
    { engine: 'chi-squared', read: 'once', promise: 'nominal', rejected: alarms.atEnd },
    { engine: 'sequential', read: 'at every look', promise: 'at most nominal', rejected: alarms.sequential },
    {
      engine: 'control: chi-squared at every look',
      read: 'at every look',
      promise: 'none',
      rejected: alarms.peeking,
    },
  ].map(tally => ({ ...tally, runs, missed: null }) as Tally);
}
