import type { Bytes } from './bytes';
import { half, nodeHash } from './inclusion';

/** A tree as a checkpoint tells of it. */
export interface Tree {
  readonly size: number;
  readonly root: Bytes;
}

/** Whether a tree begins with an older one: nothing was altered, only added (RFC 9162, 2.1.4.2). */
export async function isExtension(old: Tree, tree: Tree, proof: readonly Bytes[]): Promise<boolean> {
  if (old.size < 1 || old.size > tree.size) return false;
  if (old.size === tree.size) return proof.length === 0 && isSame(old.root, tree.root);
  let [node, last] = [old.size - 1, tree.size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  // An old tree that is a subtree of the new one stands for itself: it is not part of the proof.
  const [start, ...rest] = node === 0 ? [old.root, ...proof] : proof;
  if (start === undefined) return false;
  let [oldHash, hash] = [start, start];
  for (const beside of rest) {
    if (last === 0) return false;
    const isLeft = node % 2 === 1 || node === last;
    if (isLeft) oldHash = await nodeHash(beside, oldHash);
    hash = isLeft ? await nodeHash(beside, hash) : await nodeHash(hash, beside);
    // The rightmost node has no sibling where a level has an odd number of nodes.
    while (isLeft && node % 2 === 0 && node > 0) [node, last] = [half(node), half(last)];
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && isSame(oldHash, old.root) && isSame(hash, tree.root);
}

const isSame = (one: Bytes, other: Bytes): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);
