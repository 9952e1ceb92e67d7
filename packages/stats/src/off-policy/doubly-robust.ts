import { actionOf, expectedReward, type PredictedRow, weightedReward } from './logged-row.js';
import { meanWithError } from './inverse-propensity.js';
import { type OffPolicyOptions, type PolicyValue, policyValue } from './policy-value.js';

/**
 * What would another policy have earned, given a model of the reward? Corrects the model's answer
 * (`directMethod`) by its weighted errors on the log: right when the propensities are right or the model is,
 * and less noisy than `inversePropensity` the better the model. The model must not have been trained on the
 * rows that it predicts (cross-fit it), else the standard error is too small.
 *
 * @param rows  of each decision the reward, propensity in (0, 1], action, policy (the probability of every
 *   action), and predictions (the expected reward of every action)
 * @param options  leastEffectiveSampleSize, default 30; alpha in (0, 1), default 0.05
 * @returns mean reward of a decision, or null with the reason when too few rows carry the weight
 * @throws {RangeError} if a row is impossible, by its name such as `rows[3].predictions`
 * @see Dudik, Langford & Li (2011), https://arxiv.org/abs/1103.4601
 * @example doublyRobust([{ reward: 1, propensity: 0.5, action: 0, policy: [1, 0], predictions: [0.5, 0] }], { leastEffectiveSampleSize: 0 }).estimate // 1.5
 */
export function doublyRobust(rows: readonly PredictedRow[], options: OffPolicyOptions = {}): PolicyValue {
  const weights: number[] = [];
  const terms = rows.map((row, index) => {
    const name = `rows[${index}]`;
    const { reward, weight } = weightedReward(name, row);
    weights.push(weight);
    const expected = expectedReward(name, row);
    return expected + weight * (reward - (row.predictions[actionOf(name, row)] as number));
  });
  return policyValue(weights, options, () => meanWithError(terms));
}
