import { compensatedSum } from './compensated-sum.js';
import { type LoggedRow, type WeightedReward, weightedReward } from './logged-row.js';
import { type Estimate, type OffPolicyOptions, type PolicyValue, policyValue } from './policy-value.js';

/**
 * What would another policy have earned, had it taken the decisions of this log? Divides by the sum of the
 * weights and not by the number of rows, so the answer lies among the rewards that were seen, and moves with
 * them: the usual choice without a model of the reward. See also `inversePropensity` and `doublyRobust`.
 *
 * @param rows  of each decision the reward, the propensity in (0, 1], and `action` with `policy` (or
 *   policyProbability, or the weight)
 * @param options  leastEffectiveSampleSize, default 30; alpha in (0, 1), default 0.05
 * @returns mean reward of a decision, or null with the reason when too few rows carry the weight
 * @throws {RangeError} if a row is impossible, by its name such as `rows[3].propensity`
 * @see Swaminathan & Joachims (2015), The self-normalized estimator for counterfactual learning, https://papers.nips.cc/paper/5748
 * @example selfNormalized([{ reward: 1, weight: 3 }, { reward: 0, weight: 1 }], { leastEffectiveSampleSize: 0 }).estimate // 0.75
 */
export function selfNormalized(rows: readonly LoggedRow[], options: OffPolicyOptions = {}): PolicyValue {
  const weighted = rows.map((row, index) => weightedReward(`rows[${index}]`, row));
  const weights = weighted.map(({ weight }) => weight);
  return policyValue(weights, options, () => weightedMean(weighted));
}

/** Relative to the largest weight, against overflow, and to one of the rewards, against rounding. */
function weightedMean(weighted: readonly WeightedReward[]): Estimate {
  const supported = weighted.filter(({ weight }) => weight > 0);
  const largest = supported.reduce((most, { weight }) => Math.max(most, weight), 0);
  const origin = (supported[0] as WeightedReward).reward;
  const shares = supported.map(({ weight }) => weight / largest);
  const excess = supported.map(({ reward }, i) => (shares[i] as number) * (reward - origin));
  const sum = compensatedSum(shares);
  const mean = compensatedSum(excess) / sum;
  const errors = supported.map(({ reward }, i) => (shares[i] as number) * (reward - origin - mean));
  return { estimate: origin + mean, standardError: weighted.length < 2 ? null : lengthOf(errors) / sum };
}

/** The root of the sum of squares, of which none may overflow. */
function lengthOf(values: readonly number[]): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0) return 0;
  return largest * Math.sqrt(compensatedSum(values.map(value => (value / largest) ** 2)));
}
