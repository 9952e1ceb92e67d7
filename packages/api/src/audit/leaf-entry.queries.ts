import type { EntityManager } from 'typeorm';
import type { AuditEntry } from './audit-entry.entity.js';
import { LEAF_ENTRIES } from './leaf-entry.sql.js';
import type { PersonalPart } from './personal-part.rules.js';

/** A leaf, and the entry that it is of; null where that is not there any more. */
export interface LeafEntry {
  readonly index: number;
  readonly hash: Buffer;
  readonly entryId: string;
  readonly entry: AuditEntry | null;
  readonly personal: readonly PersonalPart[];
}

type Row = AuditEntry & {
  readonly leafAt: string;
  readonly storedHash: Buffer;
  readonly leafEntryId: string;
  readonly personal: readonly PersonalPart[] | null;
};

/** The leaves from `from` to before `to`, in their order. */
export async function leafEntries(manager: EntityManager, from: number, to: number): Promise<LeafEntry[]> {
  const rows = await manager.query<Row[]>(LEAF_ENTRIES, [from, to]);
  return rows.map(row => ({
    index: Number(row.leafAt),
    hash: row.storedHash,
    entryId: row.leafEntryId,
    entry: row.entryId === null ? null : row,
    personal: row.personal ?? [],
  }));
}
