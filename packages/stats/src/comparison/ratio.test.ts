import { describe, expect, it } from 'vitest';
import { pairMomentsOf } from '../moments/moments.js';
import { ratioDifference } from './ratio.js';
import { casesOf, expectClose, numbersAt } from '../vectors.test-support.js';
import { welch } from './welch.js';

describe('a difference of ratios', () => {
  const listed = casesOf('ratio_metric_delta').filter(({ inputs }) => 'num_a' in inputs);

  it.each(listed)('agrees with the sandwich estimator for $id', ({ inputs, outputs }) => {
    const arm = (name: string) =>
      pairMomentsOf(numbersAt(inputs, `num_${name}`), numbersAt(inputs, `den_${name}`));

    const result = ratioDifference(arm('a'), arm('b'));

    const [lower, upper] = numbersAt(outputs, 'ci95_diff');
    const [liftLower, liftUpper] = numbersAt(outputs, 'ci95_lift');
    expectClose(result.ratioControl, outputs['R_a'], 1e-13);
    expectClose(result.ratioTreatment, outputs['R_b'], 1e-13);
    expectClose(result.difference, outputs['diff'], 1e-12);
    expectClose(result.standardError, outputs['se_diff'], 1e-12);
    expectClose(result.statistic, outputs['z'], 1e-12);
    expectClose(result.pValue, outputs['p_two_sided'], 1e-12);
    expectClose(result.interval?.lower ?? null, lower);
    expectClose(result.interval?.upper ?? null, upper);
    expectClose(result.lift, outputs['lift'], 1e-12);
    expectClose(result.relative?.interval?.lower ?? null, liftLower);
    expectClose(result.relative?.interval?.upper ?? null, liftUpper);
  });

  it('over a denominator of one is a difference of means', () => {
    const control = pairMomentsOf([1, 4, 2, 8], [1, 1, 1, 1]);
    const treatment = pairMomentsOf([3, 5, 9, 2], [1, 1, 1, 1]);
    const means = welch(
      { n: 4, mean: control.meanY, variance: control.varianceY },
      { n: 4, mean: treatment.meanY, variance: treatment.varianceY },
    );

    const result = ratioDifference(control, treatment);

    expect(result.difference).toBe(means.difference);
    expectClose(result.standardError, means.standardError, 1e-15);
  });

  it('is undefined without a denominator, and says so', () => {
    const result = ratioDifference(pairMomentsOf([0, 0], [0, 0]), pairMomentsOf([1, 2], [2, 2]));

    expect(result).toMatchObject({
      ratioControl: null,
      ratioTreatment: 0.75,
      difference: null,
      pValue: null,
      undefinedBecause: 'zero denominator',
    });
  });

  it('of two constants is known but cannot be tested', () => {
    const result = ratioDifference(pairMomentsOf([1, 2], [2, 4]), pairMomentsOf([2, 4], [2, 4]));

    expect(result).toMatchObject({ difference: 0.5, pValue: null, undefinedBecause: 'neither arm varies' });
    const [orders, revenue] = [
      [1, 2, 3, 4, 7, 12, 5],
      [0.1, 0.2, 0.3, 0.4, 0.7, 1.2, 0.5],
    ];
    const proportional = pairMomentsOf(revenue, orders);
    expect(ratioDifference(proportional, proportional).undefinedBecause).toBe('neither arm varies');
  });

  it('refuses a single recipient and an impossible covariance', () => {
    const fine = pairMomentsOf([1, 2, 4], [2, 2, 3]);

    expect(() => ratioDifference(pairMomentsOf([1], [1]), fine)).toThrow('control.n');
    expect(() => ratioDifference(fine, { ...fine, covariance: 99 })).toThrow('treatment.covariance');
  });
});
