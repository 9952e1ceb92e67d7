/** How many buckets there are: no split is finer than a ten-thousandth. */
export const BUCKETS = 10_000;

/** How many there are under version 1 of the hash, which namespaces still use. */
const BUCKETS_OF_VERSION_1 = 1000;

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
 * In which bucket does a key fall? GrowthBook's hash, bit for bit.
 *
 * @param version 2, where every new experiment begins; 1 is slightly uneven and stands for what was begun with it
 * @returns a number in [0, 1), a multiple of 0.0001 (version 1: of 0.001); null under a version that is not known
 * @see https://docs.growthbook.io/lib/build-your-own#hashing
 */
export function hash(seed: string, key: string, version?: 1 | 2): number;
export function hash(seed: string, key: string, version: number): number | null;
export function hash(seed: string, key: string, version = 2): number | null {
  if (version === 2) return hashAfter(fnv1a32(seed), key);
  if (version === 1) return (fnv1a32(seed, fnv1a32(key)) % BUCKETS_OF_VERSION_1) / BUCKETS_OF_VERSION_1;
  return null;
}

/** Version 2 from the hash of the seed, which is the same for all keys and longer than most of them. */
export const hashAfter = (seedHash: number, key: string): number =>
  (fnv1a32(String(fnv1a32(key, seedHash))) % BUCKETS) / BUCKETS;
