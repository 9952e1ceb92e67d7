import type { EntityManager } from 'typeorm';
import type { AuditEntry } from './audit-entry.entity.js';
import { type PersonalRow, disclosed } from './disclosure.rules.js';

interface Beside {
  readonly leaf_index: string | null;
  readonly leaf_hash: Buffer | null;
  readonly personal: readonly PersonalRow[] | null;
}

/** The entries as they are shown: with their places in the tree, and with personal values that were not erased. */
export async function shown(manager: EntityManager, entries: readonly AuditEntry[]): Promise<AuditEntry[]> {
  if (entries.length === 0) return [];
  const rows = await manager.query<Beside[]>(
    `select leaf_index, leaf_hash,
            (select jsonb_agg(jsonb_build_object('salt', salt, 'value', value)) from audit_personal_values p
             where p.entry_id = asked.entry_id) as personal
     from unnest($1::uuid[]) with ordinality as asked (entry_id, place)
     left join audit_leaves l on l.entry_id = asked.entry_id order by place`,
    [entries.map(({ entryId }) => entryId)],
  );
  return entries.map((entry, index) => {
    const { leaf_index: leafIndex = null, leaf_hash: hash = null, personal = null } = rows[index] ?? {};
    return {
      ...disclosed(entry, personal ?? []),
      leafIndex: leafIndex === null ? null : Number(leafIndex),
      leafHash: (hash ?? entry.recordedHash)?.toString('hex') ?? null,
    };
  });
}
