import { type Place, completedBy, nodeHash, placesOf } from './merkle.rules.js';

/** A complete subtree and its hash. */
export interface TreeNode {
  readonly place: Place;
  readonly hash: Buffer;
}

/**
 * The edge at which the tree grows: the complete subtrees of what is there, at most one of each level. With it and new
 * leaves, every node that they complete is known, whatever the size of the tree.
 */
export class Frontier {
  private readonly open: Map<number, Buffer>;

  /** @param hashes of `placesOf(0, size)`, in that order */
  constructor(
    private size: number,
    hashes: readonly Buffer[],
  ) {
    this.open = new Map(placesOf(0, size).map(({ level }, index) => [level, hashes[index] as Buffer]));
  }

  /** Adds leaves, and gives the nodes above them that are complete now, lowest first for each leaf. */
  grow(leaves: readonly Buffer[]): TreeNode[] {
    return leaves.flatMap(leaf => this.added(leaf));
  }

  private added(leaf: Buffer): TreeNode[] {
    let hash = leaf;
    const nodes = completedBy(this.size).map(place => {
      hash = nodeHash(this.taken(place.level - 1), hash);
      return { place, hash };
    });
    this.open.set(nodes.length, hash);
    this.size += 1;
    return nodes;
  }

  /** What is to the left of a node of this level. It is part of a larger one from now on. */
  private taken(level: number): Buffer {
    const hash = this.open.get(level);
    if (!hash) throw new Error(`the tree of the audit log lacks its last node of level ${level}`);
    this.open.delete(level);
    return hash;
  }
}
