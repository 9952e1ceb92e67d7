import { productMinus, unitDeviance } from './deviance.js';
import { logBeta, stirlingError } from './log-gamma.js';
import { normalQuantile } from './normal.js';
import { fromLower, fromUpper, logOneMinusExp, type Tails, tailRoot } from './tails.js';

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
  if (a < 1 && (b + 1) * x < 1)
    return smallParameterTails(a, b, x, logDensity - b * Math.log1p(-x), logDensity);
  if (b < 1 && (a + 1) * y < 1) {
    const mirrored = smallParameterTails(b, a, y, logDensity - a * Math.log1p(-y), logDensity);
    return { ...mirrored, logLower: mirrored.logUpper, logUpper: mirrored.logLower };
  }
  return lambda >= 0
    ? fromLower(logDensity + Math.log(fraction(a, b, x, y, lambda)), logDensity)
    : fromUpper(logDensity + Math.log(fraction(b, a, y, x, -lambda)), logDensity);
}

/**
 * The power series in x (DLMF 8.17.8). For a parameter below 1 the fraction converges too slowly near the end
 * of the support, and one minus the large tail would lose the small one.
 */
function smallParameterTails(a: number, b: number, x: number, logScaled: number, logDensity: number): Tails {
  let term = 1;
  let sum = 0;
  for (let n = 1; n < 2000; n++) {
    term *= ((n - b) / n) * x;
    const next = sum + term * (a / (a + n));
    if (next === sum) break;
    sum = next;
  }
  // ln of x^a / (a B(a, b)); logScaled is ln of x^a / B(a, b)
  const logPower = logScaled - Math.log(a);
  const upper = -Math.expm1(logPower) - Math.exp(logPower) * sum;
  if (upper < 0.5) return fromUpper(Math.log(Math.max(upper, 0)), logDensity);
  return fromLower(logPower + Math.log1p(sum), logDensity);
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
  // the last two convergents, numerator over denominator; the later one is kept with denominator 1
  let numeratorBefore = 0;
  let denominatorBefore = c1 / c;
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
    const denominator = alpha * denominatorBefore + beta;
    const last = value;
    value = (alpha * numeratorBefore + beta * last) / denominator;
    numeratorBefore = last / denominator;
    denominatorBefore = 1 / denominator;
    if (Math.abs(value - last) <= 2 * EPSILON * Math.abs(value)) return value;
  }
  throw new Error(`incomplete beta fraction did not converge at a ${a}, b ${b}, x ${x}`);
}

/** ln(x / y) where the lower tail is p. The scale keeps all digits of both x and 1 - x. */
export function logitQuantile(a: number, b: number, p: number): number {
  return p <= 0.5 ? logitOfTail(a, b, 'lower', Math.log(p)) : logitOfTail(a, b, 'upper', Math.log1p(-p));
}

/** ln(x / y) where the named tail has the given logarithm. */
export function logitOfTail(a: number, b: number, tail: 'lower' | 'upper', logTarget: number): number {
  if (tail === 'upper') return -logitOfTail(b, a, 'lower', logTarget);
  const left = powerLaw(a, b, logTarget);
  if (left < NEGLIGIBLE - Math.log1p(b)) return left;
  const right = powerLaw(b, a, logOneMinusExp(logTarget));
  if (right < NEGLIGIBLE - Math.log1p(a)) return -right;
  const centre = Math.log(a / b);
  const normalStart = centre + Math.sqrt(1 / a + 1 / b) * normalQuantile(Math.exp(logTarget) || 1e-300);
  const start = a > 1 ? normalStart : Math.min(centre, left);
  return logitNear(a, b, 'lower', logTarget, start);
}

/** The same for a caller who knows where it is, roughly and away from the ends. */
export function logitNear(
  a: number,
  b: number,
  tail: 'lower' | 'upper',
  logTarget: number,
  start: number,
): number {
  return tailRoot(logitTails(a, b), tail, logTarget, start);
}

function logitTails(a: number, b: number): (v: number) => Tails {
  return v => betaTails(a, b, 1 / (1 + Math.exp(-v)), 1 / (1 + Math.exp(v)));
}

/** Below this ln x the power law is exact to the last bit; it needs no search, and x may underflow. */
const NEGLIGIBLE = -45;

/** ln x where x^a / (a B(a, b)), the first term of the lower tail, has the given logarithm. */
function powerLaw(a: number, b: number, logLower: number): number {
  return (logLower + Math.log(a) + logBeta(a, b)) / a;
}
