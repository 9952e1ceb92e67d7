import { erfc, normal } from '../distributions/index.js';
import { requireFinite, requireNonNegative } from '../domain.js';
import { logIntegral } from './log-concave-integral.js';

/** What is believed of one arm: a normal posterior. A standard error of 0 is an arm known exactly. */
export interface Arm {
  readonly mean: number;
  readonly standardError: number;
}

/** Whether more of the metric is better ('increase', the default) or less ('decrease'). */
export interface ArmOptions {
  readonly direction?: 'increase' | 'decrease' | undefined;
}

/** Some forty standard deviations away a normal density is no longer a double. */
const OUT_OF_SIGHT = 40;
/** Ten away from its peak, a density at least as narrow as the normal one is negligible. */
const NEGLIGIBLE = 10;
/** So many standard deviations out a chance is e^-5e7, and it does not matter where exactly. */
export const HOPELESS = 1e4;
/** Above it ln Phi is 0 in double precision. */
const CERTAIN = 9;
/** Beyond it a chance below 1e-50 is handled as its logarithm. */
const TINY = 15;
const LOG_SQRT_TWO_PI = 0.9189385332046728;

/** The arms so that more is better, refused by name where they are impossible. */
export function armsOf(arms: readonly Arm[], options: ArmOptions = {}): Arm[] {
  if (arms.length === 0) throw new RangeError('arms must hold at least one arm');
  const sign = options.direction === 'decrease' ? -1 : 1;
  return arms.map(({ mean, standardError }, index) => {
    requireFinite(`arms[${index}].mean`, mean);
    requireNonNegative(`arms[${index}].standardError`, standardError);
    return { mean: sign * mean, standardError };
  });
}

/** ln of the chance that all the given arms are at most x; one logarithm for many arms where that is safe. */
export function logAllBelow(arms: readonly Arm[], x: number): number {
  let sum = 0;
  let product = 1;
  for (const { mean, standardError } of arms) {
    const above = x - mean;
    if (standardError === 0) {
      if (above < 0) return -Infinity;
    } else if (above < CERTAIN * standardError) {
      const z = above / standardError;
      if (z < -TINY) sum += normal.logCdf(z);
      else product *= erfc(-z * Math.SQRT1_2) / 2;
      if (product < 1e-250) {
        sum += Math.log(product);
        product = 1;
      }
    }
  }
  return sum + Math.log(product);
}

/** The arms with their means counted from `origin`, so that small differences keep their digits. */
export function countedFrom(origin: number, arms: readonly Arm[]): Arm[] {
  return arms.map(({ mean, standardError }) => ({ mean: mean - origin, standardError }));
}

/** The largest mean that is known exactly; nothing below it can be the best. */
export function exactFloor(arms: readonly Arm[]): number {
  const exact = arms.filter(({ standardError }) => standardError === 0);
  return Math.max(-Infinity, ...exact.map(({ mean }) => mean));
}

/** The point above which all the given arms are out of sight; -Infinity without arms. */
export function outOfSight(arms: readonly Arm[]): number {
  return Math.max(-Infinity, ...arms.map(({ mean, standardError }) => mean + OUT_OF_SIGHT * standardError));
}

/**
 * ln of the integral of a normal density around 0 times a factor over [from, to]; the factor never decreases,
 * is log-concave, and is 1 from `settled` on.
 */
export function logAverage(
  standardError: number,
  logFactor: (x: number) => number,
  settled: number,
  [from, to]: readonly [number, number],
): number {
  const within = (z: number): number => Math.min(Math.max(z, from / standardError), to / standardError);
  const low = within(0);
  const high = within(Math.max(0, Math.min(settled / standardError, HOPELESS)));
  if (!Number.isFinite(low)) return -Infinity;
  const logIntegrand = (z: number): number => logFactor(z * standardError) - 0.5 * z * z;
  const support = [within(low - NEGLIGIBLE), within(high + NEGLIGIBLE)] as const;
  return logIntegral(logIntegrand, { peak: [low, high], support }) - LOG_SQRT_TWO_PI;
}
