import type { EntityManager } from 'typeorm';
import { type Finding, finding } from './finding.rules.js';
import { GOVERNED_TABLES } from './governed-table.rules.js';

interface Difference {
  readonly id: string;
  readonly version: number | null;
  readonly changes: number;
  readonly highest: number | null;
  readonly entry_id: string | null;
  readonly leaf_index: string | null;
}

/**
 * The first governed row whose version is not what its entries lead to: every change is one entry and one version. A
 * row that was changed without an entry, an entry about a change that never was, and a row that is gone are seen so.
 */
export async function unreconciled(manager: EntityManager): Promise<Finding | null> {
  for (const table of Object.keys(GOVERNED_TABLES)) {
    const [first] = await differencesIn(manager, table, 1);
    if (first) return first;
  }
  return null;
}

/** The same, of one table: as many as are asked for, in the order of their last entries. */
export async function differencesIn(manager: EntityManager, table: string, most: number): Promise<Finding[]> {
  const subject = GOVERNED_TABLES[table] ?? '';
  const rows = await manager.query<Difference[]>(differenceIn(table), [subject, most]);
  return rows.map(row => told(subject, row));
}

/**
 * Entries of before versions were recorded are counted; later ones name the version as well. What was told as a fact and
 * never changed has no entry, and the version 0.
 */
const differenceIn = (table: string): string => `
with changes as (
  select subject_id, count(*)::integer as changes, max(subject_version) as highest, max(id) as last
  from audit_entries where subject_type = $1 and outcome = 'ALLOWED' and after is not null
  group by subject_id
)
select coalesce(t.id, c.subject_id) as id, t.version, coalesce(c.changes, 0) as changes, c.highest, e.entry_id, l.leaf_index
from ${table} t
full join changes c on c.subject_id = t.id
left join audit_entries e on e.id = c.last
left join audit_leaves l on l.entry_id = e.entry_id
where t.version is distinct from coalesce(c.changes, 0) or (c.highest is not null and c.highest <> t.version)
order by e.id nulls first, t.id limit $2`;

function told(subject: string, { id, version, changes, highest, entry_id, leaf_index }: Difference): Finding {
  const is = version === null ? 'is not there' : `has version ${version}`;
  const entries = `its entries tell of ${changes} changes${highest === null ? '' : `, to version ${highest}`}`;
  return finding('RECONCILIATION', `${subject} ${id} ${is}, ${entries}`, {
    index: leaf_index === null ? null : Number(leaf_index),
    entryId: entry_id,
  });
}
