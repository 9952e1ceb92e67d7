import type { KeyObject } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { type OutsideCheckpoints, checkOutside, checkStored } from './checkpoint-claims.queries.js';
import { type Finding, finding } from './finding.rules.js';
import { unguarded } from './guard.queries.js';
import { unreconciled } from './reconciliation.queries.js';
import { firstFaultIn } from './stretch.queries.js';
import { treeSize } from './tree.queries.js';

export interface VerificationWishes {
  /** The key of today, and those of before. */
  readonly publicKeys: readonly KeyObject[];
  readonly outside: OutsideCheckpoints;
  readonly onProgress?: (entries: number) => void;
}

/** What was verified, and the first thing that is wrong. */
export interface Verification {
  /** How many entries are as they were hashed, before the first that is not. */
  readonly entries: number;
  readonly checkpoints: number;
  readonly outside: number;
  /** Entries that have no place yet: they get one when a process serves. */
  readonly waiting: number;
  readonly finding: Finding | null;
}

const STEP = 1_000;

/**
 * Verifies the whole log as it is at one moment: its entries, its tree, what was signed, what lies outside, and what it
 * says of the rows that it governs. Needs a transaction that sees one state.
 */
export async function verifyLog(manager: EntityManager, wishes: VerificationWishes): Promise<Verification> {
  const size = await treeSize(manager);
  const waiting = await entriesWithoutPlace(manager);
  const seen = { entries: 0, checkpoints: 0, outside: 0, waiting };
  for (; seen.entries < size; seen.entries = Math.min(seen.entries + STEP, size)) {
    const found = await firstFaultIn(manager, seen.entries, Math.min(seen.entries + STEP, size));
    if (found) return { ...seen, entries: found.index ?? seen.entries, finding: found };
    wishes.onProgress?.(Math.min(STEP, size - seen.entries));
  }
  const stray = await strayNodes(manager, size);
  if (stray) return { ...seen, finding: stray };
  const stored = await checkStored(manager, { size, publicKeys: wishes.publicKeys });
  seen.checkpoints = stored.checked;
  if (stored.finding) return { ...seen, finding: stored.finding };
  const outside = await checkOutside(manager, { size, publicKeys: wishes.publicKeys }, wishes.outside);
  seen.outside = outside.checked;
  const found = outside.finding ?? (await unguarded(manager)) ?? (await unreconciled(manager));
  return { ...seen, finding: found };
}

/** Nodes that no leaves complete yet: what is put there in advance would be believed later. */
export async function strayNodes(manager: EntityManager, size: number): Promise<Finding | null> {
  const [row] = await manager.query<{ level: number; node_index: string }[]>(
    `select level, node_index from audit_nodes where (node_index + 1) * (2::numeric ^ level) > $1
     order by level, node_index limit 1`,
    [size],
  );
  return row
    ? finding('TREE', `node ${row.node_index} of level ${row.level} is there before its leaves`, {
        index: size,
      })
    : null;
}

async function entriesWithoutPlace(manager: EntityManager): Promise<number> {
  const [row] = await manager.query<{ count: number }[]>(
    `select (select count(*) from audit_entries e
             where not exists (select from audit_leaves l where l.entry_id = e.entry_id))::integer as count`,
  );
  return row?.count ?? 0;
}
