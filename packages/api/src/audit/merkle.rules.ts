import { sha256 } from '../kernel/content-hash.js';

/** A complete subtree: level 0 is the leaves, and a node of level l covers 2^l of them. */
export interface Place {
  readonly level: number;
  readonly index: number;
}

/** Leaves from `from` to before `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The root of the tree of no leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Buffer = sha256(new Uint8Array());

/** RFC 9162, 2.1.1. The first byte keeps leaves and nodes apart: no node can be passed off as a leaf. */
export function leafHash(data: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(data.length + 1);
  bytes[0] = 0;
  bytes.set(data, 1);
  return sha256(bytes);
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(1 + left.length + right.length);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return sha256(bytes);
}

/** The largest power of two below `count`: where RFC 9162 splits so many leaves. Sizes exceed 32 bits, so no shifts. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

/** The complete subtrees that make up a range, left to right. `from` is where a subtree as large as the range begins. */
export function placesOf(from: number, to: number): Place[] {
  const places: Place[] = [];
  let at = from;
  for (let level = Math.floor(Math.log2(Math.max(1, to - from))); at < to; level -= 1) {
    const width = 2 ** level;
    if (at + width > to) continue;
    places.push({ level, index: at / width });
    at += width;
  }
  return places;
}

/** The hash of a range, from those of its complete subtrees. */
export const foldHashes = (hashes: readonly Buffer[]): Buffer =>
  hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right));

/** What proves that a leaf is in the tree of `size` leaves: the hashes of these ranges, in this order (RFC 9162, 2.1.3.1). */
export function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    const isLeft = index < middle;
    ranges.push(isLeft ? { from: middle, to } : { from, to: middle });
    if (isLeft) to = middle;
    else from = middle;
  }
  return ranges.reverse();
}

/** What proves that the tree of `size` leaves begins with that of `oldSize`: the hashes of these ranges (2.1.4.1). */
export function consistencyRanges(oldSize: number, size: number): Range[] {
  if (oldSize === 0) return [];
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to !== oldSize) {
    const middle = from + splitOf(to - from);
    const isLeft = oldSize <= middle;
    ranges.push(isLeft ? { from: middle, to } : { from, to: middle });
    if (isLeft) to = middle;
    else from = middle;
  }
  // The old root itself, if the old tree is a subtree of the new one, is what the verifier has.
  if (from > 0) ranges.push({ from, to });
  return ranges.reverse();
}

/** The nodes above the leaves that leaf `index` completes, lowest first. */
export function completedBy(index: number): Place[] {
  const places: Place[] = [];
  for (let [level, size] = [1, (index + 1) / 2]; Number.isInteger(size); level += 1, size /= 2) {
    places.push({ level, index: size - 1 });
  }
  return places;
}

/** Whether a leaf is the one at `index` of the tree with this root (RFC 9162, 2.1.3.2). */
export function verifyInclusion(
  leaf: Buffer,
  index: number,
  size: number,
  proof: readonly Buffer[],
  root: Buffer,
): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  const sides = sidesOf(index, size - 1, proof.length);
  return sides !== null && climb(leaf, proof, sides).equals(root);
}

/** Whether the tree with `root` begins with the one with `oldRoot`: nothing was altered, only added (2.1.4.2). */
export function verifyConsistency(
  oldSize: number,
  size: number,
  oldRoot: Buffer,
  root: Buffer,
  proof: readonly Buffer[],
): boolean {
  if (!isCount(oldSize) || !isCount(size) || oldSize > size) return false;
  if (oldSize === 0) return proof.length === 0 && oldRoot.equals(EMPTY_ROOT);
  if (oldSize === size) return proof.length === 0 && oldRoot.equals(root);
  let [node, last] = [oldSize - 1, size - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  // An old tree that is a subtree of the new one stands for itself: it is not part of the proof.
  const [start, ...rest] = node === 0 ? [oldRoot, ...proof] : proof;
  const sides = start === undefined ? null : sidesOf(node, last, rest.length);
  if (start === undefined || sides === null) return false;
  const isOld = (_hash: unknown, step: number): boolean => sides[step] === 'LEFT';
  const old = climb(start, rest.filter(isOld), sides.filter(isOld));
  return old.equals(oldRoot) && climb(start, rest, sides).equals(root);
}

type Side = 'LEFT' | 'RIGHT';

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

const half = (value: number): number => Math.floor(value / 2);

const isOdd = (value: number): boolean => value % 2 === 1;

/** On which side of the way up each hash of a proof belongs; null unless so many hashes lead to the root. */
function sidesOf(from: number, lastOfLevel: number, count: number): Side[] | null {
  const sides: Side[] = [];
  let [node, last] = [from, lastOfLevel];
  while (last > 0 && sides.length < count) {
    const isRightmost = node === last;
    sides.push(isOdd(node) || isRightmost ? 'LEFT' : 'RIGHT');
    // The rightmost node has no sibling where a level has an odd number of nodes.
    while (isRightmost && !isOdd(node) && node > 0) [node, last] = [half(node), half(last)];
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sides.length === count ? sides : null;
}

const climb = (from: Buffer, siblings: readonly Buffer[], sides: readonly Side[]): Buffer =>
  siblings.reduce(
    (hash, sibling, step) => (sides[step] === 'LEFT' ? nodeHash(sibling, hash) : nodeHash(hash, sibling)),
    from,
  );
