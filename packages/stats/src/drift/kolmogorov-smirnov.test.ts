import { describe, expect, it } from 'vitest';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.js';
import { expectClose, seeded } from '../vectors.test-support.js';
import { randomSample, sampleCases, samplesOf } from './samples.test-support.js';

const asymptotic = { method: 'asymptotic' } as const;
const exact = { method: 'exact' } as const;

describe('the Kolmogorov-Smirnov test of two samples', () => {
  it.each(sampleCases)('agrees with scipy for $id', ({ inputs, outputs }) => {
    const { reference, current } = samplesOf(inputs);

    const byDefault = kolmogorovSmirnov(reference, current);

    expectClose(byDefault.statistic, outputs['ks_D'], 1e-14);
    expectClose(kolmogorovSmirnov(reference, current, asymptotic).pValue, outputs['ks_p_asymp'], 1e-11);
    const isExact = 'ks_p_exact' in outputs;
    expect(byDefault.method).toBe(isExact ? 'exact' : 'asymptotic');
    expectClose(byDefault.pValue, outputs[isExact ? 'ks_p_exact' : 'ks_p_asymp'], 1e-11);
  });

  const tiedA = [1, 2, 2, 3, 5, 8, 8, 9, 11, 12];
  const tiedB = [2, 4, 6, 8, 8, 10, 13, 15];
  const steps = (count: number, shift = 0) => Array.from({ length: count }, (_, i) => i + shift);
  const hashed = (count: number, factor: number, modulus: number) =>
    Array.from({ length: count }, (_, i) => ((i * i * factor) % modulus) / 10);
  // scipy 1.17: ks_2samp(a, b, method='exact' and 'asymp')
  it.each([
    ['ties', tiedA, tiedB, 0.275, 0.8227067050596463, 0.8438312499999998, 3],
    ['a shift', steps(300), steps(250, 60.5), 61 / 300, 2.0724306826661124e-5, 2.0882507260228567e-5, 60],
    [
      'an odd common size',
      steps(101),
      steps(101, 20.5),
      21 / 101,
      0.025142745983733318,
      0.022528576364677422,
      20,
    ],
  ])('agrees with scipy for %s', (_, a, b, statistic, pExact, pAsymptotic, location) => {
    const result = kolmogorovSmirnov(a, b, exact);

    expectClose(result.statistic, statistic, 1e-14);
    expectClose(result.pValue, pExact, 1e-12);
    expectClose(kolmogorovSmirnov(a, b, asymptotic).pValue, pAsymptotic, 1e-11);
    expect(result.location).toBe(location);
  });

  it('sees no distance between a sample and itself, however often it is repeated', () => {
    const sample = hashed(60, 37, 1009);

    for (const other of [sample, [...sample, ...sample], sample.toReversed()]) {
      expect(kolmogorovSmirnov(sample, other)).toMatchObject({ statistic: 0, pValue: 1 });
    }
    expect(kolmogorovSmirnov(sample, sample, asymptotic).pValue).toBe(1);
  });

  it('sees the largest distance between samples that do not overlap, and counts the two orders', () => {
    expectClose(kolmogorovSmirnov([1, 2, 3], [4, 5, 6]).pValue, 2 / 20, 1e-15);
    expect(kolmogorovSmirnov([1, 2, 3], [-4, -5])).toMatchObject({ statistic: 1, location: -4 });
    expect(kolmogorovSmirnov([1], [2])).toMatchObject({ statistic: 1, pValue: 1 });
    expect(kolmogorovSmirnov([1], [1], asymptotic)).toMatchObject({ statistic: 0, pValue: 1 });
    expect(kolmogorovSmirnov([-1.7e308], [1.7e308]).statistic).toBe(1);
  });

  it('compares the shares only after all values of a tie', () => {
    expect(kolmogorovSmirnov([0, 0, 0, 1], [0, 0, 0, 0, 0, 0, 1, 1]).statistic).toBe(0);
    expect(kolmogorovSmirnov([0, -0], [-0, 0]).statistic).toBe(0);
  });

  it('depends neither on the order of the values nor on which sample is which nor on a rising scale', () => {
    const random = seeded(11);
    for (let run = 0; run < 30; run++) {
      const a = randomSample(random, 1 + Math.floor(60 * random()), run % 2 === 0 ? 1 : 15);
      const b = randomSample(random, 1 + Math.floor(60 * random()), run % 2 === 0 ? 1 : 15);
      const { statistic, pValue } = kolmogorovSmirnov(a, b);

      const back = kolmogorovSmirnov(b, a);
      const shuffled = kolmogorovSmirnov(a.toReversed(), Float64Array.from(b));
      const scaled = kolmogorovSmirnov(a.map(Math.exp), b.map(Math.exp));

      expectClose(back.statistic, statistic, 1e-15);
      expectClose(back.pValue, pValue, 1e-12);
      expect(shuffled).toMatchObject({ statistic, pValue });
      expect(scaled).toMatchObject({ statistic, pValue });
    }
  });

  it('changes from the exact to the asymptotic p-value above 10,000 pairs', () => {
    expect(kolmogorovSmirnov(steps(100), steps(100)).method).toBe('exact');
    expect(kolmogorovSmirnov(steps(101), steps(100)).method).toBe('asymptotic');
  });

  it('leaves the samples as they are', () => {
    const sample = Float64Array.of(3, 1, 2);
    kolmogorovSmirnov(sample, sample);

    expect(Array.from(sample)).toEqual([3, 1, 2]);
  });

  it.each([
    ['reference', [], [1]],
    ['current', [1], []],
    ['reference', [Number.NaN], [1]],
    ['current', [1], [Infinity]],
  ])('refuses a %s that is empty or not finite', (name, reference, current) => {
    expect(() => kolmogorovSmirnov(reference, current)).toThrow(RangeError);
    expect(() => kolmogorovSmirnov(reference, current)).toThrow(name);
  });

  it('refuses a method that it does not have', () => {
    expect(() => kolmogorovSmirnov([1], [2], { method: 'asymp' as 'asymptotic' })).toThrow(/^method /);
  });
});
