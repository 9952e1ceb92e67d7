/** How many buckets there are: no split is finer than a ten-thousandth. */
export const BUCKETS = 10_000;

const OFFSET_BASIS = 0x811c9dc5;

/** FNV-1a, 32 bits, over UTF-16 code units; it can go on `from` the hash of what stands before. */
export function fnv1a32(text: string, from = OFFSET_BASIS): number {
  let hash = from;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/**
 * In which bucket does a key fall? GrowthBook's hash version 2, bit for bit.
 *
 * @returns a number in [0, 1), a multiple of 0.0001
 * @see https://docs.growthbook.io/lib/build-your-own#hashing
 */
export const hash = (seed: string, key: string): number => hashAfter(fnv1a32(seed), key);

/** The same from the hash of the seed, which is the same for all keys and longer than most of them. */
export const hashAfter = (seedHash: number, key: string): number =>
  (fnv1a32(String(fnv1a32(key, seedHash))) % BUCKETS) / BUCKETS;
