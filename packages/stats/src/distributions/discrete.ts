import { requireCount, requireNumber, requireNonNegative, requireProbability } from '../domain.js';
import { betaTails } from './incomplete-beta.js';
import { requireParameter } from './families.js';
import { gammaTails } from './incomplete-gamma.js';
import { fromLower, fromUpper, type Tails } from './tails.js';

/** At most k successes in n trials is at least n - k in a beta draw (DLMF 8.17.5). */
export function binomialTails(k: number, trials: number, probability: number): Tails {
  requireNumber('k', k);
  requireCount('trials', trials);
  requireProbability('probability', probability);
  const whole = Math.floor(k);
  if (whole < 0) return fromLower(-Infinity, -Infinity);
  if (whole >= trials) return fromUpper(-Infinity, -Infinity);
  return betaTails(trials - whole, whole + 1, 1 - probability, probability);
}

/** At most k events is a gamma waiting time of k + 1 events beyond the rate (DLMF 8.4.10). */
export function poissonTails(k: number, rate: number): Tails {
  requireNumber('k', k);
  requireNonNegative('rate', rate);
  if (rate > 0) requireParameter('rate', rate);
  const whole = Math.floor(k);
  if (whole < 0) return fromLower(-Infinity, -Infinity);
  if (rate === 0 || whole === Infinity) return fromUpper(-Infinity, -Infinity);
  const { logLower, logUpper, logDensity } = gammaTails(whole + 1, rate);
  return { logLower: logUpper, logUpper: logLower, logDensity };
}
