import { describe, expect, it } from 'vitest';
import { inversePropensity } from './inverse-propensity.js';
import { selfNormalized } from './self-normalized.js';
import { overLogs, seededLog, trueValue } from './seeded-log.test-support.js';
import { expectClose } from '../vectors.test-support.js';

describe('self-normalised weighting', () => {
  const log = seededLog(42, 400);
  const value = selfNormalized(log);

  it('agrees with numpy on a seeded log', () => {
    expectClose(value.estimate, 1.6010430213090212, 1e-13);
    expectClose(value.standardError, 0.0746135124400548, 1e-13);
    expectClose(value.effectiveSampleSize, 180.25948010092, 1e-13);
  });

  it('moves with the rewards when they are shifted and scaled', () => {
    const moved = selfNormalized(log.map(row => ({ ...row, reward: 1e6 - 3 * row.reward })));

    expectClose(moved.estimate, 1e6 - 3 * (value.estimate as number), 1e-15);
    expectClose(moved.standardError, 3 * (value.standardError as number), 1e-9);
  });

  it('does not mind the unit of the weights, nor the order of the rows', () => {
    const weights = log.map(({ reward, policy, action, propensity }) => ({
      reward,
      weight: (policy[action] as number) / propensity,
    }));

    for (const unit of [7, 1e-200, 1e200]) {
      const scaled = selfNormalized(weights.map(row => ({ ...row, weight: unit * row.weight })).toReversed());
      expectClose(scaled.estimate, value.estimate, 1e-13);
      expectClose(scaled.standardError, value.standardError, 1e-13);
      expectClose(scaled.effectiveSampleSize, value.effectiveSampleSize, 1e-13);
    }
  });

  it('is near the truth over many logs, and nearer than weighting alone', () => {
    const estimates = overLogs(rows => selfNormalized(rows).estimate);
    const alone = overLogs(rows => inversePropensity(rows).estimate);

    expect(Math.abs(estimates.mean - trueValue)).toBeLessThan(0.02);
    expect(estimates.variance).toBeLessThan(0.6 * alone.variance);
  });

  it('has an error also for rewards whose squares are beyond a double', () => {
    const huge = selfNormalized(log.map(row => ({ ...row, reward: 1e200 * row.reward })));

    expectClose(huge.standardError, 1e200 * (value.standardError as number), 1e-13);
  });

  it('is not blurred by rewards that have no weight, however large', () => {
    const rows = [
      { reward: 1e30, weight: 0 },
      { reward: 1, weight: 1 },
      { reward: 2, weight: 3 },
    ];

    expect(selfNormalized(rows, { leastEffectiveSampleSize: 1 }).estimate).toBe(1.75);
  });

  it('stays among the rewards of the rows that have weight', () => {
    const rows = [
      { reward: 1, weight: 1e9 },
      { reward: 2, weight: 1e-9 },
      { reward: 500, weight: 0 },
    ];
    const { estimate } = selfNormalized(rows, { leastEffectiveSampleSize: 1 });

    expect(estimate).toBeGreaterThanOrEqual(1);
    expect(estimate).toBeLessThan(1 + 1e-12);
  });
});
