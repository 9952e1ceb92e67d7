import type { EntityManager } from 'typeorm';
import { entryHash } from './entry-record.rules.js';
import { Frontier, type TreeNode } from './frontier.rules.js';
import { TAKE_FINISHED, TAKE_RESTORED } from './leaf.sql.js';
import { placesOf } from './merkle.rules.js';
import { hashesAt, treeSize } from './tree.queries.js';
import { unhashedEntries } from './unhashed.queries.js';

/** The most entries that get their place in one transaction. */
export const LARGEST_BATCH = 50_000;
const LARGEST_UNHASHED = 2_000;

export interface Sequenced {
  readonly taken: number;
  /** All entries of transactions before this one have their place. */
  readonly horizon: string;
}

/**
 * Gives the next entries their places, in the order of their transactions, and completes the tree above them. Taken
 * are entries of transactions that no unfinished one precedes: none can come later that would belong before them.
 *
 * @param since a horizon; '0' where none is known
 */
export async function sequence(manager: EntityManager, since: string, most: number): Promise<Sequenced> {
  const { taken, horizon, last } = await take(manager, TAKE_FINISHED, most, since);
  return { taken, horizon: taken === most && last ? last : horizon };
}

/**
 * Gives places to entries of a database that was restored into another server.
 *
 * @returns how many
 */
export async function sequenceRestored(manager: EntityManager, most: number): Promise<number> {
  return (await take(manager, TAKE_RESTORED, most)).taken;
}

interface Taken extends Sequenced {
  readonly hashes: Buffer | null;
  readonly last: string | null;
}

async function take(
  manager: EntityManager,
  statement: string,
  most: number,
  ...more: string[]
): Promise<Taken> {
  const size = await treeSize(manager);
  const [row] = await manager.query<[Taken]>(statement, [most, size, ...more]);
  if (row.hashes) await complete(manager, size, hashesIn(row.hashes));
  return row;
}

/**
 * Gives places to entries that were written before entries were hashed, before all others.
 *
 * @returns how many
 */
export async function sequenceUnhashed(manager: EntityManager, most: number): Promise<number> {
  const size = await treeSize(manager);
  const entries = await unhashedEntries(manager, Math.min(most, LARGEST_UNHASHED));
  if (entries.length === 0) return 0;
  const hashes = entries.map(entryHash);
  await manager.query(
    `insert into audit_leaves (leaf_index, entry_id, leaf_hash)
     select $1::bigint + place - 1, entry_id, substring($3::bytea from 32 * place::integer - 31 for 32)
     from unnest($2::uuid[]) with ordinality as entry (entry_id, place)`,
    [size, entries.map(({ entryId }) => entryId), Buffer.concat(hashes)],
  );
  await complete(manager, size, hashes);
  return entries.length;
}

/** Stores the nodes that new leaves complete. */
async function complete(manager: EntityManager, size: number, leaves: readonly Buffer[]): Promise<void> {
  const frontier = new Frontier(size, await hashesAt(manager, placesOf(0, size)));
  const nodes = frontier.grow(leaves);
  if (nodes.length > 0) await storeNodes(manager, nodes);
}

async function storeNodes(manager: EntityManager, nodes: readonly TreeNode[]): Promise<void> {
  await manager.query(
    `insert into audit_nodes (level, node_index, hash)
     select level, node_index, substring($3::bytea from 32 * place::integer - 31 for 32)
     from unnest($1::smallint[], $2::bigint[]) with ordinality as node (level, node_index, place)`,
    [
      nodes.map(({ place }) => place.level),
      nodes.map(({ place }) => place.index),
      Buffer.concat(nodes.map(({ hash }) => hash)),
    ],
  );
}

const hashesIn = (bytes: Buffer): Buffer[] =>
  Array.from({ length: bytes.length / 32 }, (_none, index) => bytes.subarray(32 * index, 32 * index + 32));
