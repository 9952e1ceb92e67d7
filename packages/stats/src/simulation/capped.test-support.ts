import { welch } from '../comparison/welch.js';
import type { Moments } from '../moments/moments.js';
import { winsorCap, winsorize } from '../moments/winsorize.js';
import { binomialFrom, type Random, randomFrom } from './draws.test-support.js';
import { holds } from './engine.test-support.js';
import type { Tally } from './experiments.test-support.js';
import { meanOrder, ORDER_CAP, orderFrom } from './revenue.test-support.js';

/** Revenue of two arms of equal size, capped where the experiment's own data say. */
export interface CappedRevenue {
  readonly buyers: number;
  readonly unitsPerArm: number;
  readonly lift: number;
  readonly runs: number;
  readonly seed: number;
}

/** How often Welch's test errs when the cap is the 99th percentile of the orders in hand. */
export function cappedByOwnData({ buyers, unitsPerArm, lift, runs, seed }: CappedRevenue): Tally[] {
  const random = randomFrom(seed);
  // the lift is one of buyers, so that both arms have the same orders and the same true cap
  const truth = buyers * lift * meanOrder(ORDER_CAP);
  let rejected = 0;
  let missed = 0;
  for (let run = 0; run < runs; run++) {
    const control = ordersFrom(random, unitsPerArm, buyers);
    const treatment = ordersFrom(random, unitsPerArm, buyers * (1 + lift));
    const cap = winsorCap([...control, ...treatment], 0.99);
    const { pValue, interval } = welch(
      momentsWithZeros(winsorize(control, cap), unitsPerArm),
      momentsWithZeros(winsorize(treatment, cap), unitsPerArm),
    );
    if (pValue < 0.05) rejected += 1;
    if (!holds(interval, truth)) missed += 1;
  }
  return [{ engine: 'Welch', read: 'once', promise: 'nominal', runs, rejected, missed }];
}

function ordersFrom(random: Random, units: number, buyers: number): number[] {
  return Array.from({ length: binomialFrom(random, units, buyers) }, () => orderFrom(random));
}

/** The moments of the orders and of all the units that ordered nothing. */
function momentsWithZeros(orders: readonly number[], n: number): Moments {
  const mean = orders.reduce((sum, order) => sum + order, 0) / n;
  const squares = orders.reduce((sum, order) => sum + order * order, 0);
  return { n, mean, variance: (squares - n * mean * mean) / (n - 1) };
}
