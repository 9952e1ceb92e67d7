import { expectedReward, type PredictedRow } from './logged-row.js';

/** What the model alone says; it has no standard error, because the log does not enter. */
export interface ModelledValue {
  readonly estimate: number | null;
  readonly n: number;
  readonly undefinedBecause: 'no rows' | null;
}

/**
 * What does a model of the reward expect of another policy? As biased as the model is, by an amount that
 * the answer does not show; use `doublyRobust`, and this one to see how far the log corrects the model.
 *
 * @param rows  of each decision policy (the probability of every action) and predictions (the expected
 *   reward of every action)
 * @returns mean expected reward of a decision; null without rows
 * @throws {RangeError} if a row is impossible, by its name such as `rows[3].policy`
 * @see Dudik, Langford & Li (2011), https://arxiv.org/abs/1103.4601
 * @example directMethod([{ policy: [0.25, 0.75], predictions: [1, 2] }]).estimate // 1.75
 */
export function directMethod(
  rows: readonly Pick<PredictedRow, 'policy' | 'pi_e' | 'predictions'>[],
): ModelledValue {
  if (rows.length === 0) return { estimate: null, n: 0, undefinedBecause: 'no rows' };
  const sum = rows.reduce((total, row, index) => total + expectedReward(`rows[${index}]`, row), 0);
  return { estimate: sum / rows.length, n: rows.length, undefinedBecause: null };
}
