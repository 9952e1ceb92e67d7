import { describe, expect, it } from 'vitest';
import { chiSquaredTwoSample } from './chi-squared.js';
import { expectClose, numbersAt, seeded } from '../vectors.test-support.js';
import { countCases, randomCounts } from './samples.test-support.js';

describe('the chi-square test of two samples', () => {
  it.each(countCases)('agrees with scipy for $id', ({ outputs }) => {
    const result = chiSquaredTwoSample(numbersAt(outputs, 'counts_ref'), numbersAt(outputs, 'counts_cur'));

    expectClose(result.statistic, outputs['chi2'], 1e-13);
    expect(result.degreesOfFreedom).toBe(outputs['chi2_df']);
    expectClose(result.pValue, outputs['chi2_p'], 1e-11);
    expectClose(Math.exp(result.logPValue as number), result.pValue as number, 1e-12);
  });

  // scipy 1.17: chi2_contingency(..., correction=False), association(method='cramer'), expected_freq.min()
  it.each([
    [
      [120, 300, 80],
      [60, 310, 190],
      [61.780466649319116, 0.2414196742254683, 84.90566037735849],
    ],
    [
      [5, 0, 7, 1],
      [900, 0, 20, 3],
      [139.59442844914793, 0.3861856375290322, 0.05555555555555555],
    ],
  ])('finds the effect size of %j against %j', (reference, current, [statistic, v, leastExpected]) => {
    const result = chiSquaredTwoSample(reference, current);

    expectClose(result.statistic, statistic, 1e-13);
    expectClose(result.cramersV, v, 1e-13);
    expectClose(result.leastExpected, leastExpected, 1e-14);
  });

  it('drops categories that neither sample has', () => {
    expect(chiSquaredTwoSample([10, 0, 20], [30, 0, 20])).toEqual(chiSquaredTwoSample([10, 20], [30, 20]));
  });

  it('knows a p-value that a double cannot hold', () => {
    const { pValue, logPValue, cramersV } = chiSquaredTwoSample([1e6, 0], [0, 1e6]);

    expect(pValue).toBe(0);
    expect(logPValue).toBeLessThan(-999_000);
    expect(logPValue).toBeGreaterThan(-1_001_000);
    expect(cramersV).toBe(1);
    const apart = chiSquaredTwoSample(
      [0, 57, 0, 88, 0, 86, 0, 79, 0, 38],
      [37, 0, 91, 0, 35, 0, 59, 0, 89, 0],
    );
    expect(apart.cramersV).toBe(1);
  });

  it('grows with both samples while its effect size stays', () => {
    const random = seeded(41);
    for (let run = 0; run < 30; run++) {
      const [a, b] = [randomCounts(random, 6), randomCounts(random, 6)];
      const { statistic, cramersV } = chiSquaredTwoSample(a, b);
      const times = (counts: number[]) => counts.map(count => 10 * count);

      const tenfold = chiSquaredTwoSample(times(a), times(b));
      const back = chiSquaredTwoSample(b.toReversed(), a.toReversed());

      expectClose(tenfold.statistic, 10 * (statistic as number), 1e-12);
      expectClose(tenfold.cramersV, cramersV as number, 1e-12);
      expectClose(back.statistic, statistic as number, 1e-12);
    }
  });

  it('finds nothing in equal shares, however unequal the samples', () => {
    expect(chiSquaredTwoSample([1, 2, 3], [1e9, 2e9, 3e9])).toMatchObject({ statistic: 0, pValue: 1 });
  });

  it('has no answer for an empty sample or a single category', () => {
    expect(chiSquaredTwoSample([0, 0], [3, 4])).toMatchObject({
      statistic: null,
      pValue: null,
      cramersV: null,
      undefinedBecause: 'empty sample',
    });
    expect(chiSquaredTwoSample([3, 4], [0, 0]).undefinedBecause).toBe('empty sample');
    expect(chiSquaredTwoSample([3, 0], [4, 0])).toMatchObject({
      statistic: null,
      degreesOfFreedom: 0,
      undefinedBecause: 'fewer than two categories',
    });
  });

  it.each([
    ['referenceCounts', [], []],
    ['currentCounts', [1, 2], [1, 2, 3]],
    ['currentCounts[0]', [1, 1], [-1, 1]],
    ['referenceCounts[0]', [0.5, 0.5], [1, 1]],
    ['currentCounts[1]', [1, 1], [1, 1.5]],
  ])('refuses %s that are not counts of the same categories', (name, reference, current) => {
    expect(() => chiSquaredTwoSample(reference, current)).toThrow(RangeError);
    expect(() => chiSquaredTwoSample(reference, current)).toThrow(name);
  });
});
