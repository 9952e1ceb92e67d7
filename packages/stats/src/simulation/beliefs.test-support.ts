import { betaBinomial } from '../bayes/beta-binomial.js';
import { binomialFrom, randomFrom } from './draws.test-support.js';
import { holds } from './engine.test-support.js';
import type { Tally } from './experiments.test-support.js';
import { isSure } from './read-once.test-support.js';

export interface Beliefs {
  readonly share: number;
  readonly unitsPerArm: number;
  readonly lift: number;
  readonly runs: number;
  readonly seed: number;
}

/** How often the beta-binomial chance to beat is beyond 2.5 and 97.5 %, and a rate outside its credible interval. */
export function sureOfRates({ share, unitsPerArm, lift, runs, seed }: Beliefs): Tally[] {
  const random = randomFrom(seed);
  const rates = { control: share, treatment: share * (1 + lift) };
  let rejected = 0;
  let missed = 0;
  for (let run = 0; run < runs; run++) {
    const { chanceToBeat, intervals } = betaBinomial(
      { successes: binomialFrom(random, unitsPerArm, rates.control), trials: unitsPerArm },
      { successes: binomialFrom(random, unitsPerArm, rates.treatment), trials: unitsPerArm },
    );
    if (isSure(chanceToBeat)) rejected += 1;
    if (!holds(intervals.treatment, rates.treatment)) missed += 1;
  }
  return [
    { engine: 'chance to beat, uniform prior', read: 'once', promise: 'nominal', runs, rejected, missed },
  ];
}
