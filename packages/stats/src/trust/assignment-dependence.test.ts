import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignmentDependence } from './assignment-dependence.js';
import { expectClose } from '../vectors.test-support.js';

/** Checked with scipy 1.17: chi2_contingency without correction, and contingency.association. */
const CHECKED: [number[][], number, number, number, number][] = [
  [
    [
      [100, 120],
      [130, 110],
    ],
    ...([3.484848484848485, 1, 0.06193303063549674, 0.08703882797784893] as const),
  ],
  [
    [
      [500, 510, 490],
      [505, 498, 520],
    ],
    ...([0.8838813086302577, 2, 0.6427877810047236, 0.017099283050960062] as const),
  ],
  [
    [
      [3, 7, 0],
      [8, 2, 4],
      [1, 9, 6],
    ],
    ...([14.791666666666668, 4, 0.005153404151938864, 0.42999515501146446] as const),
  ],
  [
    [
      [1000000, 1002000],
      [1001000, 1000500],
    ],
    ...([1.5609002945924986, 1, 0.21153344851518352, 0.0006244068587175855] as const),
  ],
];

const table = fc.array(fc.array(fc.nat(500), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 4 });

describe('the assignment of two experiments', () => {
  it.each(CHECKED)('%j agrees with scipy', (counts, statistic, degreesOfFreedom, pValue, strength) => {
    const result = assignmentDependence(counts);

    expectClose(result.statistic, statistic, 1e-11);
    expect(result.degreesOfFreedom).toBe(degreesOfFreedom);
    expectClose(result.pValue, pValue, 1e-11);
    expectClose(result.strength, strength, 1e-11);
    expect(result.dependent).toBe(pValue < 0.01);
  });

  it('is wholly dependent when one arm gives the other away', () => {
    const result = assignmentDependence([
      [0, 40, 0],
      [30, 0, 0],
      [0, 0, 90],
    ]);

    expectClose(result.strength, 1, 1e-15);
    expect(result.dependent).toBe(true);
    expect(Number.isFinite(result.logPValue)).toBe(true);
    // rounding would give 1.0000000000000002
    expect(
      assignmentDependence([
        [1, 0],
        [0, 321],
      ]).strength,
    ).toBe(1);
  });

  it('depends neither on the order of the arms nor on which experiment comes first', () => {
    const property = fc.property(table, counts => {
      const there = assignmentDependence(counts);
      const turned = (counts[0] as number[]).map((_, j) => counts.map(row => row[j] as number)).toReversed();
      const back = assignmentDependence(turned);
      expect(back.degreesOfFreedom).toBe(there.degreesOfFreedom);
      expect(Math.abs(back.statistic - there.statistic)).toBeLessThanOrEqual(1e-10 * (1 + there.statistic));
    });
    fc.assert(property, { seed: 9 });
  });

  it('grows with the units while its strength does not', () => {
    const property = fc.property(table, counts => {
      const there = assignmentDependence(counts);
      const tenfold = assignmentDependence(counts.map(row => row.map(count => 10 * count)));
      expect(Math.abs(tenfold.statistic - 10 * there.statistic)).toBeLessThanOrEqual(
        1e-9 * (1 + there.statistic),
      );
      expect(Math.abs((tenfold.strength ?? 0) - (there.strength ?? 0))).toBeLessThanOrEqual(1e-9);
    });
    fc.assert(property, { seed: 10 });
  });

  it('knows only the arms that hold units', () => {
    const withIdle = assignmentDependence([
      [100, 0, 120],
      [0, 0, 0],
      [130, 0, 110],
    ]);

    expect(withIdle).toEqual(
      assignmentDependence([
        [100, 120],
        [130, 110],
      ]),
    );
  });

  it.each([
    [[]],
    [[[0, 0]]],
    [[[5, 9]]],
    [[[5], [9]]],
    [
      [
        [5, 0],
        [9, 0],
      ],
    ],
  ])('cannot depend on anything in %j', counts => {
    expect(assignmentDependence(counts as number[][])).toMatchObject({
      pValue: 1,
      strength: null,
      dependent: false,
    });
  });

  it.each([
    ['counts[1]', [[1, 2], [3]], {}],
    [
      'counts[1][0]',
      [
        [1, 2],
        [-3, 1],
      ],
      {},
    ],
    [
      'alpha',
      [
        [1, 2],
        [3, 1],
      ],
      { alpha: 1 },
    ],
  ])('is refused by the name of %s', (name, counts, options) => {
    expect(() => assignmentDependence(counts, options)).toThrow(RangeError);
    expect(() => assignmentDependence(counts, options)).toThrow(name);
  });
});
