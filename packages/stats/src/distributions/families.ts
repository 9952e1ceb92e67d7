import { requireNumber, requirePositive, requireProbability } from '../domain.js';
import { betaTails, logitNear, logitOfTail, logitQuantile } from './incomplete-beta.js';
import { gammaTails } from './incomplete-gamma.js';
import { logBeta, logGammaOnePlus } from './log-gamma.js';
import { normalQuantile } from './normal.js';
import { fromUpper, quantileOf, type Tails } from './tails.js';

/** A double counts to some 1e16; beyond it the series would add up rounding errors, or never end. */
const LARGEST = 1e15;
/** With more degrees of freedom Student's t is the normal distribution to the last digit. */
const MANY = 1e20;

/** Refuses anything but a positive number that the series can carry. */
export function requireParameter(name: string, value: number): void {
  requirePositive(name, value);
  if (value > LARGEST) throw new RangeError(`${name} must be at most ${LARGEST}, got ${value}`);
}

/** Both tails of Student's t at t; the upper one is exact for t > 0. */
export function studentTails(t: number, degreesOfFreedom: number): Tails {
  requireNumber('t', t);
  requirePositive('degreesOfFreedom', degreesOfFreedom);
  const positive = positiveStudentTails(Math.abs(t), Math.min(degreesOfFreedom, MANY));
  if (t >= 0) return positive;
  return { ...positive, logLower: positive.logUpper, logUpper: positive.logLower };
}

function positiveStudentTails(t: number, degreesOfFreedom: number): Tails {
  const half = degreesOfFreedom / 2;
  const ratio = t / Math.sqrt(degreesOfFreedom);
  if (ratio > 1e100) {
    // x = 1 / ratio^2 would underflow; the tail is its power law there
    const logTail = -degreesOfFreedom * Math.log(ratio) - Math.log(half) - logBeta(half, 0.5);
    return fromUpper(logTail - Math.LN2, 0);
  }
  const square = ratio * ratio;
  const both = betaTails(half, 0.5, 1 / (1 + square), square / (1 + square));
  return fromUpper(both.logLower - Math.LN2, 0);
}

/** The t below which a share p lies; sought as a central share near the median, as a tail elsewhere. */
export function studentQuantile(p: number, degreesOfFreedom: number): number {
  requireProbability('p', p);
  requirePositive('degreesOfFreedom', degreesOfFreedom);
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  if (p === 0.5) return 0;
  const df = Math.min(degreesOfFreedom, MANY);
  const half = df / 2;
  const fromMedian = Math.abs(p - 0.5);
  const isCentral = fromMedian < 0.25;
  const tail = isCentral ? 'upper' : 'lower';
  const logTarget = Math.log(2 * (isCentral ? fromMedian : Math.min(p, 1 - p)));
  const near = nearStudentQuantile(Math.abs(normalQuantile(p)), df);
  const logit =
    near === null
      ? logitOfTail(half, 0.5, tail, logTarget)
      : logitNear(half, 0.5, tail, logTarget, Math.log(df / (near * near)));
  return Math.sign(p - 0.5) * Math.exp((Math.log(df) - logit) / 2);
}

/**
 * The t that is as rare as the normal z, to some digits (Abramowitz & Stegun 26.7.5); null where the series
 * in 1 / degreesOfFreedom is of no use.
 */
function nearStudentQuantile(z: number, degreesOfFreedom: number): number | null {
  const square = z * z;
  if (degreesOfFreedom < 4 + square || square < 1e-15 * degreesOfFreedom) return null;
  const first = (square + 1) / 4;
  const second = (3 + square * (16 + square * 5)) / 96;
  const third = (-15 + square * (17 + square * (19 + square * 3))) / 384;
  const inverse = 1 / degreesOfFreedom;
  return z * (1 + inverse * (first + inverse * (second + inverse * third)));
}

/** Both tails of the gamma distribution at x. */
export function gammaTailsAt(x: number, shape: number, scale = 1): Tails {
  requireNumber('x', x);
  requireParameter('shape', shape);
  requirePositive('scale', scale);
  return gammaTails(shape, x / scale);
}

/** The x at or below which a share p of a gamma distribution lies. */
export function gammaQuantile(p: number, shape: number, scale = 1): number {
  requireProbability('p', p);
  requireParameter('shape', shape);
  requirePositive('scale', scale);
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  const powerLaw = (Math.log(p) + logGammaOnePlus(shape)) / shape;
  // there x^shape / gamma(shape + 1) is exact to the last bit, and x may underflow
  if (powerLaw < -45) return scale * Math.exp(powerLaw);
  const root = 1 - 1 / (9 * shape) + normalQuantile(p) / (3 * Math.sqrt(shape));
  // Wilson & Hilferty (1931), https://doi.org/10.1073/pnas.17.12.684
  const start = root > 0.3 ? Math.log(shape) + 3 * Math.log(root) : powerLaw;
  return scale * Math.exp(quantileOf(u => gammaTails(shape, Math.exp(u)), p, start));
}

/** Both tails of the beta distribution at x. */
export function betaTailsAt(x: number, a: number, b: number): Tails {
  requireNumber('x', x);
  requireParameter('a', a);
  requireParameter('b', b);
  return betaTails(a, b, x, 1 - x);
}

/** The x at or below which a share p of a beta distribution lies. */
export function betaQuantile(p: number, a: number, b: number): number {
  requireProbability('p', p);
  requireParameter('a', a);
  requireParameter('b', b);
  if (p === 0 || p === 1) return p;
  return 1 / (1 + Math.exp(-logitQuantile(a, b, p)));
}

/** Both tails of the F distribution at x. */
export function fisherTails(x: number, numeratorDf: number, denominatorDf: number): Tails {
  requireNumber('x', x);
  requireParameter('numeratorDf', numeratorDf);
  requireParameter('denominatorDf', denominatorDf);
  if (x === Infinity) return fromUpper(-Infinity, -Infinity);
  const odds = (numeratorDf / denominatorDf) * Math.max(x, 0);
  const share = odds > 1 ? 1 / (1 + 1 / odds) : odds / (1 + odds);
  return betaTails(numeratorDf / 2, denominatorDf / 2, share, 1 / (1 + odds));
}

/** The x at or below which a share p of an F distribution lies. */
export function fisherQuantile(p: number, numeratorDf: number, denominatorDf: number): number {
  requireProbability('p', p);
  requireParameter('numeratorDf', numeratorDf);
  requireParameter('denominatorDf', denominatorDf);
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  const logit = logitQuantile(numeratorDf / 2, denominatorDf / 2, p);
  return Math.exp(logit + Math.log(denominatorDf) - Math.log(numeratorDf));
}
