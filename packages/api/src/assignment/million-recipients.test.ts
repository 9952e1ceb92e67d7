import { binomial, chiSquared } from '@probity/stats';
import { describe, expect, it } from 'vitest';
import { BUCKETS, fnv1a32, hashAfter } from './hash.rules.js';
import { bucketRangesBp, chooseVariant } from './range.rules.js';

const RECIPIENTS = 1_000_000;
const SEEDS = [
  '5b0d5b5e-52c3-4c3e-8f5a-0b7f6d1d5c01',
  'c1f6a1f4-9a3f-4b8e-9d2a-2f9f1f1b7a42',
  '0e8c2d7a-6a54-4f0c-8a0b-7c5e9e3d1f63',
  '9d4b7c1e-3f2a-4e5d-b6c7-8a9b0c1d2e84',
];
/** The chance that one of all the tests below finds something where there is nothing. */
const ALPHA = 1e-4;

const keys = Array.from({ length: RECIPIENTS }, (_none, index) => `customer-${index}@example.com`);
const buckets = SEEDS.map(seed => {
  const seedHash = fnv1a32(seed);
  return Uint16Array.from(keys, key => Math.round(hashAfter(seedHash, key) * BUCKETS));
});
const bucketsOf = (seed: number): Uint16Array => buckets[seed] ?? new Uint16Array();

/** Sum over the cells of (observed - expected)^2 / expected. */
const distance = (counts: readonly number[], expected: number): number =>
  counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);

const pairs = SEEDS.flatMap((_one, first) =>
  SEEDS.slice(first + 1).map((_other, i) => [first, first + 1 + i]),
);

describe('a million recipients', () => {
  it.each(SEEDS.map((_seed, index) => index))('fill the buckets of seed %i evenly', seed => {
    const counts = Array<number>(BUCKETS).fill(0);
    for (const bucket of bucketsOf(seed)) counts[bucket] = (counts[bucket] ?? 0) + 1;

    expect(chiSquared.sf(distance(counts, RECIPIENTS / BUCKETS), BUCKETS - 1)).toBeGreaterThan(ALPHA);
  });

  it.each(pairs)('fall by seed %i as if there were no seed %i', (first = 0, second = 0) => {
    const CELLS = 20;
    const width = BUCKETS / CELLS;
    const other = bucketsOf(second);
    const counts = Array<number>(CELLS * CELLS).fill(0);
    bucketsOf(first).forEach((bucket, index) => {
      const cell = Math.floor(bucket / width) * CELLS + Math.floor((other[index] ?? 0) / width);
      counts[cell] = (counts[cell] ?? 0) + 1;
    });

    const expected = RECIPIENTS / CELLS ** 2;
    expect(chiSquared.sf(distance(counts, expected), CELLS ** 2 - 1)).toBeGreaterThan(ALPHA);
  });

  it.each([100, 500, 1_000, 2_000])('have the share of %i basis points held out', sizeBp => {
    const heldOut = bucketsOf(0).reduce((sum, bucket) => sum + (bucket < sizeBp ? 1 : 0), 0);
    const share = sizeBp / BUCKETS;

    expect(binomial.cdf(heldOut, RECIPIENTS, share)).toBeGreaterThan(ALPHA);
    expect(binomial.sf(heldOut, RECIPIENTS, share)).toBeGreaterThan(ALPHA);
  });

  it('keep their variants when the allocation grows from 10 to 50 %', () => {
    const [small, large] = [1_000, 5_000].map(allocation =>
      bucketRangesBp([2_500, 2_500, 5_000], allocation),
    );
    const variants = (ranges = small ?? []) =>
      Int8Array.from(bucketsOf(1), bucket => chooseVariant(bucket / BUCKETS, ranges));
    const before = variants(small);
    const after = variants(large);

    const moved = before.reduce((sum, variant, i) => sum + (variant >= 0 && variant !== after[i] ? 1 : 0), 0);
    const inside = (all: Int8Array) => all.reduce((sum, variant) => sum + (variant >= 0 ? 1 : 0), 0);
    expect(moved).toBe(0);
    expect(inside(before) / RECIPIENTS).toBeCloseTo(0.1, 2);
    expect(inside(after) / RECIPIENTS).toBeCloseTo(0.5, 2);
  });
});
