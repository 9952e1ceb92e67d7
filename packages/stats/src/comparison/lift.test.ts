import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relativeLift } from './lift.js';
import { casesOf, expectClose, momentsAt, numbersAt } from '../vectors.test-support.js';

describe('the relative lift', () => {
  const defined = casesOf('relative_lift').filter(({ outputs }) => outputs['lift'] !== null);

  it.each(defined)('agrees with mpmath for $id', ({ inputs, outputs }) => {
    const result = relativeLift(momentsAt(inputs, 'a'), momentsAt(inputs, 'b'));

    const [lower, upper] = numbersAt(outputs, 'ci95_delta');
    const [fiellerLower, fiellerUpper] = numbersAt(outputs, 'ci95_fieller');
    expectClose(result.lift, outputs['lift'], 1e-12);
    expectClose(result.standardError, outputs['se_delta'], 1e-12);
    expectClose(result.interval?.lower ?? null, lower);
    expectClose(result.interval?.upper ?? null, upper);
    expectClose(result.fieller?.lower ?? null, fiellerLower);
    expectClose(result.fieller?.upper ?? null, fiellerUpper);
  });

  it('over a control mean of zero is not available, and says why', () => {
    const zero = casesOf('relative_lift').find(({ id }) => id === 'zero_control');
    if (zero === undefined) throw new Error('the case is missing');

    expect(relativeLift(momentsAt(zero.inputs, 'a'), momentsAt(zero.inputs, 'b'))).toEqual({
      lift: null,
      standardError: null,
      interval: null,
      fieller: null,
      reliable: false,
      undefinedBecause: 'zero control mean',
    });
  });

  it('of two constants is known but has no error', () => {
    const result = relativeLift({ n: 9, mean: 2, variance: 0 }, { n: 9, mean: 3, variance: 0 });

    expect(result).toMatchObject({ lift: 0.5, interval: null, undefinedBecause: 'neither arm varies' });
  });

  it('over a negative control mean can be read against its magnitude', () => {
    const control = { n: 400, mean: -2, variance: 3 };
    const treatment = { n: 380, mean: -1.5, variance: 3.5 };

    const plain = relativeLift(control, treatment);
    const magnitude = relativeLift(control, treatment, { relativeTo: 'magnitude' });

    expect(plain.lift).toBe(-0.25);
    expect(magnitude.lift).toBe(0.25);
    expect(magnitude.interval?.lower).toBe(-(plain.interval?.upper ?? 0));
    expect(magnitude.fieller?.upper).toBe(-(plain.fieller?.lower ?? 0));
  });

  it('is unreliable when control is within five standard errors of zero, and unbounded within two', () => {
    const treatment = { n: 100, mean: 1, variance: 1 };

    const near = relativeLift({ n: 100, mean: 0.4, variance: 1 }, treatment);
    const nearer = relativeLift({ n: 100, mean: 0.19, variance: 1 }, treatment);
    const far = relativeLift({ n: 100, mean: 0.5, variance: 1 }, treatment);

    expect([far.reliable, near.reliable, nearer.reliable]).toEqual([true, false, false]);
    expect(near.fieller).not.toBeNull();
    expect(nearer.fieller).toBeNull();
  });

  it('does not depend on the unit of the metric', () => {
    const arm = fc.record({
      n: fc.integer({ min: 2, max: 1e6 }),
      mean: fc.double({ min: 0.5, max: 10, noNaN: true }),
      variance: fc.double({ min: 0.01, max: 10, noNaN: true }),
    });
    const inCents = (m: { n: number; mean: number; variance: number }) => ({
      ...m,
      mean: m.mean * 128,
      variance: m.variance * 128 ** 2,
    });
    const property = fc.property(arm, arm, (control, treatment) => {
      const euros = relativeLift(control, treatment);
      expect(relativeLift(inCents(control), inCents(treatment))).toEqual(euros);
    });
    fc.assert(property, { seed: 3 });
  });
});
