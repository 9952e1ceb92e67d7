import { BUCKETS } from './hash.rules.js';

/** A half-open range of buckets, [start, end), in shares of 1. */
export type BucketRange = readonly [start: number, end: number];

/**
 * Which buckets belong to which variant? Each variant owns a stretch as wide as its weight, and takes the first
 * `allocationBp` of it: a larger allocation moves nobody.
 *
 * The bounds are one division each of exact integers, so that comparing them with a bucket is exact.
 */
export function bucketRangesBp(weightsBp: readonly number[], allocationBp: number): BucketRange[] {
  let before = 0;
  return weightsBp.map(weightBp => {
    const start = before / BUCKETS;
    const end = (before * BUCKETS + weightBp * allocationBp) / (BUCKETS * BUCKETS);
    before += weightBp;
    return [start, end] as const;
  });
}

/** The first range that holds a bucket, or -1. */
export function chooseVariant(bucket: number, ranges: readonly BucketRange[]): number {
  for (let index = 0; index < ranges.length; index += 1) {
    const range = ranges[index];
    if (range && bucket >= range[0] && bucket < range[1]) return index;
  }
  return -1;
}
