import jstat from 'jstat';
import { binomialTails, poissonTails } from './discrete.js';
import {
  betaQuantile,
  betaTailsAt,
  fisherQuantile,
  fisherTails,
  gammaQuantile,
  gammaTailsAt,
  requireParameter,
  studentQuantile,
  studentTails,
} from './families.js';
import { isPossible, lowerTail, requireUrn, upperTail, type Urn } from './hypergeometric.js';
import { normalCdf, normalLogCdf, normalLogSf, normalQuantile, normalSf } from './normal.js';
import { requireFinite, requirePositive } from '../domain.js';
import { studentizedRangeLogTail, studentizedRangeQuantile } from './studentized-range.js';
import type { Tails } from './tails.js';

export { erf, erfc } from './error-function.js';
export { logBeta, logGamma } from './log-gamma.js';
export { erfcInverse } from './normal.js';

/**
 * A family of continuous distributions: `cdf` the chance of at most x, `sf` the chance of more than x
 * (exact in the tail, where 1 - cdf is 0), their logarithms, and `quantile`, the inverse of `cdf`.
 */
export interface Distribution<Parameters extends readonly (number | undefined)[]> {
  cdf(x: number, ...parameters: Parameters): number;
  sf(x: number, ...parameters: Parameters): number;
  logCdf(x: number, ...parameters: Parameters): number;
  logSf(x: number, ...parameters: Parameters): number;
  quantile(p: number, ...parameters: Parameters): number;
}

function distributionOf<P extends readonly (number | undefined)[]>(
  tailsAt: (x: number, ...parameters: P) => Tails,
  quantile: (p: number, ...parameters: P) => number,
): Distribution<P> {
  return {
    cdf: (x, ...parameters) => Math.exp(tailsAt(x, ...parameters).logLower),
    sf: (x, ...parameters) => Math.exp(tailsAt(x, ...parameters).logUpper),
    logCdf: (x, ...parameters) => tailsAt(x, ...parameters).logLower,
    logSf: (x, ...parameters) => tailsAt(x, ...parameters).logUpper,
    quantile,
  };
}

/**
 * How likely is a standardised estimate? The normal distribution; parameters `mean` (default 0) and
 * `standardDeviation` (default 1). For a mean of few units use `studentT`.
 *
 * @throws {RangeError} if x or p is outside its domain, or a parameter is impossible
 * @see Cody (1969), https://doi.org/10.1090/S0025-5718-1969-0247736-4
 * @example normal.sf(9) // 1.1285884059538405e-19
 */
export const normal = {
  cdf: normalCdf,
  sf: normalSf,
  logCdf: normalLogCdf,
  logSf: normalLogSf,
  quantile: normalQuantile,
  /** Density at x; jStat's is right over the whole line. */
  pdf(x: number, mean = 0, standardDeviation = 1): number {
    requireFinite('x', x);
    requireFinite('mean', mean);
    requirePositive('standardDeviation', standardDeviation);
    return jstat.jStat.normal.pdf(x, mean, standardDeviation);
  },
};

/**
 * How likely is a difference of means divided by its estimated error? Student's t; parameter
 * `degreesOfFreedom`, positive.
 *
 * @throws {RangeError} if t or p is outside its domain, or degreesOfFreedom is not positive
 * @see DLMF 8.17, https://dlmf.nist.gov/8.17
 * @example studentT.quantile(0.975, 10) // 2.228138851986274
 */
export const studentT: Distribution<[degreesOfFreedom: number]> = distributionOf(
  studentTails,
  studentQuantile,
);

/**
 * How likely is a sum of squared standard normal errors? Parameter `degreesOfFreedom`, positive, to 1e15.
 *
 * @throws {RangeError} if x or p is outside its domain, or degreesOfFreedom is not in (0, 1e15]
 * @see DLMF 8.2, https://dlmf.nist.gov/8.2
 * @example chiSquared.sf(3.841458820694124, 1) // 0.05
 */
export const chiSquared: Distribution<[degreesOfFreedom: number]> = distributionOf(
  (x, degreesOfFreedom) => {
    requireParameter('degreesOfFreedom', degreesOfFreedom);
    return gammaTailsAt(x, degreesOfFreedom / 2, 2);
  },
  (p, degreesOfFreedom) => {
    requireParameter('degreesOfFreedom', degreesOfFreedom);
    return gammaQuantile(p, degreesOfFreedom / 2, 2);
  },
);

/**
 * How likely is a ratio of two variances? Fisher's F; parameters `numeratorDf` and `denominatorDf`.
 *
 * @throws {RangeError} if x or p is outside its domain, or a parameter is not in (0, 1e15]
 * @see DLMF 8.17, https://dlmf.nist.gov/8.17
 * @example fisherF.quantile(0.95, 1, 10) // 4.964602743730711
 */
export const fisherF: Distribution<[numeratorDf: number, denominatorDf: number]> = distributionOf(
  fisherTails,
  fisherQuantile,
);

/**
 * How likely is a rate, given successes and failures? Beta distribution; parameters `a` and `b`.
 *
 * @throws {RangeError} if x or p is outside its domain, or a parameter is not in (0, 1e15]
 * @see DiDonato & Morris (1992), https://doi.org/10.1145/131766.131776
 * @example beta.quantile(0.5, 5000, 5000) // 0.5
 */
export const beta: Distribution<[a: number, b: number]> = distributionOf(betaTailsAt, betaQuantile);

/**
 * How likely is a waiting time or an intensity? Gamma distribution; parameters `shape` and `scale`
 * (default 1).
 *
 * @throws {RangeError} if x or p is outside its domain, or a parameter is not in (0, 1e15]
 * @see DLMF 8.2, https://dlmf.nist.gov/8.2
 * @example gamma.sf(1, 1) // 0.36787944117144233
 */
export const gamma: Distribution<[shape: number, scale?: number]> = distributionOf(
  gammaTailsAt,
  gammaQuantile,
);

/**
 * How likely is it that the largest of k means lies so far above the smallest when all are equal? Tukey's
 * studentized range, for all pairs of arms at once; parameters `k`, a whole number of arms of at least 2, and
 * `df`, the degrees of freedom of the common error, at least 1, or Infinity when it is known. `q` is the
 * range over the standard error of one mean. For two arms it is `studentT` at q / sqrt(2), both tails.
 *
 * @throws {RangeError} if q or p is outside its domain, k not a whole number of at least 2, or df below 1
 * @see Tukey (1949), Biometrics 5, 99-114, https://doi.org/10.2307/3001913
 * @see Copenhaver & Holland (1988), https://doi.org/10.1080/00949658808811082
 * @example studentizedRange.sf(3.5, 3, 20) // 0.05589184908174899
 */
export const studentizedRange: Distribution<[k: number, df: number]> = {
  cdf: (q, k, df) => Math.exp(studentizedRangeLogTail('lower', q, k, df)),
  sf: (q, k, df) => Math.exp(studentizedRangeLogTail('upper', q, k, df)),
  logCdf: (q, k, df) => studentizedRangeLogTail('lower', q, k, df),
  logSf: (q, k, df) => studentizedRangeLogTail('upper', q, k, df),
  quantile: studentizedRangeQuantile,
};

/** jStat's density is right to 1e-14; its `cdf` is not used, because it takes far tails as 1 minus the rest. */
function chanceOf(k: number, urn: Urn): number {
  return isPossible(k, urn) ? jstat.jStat.hypgeom.pdf(k, urn.populationSize, urn.successes, urn.draws) : 0;
}

/** A family of counts: `cdf` the chance of at most k, `sf` the chance of more than k, exact in both tails. */
export interface CountDistribution<Parameters extends readonly number[]> {
  cdf(k: number, ...parameters: Parameters): number;
  sf(k: number, ...parameters: Parameters): number;
}

type UrnParameters = [populationSize: number, successes: number, draws: number];

/**
 * How many successes are in a draw without replacement? Parameters `populationSize`, `successes` (in the
 * population), `draws`. `pmf` is the chance of exactly k.
 *
 * @throws {RangeError} if an argument is not a whole number, or more is drawn than there is
 * @see Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 6.2, https://doi.org/10.1002/0471715816
 * @example hypergeometric.cdf(3, 100, 20, 30) // 0.08235541736910463
 */
export const hypergeometric: CountDistribution<UrnParameters> & {
  pmf(k: number, ...parameters: UrnParameters): number;
} = {
  pmf: (k, ...parameters) => chanceOf(k, urnOf(k, ...parameters)),
  cdf: (k, ...parameters) => lowerTail(k, urnOf(k, ...parameters), chanceOf),
  sf: (k, ...parameters) => upperTail(k, urnOf(k, ...parameters), chanceOf),
};

function urnOf(k: number, ...[populationSize, successes, draws]: UrnParameters): Urn {
  const urn = { populationSize, successes, draws };
  requireUrn(k, urn);
  return urn;
}

/**
 * How many of some independent trials succeed? Parameters `trials` and `probability`.
 *
 * @throws {RangeError} if trials is not a whole number or probability is outside [0, 1]
 * @see DLMF 8.17.5, https://dlmf.nist.gov/8.17
 * @example binomial.cdf(0, 10, 0.1) // 0.3486784401
 */
export const binomial: CountDistribution<[trials: number, probability: number]> = {
  cdf: (k, trials, probability) => Math.exp(binomialTails(k, trials, probability).logLower),
  sf: (k, trials, probability) => Math.exp(binomialTails(k, trials, probability).logUpper),
};

/**
 * How many events happen at a constant rate? Parameter `rate`, the expected count.
 *
 * @throws {RangeError} if rate is negative or above 1e15
 * @see DLMF 8.4.10, https://dlmf.nist.gov/8.4
 * @example poisson.cdf(0, 1) // 0.36787944117144233
 */
export const poisson: CountDistribution<[rate: number]> = {
  cdf: (k, rate) => Math.exp(poissonTails(k, rate).logLower),
  sf: (k, rate) => Math.exp(poissonTails(k, rate).logUpper),
};
