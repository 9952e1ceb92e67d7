import { type Bytes, sha256 } from './bytes';

/** The first byte keeps leaves and nodes apart (RFC 9162, 2.1.1). */
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const leafHash = (data: Bytes): Promise<Bytes> => sha256(LEAF, data);

export const nodeHash = (left: Bytes, right: Bytes): Promise<Bytes> => sha256(NODE, left, right);

/**
 * The root that a leaf and the hashes beside its way lead to (RFC 9162, 2.1.3.2); null where so many hashes lead to no
 * root of a tree of this size.
 */
export async function rootFrom(
  leaf: Bytes,
  index: number,
  size: number,
  hashes: readonly Bytes[],
): Promise<Bytes | null> {
  if (index < 0 || index >= size) return null;
  let [node, last, hash] = [index, size - 1, leaf];
  for (const beside of hashes) {
    if (last === 0) return null;
    const isRight = node % 2 === 1 || node === last;
    hash = isRight ? await nodeHash(beside, hash) : await nodeHash(hash, beside);
    // The last node of a level with an odd number of them has no sibling there.
    while (isRight && node % 2 === 0 && node > 0) [node, last] = [half(node), half(last)];
    [node, last] = [half(node), half(last)];
  }
  return last === 0 ? hash : null;
}

/** Sizes may exceed 32 bits, so no shifts. */
export const half = (value: number): number => Math.floor(value / 2);
