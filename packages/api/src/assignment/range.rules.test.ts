import { describe, expect, it } from 'vitest';
import { bucketRangesBp, chooseVariant } from './range.rules.js';

const BUCKETS = Array.from({ length: 10_000 }, (_one, index) => index / 10_000);
const countsOf = (weights: readonly number[], allocationBp: number): number[] => {
  const ranges = bucketRangesBp(weights, allocationBp);
  const chosen = BUCKETS.map(bucket => chooseVariant(bucket, ranges));
  return weights.map((_weight, index) => chosen.filter(one => one === index).length);
};

describe('the ranges of buckets', () => {
  it('are the published ones of GrowthBook: two variants of half the traffic', () => {
    expect(bucketRangesBp([5000, 5000], 5000)).toEqual([
      [0, 0.25],
      [0.5, 0.75],
    ]);
  });

  it.each([
    [
      [5000, 5000],
      10_000,
      [
        [0, 0.5],
        [0.5, 1],
      ],
    ],
    [
      [1000, 2000, 7000],
      10_000,
      [
        [0, 0.1],
        [0.1, 0.3],
        [0.3, 1],
      ],
    ],
    [
      [3333, 3333, 3334],
      10_000,
      [
        [0, 0.3333],
        [0.3333, 0.6666],
        [0.6666, 1],
      ],
    ],
    [
      [0, 10_000],
      10_000,
      [
        [0, 0],
        [0, 1],
      ],
    ],
    [
      [10_000, 0],
      10_000,
      [
        [0, 1],
        [1, 1],
      ],
    ],
    [
      [5000, 5000],
      0,
      [
        [0, 0],
        [0.5, 0.5],
      ],
    ],
    [
      [5000, 5000],
      1,
      [
        [0, 0.00005],
        [0.5, 0.50005],
      ],
    ],
  ])('of weights %j at %i basis points are %j', (weights, allocationBp, ranges) => {
    expect(bucketRangesBp(weights, allocationBp)).toEqual(ranges);
  });

  it.each([
    [[1000, 2000, 7000]],
    [[3333, 3333, 3334]],
    [[1, 9998, 1]],
    [[0, 10_000, 0]],
    [[1429, 1429, 1429, 1429, 1428, 1428, 1428]],
    [Array<number>(20).fill(500)],
  ])('hold exactly as many buckets as weights %j promise', weights => {
    expect(countsOf(weights, 10_000)).toEqual(weights);
  });

  it('are half-open: a bucket at a boundary belongs to the range that begins there', () => {
    const ranges = bucketRangesBp([1000, 2000, 7000], 10_000);

    expect([0, 0.0999, 0.1, 0.2999, 0.3, 0.9999].map(bucket => chooseVariant(bucket, ranges))).toEqual([
      0, 0, 1, 1, 2, 2,
    ]);
  });

  it('leave out what lies beyond the allocation', () => {
    const ranges = bucketRangesBp([5000, 5000], 5000);

    expect(
      [0, 0.2499, 0.25, 0.4999, 0.5, 0.7499, 0.75, 0.9999].map(one => chooseVariant(one, ranges)),
    ).toEqual([0, 0, -1, -1, 1, 1, -1, -1]);
  });

  it('grow without moving anybody, at any step of the allocation', () => {
    const weights = [1234, 4321, 4445];
    let before = BUCKETS.map(() => -1);

    for (let allocationBp = 0; allocationBp <= 10_000; allocationBp += 250) {
      const ranges = bucketRangesBp(weights, allocationBp);
      const after = BUCKETS.map(bucket => chooseVariant(bucket, ranges));
      const moved = after.filter((variant, index) => before[index] !== -1 && before[index] !== variant);
      expect(moved).toEqual([]);
      before = after;
    }

    expect(before).not.toContain(-1);
  });

  it('take the share of the allocation, to a bucket', () => {
    const counts = countsOf([1000, 2000, 7000], 3333);

    expect(counts).toEqual([334, 667, 2334]);
  });
});
