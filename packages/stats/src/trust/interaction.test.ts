import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignmentDependence } from './assignment-dependence.js';
import { interactionTest } from './interaction.js';
import { type Moments, momentsOf } from '../moments/moments.js';
import { expectClose } from '../vectors.test-support.js';

function grid(n: number[][], mean: number[][], variance: number[][]): Moments[][] {
  return n.map((row, i) =>
    row.map((units, j) => ({ n: units, mean: mean[i]?.[j] as number, variance: variance[i]?.[j] as number })),
  );
}

const two = grid(
  [
    [1000, 1200],
    [900, 1100],
  ],
  [
    [1, 1.1],
    [1.05, 1.3],
  ],
  [
    [4, 5],
    [3.5, 6],
  ],
);

const three = grid(
  [
    [120, 80, 300],
    [95, 400, 60],
    [210, 77, 1000],
  ],
  [
    [1, 1.2, 0.9],
    [1.1, 1.5, 1.4],
    [0.8, 1.3, 0.7],
  ],
  [
    [1, 2, 3],
    [0.5, 4, 1.5],
    [2.5, 0.2, 9],
  ],
);

/** The first cell is known a million million million times worse than the second. */
const uneven = grid(
  [
    [100, 200, 300, 400],
    [150, 250, 350, 90],
  ],
  [
    [10, 11, 12, 13],
    [10.5, 11, 13, 15],
  ],
  [
    [1e14, 1e-4, 30, 40],
    [50, 60, 1e6, 80],
  ],
);

const cell = fc
  .tuple(
    fc.integer({ min: 2, max: 5000 }),
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.double({ min: 0.1, max: 5, noNaN: true }),
  )
  .map(([n, mean, variance]): Moments => ({ n, mean, variance }));
const row = fc.array(cell, { minLength: 3, maxLength: 3 });
const cells = fc.array(row, { minLength: 2, maxLength: 4 });

describe('two experiments at once', () => {
  it('of two arms are compared by the difference of the differences', () => {
    const { effect, assignment } = interactionTest(two);

    // checked with numpy and scipy 1.17
    expectClose(effect.difference, 0.15, 1e-14);
    expectClose(effect.standardError, 0.13232573827529173, 1e-14);
    expectClose(effect.statistic, 1.284972598788577, 1e-13);
    expectClose(effect.pValue, 0.2569765079489345, 1e-12);
    expectClose(effect.interval?.lower ?? 0, -0.19084851426323884, 1e-12);
    expect(effect.interacting).toBe(false);
    expect(assignment).toEqual(
      assignmentDependence([
        [1000, 1200],
        [900, 1100],
      ]),
    );
  });

  it.each([
    // checked with mpmath: the weighted squares around an additive fit
    ['three by three', three, 4, 7.514983046207708, 0.11105041576399095],
    ['two by four, unevenly known', uneven, 3, 3.2551015175717737, 0.35394072283967976],
  ])('of %s agree with mpmath', (_, given, degreesOfFreedom, statistic, pValue) => {
    const { effect } = interactionTest(given);

    expect(effect.degreesOfFreedom).toBe(degreesOfFreedom);
    expectClose(effect.statistic, statistic, 1e-12);
    expectClose(effect.pValue, pValue, 1e-12);
    expect([effect.difference, effect.standardError, effect.interval]).toEqual([null, null, null]);
  });

  it('do not disturb each other when their effects add up', () => {
    const added = [0, 1, 5].map(i => [0, 2].map(j => ({ n: 900, mean: i + j, variance: 1 + i + j })));

    const { effect } = interactionTest(added);

    expectClose(effect.statistic, 0, 1e-13);
    expectClose(effect.pValue, 1, 1e-12);
  });

  it('disturb each other when one works only in one arm of the other', () => {
    const only = [0, 1].map(i => [0, 1].map(j => ({ n: 5000, mean: i * j * 0.2, variance: 1 })));

    const { effect } = interactionTest(only);

    expect(effect.interacting).toBe(true);
    expectClose(effect.difference, 0.2, 1e-14);
  });

  it('disturb each other as much in whatever order, unit and origin', () => {
    const property = fc.property(cells, given => {
      const { statistic } = interactionTest(given).effect;
      const turned = (given[0] as Moments[])
        .map((_, j) => given.map(arms => arms[j] as Moments))
        .toReversed();
      const inCents = given.map(arms =>
        arms.map(({ n, mean, variance }) => ({ n, mean: 128 * (mean + 2), variance: 128 ** 2 * variance })),
      );
      for (const same of [turned, inCents]) {
        const again = interactionTest(same).effect.statistic as number;
        expect(Math.abs(again - (statistic as number))).toBeLessThanOrEqual(
          1e-9 * (1 + (statistic as number)),
        );
      }
    });
    fc.assert(property, { seed: 11 });
  });

  it('are not disturbed by an effect that each arm of the other has alike', () => {
    const property = fc.property(cells, fc.double({ min: -3, max: 3, noNaN: true }), (given, shift) => {
      const { statistic } = interactionTest(given).effect;
      const shifted = given.map((arms, i) =>
        i === 0 ? arms : arms.map(arm => ({ ...arm, mean: arm.mean + shift })),
      );
      const again = interactionTest(shifted).effect.statistic as number;
      expect(Math.abs(again - (statistic as number))).toBeLessThanOrEqual(1e-9 * (1 + (statistic as number)));
    });
    fc.assert(property, { seed: 12 });
  });

  it('cannot be compared where a cell is all but empty, or nothing varies', () => {
    const still = { n: 10, mean: 1, variance: 0 };
    const some = { n: 10, mean: 1, variance: 2 };

    expect(
      interactionTest([
        [some, some],
        [some, momentsOf([1])],
      ]).effect,
    ).toEqual({
      statistic: null,
      degreesOfFreedom: 1,
      pValue: null,
      difference: null,
      standardError: null,
      interval: null,
      interacting: false,
      undefinedBecause: 'too few units',
    });
    expect(
      interactionTest([
        [still, still],
        [still, still],
      ]).effect.undefinedBecause,
    ).toBe('too few cells vary');
    const onlyOne = [
      [some, still, still],
      [still, still, still],
    ];
    expect(interactionTest(onlyOne).effect.undefinedBecause).toBe('too few cells vary');
    expect(
      interactionTest([
        [still, still],
        [some, still],
      ]).effect.undefinedBecause,
    ).toBeNull();
  });

  it.each([
    ['cells', [[two[0]?.[0] as Moments, two[0]?.[1] as Moments]], {}],
    ['cells', [[two[0]?.[0] as Moments], [two[0]?.[1] as Moments]], {}],
    ['cells[1]', [two[0] as Moments[], [two[0]?.[1] as Moments]], {}],
    ['cells[1][0].variance', [two[0] as Moments[], [{ n: 4, mean: 0, variance: -1 }, momentsOf([1, 2])]], {}],
    ['alpha', two, { alpha: 0 }],
  ])('are refused by the name of %s', (name, given, options) => {
    expect(() => interactionTest(given, options)).toThrow(RangeError);
    expect(() => interactionTest(given, options)).toThrow(name);
  });
});
