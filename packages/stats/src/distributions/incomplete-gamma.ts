import { unitDeviance } from './deviance.js';
import { logGammaOnePlus, stirlingError } from './log-gamma.js';
import { fromLower, fromUpper, type Tails } from './tails.js';

const EPSILON = Number.EPSILON / 2;
const TINY = 1e-300;

/**
 * Both tails of the gamma distribution with scale 1: the regularised incomplete gamma functions P and Q.
 * A series below the mean, Legendre's continued fraction above it, each run until it stops changing; the
 * density in Loader's form, which keeps its accuracy at shapes of 1e10.
 *
 * @see DLMF 8.7.1 and 8.9.2, https://dlmf.nist.gov/8
 */
export function gammaTails(shape: number, x: number): Tails {
  if (x <= 0) return fromLower(-Infinity, -Infinity);
  if (x === Infinity) return fromUpper(-Infinity, -Infinity);
  const logDensity = gammaLogDensity(shape, x);
  if (shape < 1 && x < 1.1) return smallShapeTails(shape, x, logDensity);
  if (x < shape + 1) return fromLower(logDensity + Math.log(lowerSeries(shape, x)), logDensity);
  return fromUpper(logDensity + Math.log(upperFraction(shape, x)), logDensity);
}

/** ln of x^shape e^-x / gamma(shape): the density of ln x, for x > 0. */
export function gammaLogDensity(shape: number, x: number): number {
  const deviance = unitDeviance((x - shape) / shape, x / shape);
  return 0.5 * Math.log(shape / (2 * Math.PI)) - stirlingError(shape) - shape * deviance;
}

function iterationLimit(shape: number): number {
  return 1000 + 40 * Math.sqrt(shape);
}

function lowerSeries(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  const limit = iterationLimit(shape);
  for (let k = 1; k < limit; k++) {
    term *= x / (shape + k);
    sum += term;
    if (term <= sum * EPSILON) return sum;
  }
  throw new Error(`incomplete gamma series did not converge at shape ${shape}, x ${x}`);
}

/** Lentz's method as modified by Thompson and Barnett (1986). */
function upperFraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = 1 / TINY;
  let d = 1 / b;
  let value = d;
  const limit = iterationLimit(shape);
  for (let k = 1; k < limit; k++) {
    const a = -k * (k - shape);
    b += 2;
    d = 1 / (a * d + b || TINY);
    c = b + a / c || TINY;
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) <= 2 * EPSILON) return value;
  }
  throw new Error(`incomplete gamma fraction did not converge at shape ${shape}, x ${x}`);
}

/** For a shape below 1 the upper tail may be small although x is: Gautschi (1979), https://doi.org/10.1145/355853.355863 */
function smallShapeTails(shape: number, x: number, logDensity: number): Tails {
  let term = 1;
  let sum = 0;
  for (let k = 1; k < 100; k++) {
    term *= -x / k;
    const next = sum + (term * shape) / (shape + k);
    if (next === sum) break;
    sum = next;
  }
  const logPower = shape * Math.log(x) - logGammaOnePlus(shape);
  const upper = -Math.expm1(logPower) - Math.exp(logPower) * sum;
  if (upper < 0.5) return fromUpper(Math.log(upper), logDensity);
  return fromLower(logPower + Math.log1p(sum), logDensity);
}
