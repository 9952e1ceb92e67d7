import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mannWhitney } from './mann-whitney.js';
import {
  type Case,
  casesOf,
  expectClose,
  hasRealData,
  numbersAt,
  realData,
} from '../vectors.test-support.js';

const cases = casesOf('mann_whitney');
// few different values, so that most samples hold ties
const arm = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 30 });

// Not asked here: the one-sided, uncorrected and exact p-values, and the Hodges-Lehmann shift.
function expectCase({ outputs }: Case, control: readonly number[], treatment: readonly number[]): void {
  const result = mannWhitney(control, treatment);

  expect(result.statistic).toBe(outputs['U_b']);
  // the reference has no p-value where all values are equal, and asks for 1
  expectClose(result.pValue, outputs['p_asymptotic'] ?? 1, 1e-9);
  expectClose(result.probabilityOfSuperiority, outputs['prob_b_gt_a'], 1e-9);
}

/** By definition: every pair of units, one by one. */
function pairsWon(control: readonly number[], treatment: readonly number[]): number {
  const points = control.flatMap(a => treatment.map(b => (Math.sign(b - a) + 1) / 2));
  return points.reduce((sum, point) => sum + point, 0);
}

describe('the Mann-Whitney test', () => {
  it.each(cases.filter(({ inputs }) => 'a' in inputs))('agrees with scipy and R for $id', given => {
    expectCase(given, numbersAt(given.inputs, 'a'), numbersAt(given.inputs, 'b'));
  });

  describe.runIf(hasRealData)('on the e-mail test of 2008, where the data lie beside the checkout', () => {
    const rows = hasRealData ? realData('hillstrom.csv') : [];

    it.each(cases.filter(({ inputs }) => 'data' in inputs))('agrees with scipy for $id', given => {
      const armOf = (key: string) =>
        rows
          .filter(row => row['segment'] === given.inputs[key])
          .map(row => Number(row[given.inputs['column'] as string]));

      expectCase(given, armOf('arm_a'), armOf('arm_b'));
    });
  });

  it('counts the pairs that treatment wins, and half of the ties', () => {
    const property = fc.property(arm, arm, (control, treatment) => {
      expect(mannWhitney(control, treatment).statistic).toBe(pairsWon(control, treatment));
    });
    fc.assert(property, { seed: 1 });
  });

  it('finds the opposite when the arms change places', () => {
    const property = fc.property(arm, arm, (control, treatment) => {
      const there = mannWhitney(control, treatment);
      const back = mannWhitney(treatment, control);
      expect(back.pValue).toBe(there.pValue);
      expect(back.statistic + there.statistic).toBe(control.length * treatment.length);
      expect(back.probabilityOfSuperiority).toBeCloseTo(1 - there.probabilityOfSuperiority, 14);
    });
    fc.assert(property, { seed: 2 });
  });

  it('depends on neither the order of the units nor the scale of the metric', () => {
    const property = fc.property(arm, arm, (control, treatment) => {
      const stretched = (values: number[]) => values.map(x => Math.exp(3 * x)).toReversed();
      expect(mannWhitney(stretched(control), stretched(treatment))).toEqual(mannWhitney(control, treatment));
    });
    fc.assert(property, { seed: 3 });
  });

  it('gives a p-value in (0, 1], and 1 for an arm against itself', () => {
    const property = fc.property(arm, arm, (control, treatment) => {
      const { pValue } = mannWhitney(control, treatment);
      expect(pValue).toBeGreaterThan(0);
      expect(pValue).toBeLessThanOrEqual(1);
      expect(mannWhitney(control, control).pValue).toBe(1);
    });
    fc.assert(property, { seed: 4 });
  });

  it('keeps its digits where nearly every unit is 0', () => {
    const n = 500_000;
    const [control, treatment] = [new Float64Array(n), new Float64Array(n)];
    treatment[0] = 1;

    // one unit of 2 n is not tied: the variance of U is n squared / 4, and U is n / 2 above its mean, so
    // that the p-value is 2 sf(1 - 1 / n), here by mpmath
    const { statistic, pValue } = mannWhitney(control, treatment);

    expect(statistic).toBe((n * n) / 2 + n / 2);
    expectClose(pValue, 0.3173114757467801, 1e-13);
  });

  it('takes the two zeros for one value and leaves its input as it is', () => {
    const control = [0, 3, -0];

    expect(mannWhitney(control, [-0, 0]).statistic).toBe(2);
    expect(control).toEqual([0, 3, -0]);
  });

  it.each([
    ['control', [], [1]],
    ['treatment', [1], []],
    ['control', [1, Number.NaN], [1]],
    ['treatment', [1], [Infinity]],
  ])('refuses by the name of %s arms that cannot be compared: %j and %j', (name, control, treatment) => {
    expect(() => mannWhitney(control, treatment)).toThrow(RangeError);
    expect(() => mannWhitney(control, treatment)).toThrow(new RegExp(`^${name} `));
  });
});
