import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prePeriodBalance } from './pre-period-balance.js';
import { welch } from '../comparison/welch.js';
import { type Moments, momentsOf } from '../moments/moments.js';
import { expectClose } from '../vectors.test-support.js';

const control: Moments = { n: 1200, mean: 10, variance: 8 };
const alike: Moments = { n: 1000, mean: 10.2, variance: 9 };
const other: Moments = { n: 1000, mean: 10.6, variance: 9 };

describe('the arms before the experiment', () => {
  it('are compared by Welch for every covariate and treatment arm', () => {
    const result = prePeriodBalance([
      { control, treatments: [alike, other] },
      { control: momentsOf([1, 2, 3]), treatments: [momentsOf([1, 2, 4]), momentsOf([2, 3, 5])] },
    ]);

    expect(result.comparisons.map(({ covariate, treatment }) => [covariate, treatment])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    expect(result.threshold).toBe(0.001 / 4);
    // checked with scipy 1.17, ttest_ind_from_stats
    expectClose(result.comparisons[0]?.pValue ?? 0, 0.11022378571860926, 1e-12);
    expect(result.comparisons.map(({ balanced }) => balanced)).toEqual([true, false, true, true]);
    expect(result.balanced).toBe(false);
  });

  it('are called unlike by a threshold that the number of comparisons shares out', () => {
    const near: Moments = { ...alike, mean: 10.42 };
    const { pValue } = welch(control, near);
    expect(pValue).toBeGreaterThan(0.0005);
    expect(pValue).toBeLessThan(0.001);

    expect(prePeriodBalance([{ control, treatments: [near] }]).balanced).toBe(false);
    expect(prePeriodBalance([{ control, treatments: [near, alike] }]).balanced).toBe(true);
    expect(prePeriodBalance([{ control, treatments: [near] }], { alpha: 0.0001 }).balanced).toBe(true);
  });

  it('are alike, or not, whichever arm is called control and in whatever order', () => {
    const arms = fc.tuple(fc.integer({ min: 2, max: 5000 }), fc.double({ min: 9, max: 11, noNaN: true }));
    const property = fc.property(arms, arms, ([n, mean], [m, other]) => {
      const one = { n, mean, variance: 3 };
      const two = { n: m, mean: other, variance: 5 };
      const there = prePeriodBalance([{ control: one, treatments: [two] }]);
      const back = prePeriodBalance([{ control: two, treatments: [one] }]);
      expect(back.balanced).toBe(there.balanced);
      expectClose(back.comparisons[0]?.pValue ?? 0, there.comparisons[0]?.pValue ?? 0, 1e-12);
    });
    fc.assert(property, { seed: 6 });
  });

  it('that do not vary are alike when they are the same and not when they differ', () => {
    const still = (mean: number): Moments => ({ n: 50, mean, variance: 0 });

    const { comparisons } = prePeriodBalance([{ control: still(0), treatments: [still(0), still(1)] }]);

    expect(comparisons.map(({ pValue, balanced }) => [pValue, balanced])).toEqual([
      [1, true],
      [0, false],
    ]);
  });

  it('of fewer than two units cannot be compared, and still count among the comparisons', () => {
    const empty = momentsOf([]);

    const { comparisons, threshold, balanced } = prePeriodBalance([{ control, treatments: [empty, alike] }]);

    expect(comparisons[0]).toEqual({
      covariate: 0,
      treatment: 0,
      difference: null,
      pValue: null,
      balanced: null,
      undefinedBecause: 'too few units',
    });
    expect(threshold).toBe(0.0005);
    expect(balanced).toBe(true);
    expect(prePeriodBalance([{ control: empty, treatments: [alike] }]).balanced).toBeNull();
    expect(prePeriodBalance([])).toEqual({ comparisons: [], threshold: 0.001, balanced: null });
  });

  it.each([
    ['covariates[0].control.variance', { ...control, variance: -1 }, alike, {}],
    ['covariates[0].treatments[0].n', control, { ...alike, n: 1.5 }, {}],
    ['alpha', control, alike, { alpha: 0 }],
  ])('are refused by the name of %s', (name, one, two, options) => {
    const attempt = () => prePeriodBalance([{ control: one, treatments: [two] }], options);

    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});
