import { describe, expect, it } from 'vitest';
import { replay } from './replay.js';
import { selfNormalized } from './self-normalized.js';
import { seededLog } from './seeded-log.test-support.js';
import { expectClose } from '../vectors.test-support.js';

/** The seeded log as if its actions had been equally likely, for a policy that always takes the third. */
const rows = seededLog(42, 400).map(({ reward, action }) => ({
  reward,
  action,
  propensity: 0.25,
  policy: [0, 0, 1, 0],
}));

describe('the replay of a uniform log', () => {
  it('agrees with numpy on a seeded log', () => {
    const value = replay(rows);

    expectClose(value.estimate, 1.3406205830967441, 1e-13);
    expectClose(value.standardError, 0.0505922144526017, 1e-13);
    expect(value).toMatchObject({
      n: 400,
      effectiveSampleSize: 149,
      largestWeight: 1,
      undefinedBecause: null,
    });
  });

  it('estimates what self-normalised weighting does', () => {
    expectClose(replay(rows).estimate, selfNormalized(rows).estimate ?? Number.NaN, 1e-13);
  });

  it('needs no propensities, and is refused where the policy and the log seldom agree', () => {
    const bare = rows.map(row => ({ ...row, propensity: undefined }));

    expect(replay(bare)).toEqual(replay(rows));
    expect(replay(rows.slice(0, 40)).undefinedBecause).toBe('effective sample size below 30');
    expect(replay(rows.filter(({ action }) => action !== 2)).undefinedBecause).toBe('no support');
    expect(replay([]).undefinedBecause).toBe('no rows');
  });

  it('has no error when the policy and the log agree once', () => {
    const value = replay(
      [
        { reward: 4, policyProbability: 1 },
        { reward: 1, policyProbability: 0 },
      ],
      { leastEffectiveSampleSize: 1 },
    );

    expect(value).toMatchObject({ estimate: 4, standardError: null, undefinedBecause: 'one row' });
  });

  it.each<[string, object]>([
    ['rows[1].policyProbability', { policyProbability: 0.5 }],
    ['rows[1].propensity', { propensity: 0.5 }],
    ['rows[1].propensity', { propensity: undefined }],
    ['rows[1].reward', { reward: Number.NaN }],
  ])(
    'refuses a policy with chance or a log that is not uniform, by the name of %s, given %j',
    (name, change) => {
      const [first] = rows as [(typeof rows)[number]];

      expect(() => replay([first, { ...first, ...change }])).toThrow(RangeError);
      expect(() => replay([first, { ...first, ...change }])).toThrow(name);
      expect(() => replay([{ ...first, propensity: -1 }])).toThrow('rows[0].propensity');
      expect(() => replay([{ ...first, propensity: undefined }, first])).toThrow('rows[1].propensity');
    },
  );
});
