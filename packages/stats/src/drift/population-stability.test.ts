import { describe, expect, it } from 'vitest';
import { chiSquaredTwoSample } from './chi-squared.js';
import { populationStability } from './population-stability.js';
import { expectClose, numberAt, numbersAt, seeded } from '../vectors.test-support.js';
import { countCases, randomCounts } from './samples.test-support.js';

describe('the population stability index', () => {
  it.each(countCases)('agrees with the formula for $id', ({ inputs, outputs }) => {
    const reference = numbersAt(outputs, 'counts_ref');
    const current = numbersAt(outputs, 'counts_cur');

    const { index, contributions } = populationStability(reference, current);

    expectClose(index, outputs['psi'], 1e-13);
    expect(populationStability(reference, current, { floor: numberAt(inputs, 'eps') }).index).toBe(index);
    expectClose(
      contributions.reduce((sum, contribution) => sum + contribution, 0),
      index as number,
      1e-14,
    );
  });

  // mpmath, 50 digits
  it.each([
    [[1e8 + 1, 1e8, 1e8], [1e8, 1e8 + 1, 1e8], 6.666666611111112e-17],
    [[1e12 + 1, 1e12], [1e12, 1e12 + 1], 9.99999999999e-25],
    [[1e9, 1], [1, 1e9], 18.41883865545749],
  ])('keeps its digits for %j against %j', (reference, current, index) => {
    expectClose(populationStability(reference, current).index, index, 1e-13);
  });

  it('keeps its digits where a floor takes the place of nothing', () => {
    const { index } = populationStability([1, 0], [0, 1], { floor: 1e-12 });

    expectClose(index, 2 * (1 - 1e-12) * Math.log(1e12), 1e-14);
  });

  // scipy 1.17: chi2.sf and chi2.isf
  it('is judged by the chi-square that chance makes of it', () => {
    const result = populationStability([120, 300, 80], [60, 310, 190]);

    expect(result.degreesOfFreedom).toBe(2);
    expectClose(result.pValue, 8.122096335199987e-15, 1e-12);
    expectClose(result.criticalValue, 0.02268197292833736, 1e-12);
    const strict = populationStability([120, 300, 80], [60, 310, 190], { alpha: 0.001 });
    expectClose(strict.criticalValue, 0.05230157568372189, 1e-12);
  });

  it('exceeds its critical value exactly when the p-value is below alpha', () => {
    const random = seeded(31);
    for (let run = 0; run < 60; run++) {
      const reference = Array.from({ length: 6 }, () => 200 + Math.floor(40 * random()));
      const current = Array.from({ length: 6 }, () => 100 + Math.floor(20 * random()));
      const { index, pValue, criticalValue } = populationStability(reference, current, { alpha: 0.3 });

      expect((index as number) > (criticalValue as number)).toBe((pValue as number) < 0.3);
    }
  });

  it('rejects about as often as it says when nothing has moved', () => {
    const random = seeded(32);
    const draw = () => {
      const counts = Array.from({ length: 10 }, () => 0);
      for (let i = 0; i < 1000; i++) {
        const bin = Math.floor(10 * random());
        counts[bin] = (counts[bin] as number) + 1;
      }
      return counts;
    };
    let rejected = 0;
    for (let run = 0; run < 600; run++) {
      if ((populationStability(draw(), draw()).pValue as number) < 0.05) rejected++;
    }

    expect(rejected / 600).toBeGreaterThan(0.025);
    expect(rejected / 600).toBeLessThan(0.08);
  });

  it('is about the chi-square of the same counts where little has moved', () => {
    const reference = [1000, 2000, 3000];
    const current = [1010, 1970, 3005];

    const scale = 1 / 6000 + 1 / 5985;

    const { statistic } = chiSquaredTwoSample(reference, current);
    expectClose(populationStability(reference, current).index, scale * (statistic as number), 1e-3);
  });

  it('does not depend on which sample is which or on the order of the bins', () => {
    const random = seeded(33);
    for (let run = 0; run < 30; run++) {
      const [a, b] = [randomCounts(random, 7), randomCounts(random, 7)];
      const { index, pValue } = populationStability(a, b);

      expectClose(populationStability(b, a).index, index as number, 1e-13);
      expectClose(populationStability(a.toReversed(), b.toReversed()).pValue, pValue as number, 1e-10);
    }
  });

  it('does not count a bin that neither sample uses', () => {
    const { contributions: _, ...expected } = populationStability([10, 20], [30, 20]);

    expect(populationStability([0, 10, 0, 20], [0, 30, 0, 20])).toMatchObject(expected);
  });

  it('calls a click rate that halves stable, which is why it is not for rates', () => {
    const { index, pValue } = populationStability([2000, 98_000], [1000, 99_000]);

    expect(index).toBeLessThan(0.01);
    expect(pValue).toBeLessThan(1e-70);
  });

  it('is undefined without units, and cannot be tested in one bin', () => {
    expect(populationStability([0, 0], [1, 2])).toMatchObject({
      index: null,
      pValue: null,
      criticalValue: null,
      undefinedBecause: 'empty sample',
    });
    expect(populationStability([1, 2], [0, 0]).undefinedBecause).toBe('empty sample');
    expect(populationStability([5, 0], [9, 0])).toMatchObject({
      index: 0,
      degreesOfFreedom: 0,
      pValue: null,
      undefinedBecause: 'fewer than two bins',
    });
  });

  it.each([
    ['referenceCounts', [], []],
    ['currentCounts', [1, 2], [1]],
    ['referenceCounts[1]', [1, -1], [1, 1]],
    ['referenceCounts[0]', [0.5, 0.5], [1, 1]],
    ['currentCounts[1]', [1, 1], [1, 0.25]],
  ])('refuses %s that are not counts of the same bins', (name, reference, current) => {
    expect(() => populationStability(reference, current)).toThrow(RangeError);
    expect(() => populationStability(reference, current)).toThrow(name);
  });

  it('refuses options that are out of range', () => {
    expect(() => populationStability([1, 2], [1, 2], { floor: 0 })).toThrow(/^floor /);
    expect(() => populationStability([1, 2], [1, 2], { alpha: 5 })).toThrow(/^alpha /);
  });
});
