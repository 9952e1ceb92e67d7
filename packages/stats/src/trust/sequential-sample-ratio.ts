import { unitDeviance } from '../distributions/deviance.js';
import { stirlingError } from '../distributions/log-gamma.js';
import { requirePositive } from '../domain.js';
import { requireArms } from './sample-ratio.js';

/** How firmly the weights are believed before the first unit. */
export interface SequentialSampleRatioOptions {
  /**
   * Pseudo-units of the prior, positive, default 10000: a larger one finds small mismatches in large
   * samples, a smaller one gross mismatches early.
   */
  readonly concentration?: number | undefined;
}

/** The evidence against the weights, which may be looked at as often as one likes. */
export interface SequentialSampleRatio {
  /** Natural logarithm of the Bayes factor; infinite when an arm of weight 0 holds a unit. */
  readonly logBayesFactor: number;
  /** Always valid; keep the running minimum over looks. */
  readonly pValue: number;
}

/**
 * Are the arms getting the shares of units that their weights promise, at every look while units arrive?
 * Raises alerts; at the end of the experiment `sampleRatio` decides, because it sees more with few units.
 *
 * @param counts  units in each arm since the start, whole numbers; how they were batched does not matter
 * @param weights  the share of each arm, non-negative, any scale; not all 0
 * @param options  concentration: pseudo-units of the prior, positive, default 10000
 * @returns the Dirichlet-multinomial Bayes factor and its p-value; alert below 0.001
 * @throws {RangeError} if the lengths differ, a count is not a whole number, no weight is positive, or
 *   concentration is not positive
 * @see Lindon & Malek (2022), https://arxiv.org/abs/2011.03567
 * @example sequentialSampleRatio([5000, 5600], [0.5, 0.5]).logBayesFactor // 8.378158
 */
export function sequentialSampleRatio(
  counts: readonly number[],
  weights: readonly number[],
  options: SequentialSampleRatioOptions = {},
): SequentialSampleRatio {
  const { concentration = 10_000 } = options;
  requireArms(counts, weights);
  requirePositive('concentration', concentration);
  if (counts.some((count, arm) => count > 0 && weights[arm] === 0)) {
    return { logBayesFactor: Infinity, pValue: 0 };
  }
  const logBayesFactor = logFactor(counts, weights, concentration);
  return { logBayesFactor, pValue: Math.exp(Math.min(0, -logBayesFactor)) };
}

/**
 * ln B(prior + counts) - ln B(prior) - sum of counts ln weights. Taken as it stands it is a small difference
 * of numbers as large as the counts; with Stirling's formula put in for each gamma function they cancel, and
 * a likelihood-ratio statistic, logarithms of ratios and the errors of the formula remain.
 */
function logFactor(counts: readonly number[], weights: readonly number[], concentration: number): number {
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  let sum = 0 - growth(concentration, total);
  counts.forEach((count, arm) => {
    const share = (weights[arm] as number) / totalWeight;
    const prior = concentration * share;
    if (prior === 0) return;
    const expected = (concentration + total) * share;
    const surplus = count - total * share;
    sum += (prior + count) * unitDeviance(-surplus / (prior + count), expected / (prior + count));
    sum += growth(prior, count);
  });
  return sum;
}

/** What is left of ln gamma(prior + count) - ln gamma(prior) once the terms that cancel are gone. */
function growth(prior: number, count: number): number {
  return stirlingError(prior + count) - stirlingError(prior) - 0.5 * Math.log1p(count / prior);
}
