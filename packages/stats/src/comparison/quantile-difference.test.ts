import { describe, expect, it } from 'vitest';
import { quantileDesignEffect, quantileDifference } from './quantile-difference.js';
import {
  type Case,
  casesOf,
  expectClose,
  hasRealData,
  numbersAt,
  realData,
  seeded,
} from '../vectors.test-support.js';

const COLUMNS: Record<string, { arm: string; valueOf: (row: Record<string, string>) => number | null }> = {
  sum_gamerounds: { arm: 'version', valueOf: row => Number(row['sum_gamerounds']) },
  'spend where spend>0': { arm: 'segment', valueOf: row => Number(row['spend']) || null },
};

function armOf({ inputs }: Case, key: 'arm_a' | 'arm_b'): number[] {
  const { arm, valueOf } = COLUMNS[inputs['column'] as string] as (typeof COLUMNS)[string];
  const rows = realData(inputs['data'] as string).filter(row => row[arm] === inputs[key]);
  return rows.map(valueOf).filter(measured => measured !== null);
}

function expectAll(given: Case['outputs'], control: ArrayLike<number>, treatment: ArrayLike<number>): void {
  const p = given['p'] as number;
  const result = quantileDifference(control, treatment, p);

  expectClose(result.quantileControl, given['q_a'], 1e-13);
  expectClose(result.quantileTreatment, given['q_b'], 1e-13);
  expectClose(result.difference, given['diff'], 1e-12);
  expectClose(result.standardErrorControl, given['se_a'], 1e-13);
  expectClose(result.standardErrorTreatment, given['se_b'], 1e-13);
  expectClose(result.standardError, given['se_diff'], 1e-13);
  expectClose(result.interval?.lower ?? null, numbersAt(given, 'ci95')[0], 1e-12);
  expectClose(result.interval?.upper ?? null, numbersAt(given, 'ci95')[1], 1e-12);
}

const random = seeded(8);
const gaussian = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const control = Array.from({ length: 301 }, gaussian);
const treatment = Array.from({ length: 250 }, () => gaussian() + 0.3);

describe('a difference of quantiles', () => {
  const listed = casesOf('quantiles').filter(({ id }) => id.startsWith('diff'));

  describe.runIf(hasRealData)('of real arms, where the data lie beside the checkout', () => {
    it.each(listed)('agrees with numpy for $id', given => {
      expectAll(
        { ...given.outputs, p: given.inputs['q'] as number },
        armOf(given, 'arm_a'),
        armOf(given, 'arm_b'),
      );
    });
  });

  // values by numpy 2 and scipy 1.17
  it.each([
    [
      [4.5, 1.25, 9, 7.75, 3, 3, 12.5, 0.5, 6, 8, 2],
      [5, 11, 2.5, 13, 9.5, 7, 7, 21, 4],
      {
        p: 0.05,
        q_a: 0.875,
        q_b: 3.1,
        diff: 2.225,
        se_a: 0.19133004634674525,
        se_b: 0.3826600926934905,
        se_diff: 0.42782698976950767,
        ci95: [1.386474508437579, 3.0635254915624213],
        pv: 1.985389105354924e-7,
      },
    ],
    [
      [4.5, 1.25, 9, 7.75, 3, 3, 12.5, 0.5, 6, 8, 2],
      [5, 11, 2.5, 13, 9.5, 7, 7, 21, 4],
      {
        p: 0.5,
        q_a: 4.5,
        q_b: 7.0,
        diff: 2.5,
        se_a: 1.721970417120707,
        se_b: 2.6786206488544333,
        se_diff: 3.184366608590821,
        ci95: [-3.741243866409964, 8.741243866409963],
        pv: 0.432403450039725,
      },
    ],
    [
      [4.5, 1.25, 9, 7.75, 3, 3, 12.5, 0.5, 6, 8, 2],
      [5, 11, 2.5, 13, 9.5, 7, 7, 21, 4],
      {
        p: 0.9,
        q_a: 9.0,
        q_b: 14.600000000000001,
        diff: 5.600000000000001,
        se_a: 1.6581937350051255,
        se_b: 2.9337273773167603,
        se_diff: 3.369920293898377,
        ci95: [-1.0049224068114517, 12.204922406811455],
        pv: 0.09656083086592006,
      },
    ],
    [
      [1, 4],
      [8, 3.5, 5],
      {
        p: 0.25,
        q_a: 1.75,
        q_b: 4.25,
        diff: 2.5,
        se_a: 0.765320185386981,
        se_b: 1.1479802780804713,
        se_diff: 1.379700585280183,
        ci95: [-0.20416345659799173, 5.204163456597992],
        pv: 0.06998815196176633,
      },
    ],
  ])('agrees with numpy and scipy for %j against %j', (few, others, expected) => {
    expectAll(expected, few, others);
    expectClose(quantileDifference(few, others, expected.p).pValue, expected.pv, 1e-12);
  });

  it('has a p-value that is small exactly when the interval of that level leaves out 0', () => {
    const { pValue } = quantileDifference(control, treatment, 0.5);
    const bound = quantileDifference(control, treatment, 0.5, { alpha: pValue as number }).interval;

    expect(Math.min(Math.abs(bound?.lower ?? 1), Math.abs(bound?.upper ?? 1))).toBeLessThan(1e-12);
  });

  it('scales with the metric, and stays where the metric is measured from elsewhere', () => {
    const here = quantileDifference(control, treatment, 0.75);
    const there = quantileDifference(
      control.map(value => 4 * value + 1024),
      treatment.map(value => 4 * value + 1024),
      0.75,
    );

    expectClose(there.difference, 4 * here.difference, 1e-10);
    expectClose(there.standardError, 4 * here.standardError, 1e-10);
    expectClose(there.statistic, here.statistic, 1e-10);
  });

  it('is the opposite when the arms change places, whatever the order of the units', () => {
    const there = quantileDifference(control, treatment, 0.25);
    const back = quantileDifference(treatment.toReversed(), Float64Array.from(control), 0.25);

    expect(back.difference).toBe(-there.difference);
    expect(back.standardError).toBe(there.standardError);
    expect(back.pValue).toBe(there.pValue);
  });

  it('leaves its input as it is', () => {
    const values = [9, 10, 1];
    quantileDifference(values, values, 0.5);

    expect(values).toEqual([9, 10, 1]);
  });

  it('of arms in which nearly every unit is 0 is known but cannot be tested', () => {
    const mostlyZero = Array.from({ length: 1000 }, (_, i) => (i < 20 ? i : 0));

    const result = quantileDifference(mostlyZero, mostlyZero, 0.5);

    expect(result).toMatchObject({ difference: 0, standardError: 0, pValue: null, interval: null });
    expect(result.undefinedBecause).toBe('no spread around the quantile');
    expect(quantileDifference([3], [5], 0.5)).toMatchObject({ difference: 2, statistic: null });
  });

  it('does not overflow between the largest doubles', () => {
    const extreme = [-1.7e308, 0, 1.7e308];

    expect(quantileDifference(extreme, [1, 2, 3], 0.5).standardErrorControl).toBeLessThan(1.7e308);
  });

  it('covers no difference as often as it says', () => {
    const runs = 1000;
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      const draw = () => Array.from({ length: 200 }, () => -Math.log(1 - random()));
      const interval = quantileDifference(draw(), draw(), 0.5).interval;
      if (interval !== null && interval.lower < 0 && interval.upper > 0) covered++;
    }

    expect(covered / runs).toBeGreaterThan(0.93);
    expect(covered / runs).toBeLessThan(0.98);
  });

  it.each([
    ['control', [], [1], 0.5],
    ['treatment', [1], [1, Number.NaN], 0.5],
    ['p', [1, 2], [1, 2], 0],
    ['p', [1, 2], [1, 2], 1],
    ['p', [1, 2], [1, 2], 50],
  ])('is refused by the name of %s for %j, %j at %d', (name, a, b, p) => {
    expect(() => quantileDifference(a, b, p)).toThrow(RangeError);
    expect(() => quantileDifference(a, b, p)).toThrow(new RegExp(`^${name} `));
  });
});

describe('a design effect', () => {
  it('widens each arm by its square root', () => {
    const plain = quantileDifference(control, treatment, 0.5);
    const wide = quantileDifference(control, treatment, 0.5, { designEffect: { control: 4, treatment: 9 } });

    expectClose(wide.standardErrorControl, 2 * plain.standardErrorControl, 1e-15);
    expectClose(wide.standardErrorTreatment, 3 * plain.standardErrorTreatment, 1e-15);
    expect(() =>
      quantileDifference(control, treatment, 0.5, { designEffect: { control: -1, treatment: 1 } }),
    ).toThrow('designEffect.control');
  });

  it('of clusters of one value each is nearly 1', () => {
    const labels = control.map((_, i) => i);

    expectClose(quantileDesignEffect(control, labels, 0.5), 1, 0.01);
  });

  it('of clusters whose values are all alike is nearly their size', () => {
    const doubled = control.flatMap(value => [value, value, value]);
    const labels = control.flatMap((_, i) => [`c${i}`, `c${i}`, `c${i}`]);

    expectClose(quantileDesignEffect(doubled, labels, 0.5), 3, 0.03);
  });

  it.each([
    ['clusters', [1, 2], ['a'], 0.5],
    ['clusters', [1, 2], ['a', 'a'], 0.5],
    ['values', [1, Number.NaN], ['a', 'b'], 0.5],
    ['p', [1, 2], ['a', 'b'], 1],
  ])('is refused by the name of %s for %j in %j at %d', (name, values, labels, p) => {
    expect(() => quantileDesignEffect(values, labels, p)).toThrow(new RegExp(`^${name} `));
  });
});
