import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  minimumDetectableDifference,
  minimumDetectableLift,
  minimumDetectableRateChange,
  powerForLift,
  powerForMeans,
  sampleSizeForMeans,
  sampleSizeForProportions,
} from './index.js';
import { casesOf, expectClose, numberAt } from '../vectors.test-support.js';

const cases = casesOf('power_sample_size');
const startingWith = (start: string) => cases.filter(({ id }) => id.startsWith(start));

describe('a plan', () => {
  it.each(startingWith('t_n_'))('takes as many units as R says for $id', ({ inputs, outputs }) => {
    const n = sampleSizeForMeans({
      difference: numberAt(inputs, 'effect_size_d'),
      standardDeviation: 1,
      ratio: numberAt(inputs, 'ratio_n2_over_n1'),
      alpha: numberAt(inputs, 'alpha'),
      power: numberAt(inputs, 'power'),
    });

    expectClose(n, outputs['n1'], 1e-9);
  });

  it.each(startingWith('t_power_'))('has the power that R says for $id', ({ inputs, outputs }) => {
    const control = numberAt(inputs, 'n1');

    const power = powerForMeans({
      difference: numberAt(inputs, 'effect_size_d'),
      standardDeviation: 1,
      control,
      treatment: control * numberAt(inputs, 'ratio_n2_over_n1'),
    });

    expectClose(power, outputs['power'], 1e-8);
  });

  it.each(startingWith('prop_n_'))('for rates takes as many units as R says for $id', given => {
    const { inputs, outputs } = given;
    const plan = { control: numberAt(inputs, 'p1'), treatment: numberAt(inputs, 'p2') };
    const options = { alpha: numberAt(inputs, 'alpha'), power: numberAt(inputs, 'power') };

    expectClose(sampleSizeForProportions({ ...plan, ...options }), outputs['n_per_arm_pooled_null'], 1e-12);
  });

  it.each(startingWith('mde_mean'))('finds the differences of $id', ({ inputs, outputs }) => {
    const plan = {
      mean: numberAt(inputs, 'mean'),
      standardDeviation: numberAt(inputs, 'sd'),
      n: numberAt(inputs, 'n_per_arm'),
      alpha: numberAt(inputs, 'alpha'),
      power: numberAt(inputs, 'power'),
    };

    expectClose(minimumDetectableDifference(plan), outputs['mde_abs'], 1e-12);
    expectClose(minimumDetectableLift({ ...plan, test: 'difference' }), outputs['mde_rel'], 1e-12);
  });

  it.each(startingWith('mde_prop'))('finds the rise of $id', ({ inputs, outputs }) => {
    const plan = { baseline: numberAt(inputs, 'baseline'), n: numberAt(inputs, 'n_per_arm') };

    expectClose(minimumDetectableRateChange(plan), outputs['mde_abs'], 1e-10);
  });

  it.each([
    [0.1, 0.05, 57763, 0.788886, 0.050725],
    [0.02, 0.1, 80000, 0.775789, 0.103241],
    [0.25, 0.03, 60000, 0.840224, 0.028417],
  ])('for a lift of a rate of %d has the published power', (rate, lift, n, power, detectable) => {
    const baseline = { mean: rate, standardDeviation: Math.sqrt(rate * (1 - rate)), n };

    expect(powerForLift({ ...baseline, lift })).toBeCloseTo(power, 6);
    expect(minimumDetectableLift(baseline)).toBeCloseTo(detectable, 6);
  });

  it('finds the lift it calls detectable with the power it was asked for', () => {
    const n = fc.integer({ min: 2000, max: 1e7 });
    const property = fc.property(n, fc.double({ min: 0.5, max: 0.99, noNaN: true }), (units, power) => {
      const baseline = { mean: 10, standardDeviation: 30, n: units };
      const lift = minimumDetectableLift({ ...baseline, power }) as number;
      // the formula leaves out rejections in the wrong direction
      expect(powerForLift({ ...baseline, lift })).toBeCloseTo(power, 3);
    });
    fc.assert(property, { seed: 9 });
  });

  it('grows with its power, and a small one still has two units', () => {
    const plan = { difference: 3, standardDeviation: 1 };

    const [small, large] = [0.5, 0.9].map(power => sampleSizeForMeans({ ...plan, power })) as [
      number,
      number,
    ];

    expect(small).toBeGreaterThan(1);
    expect(large).toBeGreaterThan(small);
  });

  it('is found for a difference of any size', () => {
    const units = [1e6, 1e20, 1e300].map(difference =>
      sampleSizeForMeans({ difference, standardDeviation: 1 }),
    );
    for (const n of units) expect(n).toBeGreaterThanOrEqual(1.1);
    expect(units).toEqual(units.toSorted((a, b) => b - a));
  });

  it('says null when nothing can be found', () => {
    expect(minimumDetectableLift({ mean: 0.1, standardDeviation: 30, n: 100 })).toBeNull();
    expect(minimumDetectableRateChange({ baseline: 0.5, n: 3 })).toBeNull();
  });

  it.each([
    ['difference', () => sampleSizeForMeans({ difference: 0, standardDeviation: 1 })],
    ['difference', () => sampleSizeForMeans({ difference: 1, standardDeviation: 1e60 })],
    [
      'control and treatment must be at least 2.2',
      () => powerForMeans({ difference: 1, standardDeviation: 1, control: 1.01, treatment: 1.01 }),
    ],
    ['standardDeviation', () => minimumDetectableDifference({ standardDeviation: 0, n: 10 })],
    ['control', () => sampleSizeForProportions({ control: 0, treatment: 0.1 })],
    ['treatment - control', () => sampleSizeForProportions({ control: 0.1, treatment: 0.1 })],
    ['power', () => sampleSizeForProportions({ control: 0.1, treatment: 0.2, power: 1 })],
    ['mean', () => powerForLift({ mean: 0, standardDeviation: 1, n: 10, lift: 0.1 })],
    ['baseline', () => minimumDetectableRateChange({ baseline: 1, n: 10 })],
  ])('that is impossible is refused by the name of %s', (name, attempt) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});
