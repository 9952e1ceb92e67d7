import { describe, expect, it } from 'vitest';
import { cuped } from './cuped.js';
import { type PairMoments, pairMomentsOf } from '../moments/moments.js';
import {
  type Case,
  casesOf,
  expectClose,
  hasRealData,
  numbersAt,
  realData,
  seeded,
  type Value,
} from '../vectors.test-support.js';
import { welch } from './welch.js';

const cases = casesOf('cuped');

/** The case's own note asks for 1e-6 where the covariate hardly varies. */
function toleranceOf({ id }: Case): number {
  return id === 'near_constant_covariate' ? 1e-6 : 1e-8;
}

function expectCase(given: Case, control: ReturnType<typeof pairMomentsOf>, treatment: typeof control): void {
  const tolerance = toleranceOf(given);
  for (const theta of ['within', 'total'] as const) {
    const expected = given.outputs[theta] as Record<string, Value>;
    const result = cuped(control, treatment, { theta });
    const [lower, upper] = numbersAt(expected, 'ci95');
    expectClose(result.theta, expected['theta'], tolerance);
    expectClose(result.difference, expected['adj_diff'], tolerance);
    expectClose(result.standardError, expected['se'], tolerance);
    expectClose(result.degreesOfFreedom, expected['welch_df'], tolerance);
    expectClose(result.pValue, expected['p_two_sided'], tolerance);
    expectClose(result.interval.lower, lower, tolerance);
    expectClose(result.interval.upper, upper, tolerance);
    expectClose(result.varianceReduction, expected['variance_reduction'], tolerance);
  }
}

describe('CUPED', () => {
  const listed = cases.filter(({ inputs, outputs }) => 'y_a' in inputs && 'within' in outputs);

  it.each(listed)('agrees with numpy and least squares for $id', given => {
    const { inputs } = given;

    const control = pairMomentsOf(numbersAt(inputs, 'y_a'), numbersAt(inputs, 'x_a'));
    const treatment = pairMomentsOf(numbersAt(inputs, 'y_b'), numbersAt(inputs, 'x_b'));

    expectCase(given, control, treatment);
  });

  describe.runIf(hasRealData)('on the e-mail test of 2008, where the data lie beside the checkout', () => {
    it.each(cases.filter(({ inputs }) => 'data' in inputs))('agrees with numpy for $id', given => {
      const rows = realData('hillstrom.csv');
      const armOf = (name: Value | undefined) => {
        const units = rows.filter(row => row['segment'] === name);
        const column = (key: string) => units.map(row => Number(row[given.inputs[key] as string]));
        return pairMomentsOf(column('y'), column('x'));
      };

      expectCase(given, armOf(given.inputs['arm_a']), armOf(given.inputs['arm_b']));
    });
  });

  it('of a constant covariate is the unadjusted comparison, and says so', () => {
    const control = pairMomentsOf([1, 2, 3, 4, 5], [2, 2, 2, 2, 2]);
    const treatment = pairMomentsOf([2, 3, 4, 6, 5], [2, 2, 2, 2, 2]);

    const result = cuped(control, treatment);

    const plain = welch({ n: 5, mean: 3, variance: 2.5 }, { n: 5, mean: 4, variance: 2.5 });
    expect(result).toMatchObject({ ...plain, theta: 0, varianceReduction: 0, adjusted: false });
  });

  it('does not depend on where the covariate is measured from', () => {
    const y = [1, 4, 2, 8, 5];
    const x = [2, 3, 1, 9, 4];
    const shifted = x.map(value => value + 1000);

    const here = cuped(pairMomentsOf(y, x), pairMomentsOf(x, y));
    const there = cuped(
      pairMomentsOf(y, shifted),
      pairMomentsOf(
        x,
        y.map(value => value + 1000),
      ),
    );

    expectClose(there.difference, here.difference, 1e-10);
    expectClose(there.standardError, here.standardError, 1e-10);
  });

  it('does not depend on where the metric is measured from, be it a billion', () => {
    const random = seeded(21);
    const covariate = Array.from({ length: 400 }, () => random());
    const metric = covariate.map(value => value + random());
    const arms = (from: number) =>
      [0, 200].map(start =>
        pairMomentsOf(
          metric.slice(start, start + 200).map(value => from + Math.round(value * 1024) / 1024),
          covariate.slice(start, start + 200).map(value => from + Math.round(value * 1024) / 1024),
        ),
      ) as [PairMoments, PairMoments];

    const here = cuped(...arms(0), { theta: 'total' });
    const there = cuped(...arms(1e9), { theta: 'total' });

    expectClose(there.difference, here.difference, 1e-11);
    expectClose(there.theta, here.theta, 1e-12);
    expectClose(there.pValue, here.pValue, 1e-11);
  });

  it('covers the true lift as often as it says', () => {
    const random = seeded(11);
    const gaussian = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    let covered = 0;
    const runs = 600;
    for (let run = 0; run < runs; run++) {
      const arm = (effect: number) => {
        const x = Array.from({ length: 200 }, () => 5 + gaussian());
        return pairMomentsOf(
          x.map(value => (value + gaussian()) * effect),
          x,
        );
      };
      const interval = cuped(arm(1), arm(1.5)).lift?.interval;
      if (interval !== undefined && interval.lower < 0.5 && interval.upper > 0.5) covered++;
    }

    expect(covered / runs).toBeGreaterThan(0.93);
    expect(covered / runs).toBeLessThan(0.975);
  });

  it('has no lift over a control mean of zero', () => {
    expect(cuped(pairMomentsOf([-1, 1], [1, 2]), pairMomentsOf([1, 2], [1, 5])).lift).toBeNull();
  });

  it('refuses an arm of one unit', () => {
    const fine = pairMomentsOf([1, 2, 4], [2, 2, 3]);

    expect(() => cuped(pairMomentsOf([1], [1]), fine)).toThrow('control.n');
    expect(() => cuped(fine, null as unknown as PairMoments)).toThrow('treatment must be given');
  });
});
