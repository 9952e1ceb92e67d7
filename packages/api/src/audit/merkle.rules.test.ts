import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CompactTree } from './compact-tree.rules.js';
import {
  type Range,
  completedBy,
  consistencyRanges,
  foldHashes,
  inclusionRanges,
  leafHash,
  nodeHash,
  placesOf,
  verifyConsistency,
  verifyInclusion,
} from './merkle.rules.js';

const MOST = 300;
const sha = (...parts: readonly Uint8Array[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest();
const DATA = Array.from({ length: MOST }, (_none, index) => Buffer.from(`entry ${index}`));
const LEAVES = DATA.map(leafHash);

/** RFC 9162, word by word and as slow as that, kept apart from what is tested: MTH, PATH and SUBPROOF. */
const memo = new Map<string, Buffer>();

function treeHash(from: number, to: number): Buffer {
  const key = `${from}-${to}`;
  const known = memo.get(key);
  if (known) return known;
  const hash =
    to === from
      ? sha()
      : to - from === 1
        ? sha(Buffer.of(0), DATA[from] as Buffer)
        : sha(Buffer.of(1), treeHash(from, middleOf(from, to)), treeHash(middleOf(from, to), to));
  memo.set(key, hash);
  return hash;
}

function middleOf(from: number, to: number): number {
  let power = 1;
  while (power * 2 < to - from) power *= 2;
  return from + power;
}

function path(index: number, from: number, to: number): Buffer[] {
  if (to - from === 1) return [];
  const middle = middleOf(from, to);
  return index < middle
    ? [...path(index, from, middle), treeHash(middle, to)]
    : [...path(index, middle, to), treeHash(from, middle)];
}

function subproof(size: number, from: number, to: number, isWhole: boolean): Buffer[] {
  if (size === to) return isWhole ? [] : [treeHash(from, to)];
  const middle = middleOf(from, to);
  return size <= middle
    ? [...subproof(size, from, middle, isWhole), treeHash(middle, to)]
    : [...subproof(size, middle, to, false), treeHash(from, middle)];
}

const hashAt = ({ level, index }: { level: number; index: number }): Buffer =>
  treeHash(index * 2 ** level, (index + 1) * 2 ** level);
const hashOf = ({ from, to }: Range): Buffer => foldHashes(placesOf(from, to).map(hashAt));
const sizes = Array.from({ length: MOST }, (_none, index) => index + 1);
const flipped = (hash: Buffer): Buffer => {
  const copy = Buffer.from(hash);
  copy[7] = (copy[7] ?? 0) ^ 4;
  return copy;
};

describe('the tree of the audit log', () => {
  it('has the root of RFC 6962 for no leaf and for the leaves of its test data', () => {
    const inputs = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ];
    const leaves = inputs.map(hex => leafHash(Buffer.from(hex, 'hex')));
    const roots = [0, 1, 2, 3, 4, 5, 6, 7, 8].map(size => {
      const tree = new CompactTree();
      for (const leaf of leaves.slice(0, size)) tree.add(leaf);
      return tree.root().toString('hex');
    });

    expect(roots).toEqual([
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ]);
  });

  it.each(['the complete subtrees', 'a tree that keeps no leaves'])('has the root of RFC 9162 by %s', how => {
    const tree = new CompactTree();
    for (const [index, leaf] of LEAVES.entries()) {
      tree.add(leaf);
      const root = how === 'the complete subtrees' ? hashOf({ from: 0, to: index + 1 }) : tree.root();
      expect(root.equals(treeHash(0, index + 1))).toBe(true);
    }
    expect(tree.size).toBe(MOST);
  });

  it('keeps leaves and nodes apart', () => {
    const [left, right] = [LEAVES[0] as Buffer, LEAVES[1] as Buffer];

    expect(nodeHash(left, right)).not.toEqual(leafHash(Buffer.concat([left, right])));
  });

  it('completes every subtree once, when its last leaf comes', () => {
    const completed = LEAVES.flatMap((_leaf, index) =>
      completedBy(index).map(place => ({ index, last: (place.index + 1) * 2 ** place.level - 1, place })),
    );

    expect(completed.every(({ index, last }) => index === last)).toBe(true);
    expect(new Set(completed.map(({ place }) => `${place.level}/${place.index}`)).size).toBe(
      completed.length,
    );
    expect(completed).toHaveLength(
      [1, 2, 3, 4, 5, 6, 7, 8].reduce((sum, level) => sum + Math.floor(MOST / 2 ** level), 0),
    );
  });

  it('counts beyond 32 bits', () => {
    const size = 2 ** 40 + 3;

    expect(placesOf(0, size)).toEqual([
      { level: 40, index: 0 },
      { level: 1, index: 2 ** 39 },
      { level: 0, index: 2 ** 40 + 2 },
    ]);
    expect(completedBy(2 ** 40 - 1).at(-1)).toEqual({ level: 40, index: 0 });
    expect(inclusionRanges(2 ** 40, size)).toEqual([
      { from: 2 ** 40 + 1, to: 2 ** 40 + 2 },
      { from: 2 ** 40 + 2, to: 2 ** 40 + 3 },
      { from: 0, to: 2 ** 40 },
    ]);
  });
});

describe('a proof that an entry is in the log', () => {
  it('is that of RFC 9162 for every entry of every tree, and is believed', () => {
    const wrong: unknown[] = [];
    for (const size of sizes) {
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionRanges(index, size).map(hashOf);
        const isRight = Buffer.concat(proof).equals(Buffer.concat(path(index, 0, size)));
        const isBelieved = verifyInclusion(LEAVES[index] as Buffer, index, size, proof, treeHash(0, size));
        if (!isRight || !isBelieved) wrong.push({ index, size });
      }
    }
    expect(wrong).toEqual([]);
  });

  it('is not believed with another entry, place, size or root, or with a hash changed, too few or too many', () => {
    const wrong: unknown[] = [];
    for (const size of sizes.filter(one => one < 40)) {
      for (let index = 0; index < size; index += 1) {
        const [leaf, root, proof] = [LEAVES[index] as Buffer, treeHash(0, size), path(index, 0, size)];
        const believed = [
          verifyInclusion(flipped(leaf), index, size, proof, root),
          verifyInclusion(leaf, index, size, proof, flipped(root)),
          verifyInclusion(leaf, index ^ 1, size, proof, root),
          verifyInclusion(leaf, size, size, proof, root),
          verifyInclusion(leaf, -1, size, proof, root),
          verifyInclusion(leaf, index + 0.5, size, proof, root),
          verifyInclusion(leaf, index, size, [...proof, root], root),
          ...proof.map((_hash, place) => verifyInclusion(leaf, index, size, proof.toSpliced(place, 1), root)),
          ...proof.map((hash, place) =>
            verifyInclusion(leaf, index, size, proof.with(place, flipped(hash)), root),
          ),
        ];
        if (believed.includes(true)) wrong.push({ index, size, believed });
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('a proof that a log has only grown', () => {
  it('is that of RFC 9162 for every two sizes, and is believed', () => {
    const wrong: unknown[] = [];
    for (const size of sizes) {
      for (let old = 1; old <= size; old += 1) {
        const proof = consistencyRanges(old, size).map(hashOf);
        const isRight = Buffer.concat(proof).equals(Buffer.concat(subproof(old, 0, size, true)));
        const isBelieved = verifyConsistency(old, size, treeHash(0, old), treeHash(0, size), proof);
        if (!isRight || !isBelieved) wrong.push({ old, size });
      }
    }
    expect(wrong).toEqual([]);
  });

  it('needs nothing of a log that was empty', () => {
    const [nothing, root] = [treeHash(0, 0), treeHash(0, 5)];

    expect(consistencyRanges(0, 5)).toEqual([]);
    expect(verifyConsistency(0, 5, nothing, root, [])).toBe(true);
    expect(verifyConsistency(0, 5, root, root, [])).toBe(false);
    expect(verifyConsistency(0, 5, nothing, root, [root])).toBe(false);
  });

  it('is not believed of a size that is no number of entries', () => {
    const [was, is] = [treeHash(0, 1), treeHash(0, 8)];
    const proof = [was, treeHash(1, 2), treeHash(2, 4), treeHash(4, 8)];

    for (const old of [1.5, Number.NaN, -1]) expect(verifyConsistency(old, 8, was, is, proof)).toBe(false);
  });

  it('is not believed with another root or size, or with a hash changed, too few or too many', () => {
    const wrong: unknown[] = [];
    for (const size of sizes.filter(one => one < 40)) {
      for (let old = 1; old <= size; old += 1) {
        const [was, is, proof] = [treeHash(0, old), treeHash(0, size), subproof(old, 0, size, true)];
        const believed = [
          verifyConsistency(old, size, flipped(was), is, proof),
          verifyConsistency(old, size, was, flipped(is), proof),
          verifyConsistency(old, size, was, is, [...proof, is]),
          verifyConsistency(size + 1, size, was, is, proof),
          verifyConsistency(old - 0.5, size, was, is, proof),
          old < size && verifyConsistency(old, size, is, is, proof),
          ...proof.map((_hash, place) => verifyConsistency(old, size, was, is, proof.toSpliced(place, 1))),
          ...proof.map((hash, place) =>
            verifyConsistency(old, size, was, is, proof.with(place, flipped(hash))),
          ),
        ];
        if (believed.includes(true)) wrong.push({ old, size, believed });
      }
    }
    expect(wrong).toEqual([]);
  });
});
