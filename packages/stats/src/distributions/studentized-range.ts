import { requireNumber, requireProbability } from '../domain.js';
import { unitDeviance } from './deviance.js';
import { logLineIntegral } from './line-integral.js';
import { stirlingError } from './log-gamma.js';
import { normalLogSf } from './normal.js';

const LOG_SQRT_TWO_PI = 0.9189385332046728;

/** Positive nodes and weights of Gauss and Legendre's rule with 10 points. */
const GAUSS = [
  [0.14887433898163122, 0.29552422471475287],
  [0.4333953941292472, 0.26926671930999635],
  [0.6794095682990244, 0.21908636251598204],
  [0.8650633666889845, 0.1494513491505806],
  [0.9739065285171717, 0.06667134430868814],
] as const;

type Tail = 'lower' | 'upper';

/** With more degrees of freedom the deviation is known to the last digit. */
const MANY = 1e20;

/** ln of the chance that the range of k normal values, over an estimate of their deviation, is below or above q. */
export function studentizedRangeLogTail(tail: Tail, q: number, k: number, df: number): number {
  requireParameters(k, df);
  requireNumber('q', q);
  if (q <= 0) return tail === 'lower' ? -Infinity : 0;
  if (q === Infinity) return tail === 'lower' ? 0 : -Infinity;
  return Math.min(0, df > MANY ? LOG_TAIL_OF_RANGE[tail](q, k) : overDeviations(tail, q, k, df));
}

/** The q below which a share p lies, sought on the logarithmic scale in whichever tail is the smaller. */
export function studentizedRangeQuantile(p: number, k: number, df: number): number {
  requireParameters(k, df);
  requireProbability('p', p);
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  const tail = p <= 0.5 ? 'lower' : 'upper';
  const logTarget = tail === 'lower' ? Math.log(p) : Math.log1p(-p);
  const sign = tail === 'lower' ? 1 : -1;
  const excess = (u: number): number =>
    sign * (studentizedRangeLogTail(tail, Math.exp(u), k, df) - logTarget);
  return Math.exp(increasingRoot(excess, 1e-14 * (1 - logTarget)));
}

/** The root of an increasing function: regula falsi with the Illinois rule (Dowell & Jarratt 1971). */
function increasingRoot(f: (u: number) => number, tolerance: number): number {
  let [low, high] = [0, 1];
  let [atLow, atHigh] = [f(low), f(high)];
  for (let reach = 2; atHigh < 0; reach *= 2) {
    [low, atLow, high] = [high, atHigh, high + reach];
    atHigh = f(high);
  }
  for (let reach = 2; atLow > 0; reach *= 2) {
    [high, atHigh, low] = [low, atLow, low - reach];
    atLow = f(low);
  }
  let lastAbove: boolean | null = null;
  for (let i = 0; i < 200; i++) {
    const middle = high - (atHigh * (high - low)) / (atHigh - atLow);
    if (!(middle > low && middle < high)) break;
    const value = f(middle);
    if (Math.abs(value) <= tolerance) return middle;
    const above = value > 0;
    if (above) [high, atHigh] = [middle, value];
    else [low, atLow] = [middle, value];
    if (above === lastAbove && above) atLow /= 2;
    if (above === lastAbove && !above) atHigh /= 2;
    lastAbove = above;
  }
  return Math.abs(atLow) < Math.abs(atHigh) ? low : high;
}

function requireParameters(k: number, df: number): void {
  if (!(Number.isSafeInteger(k) && k >= 2))
    throw new RangeError(`k must be a whole number of at least 2, got ${k}`);
  if (!(df >= 1)) throw new RangeError(`df must be at least 1, got ${df}`);
}

/** Averages over the estimated standard deviation e^u, with the true one as unit. */
function overDeviations(tail: Tail, q: number, k: number, df: number): number {
  const logTailOf = LOG_TAIL_OF_RANGE[tail];
  const shape = df / 2;
  const constant = Math.LN2 + 0.5 * Math.log(shape) - LOG_SQRT_TWO_PI - stirlingError(shape);
  const logIntegrand = (u: number): number => {
    const excess = Math.expm1(2 * u);
    const deviance = Math.abs(u) > 0.2 ? excess - 2 * u : unitDeviance(excess, 1 + excess);
    return constant - shape * deviance + logTailOf(q * Math.exp(u), k);
  };
  const width = 1 / Math.sqrt(2 * df);
  // a far upper tail is reached by estimates of the deviation that are too small
  const start = tail === 'lower' ? 0 : -Math.log(Math.hypot(1, q * width));
  return logLineIntegral(logIntegrand, start, width);
}

/** One minus the chance below, written so that nothing cancels: z is the smallest of the k values. */
function logRangeSf(w: number, k: number): number {
  const others = k - 1;
  // the others lie within w with a chance of at most w / sqrt(2 pi) each
  if (Math.log(k) + others * (Math.log(w) - LOG_SQRT_TWO_PI) < -40) return 0;
  const logIntegrand = (z: number): number => {
    const logAbove = normalLogSf(z);
    const logShare = normalLogSf(z + w) - logAbove;
    const beyond = -Math.expm1(others * Math.log1p(-Math.exp(logShare)));
    return -0.5 * z * z + others * logAbove + Math.log(beyond);
  };
  return Math.log(k) - LOG_SQRT_TWO_PI + logLineIntegral(logIntegrand, -w / 2, 0.5);
}

/** All other values lie within w above the smallest. */
function logRangeCdf(w: number, k: number): number {
  const logIntegrand = (z: number): number => -0.5 * z * z + (k - 1) * logWithin(z, w);
  return Math.log(k) - LOG_SQRT_TWO_PI + logLineIntegral(logIntegrand, -Math.min(w / 2, 3), 0.5);
}

const LOG_TAIL_OF_RANGE: Record<Tail, (w: number, k: number) => number> = {
  lower: logRangeCdf,
  upper: logRangeSf,
};

/** ln of the normal chance of lying between z and z + w. */
function logWithin(z: number, w: number): number {
  if (w <= 1) return logWithinShort(Math.abs(z + w / 2), w / 2);
  const lower = z + w / 2 > 0 ? z : -(z + w);
  const logAbove = normalLogSf(lower);
  return logAbove + Math.log(-Math.expm1(normalLogSf(lower + w) - logAbove));
}

/** Over a short stretch the two tails would cancel, so the density is integrated. */
function logWithinShort(centre: number, half: number): number {
  let sum = 0;
  for (const [node, weight] of GAUSS) {
    const t = node * half;
    sum += weight * Math.exp(-0.5 * t * t) * 2 * Math.cosh(centre * t);
  }
  return Math.log(sum * half) - 0.5 * centre * centre - LOG_SQRT_TWO_PI;
}
