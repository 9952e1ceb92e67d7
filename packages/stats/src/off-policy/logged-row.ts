import { requireFinite, requireNonNegative, requireProbability } from '../domain.js';

/**
 * One logged decision, with how likely the evaluated policy would have been to take it: as `policy`, as
 * `policyProbability`, or already divided by the propensity as `weight`.
 */
export interface LoggedRow {
  readonly reward: number;
  /** The chance with which the logging policy took the action, in (0, 1], as it was at the decision. */
  readonly propensity?: number | undefined;
  /** The action that was taken, as an index into `policy`. */
  readonly action?: number | undefined;
  /** The evaluated policy's probability of every action in this context, sum 1. */
  readonly policy?: readonly number[] | undefined;
  /** Another name of `policy`. */
  readonly pi_e?: readonly number[] | undefined;
  /** The evaluated policy's probability of the action that was taken. */
  readonly policyProbability?: number | undefined;
  /** Another name of `policyProbability`. */
  readonly evaluationProbability?: number | undefined;
  /** The evaluated policy's probability of the action over the propensity, at least 0. */
  readonly weight?: number | undefined;
}

/** A row of which every action's reward has been predicted. */
export interface PredictedRow extends LoggedRow {
  /** The expected reward of every action in this context, from a model that has not seen this row. */
  readonly predictions: readonly number[];
}

/** A reward and how much it counts under the evaluated policy. */
export interface WeightedReward {
  readonly reward: number;
  readonly weight: number;
}

/** The reward and the importance weight of a row; `name` is the row to blame. */
export function weightedReward(name: string, row: LoggedRow): WeightedReward {
  requireFinite(`${name}.reward`, row.reward);
  if (row.propensity !== undefined) requirePropensity(name, row.propensity);
  if (row.weight !== undefined) {
    requireNonNegative(`${name}.weight`, row.weight);
    return { reward: row.reward, weight: row.weight };
  }
  requirePropensity(name, row.propensity);
  const weight = probabilityOfAction(name, row) / row.propensity;
  if (weight > Number.MAX_VALUE) {
    throw new RangeError(`${name}.propensity must not be so small that its weight overflows`);
  }
  return { reward: row.reward, weight };
}

/** The evaluated policy's probability of the action that was taken. */
export function probabilityOfAction(name: string, row: LoggedRow): number {
  const stated = row.policyProbability ?? row.evaluationProbability;
  if (stated === undefined) return policyOf(name, row)[actionOf(name, row)] as number;
  requireProbability(`${name}.policyProbability`, stated);
  return stated;
}

/** The evaluated policy's probability of every action. */
export function policyOf(name: string, row: Pick<LoggedRow, 'policy' | 'pi_e'>): readonly number[] {
  const policy = row.policy ?? row.pi_e;
  if (policy === undefined) throw new RangeError(`${name}.policy must be given`);
  const argument = `${name}.policy`;
  let sum = 0;
  for (const probability of policy) {
    requireProbability(argument, probability);
    sum += probability;
  }
  if (Math.abs(sum - 1) > 1e-6) throw new RangeError(`${name}.policy must sum to 1, got ${sum}`);
  return policy;
}

/** The index of the action that was taken. */
export function actionOf(name: string, row: LoggedRow): number {
  const { action } = row;
  const actions = policyOf(name, row).length;
  if (action === undefined || !Number.isInteger(action) || action < 0 || action >= actions) {
    throw new RangeError(`${name}.action must be a whole number in [0, ${actions - 1}], got ${action}`);
  }
  return action;
}

/** The reward that the model expects of the evaluated policy. */
export function expectedReward(
  name: string,
  row: Pick<PredictedRow, 'policy' | 'pi_e' | 'predictions'>,
): number {
  const policy = policyOf(name, row);
  if (row.predictions?.length !== policy.length) {
    throw new RangeError(`${name}.predictions must have one value for each action (${policy.length})`);
  }
  const argument = `${name}.predictions`;
  return policy.reduce((sum, probability, action) => {
    const prediction = row.predictions[action] as number;
    requireFinite(argument, prediction);
    return sum + probability * prediction;
  }, 0);
}

/** Refuses a propensity that is missing, or that no action that was taken can have had. */
export function requirePropensity(
  name: string,
  propensity: number | undefined,
): asserts propensity is number {
  if (propensity === undefined || !(propensity > 0 && propensity <= 1)) {
    throw new RangeError(`${name}.propensity must be in (0, 1], got ${propensity}`);
  }
}
