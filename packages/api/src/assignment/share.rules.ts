import type { BucketRange } from './range.rules.js';

/** How far a sum of weights may be from 1 before they are taken for a mistake. */
const TOLERANCE = 0.01;

/** The weights of `count` variants of equal chance; none where there are no variants. */
export const equalWeights = (count: number): number[] =>
  count > 0 ? Array<number>(count).fill(1 / count) : [];

/**
 * Which buckets belong to which variant, of weights in shares of 1, as GrowthBook's SDKs compute it. Its lenience is
 * theirs: weights that do not add up to about 1, or are not as many as the variants, become equal, and an allocation
 * beyond 0 to 1 becomes the nearer of both. What is configured here is in basis points, and is refused instead.
 *
 * @param weights the share of each variant; null for equal ones
 * @param allocation the share of recipients in the experiment
 * @param count how many variants there are
 * @returns one range for each variant, to the last bit that of the SDKs
 * @see https://docs.growthbook.io/lib/build-your-own#getbucketranges
 */
export function bucketRanges(
  weights: readonly number[] | null | undefined,
  allocation = 1,
  count: number = weights?.length ?? 0,
): BucketRange[] {
  const taken = allocation < 0 ? 0 : allocation > 1 ? 1 : allocation;
  let before = 0;
  return believable(weights, count).map(weight => {
    const start = before;
    before += weight;
    return [start, start + taken * weight] as const;
  });
}

function believable(weights: readonly number[] | null | undefined, count: number): readonly number[] {
  if (!weights || weights.length !== count) return equalWeights(count);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum < 1 - TOLERANCE || sum > 1 + TOLERANCE ? equalWeights(count) : weights;
}
