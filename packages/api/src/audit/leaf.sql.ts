/** Gives entries their places. $1 is the most to take, $2 the next place; what else is asked of them follows. */
const taking = (which: string): string => `
with taken as (
  select entry_id, leaf_hash, xid, row_number() over (order by xid, id) as place
  from audit_entries e
  where leaf_hash is not null and ${which}
    and not exists (select from audit_leaves l where l.entry_id = e.entry_id)
  order by xid, id limit $1
), written as (
  insert into audit_leaves (leaf_index, entry_id, leaf_hash)
  select $2::bigint + place - 1, entry_id, leaf_hash from taken order by place
  returning leaf_index, leaf_hash
)
select count(*)::integer as taken, string_agg(leaf_hash, ''::bytea order by leaf_index) as hashes,
       pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
       (select xid::text from taken order by place desc limit 1) as last
from written`;

/** Of transactions from $3 on, and before every one that is not finished yet. */
export const TAKE_FINISHED = taking('xid >= $3::xid8 and xid < pg_snapshot_xmin(pg_current_snapshot())');

/**
 * Of transactions that are still to come. No entry of this server is; those of a database are that was restored into
 * another server than the one they were written in.
 */
export const TAKE_RESTORED = taking('xid >= pg_snapshot_xmax(pg_current_snapshot())');
