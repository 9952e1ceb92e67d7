import { normal } from '../distributions/index.js';
import { binomialFrom, normalFrom, type Random } from './draws.test-support.js';
import type { Arm, Population } from './populations.test-support.js';
import { ACTIVE } from './rates.test-support.js';

/** An order's value is lognormal: median 33, mean 68, one in a hundred above 540. */
export const ORDER = { logMean: 3.5, logSd: 1.2 };

/** How strongly the logarithms of a unit's past and present orders are correlated. */
const LOYALTY = 0.6;

/** The value of an order that one in a hundred exceeds. */
export const ORDER_CAP = Math.exp(ORDER.logMean + ORDER.logSd * normal.quantile(0.99));

/** Revenue of a unit, of which few buy; the covariate is what it spent before. Both are capped. */
export function revenue(name: string, buyers: number, unitsPerDay: number, cap = Infinity): Population {
  return {
    name,
    metric: 'mean',
    unitsPerDay,
    baseline: buyers * meanOrder(cap),
    arm: lift => armOf(buyers * (1 + lift), cap),
  };
}

function armOf(buyers: number, cap: number): Arm {
  return (random, n) => {
    const active = binomialFrom(random, n, ACTIVE.share);
    const ofActive = binomialFrom(random, active, buyers * ACTIVE.times);
    const ofOthers = binomialFrom(random, n - active, buyers * ACTIVE.timesOfOthers);
    let [y, yy, x, xx, xy] = [0, 0, 0, 0, 0];
    for (let i = 0; i < active; i++) {
      const past = normalFrom(random);
      const before = orderOf(past, cap);
      x += before;
      xx += before * before;
      if (i >= ofActive) continue;
      const now = orderOf(LOYALTY * past + Math.sqrt(1 - LOYALTY ** 2) * normalFrom(random), cap);
      y += now;
      yy += now * now;
      xy += before * now;
    }
    for (let i = 0; i < ofOthers; i++) {
      const now = orderFrom(random, cap);
      y += now;
      yy += now * now;
    }
    return { n, conversions: ofActive + ofOthers, y, yy, x, xx, xy };
  };
}

/** The value of one order. */
export function orderFrom(random: Random, cap = Infinity): number {
  return orderOf(normalFrom(random), cap);
}

function orderOf(z: number, cap: number): number {
  return Math.min(cap, Math.exp(ORDER.logMean + ORDER.logSd * z));
}

/** The true mean of the lesser of an order and the cap. */
export function meanOrder(cap = Infinity): number {
  const { logMean, logSd } = ORDER;
  const uncapped = Math.exp(logMean + (logSd * logSd) / 2);
  if (cap === Infinity) return uncapped;
  const z = (Math.log(cap) - logMean) / logSd;
  return uncapped * normal.cdf(z - logSd) + cap * normal.sf(z);
}
