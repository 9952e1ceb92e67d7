import { requireFinite } from '../domain.js';
import { meanWithError } from './inverse-propensity.js';
import { type LoggedRow, probabilityOfAction, requirePropensity } from './logged-row.js';
import { type OffPolicyOptions, type PolicyValue, policyValue } from './policy-value.js';

/**
 * What would a policy without chance have earned, judged by the rows in which it agrees with a log of uniformly
 * random actions? Where actions were not equally likely use `selfNormalized`, which is the same on a uniform
 * log.
 *
 * @param rows  of each decision the reward, and `action` with `policy` (or policyProbability), of zeros and
 *   ones; propensities, where given, must be the same in every row
 * @param options  leastEffectiveSampleSize, default 30; alpha in (0, 1), default 0.05
 * @returns mean reward of the rows that agree, which are the effective sample; null with the reason when they
 *   are too few
 * @throws {RangeError} if a row is impossible, or policy or log is not of this kind, by the row's name
 * @see Li, Chu, Langford & Wang (2011), https://arxiv.org/abs/1003.5956
 * @example replay([{ reward: 1, policyProbability: 1 }, { reward: 5, policyProbability: 0 }], { leastEffectiveSampleSize: 0 }).estimate // 1
 */
export function replay(
  rows: readonly Omit<LoggedRow, 'weight'>[],
  options: OffPolicyOptions = {},
): PolicyValue {
  const uniform = rows[0]?.propensity;
  const agrees = rows.map((row, index) => {
    const name = `rows[${index}]`;
    requireFinite(`${name}.reward`, row.reward);
    requireSamePropensity(name, row.propensity, uniform);
    const probability = probabilityOfAction(name, row);
    if (probability !== 0 && probability !== 1) {
      throw new RangeError(`${name}.policyProbability must be 0 or 1, got ${probability}`);
    }
    return probability;
  });
  return policyValue(agrees, options, () =>
    meanWithError(rows.filter((_, index) => agrees[index] === 1).map(({ reward }) => reward)),
  );
}

/** Equal up to rounding: a log may have divided 1 by the number of actions, or counted. */
function requireSamePropensity(
  name: string,
  propensity: number | undefined,
  uniform: number | undefined,
): void {
  if (propensity === undefined && uniform === undefined) return;
  requirePropensity(name, propensity);
  if (uniform === undefined || Math.abs(propensity / uniform - 1) > 1e-6) {
    throw new RangeError(`${name}.propensity must be that of every row, got ${propensity}`);
  }
}
