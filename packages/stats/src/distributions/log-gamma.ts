import { requirePositive } from '../domain.js';

const HALF_LOG_TWO_PI = 0.9189385332046728;
const ONE_MINUS_EULER = 0.42278433509846713;

/** zeta(k) - 1 for k = 2, 3, ...: the Taylor coefficients of log gamma about 2 (DLMF 5.7.3). */
const ZETA_MINUS_ONE = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
  0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853,
  0.0004941886041194645, 0.0002460865533080483, 0.00012271334757848915, 6.124813505870483e-5,
  3.058823630702049e-5, 1.528225940865187e-5, 7.637197637899763e-6, 3.81729326499984e-6, 1.908212716553939e-6,
  9.539620338727962e-7, 4.769329867878064e-7, 2.38450502727733e-7, 1.1921992596531106e-7,
  5.960818905125948e-8, 2.980350351465228e-8, 1.4901554828365043e-8, 7.45071178983543e-9,
];

/** Coefficients of the Stirling series, B(2k) / (2k (2k - 1)) (DLMF 5.11.1). */
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
  43867 / 244188,
];

function stirlingSeries(x: number): number {
  const inverseSquare = 1 / (x * x);
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k--) sum = sum * inverseSquare + (STIRLING[k] as number);
  return sum / x;
}

/** log gamma(2 + z) for |z| <= 1/2, relatively exact near its zero at z = 0. */
function logGammaAroundTwo(z: number): number {
  let sum = 0;
  for (let k = ZETA_MINUS_ONE.length - 1; k >= 0; k--) {
    const order = k + 2;
    sum = sum * -z + (ZETA_MINUS_ONE[k] as number) / order;
  }
  return z * ONE_MINUS_EULER + sum * z * z;
}

/**
 * log gamma(1 + x) for x > -1: keeps its relative accuracy where gamma is close to 1.
 *
 * @param x  above -1
 */
export function logGammaOnePlus(x: number): number {
  if (x < -0.5) return logGammaOnePlus(x + 1) - Math.log1p(x);
  if (x <= 0.5) return logGammaAroundTwo(x) - Math.log1p(x);
  if (x <= 1.5) return logGammaAroundTwo(x - 1);
  return logGamma(1 + x);
}

/**
 * What is the logarithm of the gamma function? Factorials of real arguments, without overflow.
 *
 * @param x  positive
 * @returns ln gamma(x), relatively exact also near its zeros at 1 and 2
 * @throws {RangeError} if x is not a positive finite number
 * @see DLMF 5.7.3 and 5.11.1, https://dlmf.nist.gov/5
 * @example logGamma(5) // 3.1780538303479458
 */
export function logGamma(x: number): number {
  requirePositive('x', x);
  if (x <= 2.5) return x < 0.5 ? logGammaOnePlus(x) - Math.log(x) : logGammaOnePlus(x - 1);
  if (x >= 10) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingSeries(x);
  let product = 1;
  let base = x;
  while (base > 2.5) {
    base -= 1;
    product *= base;
  }
  return logGammaAroundTwo(base - 2) + Math.log(product);
}

/**
 * What Stirling's formula leaves out of ln gamma(x + 1); the part of Loader's densities that does not
 * cancel. See Loader (2000), "Fast and accurate computation of binomial probabilities".
 */
export function stirlingError(x: number): number {
  if (x >= 10) return stirlingSeries(x);
  return logGammaOnePlus(x) - (x + 0.5) * Math.log(x) + x - HALF_LOG_TWO_PI;
}

/**
 * What is the logarithm of the beta function, the normaliser of the beta distribution?
 *
 * @param a  positive
 * @param b  positive
 * @returns ln B(a, b)
 * @throws {RangeError} if a or b is not a positive finite number
 * @see DLMF 5.12.1, https://dlmf.nist.gov/5.12
 * @example logBeta(2, 3) // -2.4849066497880004
 */
export function logBeta(a: number, b: number): number {
  requirePositive('a', a);
  requirePositive('b', b);
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < 10) return logGamma(small) + (logGamma(large) - logGamma(small + large));
  // ln gamma(large) - ln gamma(large + small) without subtracting two numbers of size large ln large
  const ratio = small / large;
  const correction = stirlingSeries(large) - stirlingSeries(large + small);
  if (small < 10) {
    return (
      logGamma(small) +
      correction +
      small -
      small * Math.log(large + small) -
      (large - 0.5) * Math.log1p(ratio)
    );
  }
  return (
    HALF_LOG_TWO_PI -
    0.5 * Math.log(large) +
    stirlingSeries(small) +
    correction +
    (small - 0.5) * Math.log(ratio / (1 + ratio)) -
    large * Math.log1p(ratio)
  );
}
