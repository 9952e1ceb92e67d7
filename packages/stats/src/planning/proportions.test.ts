import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cohensH,
  minimumDetectableRateChange,
  powerForProportions,
  sampleSizeForProportions,
} from './proportions.js';
import { casesOf, expectClose, numberAt } from '../vectors.test-support.js';

describe('a plan for two rates', () => {
  const cases = casesOf('power_sample_size').filter(({ id }) => id.startsWith('prop_n_'));

  it.each(cases)('takes as many units as scipy says for $id, by every method', ({ inputs, outputs }) => {
    const [control, treatment] = [numberAt(inputs, 'p1'), numberAt(inputs, 'p2')];
    const plan = { control, treatment, alpha: numberAt(inputs, 'alpha'), power: numberAt(inputs, 'power') };

    const unpooled = sampleSizeForProportions({ ...plan, method: 'unpooled' });
    const arcsine = sampleSizeForProportions({ ...plan, method: 'arcsine' });
    const both = sampleSizeForProportions({ ...plan, method: 'arcsine', bothTails: true });
    expectClose(sampleSizeForProportions(plan), outputs['n_per_arm_pooled_null'], 1e-12);
    expectClose(unpooled, outputs['n_per_arm_unpooled_simple'], 1e-12);
    expectClose(cohensH(control, treatment), outputs['cohen_h'], 1e-12);
    expectClose(arcsine, outputs['n_per_arm_cohen_h_one_tail'], 1e-10);
    expectClose(both, outputs['n_per_arm_cohen_h_two_tail'], 1e-10);
  });

  // the closed forms in mpmath
  it('takes unequal arms', () => {
    const plan = { control: 0.1, treatment: 0.11, ratio: 2.5 };

    expectClose(sampleSizeForProportions(plan), 10398.742687216707, 1e-12);
    expectClose(sampleSizeForProportions({ ...plan, method: 'unpooled' }), 10137.61306488529, 1e-12);
    expectClose(sampleSizeForProportions({ ...plan, method: 'arcsine' }), 10320.898665766968, 1e-12);
    expectClose(powerForProportions({ ...plan, n: 8000 }), 0.6889731288565146, 1e-12);
  });

  const rate = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  const method = fc.constantFrom('pooled', 'unpooled', 'arcsine');
  const test = fc.constantFrom('fixed', 'sequential', 'sequentialAtEnd');
  const ratio = fc.double({ min: 0.1, max: 10, noNaN: true });

  it('has the power that it was sized for', () => {
    const property = fc.property(rate, rate, ratio, method, test, (control, treatment, r, how, read) => {
      fc.pre(Math.abs(treatment - control) > 1e-6);
      const plan = { control, treatment, ratio: r, method: how, test: read, tuningSize: 9000 } as const;
      const n = sampleSizeForProportions({ ...plan, power: 0.7, bothTails: true });
      expectClose(powerForProportions({ ...plan, n }), 0.7, 1e-9);
    });
    fc.assert(property, { seed: 21, numRuns: 60 });
  });

  it('finds the rise that it calls detectable', () => {
    const property = fc.property(ratio, method, test, (r, how, read) => {
      const plan = { ratio: r, method: how, test: read, tuningSize: 9000 } as const;
      const rise = minimumDetectableRateChange({ ...plan, baseline: 0.05, n: 20_000 }) as number;
      const n = sampleSizeForProportions({ ...plan, control: 0.05, treatment: 0.05 + rise });
      expectClose(n, 20_000, 1e-9);
    });
    fc.assert(property, { seed: 22, numRuns: 40 });
  });

  it('is the same when successes and failures are exchanged', () => {
    const there = sampleSizeForProportions({ control: 0.02, treatment: 0.023, ratio: 3 });
    const back = sampleSizeForProportions({ control: 0.98, treatment: 0.977, ratio: 3 });

    expectClose(back, there, 1e-10);
  });

  it('keeps the digits of a difference that is tiny', () => {
    expectClose(cohensH(0.3, 0.3 + 1e-12), 1e-12 / Math.sqrt(0.21), 1e-4);
    expect(cohensH(0.2, 0.4)).toBe(-cohensH(0.4, 0.2));
  });

  it.each([
    ['n', () => powerForProportions({ control: 0.1, treatment: 0.2, n: 0 })],
    ['ratio', () => sampleSizeForProportions({ control: 0.1, treatment: 0.2, ratio: 0 })],
    ['power', () => sampleSizeForProportions({ control: 0.1, treatment: 0.2, power: 0.02 })],
    ['control', () => cohensH(0, 0.1)],
  ])('that is impossible is refused by the name of %s', (name, attempt) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});
