import { describe, expect, it } from 'vitest';
import { type Bytes, hexBytes, hexOf, sha256, textBytes } from './bytes';
import { canonicalJson } from './canonical-json';
import { leafHash, rootFrom } from './inclusion';
import { type Proof, type ShownEntry, checksOf, isProved } from './proof-checks';
import { checkpointsOf, leavesOf, nodeHash, rootOf, wayOf } from './tree.test-support';

const ORIGIN = 'log.example/probity';

const RECORD = {
  schema: 1,
  id: '0198a000-0000-7000-8000-000000000001',
  at: '2026-11-23T12:00:00.000Z',
  actor: { type: 'USER', id: 'actor-1', name: `sha256:${'0'.repeat(64)}` },
  action: 'metric.define',
  outcome: 'ALLOWED',
  subject: { type: 'Metric', id: 'subject-1', key: 'ordered', version: 1 },
  beforeHash: null,
  afterHash: hexOf(await sha256(textBytes('{"key":"ordered"}'))),
  reason: null,
};

const SHOWN: ShownEntry = {
  id: '7',
  entryId: RECORD.id,
  at: RECORD.at,
  action: RECORD.action,
  outcome: RECORD.outcome,
  actorType: 'USER',
  actorId: 'actor-1',
  actorName: 'Ada',
  subjectType: 'Metric',
  subjectId: 'subject-1',
  subjectKey: 'ordered',
  reason: null,
  leafIndex: 2,
  before: null,
  after: { key: 'ordered' },
};

/** The proof of the third of three entries, signed. */
async function proofOf(): Promise<Proof> {
  const others = await Promise.all(['first', 'second'].map(text => leafHash(textBytes(text))));
  const leaf = await leafHash(textBytes(canonicalJson(RECORD)));
  const beside = await nodeHash(others[0] as Bytes, others[1] as Bytes);
  const root = await nodeHash(beside, leaf);
  const checkpoint = await checkpointsOf(ORIGIN);
  return {
    leafIndex: 2,
    treeSize: 3,
    leafHash: hexOf(leaf),
    hashes: [hexOf(beside)],
    record: RECORD,
    checkpoint: await checkpoint(3, root),
  };
}

const failing = async (proof: Proof, entry: ShownEntry = SHOWN) =>
  (await checksOf(proof, entry)).filter(({ result }) => result === 'FAILS').map(({ what }) => what);

describe('an entry is proved', () => {
  it('when all that is computed agrees', async () => {
    const checks = await checksOf(await proofOf(), SHOWN);

    expect(checks.map(({ result }) => result)).toEqual(Array.from({ length: 6 }, () => 'HOLDS'));
    expect(isProved(checks)).toBe(true);
  });

  it.each([
    ['shows another time', { at: '2026-11-23T12:00:00.001Z' }],
    ['shows another command', { action: 'metric.retire' }],
    ['shows another outcome', { outcome: 'DENIED' }],
    ['shows another reason', { reason: 'because' }],
    ['shows another actor', { actorId: 'actor-2' }],
    ['shows another thing', { subjectId: 'subject-2' }],
    ['shows another name of the thing', { subjectKey: 'opened' }],
    ['shows another id', { entryId: '0198a000-0000-7000-8000-000000000002' }],
  ])('but not when the page %s', async (_what, change) => {
    expect(await failing(await proofOf(), { ...SHOWN, ...change })).toEqual([
      'What is shown is what the record says',
    ]);
  });

  it('but not when the record is another', async () => {
    const proof = await proofOf();

    expect(await failing({ ...proof, record: { ...RECORD, schema: 2 } })).toEqual([
      'SHA-256 of the record is the hash of its leaf',
      'The leaf leads to the root of the checkpoint',
    ]);
  });

  it('but not when it stands at another place, or the way is another', async () => {
    const proof = await proofOf();
    const what = ['The leaf leads to the root of the checkpoint'];

    expect(await failing({ ...proof, leafIndex: 1 })).toEqual(what);
    expect(await failing({ ...proof, leafIndex: 3 })).toEqual(what);
    expect(await failing({ ...proof, hashes: [] })).toEqual(what);
    expect(await failing({ ...proof, hashes: [...proof.hashes, proof.leafHash] })).toEqual(what);
  });

  it('but not when the checkpoint says something else, or was signed by another', async () => {
    const proof = await proofOf();
    const { checkpoint } = proof;
    const another = (await proofOf()).checkpoint;
    const signature = 'The checkpoint is signed with the key below';

    expect(
      await failing({ ...proof, checkpoint: { ...checkpoint, verifierKey: another.verifierKey } }),
    ).toEqual([signature]);
    expect(
      await failing({
        ...proof,
        checkpoint: { ...checkpoint, text: checkpoint.text.replace('\n3\n', '\n4\n') },
      }),
    ).toEqual(['The checkpoint says this root, for so many entries', signature]);
    expect(await failing({ ...proof, checkpoint: { ...checkpoint, text: 'no checkpoint' } })).toHaveLength(2);
  });

  it('and what was before and after is told to be unchecked where it cannot be hashed here', async () => {
    const checks = await checksOf(await proofOf(), { ...SHOWN, after: { key: 'Ada' } });

    expect(checks.map(({ result }) => result)).toContain('NOT_CHECKED');
  });
});

it('every leaf of every small tree leads to its root, and to no other', async () => {
  for (let size = 1; size <= 9; size += 1) {
    const leaves = await leavesOf(size);
    const root = hexOf(await rootOf(leaves));
    for (const [index, leaf] of leaves.entries()) {
      const way = await wayOf(leaves, index);
      expect(hexOf((await rootFrom(leaf, index, size, way)) ?? hexBytes(''))).toBe(root);
      expect(await rootFrom(leaf, index, size, [...way, leaf])).toBeNull();
    }
  }
});

it('JSON has one text, whatever the order of its names', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: 0.1, ab: true })).toBe(
    '{"a":0.1,"ab":true,"b":[1,{"c":"é","d":null}]}',
  );
});
