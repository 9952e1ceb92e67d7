import type { EntityManager } from 'typeorm';
import { Frontier } from '../../packages/api/src/audit/frontier.rules.js';
import { leafHash, placesOf } from '../../packages/api/src/audit/merkle.rules.js';
import { recordBytes } from '../../packages/api/src/audit/record.rules.js';
import { hashesAt } from '../../packages/api/src/audit/tree.queries.js';
import { entryAt, insertEntries, layerId } from './long-log.js';

/** What somebody does to the log who is a superuser of the database, at place `k` of `size`. */
export type Tampering = (manager: EntityManager, k: number, size: number) => Promise<unknown>;

const at = (k: number): string => `(select entry_id from audit_leaves where leaf_index = ${k})`;
const edit =
  (change: string): Tampering =>
  (manager, k) =>
    manager.query(`update audit_entries set ${change} where entry_id = ${at(k)}`);

export const editField = edit(`actor_id = 'somebody else'`);
export const editTime = edit(`at = at - interval '1 day'`);
export const editAfter = edit(`after = after || '{"name": "another"}'`);
export const editBefore = edit(`before = '{"name": "another"}'`);
export const editPatch = edit(`patch = '[]'`);

export const editPersonalValue: Tampering = (manager, k) =>
  manager.query(`update audit_personal_values set value = 'Eve' where entry_id = ${at(k)}`);

export const deleteEntry: Tampering = (manager, k) =>
  manager.query(`delete from audit_entries where entry_id = ${at(k)}`);

export const deleteLeaf: Tampering = (manager, k) =>
  manager.query(`delete from audit_leaves where leaf_index = ${k}`);

/** So many leaves are pushed on by a forged one before one of them gives way. */
export const PUSHED = 100;
/** Where leaves are put while they change places: no two have one place at any moment. */
const ASIDE = 1_000_000_000;

/** An entry that is right in itself takes a place; those after it are pushed on. */
export const insertEntry: Tampering = async (manager, k) => {
  const forged = entryAt(k, `0190c5e2-7a5d-7c3e-7f10-${String(k).padStart(12, '0')}`, 'forged');
  await insertEntries(manager, [forged]);
  await manager.query(`delete from audit_leaves where leaf_index = ${k + PUSHED}`);
  await manager.query(
    `update audit_leaves set leaf_index = leaf_index + ${ASIDE} where leaf_index >= ${k} and leaf_index < ${k + PUSHED}`,
  );
  await manager.query(
    `update audit_leaves set leaf_index = leaf_index - ${ASIDE} + 1 where leaf_index >= ${ASIDE}`,
  );
  await manager.query('insert into audit_leaves (leaf_index, entry_id, leaf_hash) values ($1, $2, $3)', [
    k,
    forged.record.id,
    leafHash(recordBytes(forged.record)),
  ]);
};

/** Two entries change places, with all that belongs to them. */
export const swapEntries: Tampering = async (manager, k) => {
  await manager.query(`update audit_leaves set leaf_index = ${ASIDE} where leaf_index = ${k}`);
  await manager.query(`update audit_leaves set leaf_index = ${k} where leaf_index = ${k + 1}`);
  await manager.query(`update audit_leaves set leaf_index = ${k + 1} where leaf_index = ${ASIDE}`);
};

/** One entry takes the next place as well. */
export const duplicateLeaf: Tampering = async (manager, k) => {
  await manager.query('alter table audit_leaves drop constraint audit_leaves_entry_id_key');
  await manager.query(
    `update audit_leaves set (entry_id, leaf_hash) = (select entry_id, leaf_hash from audit_leaves where leaf_index = ${k - 1})
     where leaf_index = ${k}`,
  );
};

/** Another past from a place on, hashed anew and with a tree of its own. Only what was signed cannot be made anew. */
export const rewriteAfter: Tampering = async (manager, k, size) => {
  const frontier = new Frontier(k, await hashesAt(manager, placesOf(0, k)));
  const made = Array.from({ length: size - k }, (_none, index) =>
    entryAt(k + index, undefined, 'another past'),
  );
  const leaves = made.map(({ record }) => leafHash(recordBytes(record)));
  const nodes = frontier.grow(leaves);
  const hex = (hashes: readonly Buffer[]) => hashes.map(hash => hash.toString('hex'));
  await manager.query(
    `with made as (select * from unnest($1::uuid[], $2::text[]) as row (entry_id, hash)),
          entries as (update audit_entries e set reason = 'another past', leaf_hash = decode(hash, 'hex')
                      from made where made.entry_id = e.entry_id)
     update audit_leaves l set leaf_hash = decode(hash, 'hex') from made where made.entry_id = l.entry_id`,
    [made.map(({ record }) => record.id), hex(leaves)],
  );
  await manager.query(
    `update audit_nodes n set hash = decode(made.hash, 'hex')
     from unnest($1::smallint[], $2::bigint[], $3::text[]) as made (level, node_index, hash)
     where n.level = made.level and n.node_index = made.node_index`,
    [
      nodes.map(({ place }) => place.level),
      nodes.map(({ place }) => place.index),
      hex(nodes.map(({ hash }) => hash)),
    ],
  );
};

/** Everything from a place on is gone, and the tree looks as it did then. */
export const truncate: Tampering = async (manager, k) => {
  await manager.query(
    `delete from audit_entries where entry_id in (select entry_id from audit_leaves where leaf_index >= ${k})`,
  );
  await manager.query(`delete from audit_leaves where leaf_index >= ${k}`);
  await manager.query(`delete from audit_nodes where (node_index + 1) << level > ${k}`);
};

/** And what was signed since. */
export const truncateWithCheckpoints: Tampering = async (manager, k, size) => {
  await truncate(manager, k, size);
  await manager.query(`delete from audit_checkpoints where size > ${k}`);
};

/** The whole database is as it was then: what it governs, too. */
export const restoreBackup: Tampering = async (manager, k, size) => {
  await manager.query(
    `update layers set version = version - gone.count
     from (select subject_id, count(*) as count from audit_entries join audit_leaves using (entry_id)
           where leaf_index >= ${k} group by subject_id) as gone
     where subject_id = layers.id`,
  );
  await truncateWithCheckpoints(manager, k, size);
};

/** What is governed changes, and no entry tells of it. */
export const changeUnrecorded: Tampering = (manager, k) =>
  manager.query(`update layers set name = 'another', version = version + 1 where id = '${layerId(k)}'`);

/** An entry is put at the end that tells of a change which never was. */
export const recordUnchanged: Tampering = (manager, k) =>
  insertEntries(manager, [entryAt(k, `0190c5e2-7a5d-7c3e-6f10-${String(k).padStart(12, '0')}`)]);

export const deleteGoverned: Tampering = (manager, k) =>
  manager.query(`delete from layers where id = '${layerId(k)}'`);
