import { unitDeviance } from '../distributions/deviance.js';
import { stirlingError } from '../distributions/log-gamma.js';
import type { EventCount } from './bernoulli-cusum.js';
import { rootNear } from './root.js';

/** Coefficients of the digamma series in 1 / x^2, B(2k) / 2k (DLMF 5.11.2). */
const DIGAMMA = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12];

/** psi(x + m) - psi(x), the sum of 1 / (x + j) for j below m, without subtracting two digammas. */
export function digammaRise(x: number, m: number): number {
  let sum = 0;
  let from = x;
  let steps = m;
  for (; steps > 0 && from < 15; steps--) sum += 1 / from++;
  if (steps === 0) return sum;
  return sum + Math.log1p(steps / from) + (digammaTail(from) - digammaTail(from + steps));
}

/** What ln x is larger than psi(x) by, for x of at least 15. */
function digammaTail(x: number): number {
  const inverseSquare = 1 / (x * x);
  let sum = 0;
  for (let k = DIGAMMA.length - 1; k >= 0; k--) sum = (sum + (DIGAMMA[k] as number)) * inverseSquare;
  return 0.5 / x + sum;
}

/** The likeliest log-odds of the mean rate when the concentration is given. */
export function likeliestLogit(batches: readonly EventCount[], concentration: number, start: number): number {
  const excess = (logit: number): number => {
    const [p, q] = ratesOf(logit);
    let events = 0;
    let others = 0;
    for (const batch of batches) {
      events += digammaRise(p * concentration, batch.events);
      others += digammaRise(q * concentration, batch.trials - batch.events);
    }
    // the score is their difference; its logarithmic form is nearly a straight line in the log-odds
    return Math.log(events / others);
  };
  return rootNear(excess, start, 0.25, 1e4) ?? start;
}

/** Derivative of the log-likelihood by the concentration, times the square of the concentration. */
export function concentrationScore(
  batches: readonly EventCount[],
  concentration: number,
  logit: number,
): number {
  const [p, q] = ratesOf(logit);
  let sum = 0;
  for (const { events, trials } of batches) {
    const split =
      p * digammaRise(p * concentration, events) + q * digammaRise(q * concentration, trials - events);
    sum += split - digammaRise(concentration, trials);
  }
  return sum * concentration * concentration;
}

/**
 * Log-likelihood of the beta-binomial above that of the binomial of the same rate. Stirling's formula is
 * taken out of the six gamma functions, so that nothing of the size n ln n is subtracted.
 *
 * @see Loader (2000), "Fast and accurate computation of binomial probabilities"
 */
export function likelihoodGain(batches: readonly EventCount[], concentration: number, logit: number): number {
  const [p, q] = ratesOf(logit);
  const a = p * concentration;
  const b = q * concentration;
  let gain = 0;
  for (const { events, trials } of batches) {
    const others = trials - events;
    const total = concentration + trials;
    gain += deviance(a + events, total * p) + deviance(b + others, total * q);
    gain -= (Math.log1p(events / a) + Math.log1p(others / b) - Math.log1p(trials / concentration)) / 2;
    gain += stirlingError(a + events) - stirlingError(a) + (stirlingError(b + others) - stirlingError(b));
    gain -= stirlingError(total) - stirlingError(concentration);
  }
  return gain;
}

/** Log-likelihood of a binomial without its coefficients, which no parameter changes. */
export function binomialLogLikelihood(batches: readonly EventCount[], logit: number): number {
  const logP = -Math.log1p(Math.exp(-logit));
  const logQ = -Math.log1p(Math.exp(logit));
  return batches.reduce((sum, { events, trials }) => sum + events * logP + (trials - events) * logQ, 0);
}

/** A rate and its complement, both exact where they are small. */
export function ratesOf(logit: number): [number, number] {
  return [1 / (1 + Math.exp(-logit)), 1 / (1 + Math.exp(logit))];
}

function deviance(x: number, expected: number): number {
  return x * unitDeviance((expected - x) / x, expected / x);
}
