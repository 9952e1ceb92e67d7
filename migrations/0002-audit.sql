-- Who changed what, when and why. Rows are only ever added.
create table audit_entries (
  id            bigint generated always as identity primary key,
  xid           xid8 not null default pg_current_xact_id(),
  at            timestamptz not null,
  actor_type    text not null check (actor_type in ('USER', 'KEY', 'SYSTEM', 'ANONYMOUS')),
  actor_id      text not null,
  actor_name    text not null,
  action        text not null,
  outcome       text not null check (outcome in ('ALLOWED', 'DENIED')),
  subject_type  text not null,
  subject_id    uuid not null,
  subject_key   text not null,
  before        jsonb,
  after         jsonb,
  reason        text,
  request_id    text not null
);
create index audit_entries_subject on audit_entries (subject_id, id);
create index audit_entries_action on audit_entries (action, id);
create index audit_entries_actor on audit_entries (actor_id, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only: % on % refused', tg_op, tg_table_name using errcode = '42501';
end $$;
create trigger audit_entries_kept before update or delete on audit_entries
  for each row execute function refuse_change();
create trigger audit_entries_not_emptied before truncate on audit_entries
  for each statement execute function refuse_change();

-- A governed row and its audit entry are committed together or not at all.
create function require_audit_entry() returns trigger language plpgsql as $$
declare
  changed uuid := coalesce(new.id, old.id);
begin
  if not exists (select from audit_entries
                 where subject_id = changed and subject_type = tg_argv[0] and xid = pg_current_xact_id()) then
    raise exception 'change to % % has no audit entry in this transaction', tg_argv[0], changed using errcode = '42501';
  end if;
  return null;
end $$;

grant insert on audit_entries to probity_app;
