-- Who is kept out of experiments for months. Membership follows from seed and size; the rest is what people agreed on.
create table holdouts (
  id               uuid primary key,
  version          integer not null check (version > 0),
  key              text not null constraint holdouts_key_key unique check (key ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
  name             text not null,
  status           text not null check (status in ('OPEN', 'FROZEN', 'CLOSED')),
  scope            text not null check (scope in ('GLOBAL', 'CHANNEL', 'MARKET', 'EXPERIMENTS')),
  channel          text,
  market           text,
  experiment_keys  text[],
  size_bp          integer not null check (size_bp between 100 and 2000),
  sizes            jsonb not null,
  seed             text not null constraint holdouts_seed_key unique,
  eligibility      jsonb,
  exemptions       jsonb not null,
  list_size        integer not null check (list_size > 0),
  base_rate        double precision not null check (base_rate > 0 and base_rate < 1),
  opened_at        timestamptz not null,
  frozen_at        timestamptz,
  closed_at        timestamptz,
  constraint holdouts_scope_named check (
    (scope = 'CHANNEL') = (channel is not null) and (scope = 'MARKET') = (market is not null)
    and (scope = 'EXPERIMENTS') = (experiment_keys is not null))
);
create unique index holdouts_one_global on holdouts (scope) where scope = 'GLOBAL' and status <> 'CLOSED';
create constraint trigger holdouts_audited after insert or update or delete on holdouts
  deferrable initially deferred for each row execute function require_audit_entry('Holdout');

-- A seed is given once: another would move everybody.
create function refuse_new_seed() returns trigger language plpgsql as $$
begin
  raise exception 'the seed of % % never changes', tg_table_name, old.key using errcode = '42501';
end $$;
create trigger holdouts_seed_kept before update on holdouts
  for each row when (old.seed is distinct from new.seed) execute function refuse_new_seed();
create trigger experiments_seed_kept before update on experiments
  for each row when (old.seed is distinct from new.seed) execute function refuse_new_seed();

-- Held-out recipients, from the first time they would have been in an experiment on.
create table holdout_members (
  recipient_id  uuid not null,
  holdout_id    uuid not null,
  first_at      timestamptz not null,
  received_at   timestamptz not null,
  times         integer not null check (times > 0),
  primary key (recipient_id, holdout_id)
);
create index holdout_members_by_holdout on holdout_members (holdout_id, first_at);

-- Held-out recipients who were exposed to a variant all the same.
create table contaminations (
  recipient_id   uuid not null,
  holdout_id     uuid not null,
  experiment_id  uuid not null,
  variant_key    text not null,
  first_at       timestamptz not null,
  times          integer not null check (times > 0),
  primary key (recipient_id, holdout_id, experiment_id, variant_key)
);
create index contaminations_by_holdout on contaminations (holdout_id);

-- What somebody should look at.
create table alerts (
  id            uuid primary key default gen_random_uuid(),
  kind          text not null check (kind in ('HOLDOUT_CONTAMINATED')),
  subject_type  text not null,
  subject_id    uuid not null,
  subject_key   text not null,
  opened_at     timestamptz not null,
  times         integer not null check (times > 0),
  constraint alerts_once unique (kind, subject_id)
);

grant insert, update on holdouts, holdout_members, contaminations, alerts to probity_app;
