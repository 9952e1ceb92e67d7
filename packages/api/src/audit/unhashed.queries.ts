import { type EntityManager, In } from 'typeorm';
import { AuditEntry } from './audit-entry.entity.js';

/** Entries without a hash of their own time that have no place yet, in the order that they get theirs in. */
export async function unhashedEntries(manager: EntityManager, most: number): Promise<AuditEntry[]> {
  const rows = await manager.query<{ id: string }[]>(
    `select id from audit_entries e
     where leaf_hash is null and not exists (select from audit_leaves l where l.entry_id = e.entry_id)
     order by xid, id limit $1`,
    [most],
  );
  const ids = rows.map(({ id }) => id);
  const entries = await manager.findBy(AuditEntry, { id: In(ids) });
  const byId = new Map(entries.map(entry => [entry.id, entry]));
  return ids.flatMap(id => byId.get(id) ?? []);
}
