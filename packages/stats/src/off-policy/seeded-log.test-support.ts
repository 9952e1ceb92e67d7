import type { PredictedRow } from './logged-row.js';
import { momentsOf } from '../moments/moments.js';
import { seeded } from '../vectors.test-support.js';

/** A logged decision that states everything which any estimator wants to know. */
export interface SeededRow extends PredictedRow {
  readonly action: number;
  readonly propensity: number;
  readonly policy: readonly number[];
}

/** What the policy of `seededLog` earns in the mean: the integral of (2.3 - 0.3 x) x, plus a half. */
export const trueValue = 1.55;

/**
 * Four actions of which the logging policy prefers the poor ones where the evaluated one prefers the good.
 * The reward is action times x plus noise in [0, 1); the model is off by 0.2 x for each action, and by 0.1.
 */
export function seededLog(seed: number, rows: number): SeededRow[] {
  const random = seeded(seed);
  return Array.from({ length: rows }, () => {
    const x = random();
    const favour = [1 + x, 1, 2 - x, 0.5];
    const sum = favour.reduce((total, weight) => total + weight, 0);
    const action = drawFrom(
      favour.map(weight => weight / sum),
      random(),
    );
    return {
      action,
      propensity: (favour[action] as number) / sum,
      reward: action * x + random(),
      policy: [0.1 * x, 0.2, 0.3, 0.5 - 0.1 * x],
      predictions: [0, 1, 2, 3].map(each => 0.8 * each * x + 0.4),
    };
  });
}

function drawFrom(probabilities: readonly number[], draw: number): number {
  let action = 0;
  let below = probabilities[0] as number;
  while (draw >= below && action < probabilities.length - 1) {
    action++;
    below += probabilities[action] as number;
  }
  return action;
}

const logs = Array.from({ length: 400 }, (_, seed) => seededLog(1000 + seed, 150));

/** The mean of what a function finds on 400 logs, and how far chance alone moves that mean. */
export function overLogs(find: (log: SeededRow[]) => number | null) {
  const { n, mean, variance } = momentsOf(logs.map(log => find(log) as number));
  return { mean, variance, standardError: Math.sqrt(variance / n) };
}
