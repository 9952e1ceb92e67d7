import { requireFinite, requireNumber, requirePositive, requireProbability } from '../domain.js';
import { erf, erfc, logErfc } from './error-function.js';

const LOG_SQRT_TWO_PI = 0.9189385332046728;

/** Chance that a normal variable lies at or below x. */
export function normalCdf(x: number, mean = 0, standardDeviation = 1): number {
  return erfc(-standardised(x, mean, standardDeviation) * Math.SQRT1_2) / 2;
}

/** Chance that a normal variable lies above x, exact to 1e-300. */
export function normalSf(x: number, mean = 0, standardDeviation = 1): number {
  return erfc(standardised(x, mean, standardDeviation) * Math.SQRT1_2) / 2;
}

/** Logarithm of the chance of lying at or below x. */
export function normalLogCdf(x: number, mean = 0, standardDeviation = 1): number {
  return logTail(-standardised(x, mean, standardDeviation));
}

/** Logarithm of the chance of lying above x; finite where the chance itself underflows. */
export function normalLogSf(x: number, mean = 0, standardDeviation = 1): number {
  return logTail(standardised(x, mean, standardDeviation));
}

/** The point at or below which a share p of a normal distribution lies. */
export function normalQuantile(p: number, mean = 0, standardDeviation = 1): number {
  requireProbability('p', p);
  requireFinite('mean', mean);
  requirePositive('standardDeviation', standardDeviation);
  return mean + standardDeviation * standardQuantile(p);
}

/**
 * Where is the complementary error function p? The inverse of `erfc`.
 *
 * @param p  in [0, 2]
 * @returns x with erfc(x) = p; Infinity at 0 and -Infinity at 2
 * @throws {RangeError} if p is outside [0, 2]
 * @see DLMF 7.17, https://dlmf.nist.gov/7.17
 * @example erfcInverse(0.001) // 2.3267537655135246
 */
export function erfcInverse(p: number): number {
  if (!(p >= 0 && p <= 2)) throw new RangeError(`p must be in [0, 2], got ${p}`);
  // p / 2 would lose the last bit of a denormal number only
  return -standardQuantile(p / 2) * Math.SQRT1_2 + 0;
}

function standardised(x: number, mean: number, standardDeviation: number): number {
  requireNumber('x', x);
  requireFinite('mean', mean);
  requirePositive('standardDeviation', standardDeviation);
  return (x - mean) / standardDeviation;
}

function logTail(z: number): number {
  if (z === Infinity) return -Infinity;
  return z < -1 ? Math.log1p(-erfc(-z * Math.SQRT1_2) / 2) : logErfc(z * Math.SQRT1_2) - Math.LN2;
}

function standardQuantile(p: number): number {
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  if (Math.abs(p - 0.5) < 0.2) return centralQuantile(p - 0.5);
  return p < 0.5 ? -upperPoint(p) : upperPoint(1 - p);
}

/** Solves erf for the distance from the median, so that points near it keep their relative accuracy. */
function centralQuantile(share: number): number {
  let z = share * Math.sqrt(2 * Math.PI);
  for (let i = 0; i < 40; i++) {
    const excess = erf(z * Math.SQRT1_2) / 2 - share;
    const newton = excess * Math.exp(z * z * 0.5 + LOG_SQRT_TWO_PI);
    const step = newton / (1 + (newton * z) / 2);
    z -= step;
    if (Math.abs(step) <= 1e-9 * Math.abs(z)) return z;
  }
  throw new Error(`normal quantile did not converge at ${share} from the median`);
}

/** Newton on the logarithm of the tail, from Hastings' approximation (Abramowitz & Stegun 26.2.23). */
function upperPoint(tail: number): number {
  const logTarget = Math.log(tail);
  const t = Math.sqrt(-2 * logTarget);
  let z =
    t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let i = 0; i < 40; i++) {
    const logSf = logTail(z);
    const step = (logSf - logTarget) * Math.exp(logSf + 0.5 * z * z + LOG_SQRT_TWO_PI);
    z += step;
    if (Math.abs(step) <= 1e-9 * z) return z;
  }
  throw new Error(`normal quantile did not converge at a tail of ${tail}`);
}
