import { beforeAll, describe, expect, it } from 'vitest';
import { type Bytes, hexOf } from './bytes';
import { isExtension } from './consistency';
import { type CheckpointQuestions, extensionOf } from './extension';
import { checkpointsOf, growthOf, leavesOf, rootOf } from './tree.test-support';

const MOST = 12;

it('every small tree goes on from every smaller one, and from no other', async () => {
  const leaves = await leavesOf(MOST);
  const stranger = (await leavesOf(MOST + 1)).at(-1) as Bytes;
  for (let size = 1; size <= MOST; size += 1) {
    const tree = { size, root: await rootOf(leaves.slice(0, size)) };
    for (let oldSize = 1; oldSize <= size; oldSize += 1) {
      const old = { size: oldSize, root: await rootOf(leaves.slice(0, oldSize)) };
      const proof = await growthOf(leaves.slice(0, size), oldSize);
      const holds = [
        isExtension(old, tree, proof),
        isExtension({ ...old, root: stranger }, tree, proof),
        isExtension(old, { ...tree, root: stranger }, proof),
        isExtension(old, tree, [...proof, stranger]),
        isExtension(old, tree, [...proof.slice(0, -1), stranger]),
      ];
      expect(await Promise.all(holds), `${oldSize} of ${size}`).toEqual([true, false, false, false, false]);
    }
  }
});

it('no tree goes on from a larger one, nor from none', async () => {
  const root = await rootOf(await leavesOf(3));

  expect(await isExtension({ size: 4, root }, { size: 3, root }, [])).toBe(false);
  expect(await isExtension({ size: 0, root }, { size: 3, root }, [])).toBe(false);
});

describe('the newest checkpoint is compared with the one seen before', () => {
  let leaves: Bytes[];
  let signed: Awaited<ReturnType<typeof checkpointsOf>>;
  const at = async (size: number) => signed(size, await rootOf(leaves.slice(0, size)));

  beforeAll(async () => {
    leaves = await leavesOf(9);
    signed = await checkpointsOf('log.example/probity');
  });

  /** A server with so many entries. */
  const serverOf = async (size: number): Promise<CheckpointQuestions> => {
    const checkpoint = await at(size);
    return {
      newest: async () => checkpoint,
      consistency: async oldSize => ({
        oldSize,
        treeSize: size,
        hashes: (await growthOf(leaves.slice(0, size), oldSize)).map(hexOf),
        checkpoint,
      }),
    };
  };

  it('and goes on from it', async () => {
    expect(await extensionOf(await at(3), await serverOf(9))).toMatchObject({
      state: 'EXTENDS',
      seen: { size: 3 },
      now: { size: 9 },
    });
    expect(await extensionOf(await at(9), await serverOf(9))).toMatchObject({ state: 'EXTENDS' });
  });

  it('or is the first that is seen', async () => {
    expect(await extensionOf(null, await serverOf(9))).toMatchObject({ state: 'FIRST', now: { size: 9 } });
  });

  it('or there is none yet', async () => {
    const server = { newest: async () => null, consistency: async () => null };

    expect(await extensionOf(await at(3), server)).toEqual({ state: 'NOT_CHECKED' });
  });

  it('or differs, where an entry of then is another now', async () => {
    const seen = await signed(3, await rootOf([leaves[1], leaves[0], leaves[2]] as Bytes[]));

    expect(await extensionOf(seen, await serverOf(9))).toMatchObject({
      state: 'DIFFERS',
      why: 'its first entries are not the ones that were signed then',
    });
  });

  it('or differs, where entries were taken away or nothing is proved', async () => {
    const silent = { ...(await serverOf(9)), consistency: async () => null };

    expect(await extensionOf(await at(9), await serverOf(3))).toMatchObject({
      state: 'DIFFERS',
      why: 'it covers fewer entries',
    });
    expect(await extensionOf(await at(3), silent)).toMatchObject({ why: 'there is no proof' });
  });

  it('or differs, where another key has signed, or something else was signed', async () => {
    const seen = {
      ...(await at(3)),
      verifierKey: (await (await checkpointsOf('log.example/probity'))(1, leaves[0] as Bytes)).verifierKey,
    };
    const server = await serverOf(9);
    const liar = { ...server, newest: async () => ({ ...(await at(9)), text: (await at(8)).text }) };

    expect(await extensionOf(seen, server)).toMatchObject({ why: 'it is signed with another key' });
    expect(await extensionOf(null, liar)).toMatchObject({
      state: 'DIFFERS',
      seen: null,
      why: 'it says something else than it signed',
    });
  });
});
