import { productMinus, unitDeviance } from './deviance.js';
import { logBeta, stirlingError } from './log-gamma.js';
import { normalQuantile } from './normal.js';
import { fromLower, fromUpper, quantileOf, type Tails, tailRoot } from './tails.js';

const EPSILON = Number.EPSILON / 2;

/**
 * Both tails of the beta distribution: the regularised incomplete beta function and its complement.
 * DiDonato and Morris's continued fraction on the side of the mean where it converges, run until it stops
 * changing; the density in Loader's form.
 *
 * @param x  the point, in [0, 1]
 * @param y  1 - x, given apart because the caller may know it more exactly
 * @see DiDonato & Morris (1992), ACM TOMS 18, 360-373, https://doi.org/10.1145/131766.131776
 */
export function betaTails(a: number, b: number, x: number, y: number): Tails {
  if (x <= 0) return fromLower(-Infinity, -Infinity);
  if (y <= 0) return fromUpper(-Infinity, -Infinity);
  const total = a + b;
  // a - (a + b) x, from whichever of x and y holds more digits
  const lambda = x <= y ? -productMinus(total, x, a) : productMinus(total, y, b);
  const logDensity = logitDensity(a, b, x, y, lambda);
  return lambda >= 0
    ? fromLower(logDensity + Math.log(fraction(a, b, x, y, lambda)), logDensity)
    : fromUpper(logDensity + Math.log(fraction(b, a, y, x, -lambda)), logDensity);
}

/** ln of x^a y^b / B(a, b), the density of ln(x / y). */
function logitDensity(a: number, b: number, x: number, y: number, lambda: number): number {
  const total = a + b;
  return (
    0.5 * Math.log((a / total) * (b / (2 * Math.PI))) +
    (stirlingError(total) - stirlingError(a) - stirlingError(b)) -
    a * unitDeviance(-lambda / a, (total / a) * x) -
    b * unitDeviance(lambda / b, (total / b) * y)
  );
}

function fraction(a: number, b: number, x: number, y: number, lambda: number): number {
  const c = 1 + lambda;
  const c0 = b / a;
  const c1 = 1 + 1 / a;
  let p = 1;
  let s = a + 1;
  let previous = { numerator: 0, denominator: 1 };
  let current = { numerator: 1, denominator: c / c1 };
  let value = c1 / c;
  const limit = 1000 + 40 * Math.sqrt(Math.max(a, b));
  for (let n = 1; n < limit; n++) {
    const t = n / a;
    const w = n * (b - n) * x;
    const ratio = a / s;
    const alpha = p * (p + c0) * ratio * ratio * (w * x);
    const beta = n + w / s + ((1 + t) / (c1 + t + t)) * (c + n * (1 + y));
    p = 1 + t;
    s += 2;
    const numerator = alpha * previous.numerator + beta * current.numerator;
    const denominator = alpha * previous.denominator + beta * current.denominator;
    previous = {
      numerator: current.numerator / denominator,
      denominator: current.denominator / denominator,
    };
    current = { numerator: numerator / denominator, denominator: 1 };
    const last = value;
    value = current.numerator;
    if (Math.abs(value - last) <= 2 * EPSILON * Math.abs(value)) return value;
  }
  throw new Error(`incomplete beta fraction did not converge at a ${a}, b ${b}, x ${x}`);
}

/** ln(x / y) where the lower tail is p. The scale keeps all digits of both x and 1 - x. */
export function logitQuantile(a: number, b: number, p: number): number {
  const spread = Math.sqrt(1 / a + 1 / b);
  const normalStart = Math.log(a / b) + spread * normalQuantile(p);
  const start = Math.min(a, b) > 1 ? normalStart : startingLogit(a, b, p <= 0.5 ? Math.log(p) : 0);
  return quantileOf(logitTails(a, b), p, start);
}

/** ln(x / y) where the named tail has the given logarithm. */
export function logitOfTail(a: number, b: number, tail: 'lower' | 'upper', logTarget: number): number {
  return tailRoot(logitTails(a, b), tail, logTarget, startingLogit(a, b, tail === 'lower' ? logTarget : 0));
}

function logitTails(a: number, b: number): (v: number) => Tails {
  return v => betaTails(a, b, 1 / (1 + Math.exp(-v)), 1 / (1 + Math.exp(v)));
}

/** The mean, or for a small parameter the power law x^a / (a B(a, b)) when the target lies far below it. */
function startingLogit(a: number, b: number, logLower: number): number {
  const atMean = Math.log(a / b);
  if (a > 10) return atMean;
  return Math.min(atMean, (logLower + Math.log(a) + logBeta(a, b)) / a);
}
