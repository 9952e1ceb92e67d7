import { BUCKETS } from './hash.rules.js';

/** A half-open range of buckets, [start, end), in shares of 1. */
export type BucketRange = readonly [start: number, end: number];

/**
 * Which buckets belong to which variant? Each variant owns a stretch as wide as its weight, and takes the first
 * `allocationBp` of it: a larger allocation moves nobody.
 *
 * The bounds are one division each of exact integers, so that comparing them with a bucket is exact.
 */
export function bucketRanges(weightsBp: readonly number[], allocationBp: number): BucketRange[] {
  let before = 0;
  return weightsBp.map(weightBp => {
    const start = before / BUCKETS;
    const end = (before * BUCKETS + weightBp * allocationBp) / (BUCKETS * BUCKETS);
    before += weightBp;
    return [start, end] as const;
  });
}

/** The first range that holds a bucket, or -1. */
export const chooseVariant = (bucket: number, ranges: readonly BucketRange[]): number =>
  ranges.findIndex(([start, end]) => bucket >= start && bucket < end);
