import { describe, expect, it } from 'vitest';
import { pairMomentsOf } from './moments.js';
import { mergeQuadMoments, type QuadMoments, quadMomentsOf } from './quad-moments.js';
import { expectClose, seeded } from '../vectors.test-support.js';

const random = seeded(31);
const x = Array.from({ length: 90 }, () => 1 + Math.floor(9 * random()));
const y = x.map(sends => Math.floor((sends + 1) * random()));
const xBefore = x.map(sends => sends + Math.floor(3 * random()));
const yBefore = y.map(clicks => clicks + Math.floor(2 * random()));

function ofUnits(from: number, to: number): QuadMoments {
  const cut = (values: number[]) => values.slice(from, to);
  return quadMomentsOf(cut(y), cut(x), cut(yBefore), cut(xBefore));
}

function expectSame(actual: QuadMoments, expected: QuadMoments): void {
  expect(actual.after.n).toBe(expected.after.n);
  for (const part of ['after', 'before', 'across'] as const) {
    for (const [key, value] of Object.entries(expected[part])) {
      expectClose((actual[part] as unknown as Record<string, number>)[key] as number, value, 1e-12);
    }
  }
}

describe('the moments of a ratio and its past', () => {
  it('are those of each pair of measures', () => {
    const { after, before, across } = ofUnits(0, 90);

    expect(after).toEqual(pairMomentsOf(y, x));
    expect(before).toEqual(pairMomentsOf(yBefore, xBefore));
    expect(across).toEqual({
      yy: pairMomentsOf(y, yBefore).covariance,
      yx: pairMomentsOf(y, xBefore).covariance,
      xy: pairMomentsOf(x, yBefore).covariance,
      xx: pairMomentsOf(x, xBefore).covariance,
    });
  });

  it('of two groups are those of all units together, wherever the groups were cut', () => {
    for (const cut of [0, 1, 13, 89, 90]) {
      expectSame(mergeQuadMoments(ofUnits(0, cut), ofUnits(cut, 90)), ofUnits(0, 90));
    }
  });

  it.each([
    ['x', () => quadMomentsOf([1, 2], [1], [1, 2], [1, 2])],
    ['yBefore', () => quadMomentsOf([1, 2], [1, 2], [1], [1, 2])],
    ['xBefore', () => quadMomentsOf([1, 2], [1, 2], [1, 2], [1, 2, 3])],
    [
      'a.before.n',
      () => mergeQuadMoments({ ...ofUnits(0, 9), before: ofUnits(0, 8).before }, ofUnits(9, 20)),
    ],
    [
      'b.across.xy',
      () =>
        mergeQuadMoments(ofUnits(0, 9), {
          ...ofUnits(9, 20),
          across: { yy: 0, yx: 0, xy: Number.NaN, xx: 0 },
        }),
    ],
  ])('are refused by the name of %s', (name, attempt) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(`${name} must`);
  });
});
