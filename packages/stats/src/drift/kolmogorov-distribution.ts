import { chanceWithinBand } from './durbin-matrix.js';
import { pelzGoodChance } from './pelz-good.js';
import { smirnovTail } from './smirnov-tail.js';

/**
 * The chance that an empirical distribution of n values is somewhere d or more from the true one, which is
 * continuous: the two-sided statistic of Kolmogorov and Smirnov at finite n. Each region has the method
 * that Simard and L'Ecuyer found best there. In the tail it is twice the one-sided chance, since hardly any
 * sample is far off on both sides.
 *
 * The relative error is below 1e-10 up to n of 140 and in the tail. In the body of larger n the Pelz-Good
 * series leaves up to 2e-5 at n of 141, 5e-7 at 1,000 and 5e-9 at 10,000.
 *
 * @param n  a whole number; of no value nothing is known, and the chance is 1
 * @param d  a distance in [0, 1]
 * @see Simard & L'Ecuyer (2011), https://doi.org/10.18637/jss.v039.i11
 */
export function kolmogorovTail(n: number, d: number): number {
  const reach = n * d;
  const squared = reach * d;
  if (reach <= 0.5) return 1;
  // beyond 370 there is no double but 0
  if (squared >= 370) return 0;
  const isTail = d >= 0.5 || squared >= (n <= 140 ? 4 : 2.2);
  if (isTail) return 2 * smirnovTail(n, d);
  const isExact = n <= 140 || (n <= 100_000 && n * d ** 1.5 <= 1.4);
  return 1 - (isExact ? chanceWithinBand(n, d) : pelzGoodChance(n, d));
}
