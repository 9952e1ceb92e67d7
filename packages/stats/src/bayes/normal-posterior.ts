import { normal } from '../distributions/index.js';
import { requireFinite, requirePositive } from '../domain.js';
import { alphaOf, type ComparisonOptions, type Interval, intervalAround } from '../interval.js';
import { unitNormalLoss } from './unit-normal-loss.js';

/** An estimated effect and what was believed of it before; without a prior variance the prior is flat. */
export interface NormalEvidence {
  readonly estimate: number;
  readonly standardError: number;
  /** Default 0. */
  readonly priorMean?: number | undefined;
  /** A variance, not a standard deviation; leave it out, or give infinity, for a flat prior. */
  readonly priorVariance?: number | null | undefined;
}

/** What to believe of an effect (treatment minus control) after the data. */
export interface NormalPosterior {
  readonly mean: number;
  readonly standardDeviation: number;
  /** Chance that the effect is above zero. */
  readonly chanceToBeat: number;
  /** Chance that the effect is below zero, exact where `chanceToBeat` rounds to 1. */
  readonly chanceToLose: number;
  /** What shipping the treatment is expected to cost, in the unit of the effect. */
  readonly expectedLossOfTreatment: number;
  /** What keeping the control is expected to cost. */
  readonly expectedLossOfControl: number;
  /** Credible interval with equal tails. */
  readonly interval: Interval;
}

/**
 * How likely is it that the treatment is better, and what would a wrong choice cost? A normal prior on the
 * effect. It does not control errors under repeated looks: with a flat prior use `sequentialDifference` to
 * decide.
 *
 * @param evidence  estimate and standardError (positive) of the effect; priorMean in the same unit, default
 *   0; priorVariance in that unit squared, positive, or left out for a flat prior
 * @param options  alpha in (0, 1), default 0.05, for the credible interval
 * @returns the posterior, in the unit of the effect
 * @throws {RangeError} if an argument is out of range
 * @see Gelman et al., Bayesian Data Analysis, section 2.5, https://sites.stat.columbia.edu/gelman/book/
 * @example normalPosterior({ estimate: 0.05, standardError: 0.02, priorVariance: 0.0004 }).mean // 0.025
 */
export function normalPosterior(evidence: NormalEvidence, options: ComparisonOptions = {}): NormalPosterior {
  const alpha = alphaOf(options);
  const { mean, standardDeviation } = updated(evidence);
  const z = mean / standardDeviation;
  const cost = standardDeviation * unitNormalLoss(Math.abs(z));
  const gain = Math.abs(mean) + cost;
  return {
    mean,
    standardDeviation,
    chanceToBeat: normal.cdf(z),
    chanceToLose: normal.sf(z),
    expectedLossOfTreatment: z >= 0 ? cost : gain,
    expectedLossOfControl: z >= 0 ? gain : cost,
    interval: intervalAround(mean, -normal.quantile(alpha / 2) * standardDeviation, alpha),
  };
}

function updated(evidence: NormalEvidence): { mean: number; standardDeviation: number } {
  const { estimate, standardError, priorMean = 0, priorVariance } = evidence;
  requireFinite('estimate', estimate);
  requirePositive('standardError', standardError);
  requireFinite('priorMean', priorMean);
  if (priorVariance === undefined || priorVariance === null || priorVariance === Infinity) {
    return { mean: estimate, standardDeviation: standardError };
  }
  requirePositive('priorVariance', priorVariance);
  const weightOfData = priorVariance / (priorVariance + standardError ** 2);
  return {
    mean: weightOfData * estimate + (1 - weightOfData) * priorMean,
    standardDeviation: standardError * Math.sqrt(weightOfData),
  };
}
