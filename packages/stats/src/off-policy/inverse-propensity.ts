import { momentsOf } from '../moments/moments.js';
import { type LoggedRow, weightedReward } from './logged-row.js';
import { type Estimate, type OffPolicyOptions, type PolicyValue, policyValue } from './policy-value.js';

/** `clip`: the most that a row may weigh; without it the weights stand as they are. */
export interface InversePropensityOptions extends OffPolicyOptions {
  readonly clip?: number | undefined;
}

/**
 * What would another policy have earned, had it taken the decisions of this log? Unbiased when the logged
 * propensities are true and cover every action of the policy, but noisy; `selfNormalized` has less noise
 * and a small bias, `doublyRobust` less of both with a model of the reward. Clipping trades noise for a bias
 * that is not in the standard error, and does not add support: the refusal looks at the weights before it.
 *
 * @param rows  of each decision the reward, the propensity in (0, 1], and `action` with `policy` (or
 *   policyProbability, or the weight)
 * @param options  clip: positive; leastEffectiveSampleSize, default 30; alpha in (0, 1), default 0.05
 * @returns mean reward of a decision, or null with the reason when too few rows carry the weight
 * @throws {RangeError} if a row is impossible, by its name such as `rows[3].propensity`
 * @see Horvitz & Thompson (1952), https://doi.org/10.1080/01621459.1952.10483446
 * @see Bottou et al. (2013), https://arxiv.org/abs/1209.2355
 * @example inversePropensity([{ reward: 1, weight: 2 }, { reward: 0, weight: 1 }], { leastEffectiveSampleSize: 0 }).estimate // 1
 */
export function inversePropensity(
  rows: readonly LoggedRow[],
  options: InversePropensityOptions = {},
): PolicyValue {
  const clip = options.clip ?? Number.POSITIVE_INFINITY;
  if (!(clip > 0)) throw new RangeError(`clip must be positive, got ${clip}`);
  const weighted = rows.map((row, index) => weightedReward(`rows[${index}]`, row));
  const weights = weighted.map(({ weight }) => weight);
  return policyValue(weights, options, () =>
    meanWithError(weighted.map(({ weight, reward }) => Math.min(weight, clip) * reward)),
  );
}

/** The mean of independent terms with its standard error. */
export function meanWithError(terms: readonly number[]): Estimate {
  const { n, mean, variance } = momentsOf(terms);
  return { estimate: mean, standardError: n < 2 ? null : Math.sqrt(variance / n) };
}
