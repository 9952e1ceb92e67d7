create function variant_weights_bp(variants jsonb) returns bigint immutable strict language sql
  return (select sum((variant ->> 'weightBp')::integer) from jsonb_array_elements(variants) as variant);

-- One row is one aggregate: its variants, design and phases change together or not at all.
create table experiments (
  id                 uuid primary key,
  version            integer not null check (version > 0),
  key                text not null constraint experiments_key_key unique check (key ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
  name               text not null,
  hypothesis         text not null,
  status             text not null check (status in ('DRAFT', 'RUNNING', 'PAUSED', 'STOPPED', 'DECIDED', 'ARCHIVED')),
  assignment_source  text not null check (assignment_source in ('HASHED', 'EXTERNAL')),
  seed               text not null constraint experiments_seed_key unique,
  variants           jsonb not null,
  allocation_bp      integer not null check (allocation_bp between 0 and 10000),
  targeting          jsonb,
  design             jsonb,
  design_hash        text,
  phases             jsonb not null,
  decision           jsonb,
  market             text,
  journey            text,
  channel            text,
  created_at         timestamptz not null,
  started_at         timestamptz,
  paused_at          timestamptz,
  stopped_at         timestamptz,
  decided_at         timestamptz,
  archived_at        timestamptz,
  constraint experiments_weights_sum check (variant_weights_bp(variants) = 10000),
  constraint experiments_started_with_design
    check (started_at is null or (design is not null and design_hash is not null and jsonb_array_length(phases) > 0)),
  constraint experiments_decided check ((decided_at is null) = (decision is null))
);
create constraint trigger experiments_audited after insert or update or delete on experiments
  deferrable initially deferred for each row execute function require_audit_entry('Experiment');

-- Who was assigned with intent to send. The first counts; two rows of a recipient in one phase are two variants seen.
create table exposures (
  recipient_id   uuid not null,
  experiment_id  uuid not null,
  phase          integer not null check (phase > 0),
  variant_key    text not null,
  occurred_at    timestamptz not null,
  received_at    timestamptz not null,
  dimensions     jsonb,
  primary key (recipient_id, experiment_id, phase, variant_key)
);
create index exposures_by_experiment on exposures (experiment_id, phase, recipient_id)
  include (variant_key, occurred_at);

grant insert, update on experiments, exposures to probity_app;
