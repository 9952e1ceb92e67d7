import { type Look, permitRead } from '../kernel/query.js';
import { recordOf } from './entry-record.rules.js';
import type { ExportedEntry } from './export-line.rules.js';
import { type LeafEntry, leafEntries } from './leaf-entry.queries.js';
import { partsIn } from './personal-part.rules.js';
import { treeSize } from './tree.queries.js';

export interface ExportWishes {
  /** The first entry. */
  readonly from: number;
  /** Whether personal values are told as far as they were not erased. */
  readonly isPersonal: boolean;
}

const PAGE = 1_000;

/** How many entries an export from there has. */
export async function exportSize(look: Look, from: number): Promise<number> {
  permitRead(look, 'AuditEntry', 'export');
  return Math.max(0, (await treeSize(look.manager)) - from);
}

/** The entries in their order, page by page: however many there are, few are in memory. */
export async function* exportedEntries(
  look: Look,
  { from, isPersonal }: ExportWishes,
): AsyncGenerator<ExportedEntry[]> {
  permitRead(look, 'AuditEntry', 'export');
  // What comes while the export is under way is left to the next one.
  const size = await treeSize(look.manager);
  for (let at = from; at < size; at += PAGE) {
    const leaves = await leafEntries(look.manager, at, Math.min(at + PAGE, size));
    yield leaves.map(leaf => exported(leaf, isPersonal));
  }
}

function exported({ index, hash, entry, personal }: LeafEntry, isPersonal: boolean): ExportedEntry {
  const record = entry && recordOf(entry);
  const parts = isPersonal ? partsIn(record, personal) : null;
  return { index, leafHash: hash, record, personal: parts };
}
