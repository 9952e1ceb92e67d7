import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LogKeeper } from '../../packages/api/src/audit/index.js';
import { auditCheck, auditRootCheck } from '../../packages/api/src/audit/check.queries.js';
import { readCheckpoint } from '../../packages/api/src/audit/checkpoint.rules.js';
import { leafHash, verifyConsistency, verifyInclusion } from '../../packages/api/src/audit/merkle.rules.js';
import type {
  AuditCheckpoint,
  AuditConsistency,
  AuditProof,
} from '../../packages/api/src/audit/proof.entity.js';
import { auditConsistency, auditProof } from '../../packages/api/src/audit/proof.queries.js';
import { type AuditRecord, recordBytes } from '../../packages/api/src/audit/record.rules.js';
import { defineMetric } from '../../packages/api/src/metrics/index.js';
import type { Client } from '../support/client.js';
import { whenSequenced } from '../support/eventually.js';
import { type House, openHouse } from '../support/house.js';
import { connectionTo, rowsOf } from '../support/rows.js';

const MOST = 40;

let house: House;
let auditor: Client;
let keeper: LogKeeper;
/** The checkpoint of each size. */
const checkpoints = new Map<number, { root: Buffer }>();

const metric = (key: string) => ({
  key,
  name: 'Order rate',
  kind: 'PROPORTION' as const,
  outcomeTypes: ['ordered'],
});

// The house is slow to look: the test alone says when the log is put in order.
beforeAll(async () => {
  house = await openHouse({ checkEveryMs: 3_600_000 });
  auditor = await house.as('auditor');
  keeper = new LogKeeper(house.application);
  for (let count = await size(); count < MOST; count = await size()) {
    await house.doors('administrator').change(defineMetric, metric(`metric-${count}`));
    await whenSequenced(async () => expect(await keeper.sequence()).toBeGreaterThan(0));
    const checkpoint = await keeper.checkpoint(true);
    if (checkpoint) checkpoints.set(checkpoint.size, checkpoint);
  }
});

afterAll(() => house.close());

const look = () => house.doors('auditor').look;
const publicKey = () => house.application.signingKey.publicKey;
const bytes = (hex: string) => Buffer.from(hex, 'hex');

async function size(): Promise<number> {
  const [row] = await rowsOf<{ size: number }>(
    house.databaseUrl,
    'select count(*)::integer as size from audit_leaves',
  );
  return row?.size ?? 0;
}

async function proofOf(entryId: string): Promise<AuditProof> {
  const proof = await auditProof(look(), entryId, publicKey());
  if (!proof) throw new Error(`there is no proof of ${entryId}`);
  return proof;
}

const entryIds = async (): Promise<string[]> =>
  (
    await rowsOf<{ id: string }>(
      house.databaseUrl,
      'select entry_id as id from audit_leaves order by leaf_index',
    )
  ).map(({ id }) => id);

describe('a proof', () => {
  it('of every entry leads from its record to the root that was signed', async () => {
    const ids = await entryIds();

    const proofs = await Promise.all(ids.map(proofOf));

    for (const [
      index,
      { leafIndex, treeSize, hashes, record, leafHash: hash, checkpoint },
    ] of proofs.entries()) {
      const leaf = leafHash(recordBytes(record as AuditRecord));
      const signed = readCheckpoint(checkpoint.text, publicKey());
      expect(leafIndex).toBe(index);
      expect(hash).toBe(leaf.toString('hex'));
      expect(signed).toMatchObject({ size: treeSize, origin: house.application.signingKey.origin });
      expect(verifyInclusion(leaf, leafIndex, treeSize, hashes.map(bytes), signed.root)).toBe(true);
      expect(
        verifyInclusion(leaf, (leafIndex + 1) % treeSize, treeSize, hashes.map(bytes), signed.root),
      ).toBe(false);
    }
  });

  it('of consistency ties the newest checkpoint to every one before', async () => {
    expect(checkpoints.size).toBeGreaterThan(MOST - 10);
    for (const [oldSize, { root: oldRoot }] of checkpoints) {
      const proof = await auditConsistency(look(), oldSize, publicKey());
      const { treeSize = 0, hashes = [], checkpoint } = proof ?? {};

      const root = bytes(checkpoint?.root ?? '');
      expect(verifyConsistency(oldSize, treeSize, oldRoot, root, hashes.map(bytes))).toBe(true);
      expect(verifyConsistency(oldSize, treeSize, root, oldRoot, hashes.map(bytes))).toBe(
        oldSize === treeSize,
      );
    }
  });

  it('is asked for over the API, with the key to verify it with', async () => {
    const [first = ''] = await entryIds();

    const proof = await auditor.ask<AuditProof>(
      `query ($id: ID!) { auditProof(entryId: $id) {
        leafIndex treeSize hashes leafHash record checkpoint { size root text at verifierKey }
      } }`,
      { id: first },
    );
    const checkpoint = await auditor.ask<AuditCheckpoint>(
      '{ auditCheckpoint { size root text at verifierKey } }',
    );
    const consistency = await auditor.ask<AuditConsistency>(
      '{ auditConsistency(oldSize: 1) { oldSize treeSize hashes checkpoint { size } } }',
    );

    expect(leafHash(recordBytes(proof.record as AuditRecord)).toString('hex')).toBe(proof.leafHash);
    expect(proof.checkpoint).toEqual(checkpoint);
    expect(checkpoint.verifierKey.startsWith(`${house.application.signingKey.origin}+`)).toBe(true);
    expect(consistency).toMatchObject({ oldSize: 1, treeSize: checkpoint.size });
  });

  it('is not there for what is not there, or not covered yet', async () => {
    await house.doors('administrator').change(defineMetric, metric('not-covered'));
    const [entry] = await rowsOf<{ id: string }>(
      house.databaseUrl,
      `select entry_id as id from audit_entries where subject_key = 'not-covered'`,
    );
    const before = await auditProof(look(), entry?.id ?? '', publicKey());
    await whenSequenced(async () => expect(await keeper.sequence()).toBe(1));
    const sequenced = await auditProof(look(), entry?.id ?? '', publicKey());

    expect([before, sequenced]).toEqual([null, null]);
    expect(await auditProof(look(), '00000000-0000-4000-8000-000000000000', publicKey())).toBeNull();
    expect(await auditProof(look(), 'no id', publicKey())).toBeNull();
  });

  it.each([0, -1, 1_000_000])('of consistency with %d entries is refused', async oldSize => {
    const refusal = await auditor.refusal(`{ auditConsistency(oldSize: ${oldSize}) { oldSize } }`);

    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', field: 'oldSize' });
  });

  it.each([
    '{ auditCheckpoint { size } }',
    '{ auditProof(entryId: "00000000-0000-4000-8000-000000000000") { leafIndex } }',
    '{ auditConsistency(oldSize: 1) { oldSize } }',
    '{ auditCheck(from: 0, count: 1) { checked } }',
    '{ auditRootCheck { size } }',
  ])('is for who may read the audit log alone: %s', async query => {
    const viewer = await house.as('viewer');

    expect((await viewer.refusal(query)).code).toBe('FORBIDDEN');
    expect((await house.anonymous().refusal(query)).code).toBe('UNAUTHENTICATED');
  });
});

describe('a check', () => {
  /** Does something to the log as its owner may, asks, and takes it back. */
  async function after<T>(statements: string, ask: () => Promise<T>): Promise<T> {
    const owner = await connectionTo(house.databaseUrl);
    const tables = ['audit_entries', 'audit_leaves', 'audit_nodes', 'audit_checkpoints'];
    try {
      await owner.query(tables.map(table => `create table kept_${table} as table ${table}`).join(';'));
      await inReplicaMode(owner, statements);
      return await ask();
    } finally {
      for (const table of tables) {
        const columns = table === 'audit_entries' ? 'overriding system value' : '';
        await inReplicaMode(
          owner,
          `delete from ${table}; insert into ${table} ${columns} table kept_${table}`,
        );
        await owner.query(`drop table kept_${table}`);
      }
      await owner.end();
    }
  }

  async function inReplicaMode(owner: pg.Client, statements: string): Promise<void> {
    await owner.query(
      `set session_replication_role = replica; ${statements}; reset session_replication_role`,
    );
  }

  const ofAll = () => auditCheck(look(), 0, 1_000);

  it('of a log as it was written finds nothing, whatever the stretch', async () => {
    const total = await size();

    expect(await ofAll()).toEqual({ checked: total, total, firstBad: null });
    expect(await auditCheck(look(), 7, 21)).toEqual({ checked: 21, total, firstBad: null });
    expect(await auditCheck(look(), total + 5, 10)).toEqual({ checked: 0, total, firstBad: null });
    expect(await auditRootCheck(look(), publicKey())).toMatchObject({ total, what: null });
  });

  const of = (index: number) => `(select entry_id from audit_leaves where leaf_index = ${index})`;

  it.each([
    [`update audit_entries set reason = 'another' where entry_id = ${of(30)}`, 'not the one that was hashed'],
    [
      `update audit_entries set at = at + interval '1 ms' where entry_id = ${of(30)}`,
      'not the one that was hashed',
    ],
    [`update audit_entries set patch = '[]' where entry_id = ${of(30)}`, 'not the one that was hashed'],
    [
      `update audit_entries set after = '{"a": 1}' where entry_id = ${of(30)}`,
      'of after is not what was hashed',
    ],
    [
      `update audit_entries set before = '{"a": 1}' where entry_id = ${of(30)}`,
      'of before is not what was hashed',
    ],
    [
      `update audit_entries set leaf_hash = sha256('x') where entry_id = ${of(30)}`,
      'hash is not that of its leaf',
    ],
    [`delete from audit_entries where entry_id = ${of(30)}`, 'the entry of this place is not there'],
    [`update audit_leaves set leaf_hash = sha256('x') where leaf_index = 30`, 'not the one that was hashed'],
    [`delete from audit_leaves where leaf_index = 30`, 'no entry has this place'],
    [`update audit_leaves set entry_id = ${of(31)} where leaf_index = 30; `, 'not the one that was hashed'],
  ])('names the first entry that is not as it was: %s', async (statements, what) => {
    const [id] = (await entryIds()).slice(30);

    const { firstBad, checked } = await after(
      `alter table audit_leaves drop constraint if exists audit_leaves_entry_id_key; ${statements}`,
      ofAll,
    );

    expect(firstBad).toMatchObject({ leafIndex: 30, what: expect.stringContaining(what) as string });
    if (!statements.startsWith('delete from audit_leaves') && !statements.includes('entry_id ='))
      expect(firstBad?.entryId).toBe(id);
    expect(checked).toBe(30);
  });

  it('names the entry above which the tree has not grown from its leaves', async () => {
    const changed = `update audit_nodes set hash = sha256('x') where level = 2 and node_index = 5`;
    const gone = 'delete from audit_nodes where level = 1 and node_index = 10';

    expect((await after(changed, ofAll)).firstBad).toMatchObject({
      leafIndex: 23,
      what: 'the node of level 2 above it is not that of its leaves',
    });
    expect((await after(gone, ofAll)).firstBad).toMatchObject({ leafIndex: 21 });
    expect(await after(gone, () => auditCheck(look(), 22, 5))).toMatchObject({
      checked: 0,
      firstBad: { leafIndex: 21, what: 'the node of level 1 above it is not there' },
    });
  });

  const ofRoot = () => auditRootCheck(look(), publicKey());

  it('of the root finds what does not lead to what was signed', async () => {
    const newest = '(select max(size) from audit_checkpoints)';
    const faults = [
      [`update audit_nodes set hash = sha256('x') where level = 5`, 'the root of the tree is not the one'],
      [`update audit_checkpoints set root = sha256('x') where size = ${newest}`, 'says something else'],
      [`update audit_checkpoints set text = text || 'x' where size = ${newest}`, ''],
      [
        `update audit_checkpoints set text = replace(text, E'\\n' || size || E'\\n', E'\\n1\\n') where size = ${newest}`,
        'signature',
      ],
      ['delete from audit_leaves where leaf_index > 20', 'the log has 21 entries, the checkpoint covers'],
      ['delete from audit_nodes where level = 5', 'the root of the tree is not the one'],
    ] as const;

    for (const [statements, what] of faults) {
      expect((await after(statements, ofRoot)).what).toEqual(expect.stringContaining(what));
    }
  });

  it.each([
    ['from: -1, count: 1', 'from'],
    ['from: 0, count: 0', 'count'],
    ['from: 0, count: 50001', 'count'],
  ])('of %s is refused', async (stretch, field) => {
    const refusal = await auditor.refusal(`{ auditCheck(${stretch}) { checked } }`);

    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});
