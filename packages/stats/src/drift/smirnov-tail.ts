import { unitDeviance } from '../distributions/deviance.js';
import { stirlingError } from '../distributions/log-gamma.js';

/** Beyond so many terms the sum is taken over a grid of them. */
const MOST_TERMS = 8192;

/**
 * The chance that an empirical distribution of n values lies somewhere d or more above the true one: the
 * one-sided statistic of Smirnov, by the sum of Birnbaum and Tingey. Each of its terms is d / p times a
 * binomial density at p = d + j / n, here in Loader's form, which keeps its digits for any n.
 *
 * The terms of a large n are a smooth function of j that vanishes at both ends with all its derivatives,
 * so the sum over an even grid of thousands of them is as exact as the whole sum.
 *
 * @param n  a positive whole number
 * @param d  in (0, 1]
 * @see Birnbaum & Tingey (1951), https://doi.org/10.1214/aoms/1177729550
 */
export function smirnovTail(n: number, d: number): number {
  const shift = n * d;
  const stride = Math.max(1, Math.floor(n / MOST_TERMS));
  const ofWhole = stirlingError(n);
  let sum = 0;
  for (let j = stride; j < n - shift; j += stride) {
    const rest = n - j;
    const logDensity =
      ofWhole -
      stirlingError(j) -
      stirlingError(rest) -
      j * unitDeviance(shift / j, 1 + shift / j) -
      rest * unitDeviance(-shift / rest, (rest - shift) / rest);
    sum += (Math.exp(logDensity) * shift) / (shift + j) / Math.sqrt(2 * Math.PI * j * (rest / n));
  }
  return Math.exp(n * Math.log1p(-d)) + stride * sum;
}
