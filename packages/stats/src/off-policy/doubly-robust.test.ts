import { describe, expect, it } from 'vitest';
import { directMethod } from './direct-method.js';
import { doublyRobust } from './doubly-robust.js';
import { inversePropensity } from './inverse-propensity.js';
import { overLogs, seededLog, trueValue } from './seeded-log.test-support.js';
import { expectClose } from '../vectors.test-support.js';

const log = seededLog(42, 400);

describe('the doubly robust estimate', () => {
  it('agrees with numpy on a seeded log', () => {
    const value = doublyRobust(log);

    expectClose(value.estimate, 1.5598138728987727, 1e-13);
    expectClose(value.standardError, 0.048655737904564636, 1e-13);
    expectClose(value.effectiveSampleSize, 180.25948010092, 1e-13);
    expectClose(value.largestWeight, 4.490319082257338, 1e-14);
    expect(value).toMatchObject({ n: 400, undefinedBecause: null });
  });

  it('is inverse propensity weighting when the model predicts nothing', () => {
    const blind = log.map(row => ({ ...row, predictions: [0, 0, 0, 0] }));

    expect(doublyRobust(blind)).toEqual(inversePropensity(log));
  });

  it('is what the model says when the model is right, row by row', () => {
    const rows = log.map(row => ({ ...row, predictions: [0, 1, 2, 3], reward: row.action }));

    expectClose(doublyRobust(rows).estimate, directMethod(rows).estimate ?? Number.NaN, 1e-14);
  });

  it('is right over many logs although the model is not, and varies less than weighting alone', () => {
    const estimates = overLogs(rows => doublyRobust(rows).estimate);
    const alone = overLogs(rows => inversePropensity(rows).estimate);
    const modelled = overLogs(rows => directMethod(rows).estimate);

    expect(Math.abs(estimates.mean - trueValue)).toBeLessThan(4 * estimates.standardError);
    expect(Math.abs(modelled.mean - trueValue)).toBeGreaterThan(0.2);
    expect(estimates.variance).toBeLessThan(0.25 * alone.variance);
  });

  it('is right over many logs although the propensities are not, when the model is', () => {
    const estimates = overLogs(
      rows =>
        doublyRobust(
          rows.map(row => {
            const x = (row.policy[0] as number) / 0.1;
            return { ...row, propensity: 0.25, predictions: [0, 1, 2, 3].map(action => action * x + 0.5) };
          }),
        ).estimate,
    );

    expect(Math.abs(estimates.mean - trueValue)).toBeLessThan(4 * estimates.standardError);
  });

  it('does not let the model speak alone where the log has no support', () => {
    const rows = Array.from({ length: 50 }, () => ({
      action: 0,
      propensity: 1,
      reward: 1,
      policy: [0, 1],
      predictions: [1, 9],
    }));

    expect(doublyRobust(rows)).toMatchObject({ estimate: null, undefinedBecause: 'no support' });
    expect(doublyRobust(log.slice(0, 20)).undefinedBecause).toBe('effective sample size below 30');
  });

  it.each<[string, object]>([
    ['rows[0].predictions', { predictions: [1, 2, 3] }],
    ['rows[0].predictions', { predictions: undefined }],
    ['rows[0].predictions', { predictions: [1, 2, 3, Number.NaN] }],
    ['rows[0].policy', { policy: undefined, policyProbability: 0.5 }],
    ['rows[0].action', { action: undefined, policyProbability: 0.5 }],
    ['rows[0].propensity', { propensity: 0 }],
  ])('refuses an impossible row by the name of %s, given %j', (name, change) => {
    const row = log[0] as (typeof log)[number];

    expect(() => doublyRobust([{ ...row, ...change }])).toThrow(RangeError);
    expect(() => doublyRobust([{ ...row, ...change }])).toThrow(name);
  });
});

describe('the direct method', () => {
  it('agrees with numpy on a seeded log', () => {
    expectClose(directMethod(log).estimate, 1.2184825812283324, 1e-13);
  });

  it('has nothing to say without rows, and refuses a policy that is none', () => {
    expect(directMethod([])).toEqual({ estimate: null, n: 0, undefinedBecause: 'no rows' });
    expect(() => directMethod([{ policy: [0.5, 0.6], predictions: [1, 2] }])).toThrow('rows[0].policy');
  });
});
