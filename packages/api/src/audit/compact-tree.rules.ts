import { foldHashes, nodeHash } from './merkle.rules.js';

/** A tree of which only the roots of its complete subtrees are kept: it grows by any number of leaves in no memory. */
export class CompactTree {
  private readonly roots: Buffer[] = [];
  private count = 0;

  get size(): number {
    return this.count;
  }

  add(leaf: Buffer): void {
    let hash = leaf;
    for (let size = this.count; size % 2 === 1; size = (size - 1) / 2) {
      hash = nodeHash(this.roots.pop() ?? hash, hash);
    }
    this.roots.push(hash);
    this.count += 1;
  }

  root(): Buffer {
    return foldHashes(this.roots);
  }
}
