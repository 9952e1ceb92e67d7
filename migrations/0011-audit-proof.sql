-- Makes the audit log provable: each entry is hashed when it is written, the hashes are put in one order and made into
-- a Merkle tree (RFC 9162), and signed checkpoints of the tree go out of the database.
--
-- Entries of before get an id here, and people's names move out of them. They have no leaf hash of their own time, and
-- nobody can prove what they said before: the first process that starts hashes them as they are then, as the first
-- leaves of the tree. From then on they are as provable as the others.
alter table audit_entries
  alter column at type timestamptz(3),
  add column entry_id uuid not null default gen_random_uuid() constraint audit_entries_entry_id_key unique,
  add column on_behalf_of text,
  add column subject_version integer,
  add column before_hash text,
  add column after_hash text,
  add column patch jsonb,
  add column operation text,
  add column request_ip text,
  add column leaf_hash bytea,
  drop constraint audit_entries_outcome_check,
  add constraint audit_entries_outcome_check check (outcome in ('ALLOWED', 'DENIED', 'FAILED'));
alter table audit_entries alter column entry_id drop default;

-- What tells who somebody is. In the entry stands a commitment, 'sha256:' and the hash of salt, a zero byte and value;
-- when the row here is erased, the entry, its hash and every proof stay as they are. A place is a JSON Pointer into
-- { actor, subject, request, before, after }.
create table audit_personal_values (
  entry_id      uuid not null,
  -- The number by which entries are listed: who is looked for by name is found without reading the log.
  entry_number  bigint not null,
  place         text not null check (place like '/%'),
  salt          text not null check (salt ~ '^[0-9a-f]{32}$'),
  value         text not null,
  primary key (entry_id, place)
);

alter table audit_entries disable trigger audit_entries_kept;
with personal as (
  select entry_id, id as entry_number, '/actor/name' as place, actor_name as value from audit_entries where actor_type = 'USER'
  union all
  select entry_id, id, '/subject/key', subject_key from audit_entries where subject_type = 'Session'
  union all
  select entry_id, id, '/before/personName', before ->> 'personName' from audit_entries
  where subject_type = 'Session' and jsonb_typeof(before -> 'personName') = 'string'
  union all
  select entry_id, id, '/after/personName', after ->> 'personName' from audit_entries
  where subject_type = 'Session' and jsonb_typeof(after -> 'personName') = 'string'
), salted as (
  select entry_id, value, replace(gen_random_uuid()::text, '-', '') as salt
  from (select distinct entry_id, value from personal) as distinct_values
)
insert into audit_personal_values (entry_id, entry_number, place, salt, value)
select entry_id, entry_number, place, salt, value from personal join salted using (entry_id, value);

with committed as (
  select entry_id, place,
         'sha256:' || encode(sha256(convert_to(salt, 'UTF8') || '\x00' || convert_to(value, 'UTF8')), 'hex') as content
  from audit_personal_values
), one_row as (
  select entry_id,
         max(content) filter (where place = '/actor/name') as actor_name,
         max(content) filter (where place = '/subject/key') as subject_key,
         max(content) filter (where place = '/before/personName') as before_name,
         max(content) filter (where place = '/after/personName') as after_name
  from committed group by entry_id
)
update audit_entries as entry
set actor_name = coalesce(one_row.actor_name, entry.actor_name),
    subject_key = coalesce(one_row.subject_key, entry.subject_key),
    before = case when before_name is null then before
                  else jsonb_set(before, '{personName}', to_jsonb(before_name)) end,
    after = case when after_name is null then after
                 else jsonb_set(after, '{personName}', to_jsonb(after_name)) end
from one_row where one_row.entry_id = entry.entry_id;
alter table audit_entries enable trigger audit_entries_kept;

-- Of new rows only: no entry is written from now on without its hash.
alter table audit_entries add constraint audit_entries_hashed check (octet_length(leaf_hash) is not distinct from 32) not valid;

-- Where an entry stands among all: gapless, in an order in which no transaction that commits late comes too late.
create table audit_leaves (
  leaf_index  bigint primary key check (leaf_index >= 0),
  entry_id    uuid not null constraint audit_leaves_entry_id_key unique,
  leaf_hash   bytea not null check (octet_length(leaf_hash) = 32)
);

-- The complete subtrees above the leaves, which never change again: level 1 covers two leaves.
create table audit_nodes (
  level       smallint not null check (level between 1 and 62),
  node_index  bigint not null check (node_index >= 0),
  hash        bytea not null check (octet_length(hash) = 32),
  primary key (level, node_index)
);

-- What was signed and handed out: this many leaves, this root.
create table audit_checkpoints (
  size  bigint primary key check (size > 0),
  root  bytea not null check (octet_length(root) = 32),
  text  text not null,
  at    timestamptz not null
);

do $$
declare
  kept text;
begin
  foreach kept in array array['audit_leaves', 'audit_nodes', 'audit_checkpoints'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()',
      kept || '_kept', kept);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()',
      kept || '_not_emptied', kept);
  end loop;
end $$;
-- Erased by the owner of the database alone, row by row; never changed.
create trigger audit_personal_values_kept before update on audit_personal_values
  for each row execute function refuse_change();
create trigger audit_personal_values_not_emptied before truncate on audit_personal_values
  for each statement execute function refuse_change();

create index audit_entries_order on audit_entries (xid, id);
create index audit_entries_unhashed on audit_entries (xid, id) where leaf_hash is null;
create index audit_entries_at on audit_entries (at, id);
create index audit_entries_refused on audit_entries (outcome, id) where outcome <> 'ALLOWED';
create index audit_entries_subject_type on audit_entries (subject_type, id);
create index audit_entries_subject_key on audit_entries (subject_key, id);
create index audit_entries_actor_name on audit_entries (actor_name, id) where actor_type <> 'USER';
create index audit_personal_values_value on audit_personal_values (place, value, entry_number);

alter table alerts
  drop constraint alerts_kind_check,
  add constraint alerts_kind_check check (kind in ('HOLDOUT_CONTAMINATED', 'CHECKPOINT_NOT_COPIED'));

-- Who writes an entry chooses neither its number nor its transaction: both decide its place.
revoke insert on audit_entries from probity_app;
grant insert (entry_id, at, actor_type, actor_id, actor_name, on_behalf_of, action, outcome, subject_type, subject_id,
  subject_key, subject_version, before, after, before_hash, after_hash, patch, reason, request_id, operation,
  request_ip, leaf_hash) on audit_entries to probity_app;
grant insert on audit_leaves, audit_nodes, audit_checkpoints, audit_personal_values to probity_app;
