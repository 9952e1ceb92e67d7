import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Moments, momentsOf } from '../moments/moments.js';
import { casesOf, expectClose, momentsAt, numbersAt } from '../vectors.test-support.js';
import { welch } from './welch.js';

describe("Welch's test", () => {
  it.each(casesOf('welch_t_test'))('agrees with mpmath for $id', ({ inputs, outputs }) => {
    const isRaw = 'a' in inputs;
    const control = isRaw ? momentsOf(numbersAt(inputs, 'a')) : momentsAt(inputs, 'a');
    const treatment = isRaw ? momentsOf(numbersAt(inputs, 'b')) : momentsAt(inputs, 'b');

    for (const level of [90, 95, 99]) {
      const result = welch(control, treatment, { alpha: (100 - level) / 100 });

      const [lower, upper] = numbersAt(outputs, `ci_${level}`);
      expectClose(result.difference, outputs['diff_b_minus_a'], 1e-12);
      expectClose(result.standardError, outputs['se'], 1e-13);
      expectClose(result.degreesOfFreedom, outputs['df'], 1e-12);
      expectClose(result.pValue, outputs['p_two_sided'], 1e-11);
      expectClose(result.interval.lower, lower, 1e-11);
      expectClose(result.interval.upper, upper, 1e-11);
    }
  });

  it('finds the opposite when the arms change places', () => {
    const arm = fc.record({
      n: fc.integer({ min: 2, max: 1e8 }),
      mean: fc.double({ min: -100, max: 100, noNaN: true }),
      variance: fc.double({ min: 0.01, max: 100, noNaN: true }),
    });
    const property = fc.property(arm, arm, (control, treatment) => {
      const there = welch(control, treatment);
      const back = welch(treatment, control);
      expect(back.difference).toBe(-there.difference);
      expect(back.pValue).toBe(there.pValue);
      expect(back.interval.lower).toBe(-there.interval.upper);
    });
    fc.assert(property, { seed: 1 });
  });

  it('excludes zero from the interval exactly when the p-value is below alpha', () => {
    const mean = fc.double({ min: -0.5, max: 0.5, noNaN: true });
    const property = fc.property(mean, fc.integer({ min: 5, max: 500 }), (difference, n) => {
      const result = welch({ n, mean: 0, variance: 1 }, { n, mean: difference, variance: 2 });
      const excludesZero = result.interval.lower > 0 || result.interval.upper < 0;
      expect(excludesZero).toBe(result.pValue < 0.05);
    });
    fc.assert(property, { seed: 2 });
  });

  it.each([
    ['control.n', { n: 1, mean: 0, variance: 0 }, { n: 5, mean: 0, variance: 1 }],
    ['treatment.n', { n: 5, mean: 0, variance: 1 }, { n: 0, mean: 0, variance: 0 }],
    ['control.variance', { n: 5, mean: 0, variance: 0 }, { n: 5, mean: 1, variance: 0 }],
    ['treatment.mean', { n: 5, mean: 0, variance: 1 }, { n: 5, mean: Number.NaN, variance: 1 }],
    ['treatment must be given', { n: 5, mean: 0, variance: 1 }, undefined as unknown as Moments],
  ])('refuses arms that cannot be compared by the name of %s', (name, control, treatment) => {
    expect(() => welch(control, treatment)).toThrow(RangeError);
    expect(() => welch(control, treatment)).toThrow(name);
  });

  it('refuses an alpha outside (0, 1)', () => {
    const arm = { n: 5, mean: 0, variance: 1 };

    expect(() => welch(arm, arm, { alpha: 0 })).toThrow(/^alpha /);
    expect(() => welch(arm, arm, { alpha: 95 })).toThrow(/^alpha /);
  });
});
