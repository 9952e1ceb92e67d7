import { describe, expect, it } from 'vitest';
import { inversePropensity } from './inverse-propensity.js';
import type { LoggedRow } from './logged-row.js';
import { replay } from './replay.js';
import { selfNormalized } from './self-normalized.js';
import { overLogs, seededLog, trueValue } from './seeded-log.test-support.js';
import { casesOf, expectClose, numberAt } from '../vectors.test-support.js';

const cases = casesOf('off_policy_evaluation');
const any = { leastEffectiveSampleSize: 0 };

describe('a policy that always shows the best item, on a uniform log', () => {
  const uniform = cases.filter(({ inputs }) => 'n_items' in inputs);

  // the log enters these estimates by its counts only, and the reference values state the counts
  it.each(uniform)('has the values of numpy for $id', ({ inputs, outputs }) => {
    const items = numberAt(inputs, 'n_items');
    const agree = numberAt(outputs, 'replay_n');
    const n = numberAt(outputs, 'n');
    const clicks = Math.round(numberAt(outputs, 'mean_reward_logged') * n);
    const agreeingClicks = Math.round(numberAt(outputs, 'replay') * agree);
    const policy = Array.from({ length: items }, (_, item) => (item === 0 ? 1 : 0));
    const rows = Array.from({ length: n }, (_, i) => ({
      action: i < agree ? 0 : 1,
      propensity: 1 / items,
      reward: i < agreeingClicks || (i >= agree && i < agree + clicks - agreeingClicks) ? 1 : 0,
      policy,
    }));

    const weighted = inversePropensity(rows);
    expectClose(weighted.estimate, outputs['ipw'], 1e-12);
    expectClose(weighted.standardError, outputs['ipw_se'], 1e-12);
    expectClose(weighted.effectiveSampleSize, outputs['ess'], 1e-12);
    expectClose(weighted.largestWeight, outputs['max_w'], 1e-12);
    expectClose(inversePropensity(rows, { clip: 5 }).estimate, outputs['clipped_ipw_M5'], 1e-12);
    const normalized = selfNormalized(rows);
    expectClose(normalized.estimate, outputs['snipw'], 1e-12);
    expectClose(normalized.standardError, outputs['snipw_se'], 1e-12);
    const replayed = replay(rows);
    expectClose(replayed.estimate, outputs['replay'], 1e-12);
    expect(replayed.effectiveSampleSize).toBe(agree);
  });
});

describe('inverse propensity weighting', () => {
  const log = seededLog(42, 400);

  it('agrees with numpy on a seeded log', () => {
    const value = inversePropensity(log);

    expectClose(value.estimate, 1.6938472782733018, 1e-13);
    expectClose(value.standardError, 0.13998337029776386, 1e-13);
    expectClose(value.interval?.lower ?? null, 1.4194849140551506, 1e-12);
    expectClose(value.effectiveSampleSize, 180.25948010092, 1e-13);
    expectClose(value.largestWeight, 4.490319082257338, 1e-14);
    expect(value).toMatchObject({ n: 400, undefinedBecause: null });
  });

  it('agrees with numpy when clipped, and still tells of the weights before', () => {
    const value = inversePropensity(log, { clip: 1.5 });

    expectClose(value.estimate, 1.082215633070973, 1e-13);
    expectClose(value.standardError, 0.05881508151646335, 1e-13);
    expectClose(value.largestWeight, 4.490319082257338, 1e-14);
    expectClose(value.effectiveSampleSize, 180.25948010092, 1e-13);
    expect(inversePropensity(log, { clip: Number.POSITIVE_INFINITY })).toEqual(inversePropensity(log));
  });

  it('is right in the mean over many logs, and so is its standard error', () => {
    const estimates = overLogs(rows => inversePropensity(rows).estimate);
    const claimed = overLogs(rows => (inversePropensity(rows).standardError ?? 0) ** 2);

    expect(Math.abs(estimates.mean - trueValue)).toBeLessThan(4 * estimates.standardError);
    expect(claimed.mean / estimates.variance).toBeGreaterThan(0.8);
    expect(claimed.mean / estimates.variance).toBeLessThan(1.25);
  });

  it('is the mean reward when the policy is the one that was logged', () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({
      reward: i,
      propensity: 0.3,
      policyProbability: 0.3,
    }));

    expect(inversePropensity(rows)).toMatchObject({
      estimate: 19.5,
      effectiveSampleSize: 40,
      largestWeight: 1,
    });
  });

  it('takes the same policy by any of its names', () => {
    const probabilities = log.map(({ reward, propensity, policy, action }) => ({
      reward,
      propensity,
      policyProbability: policy[action],
    }));
    const forms: (readonly LoggedRow[])[] = [
      log.map(({ policy, ...row }) => ({ ...row, pi_e: policy })),
      probabilities,
      probabilities.map(({ policyProbability, ...row }) => ({
        ...row,
        evaluationProbability: policyProbability,
      })),
      probabilities.map(({ reward, propensity, policyProbability = 0 }) => ({
        reward,
        weight: policyProbability / propensity,
      })),
    ];

    for (const rows of forms) expect(inversePropensity(rows)).toEqual(inversePropensity(log));
  });
});

describe('a log that cannot say what the policy earns', () => {
  const estimators = [inversePropensity, selfNormalized];

  it.each(cases.filter(({ inputs }) => 'rows' in inputs))('is refused for $id', ({ inputs, outputs }) => {
    const rows = inputs['rows'] as unknown as readonly LoggedRow[];

    expect(outputs['expected']).toMatch(/no support/);
    for (const estimate of estimators) {
      expect(estimate(rows, any)).toEqual({
        estimate: null,
        standardError: null,
        interval: null,
        effectiveSampleSize: null,
        largestWeight: 0,
        n: 2,
        undefinedBecause: 'no support',
      });
    }
  });

  it('is refused when few rows carry the weight, and says how few', () => {
    const rows = Array.from({ length: 10000 }, (_, i) => ({ reward: i % 2, weight: i === 0 ? 21739 : 0.5 }));

    for (const estimate of estimators) {
      const value = estimate(rows);
      expect(value).toMatchObject({
        estimate: null,
        standardError: null,
        interval: null,
        largestWeight: 21739,
      });
      expect(value.undefinedBecause).toBe('effective sample size below 30');
      // exact fractions in Python, rounded at the end
      expectClose(value.effectiveSampleSize, 1.512838812735263, 1e-15);
    }
    expect(inversePropensity(rows, { clip: 1 }).undefinedBecause).toBe('effective sample size below 30');
  });

  it('counts rows of equal weight as whole rows, so that thirty of them are enough', () => {
    for (const weight of [0.1, 1 / 3, 1e-200, 1e200]) {
      const rows = Array.from({ length: 30 }, (_, i) => ({ reward: i, weight }));

      expect(selfNormalized(rows)).toMatchObject({ effectiveSampleSize: 30, undefinedBecause: null });
      expect(selfNormalized(rows.slice(1)).undefinedBecause).toBe('effective sample size below 30');
      expect(selfNormalized(rows, { leastEffectiveSampleSize: 31 }).undefinedBecause).toBe(
        'effective sample size below 31',
      );
    }
  });

  it('has no error with one row, no certainty without variation, and no value without rows', () => {
    for (const estimate of estimators) {
      const single = estimate([{ reward: 3, weight: 1 }], any);
      const equal = estimate(Array.from({ length: 50 }, () => ({ reward: 0.1, weight: 1 })));

      expect(single).toMatchObject({
        estimate: 3,
        standardError: null,
        interval: null,
        undefinedBecause: 'one row',
      });
      expect(equal).toMatchObject({
        estimate: 0.1,
        standardError: 0,
        interval: null,
        undefinedBecause: 'no variation',
      });
      expect(estimate([])).toMatchObject({
        estimate: null,
        n: 0,
        largestWeight: 0,
        undefinedBecause: 'no rows',
      });
    }
  });
});

describe('an impossible log', () => {
  const good = { action: 1, propensity: 0.5, reward: 1, policy: [0.5, 0.5] };

  it.each<[string, object]>([
    ['rows[1].propensity', { propensity: 0 }],
    ['rows[1].propensity', { propensity: 1.01 }],
    ['rows[1].propensity', { propensity: Number.NaN }],
    ['rows[1].propensity', { propensity: undefined }],
    ['rows[1].propensity', { propensity: 1e-320, policy: [0, 1] }],
    ['rows[1].propensity', { propensity: -1, weight: 1 }],
    ['rows[1].reward', { reward: Number.POSITIVE_INFINITY }],
    ['rows[1].weight', { weight: -1 }],
    ['rows[1].weight', { weight: Number.POSITIVE_INFINITY }],
    ['rows[1].action', { action: 2 }],
    ['rows[1].action', { action: -1 }],
    ['rows[1].action', { action: 0.5 }],
    ['rows[1].action', { action: undefined }],
    ['rows[1].policy', { policy: undefined }],
    ['rows[1].policy', { policy: [0.5, 0.4] }],
    ['rows[1].policy', { policy: [1.5, -0.5] }],
    ['rows[1].policyProbability', { policyProbability: 1.1 }],
  ])('is refused by the name of %s, given %j', (name, change) => {
    for (const estimate of [inversePropensity, selfNormalized]) {
      expect(() => estimate([good, { ...good, ...change }])).toThrow(RangeError);
      expect(() => estimate([good, { ...good, ...change }])).toThrow(name);
    }
  });

  it('is refused with options that make no sense', () => {
    expect(() => inversePropensity([good], { clip: 0 })).toThrow('clip');
    expect(() => inversePropensity([good], { clip: Number.NaN })).toThrow('clip');
    expect(() => selfNormalized([good], { leastEffectiveSampleSize: Number.NaN })).toThrow(
      'leastEffectiveSampleSize',
    );
    expect(() => selfNormalized([good], { alpha: 1 })).toThrow('alpha');
  });
});
