import { binomialFrom } from './draws.test-support.js';
import type { Population } from './populations.test-support.js';

/** One unit in ten was active before: it does it seven times as often as the average, the others a third. */
export const ACTIVE = { share: 0.1, times: 7, timesOfOthers: 1 / 3 };

/** A rate; the covariate says whether the unit was active before. */
export function rate(share: number, unitsPerDay: number): Population {
  return {
    name: `rate of ${share * 100} %`,
    metric: 'rate',
    unitsPerDay,
    baseline: share,
    arm: lift => (random, n) => {
      const active = binomialFrom(random, n, ACTIVE.share);
      const ofActive = binomialFrom(random, active, share * (1 + lift) * ACTIVE.times);
      const ofOthers = binomialFrom(random, n - active, share * (1 + lift) * ACTIVE.timesOfOthers);
      const y = ofActive + ofOthers;
      return { n, conversions: y, y, yy: y, x: active, xx: active, xy: ofActive };
    },
  };
}
