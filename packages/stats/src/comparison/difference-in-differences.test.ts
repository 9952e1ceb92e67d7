import { describe, expect, it } from 'vitest';
import { differenceInDifferences, differenceInDifferencesPanel } from './difference-in-differences.js';
import { type Moments, momentsOf, type PairMoments, pairMomentsOf } from '../moments/moments.js';
import { casesOf, expectClose, numberAt, seeded, type Value } from '../vectors.test-support.js';
import { welch } from './welch.js';

const few = {
  controlBefore: momentsOf([1, 2.5, 4]),
  controlAfter: momentsOf([2, 2, 5, 3.5]),
  treatmentBefore: momentsOf([0.5, 1]),
  treatmentAfter: momentsOf([6, 7, 4, 9, 8.5, 6.5]),
};
const random = seeded(14);

/** Units that differ much from each other and change little, by `effect` on average. */
function panel(size: number, effect: number): { before: number[]; after: number[]; pair: PairMoments } {
  const before = Array.from({ length: size }, () => 100 * random());
  const after = before.map(value => value + effect + random());
  return { before, after, pair: pairMomentsOf(after, before) };
}

describe('a difference in differences', () => {
  const families = casesOf('difference_in_differences');

  it.each(families.filter(({ inputs }) => 'means' in inputs))('has the closed form for $id', given => {
    const cell = (key: string): Moments => {
      const of = (field: string) => numberAt(given.inputs[field] as Record<string, Value>, key);
      return { n: of('n'), mean: of('means'), variance: of('vars') };
    };

    const result = differenceInDifferences({
      controlBefore: cell('pre_c'),
      controlAfter: cell('post_c'),
      treatmentBefore: cell('pre_t'),
      treatmentAfter: cell('post_t'),
    });

    expectClose(result.effect, given.outputs['did'], 1e-14);
    expectClose(result.standardError, given.outputs['se_independent_cells'], 1e-14);
  });

  it.skip.each(families.filter(({ inputs }) => 'data' in inputs))(
    'agrees with least squares for $id, whose data are not published with this code',
    () => undefined,
  );

  it('agrees with numpy and scipy for few units', () => {
    const result = differenceInDifferences(few);

    expectClose(result.effect, 5.458333333333333, 1e-14);
    expectClose(result.standardError, 1.3684185925528944, 1e-14);
    expectClose(result.degreesOfFreedom, 8.097007410746514, 1e-13);
    expectClose(result.pValue, 0.003915285395590093, 1e-11);
    expectClose(result.interval?.lower ?? null, 2.3093229260950663, 1e-11);
    expectClose(result.interval?.upper ?? null, 8.6073437405716, 1e-11);
  });

  it('without a change before is the difference of the two groups after', () => {
    const still = { n: 1e9, mean: 3, variance: 0 };
    const result = differenceInDifferences({ ...few, controlBefore: still, treatmentBefore: still });
    const plain = welch(few.controlAfter, few.treatmentAfter);

    expectClose(result.effect, plain.difference, 1e-15);
    expectClose(result.standardError, plain.standardError, 1e-15);
    expectClose(result.degreesOfFreedom, plain.degreesOfFreedom, 1e-14);
    expectClose(result.pValue, plain.pValue, 1e-12);
  });

  it('is the opposite when arms or times change places', () => {
    const there = differenceInDifferences(few);
    const arms = differenceInDifferences({
      controlBefore: few.treatmentBefore,
      controlAfter: few.treatmentAfter,
      treatmentBefore: few.controlBefore,
      treatmentAfter: few.controlAfter,
    });

    expect(arms.effect).toBe(-there.effect);
    expectClose(arms.pValue, there.pValue as number, 1e-14);
  });

  it('keeps its digits where the metric is measured from a billion', () => {
    const moved = (values: number[]) => momentsOf(values.map(value => value + 1e9));

    const result = differenceInDifferences({
      controlBefore: moved([0.125, 0.25, 0.5]),
      controlAfter: moved([0.125, 0.375, 0.5]),
      treatmentBefore: moved([1, 2, 5]),
      treatmentAfter: moved([1, 2, 5.125]),
    });

    expect(Math.abs(result.effect)).toBeLessThan(1e-15);
  });

  it('of cells that do not vary is known but cannot be tested', () => {
    const [one, three] = [momentsOf([1, 1]), momentsOf([3, 3])];

    const result = differenceInDifferences({
      controlBefore: one,
      controlAfter: one,
      treatmentBefore: one,
      treatmentAfter: three,
    });

    expect(result).toMatchObject({
      effect: 2,
      standardError: 0,
      pValue: null,
      undefinedBecause: 'nothing varies',
    });
  });

  it.each(['controlBefore', 'controlAfter', 'treatmentBefore', 'treatmentAfter'])(
    'is refused by the name of %s when that has a single unit',
    name => {
      expect(() => differenceInDifferences({ ...few, [name]: momentsOf([1]) })).toThrow(RangeError);
      expect(() => differenceInDifferences({ ...few, [name]: momentsOf([1]) })).toThrow(`${name}.n`);
    },
  );
});

describe('a difference in differences of units measured twice', () => {
  it('agrees with scipy for few units', () => {
    const control = pairMomentsOf([2, 4.5, 2, 9, 3.25], [1, 4, 2, 6.5, 3]);
    const treatment = pairMomentsOf([4, 4.5, 7, 4], [2, 1, 5, 3]);

    const result = differenceInDifferencesPanel(control, treatment);

    expectClose(result.effect, 1.275, 1e-14);
    expectClose(result.statistic, 1.8735318138451447, 1e-13);
    expectClose(result.degreesOfFreedom, 6.446706090005754, 1e-13);
    expectClose(result.pValue, 0.10674865416747414, 1e-11);
    expectClose(result.interval?.lower ?? null, -0.36263010968077736, 1e-11);
    expectClose(result.interval?.upper ?? null, 2.9126301096807774, 1e-11);
  });

  it("is Welch's comparison of the changes", () => {
    const [control, treatment] = [panel(60, 0), panel(45, 0.2)];
    const changes = ({ before, after }: typeof control) =>
      momentsOf(after.map((v, i) => v - (before[i] as number)));

    const result = differenceInDifferencesPanel(control.pair, treatment.pair);

    const plain = welch(changes(control), changes(treatment));
    expectClose(result.effect, plain.difference, 1e-10);
    expectClose(result.standardError, plain.standardError, 1e-9);
    expectClose(result.degreesOfFreedom, plain.degreesOfFreedom, 1e-9);
    expectClose(result.pValue, plain.pValue, 1e-8);
  });

  it('is much more certain than four independent groups would be', () => {
    const [control, treatment] = [panel(60, 0), panel(45, 0.2)];
    const paired = differenceInDifferencesPanel(control.pair, treatment.pair);

    const apart = differenceInDifferences({
      controlBefore: momentsOf(control.before),
      controlAfter: momentsOf(control.after),
      treatmentBefore: momentsOf(treatment.before),
      treatmentAfter: momentsOf(treatment.after),
    });

    expectClose(apart.effect, paired.effect, 1e-9);
    expect(apart.standardError).toBeGreaterThan(50 * paired.standardError);
  });

  it('of units that all changed alike is known but cannot be tested', () => {
    const before = Array.from({ length: 20 }, random);
    const moved = (by: number) =>
      pairMomentsOf(
        before.map(value => value + by),
        before,
      );

    const result = differenceInDifferencesPanel(moved(0.1), moved(0.3));

    expectClose(result.effect, 0.2, 1e-12);
    expect(result).toMatchObject({ standardError: 0, statistic: null, undefinedBecause: 'nothing varies' });
  });

  it('is refused by the name of the arm that has a single unit', () => {
    const { pair } = panel(5, 0);

    expect(() => differenceInDifferencesPanel(pairMomentsOf([1], [1]), pair)).toThrow('control.n');
    expect(() => differenceInDifferencesPanel(pair, { ...pair, covariance: 1e9 })).toThrow(
      'treatment.covariance',
    );
  });
});
