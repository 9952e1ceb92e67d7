import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normal } from '../distributions/index.js';
import { sampleRatio } from './sample-ratio.js';
import { casesOf, expectClose, numbersAt } from '../vectors.test-support.js';

const count = fc.integer({ min: 0, max: 1e7 });

describe('the sample ratio', () => {
  const counted = casesOf('srm').filter(({ inputs }) => 'observed' in inputs);

  it.each(counted)('agrees with mpmath for $id', ({ inputs, outputs }) => {
    const result = sampleRatio(numbersAt(inputs, 'observed'), numbersAt(inputs, 'weights'));

    expectClose(result.statistic, outputs['chi2'], 1e-12);
    expect(result.degreesOfFreedom).toBe(outputs['df']);
    expectClose(result.pValue, outputs['p'], 1e-11);
    expectClose(result.logPValue / Math.LN10, outputs['log10_p'], 1e-11);
  });

  it.each([
    [[5000, 5200], 0.04767],
    [[1000, 900], 0.02178],
    [[821588, 815482], 1.82e-6],
    [[1000, 1000], 1],
  ])('of %j on equal weights has the published p-value', (counts, pValue) => {
    expectClose(sampleRatio(counts, [1, 1]).pValue, pValue, 2e-3);
  });

  it('is never wrong before the first unit, nor with a single arm', () => {
    expect(sampleRatio([0, 0], [1, 1]).pValue).toBe(1);
    expect(sampleRatio([70, 0], [1, 0]).pValue).toBe(1);
  });

  it('counts only the arms that have weight', () => {
    const withIdleArm = sampleRatio([5000, 0, 5200], [0.5, 0, 0.5]);

    expect(withIdleArm.degreesOfFreedom).toBe(1);
    expect(withIdleArm.pValue).toBe(sampleRatio([5000, 5200], [1, 1]).pValue);
  });

  it('cannot be explained by chance when an arm without weight holds a unit', () => {
    expect(sampleRatio([500, 500, 1], [1, 1, 0]).pValue).toBe(0);
  });

  it('depends neither on the order of the arms nor on the scale of the weights', () => {
    const property = fc.property(count, count, count, (a, b, c) => {
      const there = sampleRatio([a, b, c], [0.5, 0.3, 0.2]);
      const back = sampleRatio([c, b, a], [20, 30, 50]);
      expect(Math.abs(back.statistic - there.statistic)).toBeLessThanOrEqual(1e-9 * (1 + there.statistic));
    });
    fc.assert(property, { seed: 31 });
  });

  it('of two arms is the test of one share', () => {
    const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    const property = fc.property(count, count, share, (a, b, weight) => {
      fc.pre(a + b > 0);
      const z = (a - (a + b) * weight) / Math.sqrt((a + b) * weight * (1 - weight));
      fc.pre(Math.abs(z) < 30);
      const { statistic, pValue } = sampleRatio([a, b], [weight, 1 - weight]);
      expect(Math.abs(statistic - z * z)).toBeLessThanOrEqual(1e-9 * (1 + z * z));
      expectClose(pValue, 2 * normal.sf(Math.abs(z)), 1e-7);
    });
    fc.assert(property, { seed: 32 });
  });

  it('is the less likely by chance the more units deviate alike', () => {
    const property = fc.property(count, count, fc.integer({ min: 2, max: 9 }), (a, b, times) => {
      const once = sampleRatio([a, b], [1, 1]);
      const often = sampleRatio([times * a, times * b], [1, 1]);
      expectClose(often.statistic, times * once.statistic, 1e-12);
      expect(often.logPValue).toBeLessThanOrEqual(once.logPValue);
    });
    fc.assert(property, { seed: 33 });
  });

  it.each([
    ['weights', [1, 2], [1]],
    ['weights', [1, 2], [0, 0]],
    ['weights[1]', [1, 2], [1, -1]],
    ['counts[0]', [1.5, 2], [1, 1]],
  ])('refuses impossible arms by the name of %s', (name, counts, weights) => {
    expect(() => sampleRatio(counts, weights)).toThrow(RangeError);
    expect(() => sampleRatio(counts, weights)).toThrow(name);
  });
});
