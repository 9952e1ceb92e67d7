import { gammaQuantile, studentQuantile } from './families.js';
import { gammaLogDensity } from './incomplete-gamma.js';
import { normalCdf } from './normal.js';

const STEPS = 400;

/**
 * The chance that a two-sided t-test rejects when its statistic is shifted: both tails of the noncentral t.
 * The normal tails are averaged over the distribution of the estimated standard deviation, on the log
 * scale, where the trapezoidal rule converges geometrically.
 *
 * @param shift  true effect over its true standard error
 * @see Trefethen & Weideman (2014), https://doi.org/10.1137/130932132
 */
export function powerOfT(shift: number, degreesOfFreedom: number, alpha: number): number {
  const critical = -studentQuantile(alpha / 2, degreesOfFreedom);
  const shape = degreesOfFreedom / 2;
  const from = Math.log(gammaQuantile(1e-16, shape));
  const to = Math.log(gammaQuantile(1 - 2 ** -53, shape));
  const step = (to - from) / STEPS;
  let rejected = 0;
  let total = 0;
  for (let i = 0; i <= STEPS; i++) {
    const x = Math.exp(from + i * step);
    const density = Math.exp(gammaLogDensity(shape, x));
    const limit = critical * Math.sqrt(x / shape);
    rejected += density * (normalCdf(shift - limit) + normalCdf(-shift - limit));
    total += density;
  }
  return rejected / total;
}
