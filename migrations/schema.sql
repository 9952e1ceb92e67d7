-- The database on one page: what the migrations make of an empty one. Written by `npm run migrate -- --write-schema`;
-- do not edit.

-- Tables

create table alerts (
  id uuid not null default gen_random_uuid(),
  kind text not null,
  subject_type text not null,
  subject_id uuid not null,
  subject_key text not null,
  opened_at timestamp with time zone not null,
  times integer not null,
  market text
);

create table api_key_uses (
  key_id uuid not null,
  last_used_at timestamp with time zone not null
);

create table api_keys (
  id uuid not null,
  version integer not null,
  name text not null,
  role text not null,
  prefix text not null,
  secret_hash text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  operations text[],
  markets text[],
  addresses text[],
  rotated_at timestamp with time zone,
  previous_secret_hash text,
  previous_expires_at timestamp with time zone,
  on_behalf_of text
);

create table audit_checkpoints (
  size bigint not null,
  root bytea not null,
  text text not null,
  at timestamp with time zone not null
);

create table audit_entries (
  id bigint not null generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  at timestamp(3) with time zone not null,
  actor_type text not null,
  actor_id text not null,
  actor_name text not null,
  action text not null,
  outcome text not null,
  subject_type text not null,
  subject_id uuid not null,
  subject_key text not null,
  before jsonb,
  after jsonb,
  reason text,
  request_id text not null,
  entry_id uuid not null,
  on_behalf_of text,
  subject_version integer,
  before_hash text,
  after_hash text,
  patch jsonb,
  operation text,
  request_ip text,
  leaf_hash bytea
);

create table audit_leaves (
  leaf_index bigint not null,
  entry_id uuid not null,
  leaf_hash bytea not null
);

create table audit_nodes (
  level smallint not null,
  node_index bigint not null,
  hash bytea not null
);

create table audit_personal_values (
  entry_id uuid not null,
  entry_number bigint not null,
  place text not null,
  salt text not null,
  value text not null
);

create table consent_data_keys (
  recipient_id uuid not null,
  locked_key text,
  made_at timestamp with time zone not null,
  destroyed_at timestamp with time zone
);

create table consent_events (
  recipient_id uuid not null,
  idempotency_key text not null,
  id uuid not null,
  action text not null,
  ground text,
  counts_as text not null,
  purpose text,
  channel text not null,
  brand text not null,
  source text not null,
  notice_key text,
  notice_version integer,
  region text,
  jurisdiction text not null,
  jurisdiction_version integer not null,
  is_historical boolean not null,
  has_evidence boolean not null,
  actor_type text not null,
  actor_id text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null
) partition by HASH (recipient_id);

create table consent_events_00 (
  recipient_id uuid not null,
  idempotency_key text not null,
  id uuid not null,
  action text not null,
  ground text,
  counts_as text not null,
  purpose text,
  channel text not null,
  brand text not null,
  source text not null,
  notice_key text,
  notice_version integer,
  region text,
  jurisdiction text not null,
  jurisdiction_version integer not null,
  is_historical boolean not null,
  has_evidence boolean not null,
  actor_type text not null,
  actor_id text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null
) -- partition of consent_events FOR VALUES WITH (modulus 16, remainder 0);

create table consent_events_01 (
  recipient_id uuid not null,
  idempotency_key text not null,
  id uuid not null,
  action text not null,
  ground text,
  counts_as text not null,
  purpose text,
  channel text not null,
  brand text not null,
  source text not null,
  notice_key text,
  notice_version integer,
  region text,
  jurisdiction text not null,
  jurisdiction_version integer not null,
  is_historical boolean not null,
  has_evidence boolean not null,
  actor_type text not null,
  actor_id text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null
) -- partition of consent_events FOR VALUES WITH (modulus 16, remainder 1);

create table consent_events_02 (
  recipient_id uuid not null,
  idempotency_key text not null,
  id uuid not null,
  action text not null,
  ground text,
  counts_as text not null,
  purpose text,
  channel text not null,
  brand text not null,
  source text not null,
  notice_key text,
  notice_version integer,
  region text,
  jurisdiction text not null,
  jurisdiction_version integer not null,
  is_historical boolean not null,
  has_evidence boolean not null,
  actor_type text not null,
  actor_id text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null
) -- partition of consent_events FOR VALUES WITH (modulus 16, remainder 2);

create table consent_events_03 (
  recipient_id uuid not null,
  idempotency_key text not null,
  id uuid not null,
  action text not null,
  ground text,
  counts_as text not null,
  purpose text,
  channel text not null,
  brand text not null,
  source text not null,
  notice_key text,
  notice_version integer,
  region text,
  jurisdiction text not null,
  jurisdiction_version integer not null,
  is_historical boolean not null,
  has_evidence boolean not null,
  actor_type text not null,
  actor_id text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null
) -- partition of consent_events FOR VALUES WITH (modulus 16, remainder 3);

create table consent_events_04 (
  recipient_id uuid not null,
  idempotency_key text not null,
  id uuid not null,
  action text not null,
  ground text,
  counts_as text not null,
  purpose text,
  channel text not null,
  brand text not null,
  source text not null,
  notice_key text,
  notice_version integer,
  region text,
  jurisdiction text not null,
  jurisdiction_version integer not null,
  is_historical boolean not null,
  has_evidence boolean not null,
  actor_type text not null,
  actor_id text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null
) -- partition of consent_events FOR VALUES WITH (modulus 16, remainder 4);

create table consent_events_05 (
  recipient_id uuid not null,
  idempotency_key text not null,
  id uuid not null,
  action text not null,
  ground text,
  counts_as text not null,
  purpose text,
  channel text not null,
  brand text not null,
  source text not null,
  notice_key text,
  notice_version integer,
  region text,
  jurisdiction text not null,
  jurisdiction_version integer not null,
  is_historical boolean not null,
  has_evidence boolean not null,
  actor_type text not null,
  actor_id text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null
) -- partition of consent_events FOR VALUES WITH (modulus 16, remainder 5);

create table consent_events_06 (
  recipient_id uuid not null,
  idempotency_key text not null,
  id uuid not null,
  action text not null,
  ground text,
  counts_as text not null,
  purpose text,
  channel text not null,
  brand text not null,
  source text not null,
  notice_key text,
  notice_version integer,
  region text,
  jurisdiction text not null,
  jurisdiction_version integer not null,
  is_historical boolean not null,
  has_evidence boolean not null,
  actor_type text not null,
  actor_id text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null
) -- partition of consent_events FOR VALUES WITH (modulus 16, remainder 6);

create table consent_events_07 (
  recipient_id uuid not null,
  idempotency_key text not null,
  id uuid not null,
  action text not null,
  ground text,
  counts_as text not null,
  purpose text,
  channel text not null,
  brand text not null,
  source text not null,
  notice_key text,
  notice_version integer,
  region text,
  jurisdiction text not null,
  jurisdiction_version integer not null,
  is_historical boolean not null,
  has_evidence boolean not null,
  actor_type text not null,
  actor_id text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null
) -- partition of consent_events FOR VALUES WITH (modulus 16, remainder 7);

create table consent_events_08 (
  recipient_id uuid not null,
  idempotency_key text not null,
  id uuid not null,
  action text not null,
  ground text,
  counts_as text not null,
  purpose text,
  channel text not null,
  brand text not null,
  source text not null,
  notice_key text,
  notice_version integer,
  region text,
  jurisdiction text not null,
  jurisdiction_version integer not null,
  is_historical boolean not null,
  has_evidence boolean not null,
  actor_type text not null,
  actor_id text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null
) -- partition of consent_events FOR VALUES WITH (modulus 16, remainder 8);

create table consent_events_09 (
  recipient_id uuid not null,
  idempotency_key text not null,
  id uuid not null,
  action text not null,
  ground text,
  counts_as text not null,
  purpose text,
  channel text not null,
  brand text not null,
  source text not null,
  notice_key text,
  notice_version integer,
  region text,
  jurisdiction text not null,
  jurisdiction_version integer not null,
  is_historical boolean not null,
  has_evidence boolean not null,
  actor_type text not null,
  actor_id text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null
) -- partition of consent_events FOR VALUES WITH (modulus 16, remainder 9);

create table consent_events_10 (
  recipient_id uuid not null,
  idempotency_key text not null,
  id uuid not null,
  action text not null,
  ground text,
  counts_as text not null,
  purpose text,
  channel text not null,
  brand text not null,
  source text not null,
  notice_key text,
  notice_version integer,
  region text,
  jurisdiction text not null,
  jurisdiction_version integer not null,
  is_historical boolean not null,
  has_evidence boolean not null,
  actor_type text not null,
  actor_id text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null
) -- partition of consent_events FOR VALUES WITH (modulus 16, remainder 10);

create table consent_events_11 (
  recipient_id uuid not null,
  idempotency_key text not null,
  id uuid not null,
  action text not null,
  ground text,
  counts_as text not null,
  purpose text,
  channel text not null,
  brand text not null,
  source text not null,
  notice_key text,
  notice_version integer,
  region text,
  jurisdiction text not null,
  jurisdiction_version integer not null,
  is_historical boolean not null,
  has_evidence boolean not null,
  actor_type text not null,
  actor_id text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null
) -- partition of consent_events FOR VALUES WITH (modulus 16, remainder 11);

create table consent_events_12 (
  recipient_id uuid not null,
  idempotency_key text not null,
  id uuid not null,
  action text not null,
  ground text,
  counts_as text not null,
  purpose text,
  channel text not null,
  brand text not null,
  source text not null,
  notice_key text,
  notice_version integer,
  region text,
  jurisdiction text not null,
  jurisdiction_version integer not null,
  is_historical boolean not null,
  has_evidence boolean not null,
  actor_type text not null,
  actor_id text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null
) -- partition of consent_events FOR VALUES WITH (modulus 16, remainder 12);

create table consent_events_13 (
  recipient_id uuid not null,
  idempotency_key text not null,
  id uuid not null,
  action text not null,
  ground text,
  counts_as text not null,
  purpose text,
  channel text not null,
  brand text not null,
  source text not null,
  notice_key text,
  notice_version integer,
  region text,
  jurisdiction text not null,
  jurisdiction_version integer not null,
  is_historical boolean not null,
  has_evidence boolean not null,
  actor_type text not null,
  actor_id text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null
) -- partition of consent_events FOR VALUES WITH (modulus 16, remainder 13);

create table consent_events_14 (
  recipient_id uuid not null,
  idempotency_key text not null,
  id uuid not null,
  action text not null,
  ground text,
  counts_as text not null,
  purpose text,
  channel text not null,
  brand text not null,
  source text not null,
  notice_key text,
  notice_version integer,
  region text,
  jurisdiction text not null,
  jurisdiction_version integer not null,
  is_historical boolean not null,
  has_evidence boolean not null,
  actor_type text not null,
  actor_id text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null
) -- partition of consent_events FOR VALUES WITH (modulus 16, remainder 14);

create table consent_events_15 (
  recipient_id uuid not null,
  idempotency_key text not null,
  id uuid not null,
  action text not null,
  ground text,
  counts_as text not null,
  purpose text,
  channel text not null,
  brand text not null,
  source text not null,
  notice_key text,
  notice_version integer,
  region text,
  jurisdiction text not null,
  jurisdiction_version integer not null,
  is_historical boolean not null,
  has_evidence boolean not null,
  actor_type text not null,
  actor_id text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null
) -- partition of consent_events FOR VALUES WITH (modulus 16, remainder 15);

create table consent_evidence (
  recipient_id uuid not null,
  event_id uuid not null,
  locked text not null
) partition by HASH (recipient_id);

create table consent_evidence_00 (
  recipient_id uuid not null,
  event_id uuid not null,
  locked text not null
) -- partition of consent_evidence FOR VALUES WITH (modulus 16, remainder 0);

create table consent_evidence_01 (
  recipient_id uuid not null,
  event_id uuid not null,
  locked text not null
) -- partition of consent_evidence FOR VALUES WITH (modulus 16, remainder 1);

create table consent_evidence_02 (
  recipient_id uuid not null,
  event_id uuid not null,
  locked text not null
) -- partition of consent_evidence FOR VALUES WITH (modulus 16, remainder 2);

create table consent_evidence_03 (
  recipient_id uuid not null,
  event_id uuid not null,
  locked text not null
) -- partition of consent_evidence FOR VALUES WITH (modulus 16, remainder 3);

create table consent_evidence_04 (
  recipient_id uuid not null,
  event_id uuid not null,
  locked text not null
) -- partition of consent_evidence FOR VALUES WITH (modulus 16, remainder 4);

create table consent_evidence_05 (
  recipient_id uuid not null,
  event_id uuid not null,
  locked text not null
) -- partition of consent_evidence FOR VALUES WITH (modulus 16, remainder 5);

create table consent_evidence_06 (
  recipient_id uuid not null,
  event_id uuid not null,
  locked text not null
) -- partition of consent_evidence FOR VALUES WITH (modulus 16, remainder 6);

create table consent_evidence_07 (
  recipient_id uuid not null,
  event_id uuid not null,
  locked text not null
) -- partition of consent_evidence FOR VALUES WITH (modulus 16, remainder 7);

create table consent_evidence_08 (
  recipient_id uuid not null,
  event_id uuid not null,
  locked text not null
) -- partition of consent_evidence FOR VALUES WITH (modulus 16, remainder 8);

create table consent_evidence_09 (
  recipient_id uuid not null,
  event_id uuid not null,
  locked text not null
) -- partition of consent_evidence FOR VALUES WITH (modulus 16, remainder 9);

create table consent_evidence_10 (
  recipient_id uuid not null,
  event_id uuid not null,
  locked text not null
) -- partition of consent_evidence FOR VALUES WITH (modulus 16, remainder 10);

create table consent_evidence_11 (
  recipient_id uuid not null,
  event_id uuid not null,
  locked text not null
) -- partition of consent_evidence FOR VALUES WITH (modulus 16, remainder 11);

create table consent_evidence_12 (
  recipient_id uuid not null,
  event_id uuid not null,
  locked text not null
) -- partition of consent_evidence FOR VALUES WITH (modulus 16, remainder 12);

create table consent_evidence_13 (
  recipient_id uuid not null,
  event_id uuid not null,
  locked text not null
) -- partition of consent_evidence FOR VALUES WITH (modulus 16, remainder 13);

create table consent_evidence_14 (
  recipient_id uuid not null,
  event_id uuid not null,
  locked text not null
) -- partition of consent_evidence FOR VALUES WITH (modulus 16, remainder 14);

create table consent_evidence_15 (
  recipient_id uuid not null,
  event_id uuid not null,
  locked text not null
) -- partition of consent_evidence FOR VALUES WITH (modulus 16, remainder 15);

create table consent_notices (
  id uuid not null,
  version integer not null,
  key text not null,
  notice_version integer not null,
  locale text not null,
  mechanism text not null,
  purposes text[] not null,
  text text not null,
  text_hash text not null,
  published_at timestamp with time zone not null
);

create table consent_states (
  recipient_id uuid not null,
  purpose text not null,
  channel text not null,
  brand text not null,
  granted consent_mark,
  requested consent_mark,
  confirmed consent_mark,
  imported consent_mark,
  import_confirmed consent_mark,
  customer consent_mark,
  inquired consent_mark,
  denied consent_mark,
  withdrawn consent_mark,
  complained consent_mark,
  signalled consent_mark,
  objected consent_mark,
  restricted consent_mark,
  expired consent_mark,
  erased consent_mark
) with (fillfactor=80);

create table contaminations (
  recipient_id uuid not null,
  holdout_id uuid not null,
  experiment_id uuid not null,
  variant_key text not null,
  first_at timestamp with time zone not null,
  times integer not null
);

create table delivered_jurisdictions (
  id uuid not null,
  key text not null,
  name text not null,
  regions text[] not null,
  bases jsonb not null,
  deadlines jsonb not null,
  sources jsonb not null,
  note text not null
);

create table experiments (
  id uuid not null,
  version integer not null,
  key text not null,
  name text not null,
  hypothesis text not null,
  status text not null,
  assignment_source text not null,
  seed text not null,
  variants jsonb not null,
  allocation_bp integer not null,
  targeting jsonb,
  design jsonb,
  design_hash text,
  phases jsonb not null,
  decision jsonb,
  market text,
  journey text,
  channel text,
  created_at timestamp with time zone not null,
  started_at timestamp with time zone,
  paused_at timestamp with time zone,
  stopped_at timestamp with time zone,
  decided_at timestamp with time zone,
  archived_at timestamp with time zone,
  layer_key text,
  layer_from_bp integer,
  layer_to_bp integer
);

create table exposures (
  recipient_id uuid not null,
  experiment_id uuid not null,
  phase integer not null,
  variant_key text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  dimensions jsonb,
  times integer not null default 1,
  is_sent boolean not null default true
) partition by HASH (recipient_id);

create table exposures_00 (
  recipient_id uuid not null,
  experiment_id uuid not null,
  phase integer not null,
  variant_key text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  dimensions jsonb,
  times integer not null default 1,
  is_sent boolean not null default true
) -- partition of exposures FOR VALUES WITH (modulus 16, remainder 0) with (fillfactor=50);

create table exposures_01 (
  recipient_id uuid not null,
  experiment_id uuid not null,
  phase integer not null,
  variant_key text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  dimensions jsonb,
  times integer not null default 1,
  is_sent boolean not null default true
) -- partition of exposures FOR VALUES WITH (modulus 16, remainder 1) with (fillfactor=50);

create table exposures_02 (
  recipient_id uuid not null,
  experiment_id uuid not null,
  phase integer not null,
  variant_key text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  dimensions jsonb,
  times integer not null default 1,
  is_sent boolean not null default true
) -- partition of exposures FOR VALUES WITH (modulus 16, remainder 2) with (fillfactor=50);

create table exposures_03 (
  recipient_id uuid not null,
  experiment_id uuid not null,
  phase integer not null,
  variant_key text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  dimensions jsonb,
  times integer not null default 1,
  is_sent boolean not null default true
) -- partition of exposures FOR VALUES WITH (modulus 16, remainder 3) with (fillfactor=50);

create table exposures_04 (
  recipient_id uuid not null,
  experiment_id uuid not null,
  phase integer not null,
  variant_key text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  dimensions jsonb,
  times integer not null default 1,
  is_sent boolean not null default true
) -- partition of exposures FOR VALUES WITH (modulus 16, remainder 4) with (fillfactor=50);

create table exposures_05 (
  recipient_id uuid not null,
  experiment_id uuid not null,
  phase integer not null,
  variant_key text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  dimensions jsonb,
  times integer not null default 1,
  is_sent boolean not null default true
) -- partition of exposures FOR VALUES WITH (modulus 16, remainder 5) with (fillfactor=50);

create table exposures_06 (
  recipient_id uuid not null,
  experiment_id uuid not null,
  phase integer not null,
  variant_key text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  dimensions jsonb,
  times integer not null default 1,
  is_sent boolean not null default true
) -- partition of exposures FOR VALUES WITH (modulus 16, remainder 6) with (fillfactor=50);

create table exposures_07 (
  recipient_id uuid not null,
  experiment_id uuid not null,
  phase integer not null,
  variant_key text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  dimensions jsonb,
  times integer not null default 1,
  is_sent boolean not null default true
) -- partition of exposures FOR VALUES WITH (modulus 16, remainder 7) with (fillfactor=50);

create table exposures_08 (
  recipient_id uuid not null,
  experiment_id uuid not null,
  phase integer not null,
  variant_key text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  dimensions jsonb,
  times integer not null default 1,
  is_sent boolean not null default true
) -- partition of exposures FOR VALUES WITH (modulus 16, remainder 8) with (fillfactor=50);

create table exposures_09 (
  recipient_id uuid not null,
  experiment_id uuid not null,
  phase integer not null,
  variant_key text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  dimensions jsonb,
  times integer not null default 1,
  is_sent boolean not null default true
) -- partition of exposures FOR VALUES WITH (modulus 16, remainder 9) with (fillfactor=50);

create table exposures_10 (
  recipient_id uuid not null,
  experiment_id uuid not null,
  phase integer not null,
  variant_key text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  dimensions jsonb,
  times integer not null default 1,
  is_sent boolean not null default true
) -- partition of exposures FOR VALUES WITH (modulus 16, remainder 10) with (fillfactor=50);

create table exposures_11 (
  recipient_id uuid not null,
  experiment_id uuid not null,
  phase integer not null,
  variant_key text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  dimensions jsonb,
  times integer not null default 1,
  is_sent boolean not null default true
) -- partition of exposures FOR VALUES WITH (modulus 16, remainder 11) with (fillfactor=50);

create table exposures_12 (
  recipient_id uuid not null,
  experiment_id uuid not null,
  phase integer not null,
  variant_key text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  dimensions jsonb,
  times integer not null default 1,
  is_sent boolean not null default true
) -- partition of exposures FOR VALUES WITH (modulus 16, remainder 12) with (fillfactor=50);

create table exposures_13 (
  recipient_id uuid not null,
  experiment_id uuid not null,
  phase integer not null,
  variant_key text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  dimensions jsonb,
  times integer not null default 1,
  is_sent boolean not null default true
) -- partition of exposures FOR VALUES WITH (modulus 16, remainder 13) with (fillfactor=50);

create table exposures_14 (
  recipient_id uuid not null,
  experiment_id uuid not null,
  phase integer not null,
  variant_key text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  dimensions jsonb,
  times integer not null default 1,
  is_sent boolean not null default true
) -- partition of exposures FOR VALUES WITH (modulus 16, remainder 14) with (fillfactor=50);

create table exposures_15 (
  recipient_id uuid not null,
  experiment_id uuid not null,
  phase integer not null,
  variant_key text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  dimensions jsonb,
  times integer not null default 1,
  is_sent boolean not null default true
) -- partition of exposures FOR VALUES WITH (modulus 16, remainder 15) with (fillfactor=50);

create table holdout_members (
  recipient_id uuid not null,
  holdout_id uuid not null,
  first_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  times integer not null
);

create table holdouts (
  id uuid not null,
  version integer not null,
  key text not null,
  name text not null,
  status text not null,
  scope text not null,
  channel text,
  market text,
  experiment_keys text[],
  size_bp integer not null,
  sizes jsonb not null,
  seed text not null,
  eligibility jsonb,
  exemptions jsonb not null,
  list_size integer not null,
  base_rate double precision not null,
  opened_at timestamp with time zone not null,
  frozen_at timestamp with time zone,
  closed_at timestamp with time zone
);

create table jurisdiction_rules (
  key text not null,
  rule_version integer not null,
  rule jsonb not null,
  counted_from timestamp with time zone
);

create table jurisdictions (
  id uuid not null,
  version integer not null,
  key text not null,
  name text not null,
  regions text[] not null,
  bases jsonb not null,
  deadlines jsonb not null,
  sources jsonb not null,
  note text not null,
  amended_at timestamp with time zone not null
);

create table layers (
  id uuid not null,
  version integer not null,
  key text not null,
  name text not null,
  seed text not null,
  created_at timestamp with time zone not null,
  archived_at timestamp with time zone
);

create table metrics (
  id uuid not null,
  version integer not null,
  key text not null,
  name text not null,
  description text not null,
  kind text not null,
  outcome_types text[] not null,
  aggregation text not null,
  denominator_outcome_types text[],
  denominator_aggregation text,
  conversion_window_hours integer,
  cap double precision,
  currency text,
  direction text not null,
  created_at timestamp with time zone not null,
  retired_at timestamp with time zone
);

create table outcomes (
  recipient_id uuid not null,
  id text not null,
  type text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  value numeric,
  currency text,
  properties jsonb
) partition by HASH (recipient_id);

create table outcomes_00 (
  recipient_id uuid not null,
  id text not null,
  type text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  value numeric,
  currency text,
  properties jsonb
) -- partition of outcomes FOR VALUES WITH (modulus 16, remainder 0);

create table outcomes_01 (
  recipient_id uuid not null,
  id text not null,
  type text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  value numeric,
  currency text,
  properties jsonb
) -- partition of outcomes FOR VALUES WITH (modulus 16, remainder 1);

create table outcomes_02 (
  recipient_id uuid not null,
  id text not null,
  type text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  value numeric,
  currency text,
  properties jsonb
) -- partition of outcomes FOR VALUES WITH (modulus 16, remainder 2);

create table outcomes_03 (
  recipient_id uuid not null,
  id text not null,
  type text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  value numeric,
  currency text,
  properties jsonb
) -- partition of outcomes FOR VALUES WITH (modulus 16, remainder 3);

create table outcomes_04 (
  recipient_id uuid not null,
  id text not null,
  type text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  value numeric,
  currency text,
  properties jsonb
) -- partition of outcomes FOR VALUES WITH (modulus 16, remainder 4);

create table outcomes_05 (
  recipient_id uuid not null,
  id text not null,
  type text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  value numeric,
  currency text,
  properties jsonb
) -- partition of outcomes FOR VALUES WITH (modulus 16, remainder 5);

create table outcomes_06 (
  recipient_id uuid not null,
  id text not null,
  type text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  value numeric,
  currency text,
  properties jsonb
) -- partition of outcomes FOR VALUES WITH (modulus 16, remainder 6);

create table outcomes_07 (
  recipient_id uuid not null,
  id text not null,
  type text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  value numeric,
  currency text,
  properties jsonb
) -- partition of outcomes FOR VALUES WITH (modulus 16, remainder 7);

create table outcomes_08 (
  recipient_id uuid not null,
  id text not null,
  type text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  value numeric,
  currency text,
  properties jsonb
) -- partition of outcomes FOR VALUES WITH (modulus 16, remainder 8);

create table outcomes_09 (
  recipient_id uuid not null,
  id text not null,
  type text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  value numeric,
  currency text,
  properties jsonb
) -- partition of outcomes FOR VALUES WITH (modulus 16, remainder 9);

create table outcomes_10 (
  recipient_id uuid not null,
  id text not null,
  type text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  value numeric,
  currency text,
  properties jsonb
) -- partition of outcomes FOR VALUES WITH (modulus 16, remainder 10);

create table outcomes_11 (
  recipient_id uuid not null,
  id text not null,
  type text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  value numeric,
  currency text,
  properties jsonb
) -- partition of outcomes FOR VALUES WITH (modulus 16, remainder 11);

create table outcomes_12 (
  recipient_id uuid not null,
  id text not null,
  type text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  value numeric,
  currency text,
  properties jsonb
) -- partition of outcomes FOR VALUES WITH (modulus 16, remainder 12);

create table outcomes_13 (
  recipient_id uuid not null,
  id text not null,
  type text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  value numeric,
  currency text,
  properties jsonb
) -- partition of outcomes FOR VALUES WITH (modulus 16, remainder 13);

create table outcomes_14 (
  recipient_id uuid not null,
  id text not null,
  type text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  value numeric,
  currency text,
  properties jsonb
) -- partition of outcomes FOR VALUES WITH (modulus 16, remainder 14);

create table outcomes_15 (
  recipient_id uuid not null,
  id text not null,
  type text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  value numeric,
  currency text,
  properties jsonb
) -- partition of outcomes FOR VALUES WITH (modulus 16, remainder 15);

create table recovery_code_uses (
  user_id uuid not null,
  code_hash text not null,
  used_at timestamp with time zone not null
);

create table schema_migrations (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now()
);

create table session_uses (
  session_id uuid not null,
  last_used_at timestamp with time zone not null
);

create table sessions (
  id uuid not null,
  version integer not null,
  person_name text not null,
  roles text[] not null,
  link_hash text,
  link_expires_at timestamp with time zone,
  cookie_hash text,
  offered_at timestamp with time zone not null,
  opened_at timestamp with time zone,
  expires_at timestamp with time zone,
  ended_at timestamp with time zone,
  user_id uuid,
  user_epoch integer,
  authenticated_at timestamp with time zone
);

create table sign_in_attempts (
  id uuid not null,
  outcome text not null,
  account text not null,
  network text not null,
  address text not null,
  at timestamp with time zone not null
);

create table suppressions (
  id uuid not null,
  version integer not null,
  scope text not null,
  target_id uuid not null,
  brand text,
  purpose text,
  reason text not null,
  since timestamp with time zone not null,
  last_at timestamp with time zone not null,
  until timestamp with time zone,
  source text not null,
  recorded_by text not null,
  recorded_at timestamp with time zone not null,
  lifted_at timestamp with time zone,
  lift_reason text,
  requested_at timestamp with time zone
);

create table teams (
  id uuid not null,
  version integer not null,
  key text not null,
  name text not null,
  markets text[],
  created_at timestamp with time zone not null,
  archived_at timestamp with time zone
);

create table totp_uses (
  user_id uuid not null,
  step bigint not null,
  used_at timestamp with time zone not null
);

create table users (
  id uuid not null,
  version integer not null,
  email text not null,
  name text not null,
  status text not null,
  roles text[] not null,
  teams text[] not null,
  session_epoch integer not null,
  password_hash text,
  password_set_at timestamp with time zone,
  totp_secret text,
  totp_confirmed_at timestamp with time zone,
  recovery_codes text[] not null,
  oidc_issuer text,
  oidc_subject text,
  invitation_hash text,
  invitation_expires_at timestamp with time zone,
  invited_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  disabled_at timestamp with time zone
);

-- Constraints

alter table alerts add constraint alerts_kind_check CHECK ((kind = ANY (ARRAY['HOLDOUT_CONTAMINATED'::text, 'CHECKPOINT_NOT_COPIED'::text])));
alter table alerts add constraint alerts_once UNIQUE (kind, subject_id);
alter table alerts add constraint alerts_pkey PRIMARY KEY (id);
alter table alerts add constraint alerts_times_check CHECK ((times > 0));
alter table api_key_uses add constraint api_key_uses_pkey PRIMARY KEY (key_id);
alter table api_keys add constraint api_keys_addresses_some CHECK (((addresses IS NULL) OR (cardinality(addresses) > 0)));
alter table api_keys add constraint api_keys_markets_some CHECK (((markets IS NULL) OR (cardinality(markets) > 0)));
alter table api_keys add constraint api_keys_name_check CHECK ((name <> ''::text));
alter table api_keys add constraint api_keys_operations_some CHECK (((operations IS NULL) OR (cardinality(operations) > 0)));
alter table api_keys add constraint api_keys_pkey PRIMARY KEY (id);
alter table api_keys add constraint api_keys_previous_rotated CHECK (((previous_secret_hash IS NULL) OR (rotated_at IS NOT NULL)));
alter table api_keys add constraint api_keys_previous_secret_key UNIQUE (previous_secret_hash);
alter table api_keys add constraint api_keys_previous_whole CHECK (((previous_secret_hash IS NULL) = (previous_expires_at IS NULL)));
alter table api_keys add constraint api_keys_secret_key UNIQUE (secret_hash);
alter table api_keys add constraint api_keys_version_check CHECK ((version > 0));
alter table audit_checkpoints add constraint audit_checkpoints_pkey PRIMARY KEY (size);
alter table audit_checkpoints add constraint audit_checkpoints_root_check CHECK ((octet_length(root) = 32));
alter table audit_checkpoints add constraint audit_checkpoints_size_check CHECK ((size > 0));
alter table audit_entries add constraint audit_entries_actor_type_check CHECK ((actor_type = ANY (ARRAY['USER'::text, 'KEY'::text, 'SYSTEM'::text, 'ANONYMOUS'::text])));
alter table audit_entries add constraint audit_entries_entry_id_key UNIQUE (entry_id);
alter table audit_entries add constraint audit_entries_hashed CHECK ((NOT (octet_length(leaf_hash) IS DISTINCT FROM 32))) NOT VALID;
alter table audit_entries add constraint audit_entries_outcome_check CHECK ((outcome = ANY (ARRAY['ALLOWED'::text, 'DENIED'::text, 'FAILED'::text])));
alter table audit_entries add constraint audit_entries_pkey PRIMARY KEY (id);
alter table audit_leaves add constraint audit_leaves_entry_id_key UNIQUE (entry_id);
alter table audit_leaves add constraint audit_leaves_leaf_hash_check CHECK ((octet_length(leaf_hash) = 32));
alter table audit_leaves add constraint audit_leaves_leaf_index_check CHECK ((leaf_index >= 0));
alter table audit_leaves add constraint audit_leaves_pkey PRIMARY KEY (leaf_index);
alter table audit_nodes add constraint audit_nodes_hash_check CHECK ((octet_length(hash) = 32));
alter table audit_nodes add constraint audit_nodes_level_check CHECK (((level >= 1) AND (level <= 62)));
alter table audit_nodes add constraint audit_nodes_node_index_check CHECK ((node_index >= 0));
alter table audit_nodes add constraint audit_nodes_pkey PRIMARY KEY (level, node_index);
alter table audit_personal_values add constraint audit_personal_values_pkey PRIMARY KEY (entry_id, place);
alter table audit_personal_values add constraint audit_personal_values_place_check CHECK ((place ~~ '/%'::text));
alter table audit_personal_values add constraint audit_personal_values_salt_check CHECK ((salt ~ '^[0-9a-f]{32}$'::text));
alter table consent_data_keys add constraint consent_data_keys_destroyed CHECK (((locked_key IS NULL) = (destroyed_at IS NOT NULL)));
alter table consent_data_keys add constraint consent_data_keys_pkey PRIMARY KEY (recipient_id);
alter table consent_events add constraint consent_events_action_check CHECK ((action = ANY (ARRAY['GRANT'::text, 'DENY'::text, 'WITHDRAW'::text, 'CONFIRM'::text, 'EXPIRE'::text, 'IMPORT'::text, 'OPT_OUT_SIGNAL'::text, 'COMPLAINT'::text, 'OBJECT'::text, 'RESTRICT'::text, 'ERASE'::text])));
alter table consent_events add constraint consent_events_brand_check CHECK ((length(brand) <= 64));
alter table consent_events add constraint consent_events_channel_check CHECK ((length(channel) <= 64));
alter table consent_events add constraint consent_events_counts_as_check CHECK ((counts_as = ANY (ARRAY['GRANTED'::text, 'REQUESTED'::text, 'CONFIRMED'::text, 'IMPORTED'::text, 'IMPORT_CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRED'::text, 'DENIED'::text, 'WITHDRAWN'::text, 'COMPLAINED'::text, 'SIGNALLED'::text, 'OBJECTED'::text, 'RESTRICTED'::text, 'EXPIRED'::text, 'ERASED'::text])));
alter table consent_events add constraint consent_events_ground_check CHECK ((ground = ANY (ARRAY['EXPRESS'::text, 'CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRY'::text])));
alter table consent_events add constraint consent_events_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200)));
alter table consent_events add constraint consent_events_jurisdiction_version_check CHECK ((jurisdiction_version >= 0));
alter table consent_events add constraint consent_events_of_permission CHECK (((ground IS NOT NULL) = (action = ANY (ARRAY['GRANT'::text, 'IMPORT'::text]))));
alter table consent_events add constraint consent_events_pkey PRIMARY KEY (recipient_id, idempotency_key);
alter table consent_events add constraint consent_events_purpose_check CHECK ((purpose = ANY (ARRAY['MARKETING_EMAIL'::text, 'PERSONALISATION'::text, 'MEASUREMENT'::text, 'SHARING'::text])));
alter table consent_events add constraint consent_events_region_check CHECK ((region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text));
alter table consent_events add constraint consent_events_source_check CHECK ((source = ANY (ARRAY['FORM'::text, 'API'::text, 'IMPORT'::text, 'FEEDBACK_LOOP'::text, 'LIST_UNSUBSCRIBE'::text, 'MAILTO'::text, 'AGENT'::text, 'GPC'::text, 'TCF'::text, 'GPP'::text, 'SUPPORT'::text])));
alter table consent_events_00 add constraint consent_events_00_pkey PRIMARY KEY (recipient_id, idempotency_key);
alter table consent_events_00 add constraint consent_events_action_check CHECK ((action = ANY (ARRAY['GRANT'::text, 'DENY'::text, 'WITHDRAW'::text, 'CONFIRM'::text, 'EXPIRE'::text, 'IMPORT'::text, 'OPT_OUT_SIGNAL'::text, 'COMPLAINT'::text, 'OBJECT'::text, 'RESTRICT'::text, 'ERASE'::text])));
alter table consent_events_00 add constraint consent_events_brand_check CHECK ((length(brand) <= 64));
alter table consent_events_00 add constraint consent_events_channel_check CHECK ((length(channel) <= 64));
alter table consent_events_00 add constraint consent_events_counts_as_check CHECK ((counts_as = ANY (ARRAY['GRANTED'::text, 'REQUESTED'::text, 'CONFIRMED'::text, 'IMPORTED'::text, 'IMPORT_CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRED'::text, 'DENIED'::text, 'WITHDRAWN'::text, 'COMPLAINED'::text, 'SIGNALLED'::text, 'OBJECTED'::text, 'RESTRICTED'::text, 'EXPIRED'::text, 'ERASED'::text])));
alter table consent_events_00 add constraint consent_events_ground_check CHECK ((ground = ANY (ARRAY['EXPRESS'::text, 'CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRY'::text])));
alter table consent_events_00 add constraint consent_events_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200)));
alter table consent_events_00 add constraint consent_events_jurisdiction_version_check CHECK ((jurisdiction_version >= 0));
alter table consent_events_00 add constraint consent_events_of_permission CHECK (((ground IS NOT NULL) = (action = ANY (ARRAY['GRANT'::text, 'IMPORT'::text]))));
alter table consent_events_00 add constraint consent_events_purpose_check CHECK ((purpose = ANY (ARRAY['MARKETING_EMAIL'::text, 'PERSONALISATION'::text, 'MEASUREMENT'::text, 'SHARING'::text])));
alter table consent_events_00 add constraint consent_events_region_check CHECK ((region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text));
alter table consent_events_00 add constraint consent_events_source_check CHECK ((source = ANY (ARRAY['FORM'::text, 'API'::text, 'IMPORT'::text, 'FEEDBACK_LOOP'::text, 'LIST_UNSUBSCRIBE'::text, 'MAILTO'::text, 'AGENT'::text, 'GPC'::text, 'TCF'::text, 'GPP'::text, 'SUPPORT'::text])));
alter table consent_events_01 add constraint consent_events_01_pkey PRIMARY KEY (recipient_id, idempotency_key);
alter table consent_events_01 add constraint consent_events_action_check CHECK ((action = ANY (ARRAY['GRANT'::text, 'DENY'::text, 'WITHDRAW'::text, 'CONFIRM'::text, 'EXPIRE'::text, 'IMPORT'::text, 'OPT_OUT_SIGNAL'::text, 'COMPLAINT'::text, 'OBJECT'::text, 'RESTRICT'::text, 'ERASE'::text])));
alter table consent_events_01 add constraint consent_events_brand_check CHECK ((length(brand) <= 64));
alter table consent_events_01 add constraint consent_events_channel_check CHECK ((length(channel) <= 64));
alter table consent_events_01 add constraint consent_events_counts_as_check CHECK ((counts_as = ANY (ARRAY['GRANTED'::text, 'REQUESTED'::text, 'CONFIRMED'::text, 'IMPORTED'::text, 'IMPORT_CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRED'::text, 'DENIED'::text, 'WITHDRAWN'::text, 'COMPLAINED'::text, 'SIGNALLED'::text, 'OBJECTED'::text, 'RESTRICTED'::text, 'EXPIRED'::text, 'ERASED'::text])));
alter table consent_events_01 add constraint consent_events_ground_check CHECK ((ground = ANY (ARRAY['EXPRESS'::text, 'CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRY'::text])));
alter table consent_events_01 add constraint consent_events_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200)));
alter table consent_events_01 add constraint consent_events_jurisdiction_version_check CHECK ((jurisdiction_version >= 0));
alter table consent_events_01 add constraint consent_events_of_permission CHECK (((ground IS NOT NULL) = (action = ANY (ARRAY['GRANT'::text, 'IMPORT'::text]))));
alter table consent_events_01 add constraint consent_events_purpose_check CHECK ((purpose = ANY (ARRAY['MARKETING_EMAIL'::text, 'PERSONALISATION'::text, 'MEASUREMENT'::text, 'SHARING'::text])));
alter table consent_events_01 add constraint consent_events_region_check CHECK ((region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text));
alter table consent_events_01 add constraint consent_events_source_check CHECK ((source = ANY (ARRAY['FORM'::text, 'API'::text, 'IMPORT'::text, 'FEEDBACK_LOOP'::text, 'LIST_UNSUBSCRIBE'::text, 'MAILTO'::text, 'AGENT'::text, 'GPC'::text, 'TCF'::text, 'GPP'::text, 'SUPPORT'::text])));
alter table consent_events_02 add constraint consent_events_02_pkey PRIMARY KEY (recipient_id, idempotency_key);
alter table consent_events_02 add constraint consent_events_action_check CHECK ((action = ANY (ARRAY['GRANT'::text, 'DENY'::text, 'WITHDRAW'::text, 'CONFIRM'::text, 'EXPIRE'::text, 'IMPORT'::text, 'OPT_OUT_SIGNAL'::text, 'COMPLAINT'::text, 'OBJECT'::text, 'RESTRICT'::text, 'ERASE'::text])));
alter table consent_events_02 add constraint consent_events_brand_check CHECK ((length(brand) <= 64));
alter table consent_events_02 add constraint consent_events_channel_check CHECK ((length(channel) <= 64));
alter table consent_events_02 add constraint consent_events_counts_as_check CHECK ((counts_as = ANY (ARRAY['GRANTED'::text, 'REQUESTED'::text, 'CONFIRMED'::text, 'IMPORTED'::text, 'IMPORT_CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRED'::text, 'DENIED'::text, 'WITHDRAWN'::text, 'COMPLAINED'::text, 'SIGNALLED'::text, 'OBJECTED'::text, 'RESTRICTED'::text, 'EXPIRED'::text, 'ERASED'::text])));
alter table consent_events_02 add constraint consent_events_ground_check CHECK ((ground = ANY (ARRAY['EXPRESS'::text, 'CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRY'::text])));
alter table consent_events_02 add constraint consent_events_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200)));
alter table consent_events_02 add constraint consent_events_jurisdiction_version_check CHECK ((jurisdiction_version >= 0));
alter table consent_events_02 add constraint consent_events_of_permission CHECK (((ground IS NOT NULL) = (action = ANY (ARRAY['GRANT'::text, 'IMPORT'::text]))));
alter table consent_events_02 add constraint consent_events_purpose_check CHECK ((purpose = ANY (ARRAY['MARKETING_EMAIL'::text, 'PERSONALISATION'::text, 'MEASUREMENT'::text, 'SHARING'::text])));
alter table consent_events_02 add constraint consent_events_region_check CHECK ((region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text));
alter table consent_events_02 add constraint consent_events_source_check CHECK ((source = ANY (ARRAY['FORM'::text, 'API'::text, 'IMPORT'::text, 'FEEDBACK_LOOP'::text, 'LIST_UNSUBSCRIBE'::text, 'MAILTO'::text, 'AGENT'::text, 'GPC'::text, 'TCF'::text, 'GPP'::text, 'SUPPORT'::text])));
alter table consent_events_03 add constraint consent_events_03_pkey PRIMARY KEY (recipient_id, idempotency_key);
alter table consent_events_03 add constraint consent_events_action_check CHECK ((action = ANY (ARRAY['GRANT'::text, 'DENY'::text, 'WITHDRAW'::text, 'CONFIRM'::text, 'EXPIRE'::text, 'IMPORT'::text, 'OPT_OUT_SIGNAL'::text, 'COMPLAINT'::text, 'OBJECT'::text, 'RESTRICT'::text, 'ERASE'::text])));
alter table consent_events_03 add constraint consent_events_brand_check CHECK ((length(brand) <= 64));
alter table consent_events_03 add constraint consent_events_channel_check CHECK ((length(channel) <= 64));
alter table consent_events_03 add constraint consent_events_counts_as_check CHECK ((counts_as = ANY (ARRAY['GRANTED'::text, 'REQUESTED'::text, 'CONFIRMED'::text, 'IMPORTED'::text, 'IMPORT_CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRED'::text, 'DENIED'::text, 'WITHDRAWN'::text, 'COMPLAINED'::text, 'SIGNALLED'::text, 'OBJECTED'::text, 'RESTRICTED'::text, 'EXPIRED'::text, 'ERASED'::text])));
alter table consent_events_03 add constraint consent_events_ground_check CHECK ((ground = ANY (ARRAY['EXPRESS'::text, 'CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRY'::text])));
alter table consent_events_03 add constraint consent_events_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200)));
alter table consent_events_03 add constraint consent_events_jurisdiction_version_check CHECK ((jurisdiction_version >= 0));
alter table consent_events_03 add constraint consent_events_of_permission CHECK (((ground IS NOT NULL) = (action = ANY (ARRAY['GRANT'::text, 'IMPORT'::text]))));
alter table consent_events_03 add constraint consent_events_purpose_check CHECK ((purpose = ANY (ARRAY['MARKETING_EMAIL'::text, 'PERSONALISATION'::text, 'MEASUREMENT'::text, 'SHARING'::text])));
alter table consent_events_03 add constraint consent_events_region_check CHECK ((region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text));
alter table consent_events_03 add constraint consent_events_source_check CHECK ((source = ANY (ARRAY['FORM'::text, 'API'::text, 'IMPORT'::text, 'FEEDBACK_LOOP'::text, 'LIST_UNSUBSCRIBE'::text, 'MAILTO'::text, 'AGENT'::text, 'GPC'::text, 'TCF'::text, 'GPP'::text, 'SUPPORT'::text])));
alter table consent_events_04 add constraint consent_events_04_pkey PRIMARY KEY (recipient_id, idempotency_key);
alter table consent_events_04 add constraint consent_events_action_check CHECK ((action = ANY (ARRAY['GRANT'::text, 'DENY'::text, 'WITHDRAW'::text, 'CONFIRM'::text, 'EXPIRE'::text, 'IMPORT'::text, 'OPT_OUT_SIGNAL'::text, 'COMPLAINT'::text, 'OBJECT'::text, 'RESTRICT'::text, 'ERASE'::text])));
alter table consent_events_04 add constraint consent_events_brand_check CHECK ((length(brand) <= 64));
alter table consent_events_04 add constraint consent_events_channel_check CHECK ((length(channel) <= 64));
alter table consent_events_04 add constraint consent_events_counts_as_check CHECK ((counts_as = ANY (ARRAY['GRANTED'::text, 'REQUESTED'::text, 'CONFIRMED'::text, 'IMPORTED'::text, 'IMPORT_CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRED'::text, 'DENIED'::text, 'WITHDRAWN'::text, 'COMPLAINED'::text, 'SIGNALLED'::text, 'OBJECTED'::text, 'RESTRICTED'::text, 'EXPIRED'::text, 'ERASED'::text])));
alter table consent_events_04 add constraint consent_events_ground_check CHECK ((ground = ANY (ARRAY['EXPRESS'::text, 'CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRY'::text])));
alter table consent_events_04 add constraint consent_events_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200)));
alter table consent_events_04 add constraint consent_events_jurisdiction_version_check CHECK ((jurisdiction_version >= 0));
alter table consent_events_04 add constraint consent_events_of_permission CHECK (((ground IS NOT NULL) = (action = ANY (ARRAY['GRANT'::text, 'IMPORT'::text]))));
alter table consent_events_04 add constraint consent_events_purpose_check CHECK ((purpose = ANY (ARRAY['MARKETING_EMAIL'::text, 'PERSONALISATION'::text, 'MEASUREMENT'::text, 'SHARING'::text])));
alter table consent_events_04 add constraint consent_events_region_check CHECK ((region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text));
alter table consent_events_04 add constraint consent_events_source_check CHECK ((source = ANY (ARRAY['FORM'::text, 'API'::text, 'IMPORT'::text, 'FEEDBACK_LOOP'::text, 'LIST_UNSUBSCRIBE'::text, 'MAILTO'::text, 'AGENT'::text, 'GPC'::text, 'TCF'::text, 'GPP'::text, 'SUPPORT'::text])));
alter table consent_events_05 add constraint consent_events_05_pkey PRIMARY KEY (recipient_id, idempotency_key);
alter table consent_events_05 add constraint consent_events_action_check CHECK ((action = ANY (ARRAY['GRANT'::text, 'DENY'::text, 'WITHDRAW'::text, 'CONFIRM'::text, 'EXPIRE'::text, 'IMPORT'::text, 'OPT_OUT_SIGNAL'::text, 'COMPLAINT'::text, 'OBJECT'::text, 'RESTRICT'::text, 'ERASE'::text])));
alter table consent_events_05 add constraint consent_events_brand_check CHECK ((length(brand) <= 64));
alter table consent_events_05 add constraint consent_events_channel_check CHECK ((length(channel) <= 64));
alter table consent_events_05 add constraint consent_events_counts_as_check CHECK ((counts_as = ANY (ARRAY['GRANTED'::text, 'REQUESTED'::text, 'CONFIRMED'::text, 'IMPORTED'::text, 'IMPORT_CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRED'::text, 'DENIED'::text, 'WITHDRAWN'::text, 'COMPLAINED'::text, 'SIGNALLED'::text, 'OBJECTED'::text, 'RESTRICTED'::text, 'EXPIRED'::text, 'ERASED'::text])));
alter table consent_events_05 add constraint consent_events_ground_check CHECK ((ground = ANY (ARRAY['EXPRESS'::text, 'CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRY'::text])));
alter table consent_events_05 add constraint consent_events_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200)));
alter table consent_events_05 add constraint consent_events_jurisdiction_version_check CHECK ((jurisdiction_version >= 0));
alter table consent_events_05 add constraint consent_events_of_permission CHECK (((ground IS NOT NULL) = (action = ANY (ARRAY['GRANT'::text, 'IMPORT'::text]))));
alter table consent_events_05 add constraint consent_events_purpose_check CHECK ((purpose = ANY (ARRAY['MARKETING_EMAIL'::text, 'PERSONALISATION'::text, 'MEASUREMENT'::text, 'SHARING'::text])));
alter table consent_events_05 add constraint consent_events_region_check CHECK ((region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text));
alter table consent_events_05 add constraint consent_events_source_check CHECK ((source = ANY (ARRAY['FORM'::text, 'API'::text, 'IMPORT'::text, 'FEEDBACK_LOOP'::text, 'LIST_UNSUBSCRIBE'::text, 'MAILTO'::text, 'AGENT'::text, 'GPC'::text, 'TCF'::text, 'GPP'::text, 'SUPPORT'::text])));
alter table consent_events_06 add constraint consent_events_06_pkey PRIMARY KEY (recipient_id, idempotency_key);
alter table consent_events_06 add constraint consent_events_action_check CHECK ((action = ANY (ARRAY['GRANT'::text, 'DENY'::text, 'WITHDRAW'::text, 'CONFIRM'::text, 'EXPIRE'::text, 'IMPORT'::text, 'OPT_OUT_SIGNAL'::text, 'COMPLAINT'::text, 'OBJECT'::text, 'RESTRICT'::text, 'ERASE'::text])));
alter table consent_events_06 add constraint consent_events_brand_check CHECK ((length(brand) <= 64));
alter table consent_events_06 add constraint consent_events_channel_check CHECK ((length(channel) <= 64));
alter table consent_events_06 add constraint consent_events_counts_as_check CHECK ((counts_as = ANY (ARRAY['GRANTED'::text, 'REQUESTED'::text, 'CONFIRMED'::text, 'IMPORTED'::text, 'IMPORT_CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRED'::text, 'DENIED'::text, 'WITHDRAWN'::text, 'COMPLAINED'::text, 'SIGNALLED'::text, 'OBJECTED'::text, 'RESTRICTED'::text, 'EXPIRED'::text, 'ERASED'::text])));
alter table consent_events_06 add constraint consent_events_ground_check CHECK ((ground = ANY (ARRAY['EXPRESS'::text, 'CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRY'::text])));
alter table consent_events_06 add constraint consent_events_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200)));
alter table consent_events_06 add constraint consent_events_jurisdiction_version_check CHECK ((jurisdiction_version >= 0));
alter table consent_events_06 add constraint consent_events_of_permission CHECK (((ground IS NOT NULL) = (action = ANY (ARRAY['GRANT'::text, 'IMPORT'::text]))));
alter table consent_events_06 add constraint consent_events_purpose_check CHECK ((purpose = ANY (ARRAY['MARKETING_EMAIL'::text, 'PERSONALISATION'::text, 'MEASUREMENT'::text, 'SHARING'::text])));
alter table consent_events_06 add constraint consent_events_region_check CHECK ((region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text));
alter table consent_events_06 add constraint consent_events_source_check CHECK ((source = ANY (ARRAY['FORM'::text, 'API'::text, 'IMPORT'::text, 'FEEDBACK_LOOP'::text, 'LIST_UNSUBSCRIBE'::text, 'MAILTO'::text, 'AGENT'::text, 'GPC'::text, 'TCF'::text, 'GPP'::text, 'SUPPORT'::text])));
alter table consent_events_07 add constraint consent_events_07_pkey PRIMARY KEY (recipient_id, idempotency_key);
alter table consent_events_07 add constraint consent_events_action_check CHECK ((action = ANY (ARRAY['GRANT'::text, 'DENY'::text, 'WITHDRAW'::text, 'CONFIRM'::text, 'EXPIRE'::text, 'IMPORT'::text, 'OPT_OUT_SIGNAL'::text, 'COMPLAINT'::text, 'OBJECT'::text, 'RESTRICT'::text, 'ERASE'::text])));
alter table consent_events_07 add constraint consent_events_brand_check CHECK ((length(brand) <= 64));
alter table consent_events_07 add constraint consent_events_channel_check CHECK ((length(channel) <= 64));
alter table consent_events_07 add constraint consent_events_counts_as_check CHECK ((counts_as = ANY (ARRAY['GRANTED'::text, 'REQUESTED'::text, 'CONFIRMED'::text, 'IMPORTED'::text, 'IMPORT_CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRED'::text, 'DENIED'::text, 'WITHDRAWN'::text, 'COMPLAINED'::text, 'SIGNALLED'::text, 'OBJECTED'::text, 'RESTRICTED'::text, 'EXPIRED'::text, 'ERASED'::text])));
alter table consent_events_07 add constraint consent_events_ground_check CHECK ((ground = ANY (ARRAY['EXPRESS'::text, 'CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRY'::text])));
alter table consent_events_07 add constraint consent_events_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200)));
alter table consent_events_07 add constraint consent_events_jurisdiction_version_check CHECK ((jurisdiction_version >= 0));
alter table consent_events_07 add constraint consent_events_of_permission CHECK (((ground IS NOT NULL) = (action = ANY (ARRAY['GRANT'::text, 'IMPORT'::text]))));
alter table consent_events_07 add constraint consent_events_purpose_check CHECK ((purpose = ANY (ARRAY['MARKETING_EMAIL'::text, 'PERSONALISATION'::text, 'MEASUREMENT'::text, 'SHARING'::text])));
alter table consent_events_07 add constraint consent_events_region_check CHECK ((region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text));
alter table consent_events_07 add constraint consent_events_source_check CHECK ((source = ANY (ARRAY['FORM'::text, 'API'::text, 'IMPORT'::text, 'FEEDBACK_LOOP'::text, 'LIST_UNSUBSCRIBE'::text, 'MAILTO'::text, 'AGENT'::text, 'GPC'::text, 'TCF'::text, 'GPP'::text, 'SUPPORT'::text])));
alter table consent_events_08 add constraint consent_events_08_pkey PRIMARY KEY (recipient_id, idempotency_key);
alter table consent_events_08 add constraint consent_events_action_check CHECK ((action = ANY (ARRAY['GRANT'::text, 'DENY'::text, 'WITHDRAW'::text, 'CONFIRM'::text, 'EXPIRE'::text, 'IMPORT'::text, 'OPT_OUT_SIGNAL'::text, 'COMPLAINT'::text, 'OBJECT'::text, 'RESTRICT'::text, 'ERASE'::text])));
alter table consent_events_08 add constraint consent_events_brand_check CHECK ((length(brand) <= 64));
alter table consent_events_08 add constraint consent_events_channel_check CHECK ((length(channel) <= 64));
alter table consent_events_08 add constraint consent_events_counts_as_check CHECK ((counts_as = ANY (ARRAY['GRANTED'::text, 'REQUESTED'::text, 'CONFIRMED'::text, 'IMPORTED'::text, 'IMPORT_CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRED'::text, 'DENIED'::text, 'WITHDRAWN'::text, 'COMPLAINED'::text, 'SIGNALLED'::text, 'OBJECTED'::text, 'RESTRICTED'::text, 'EXPIRED'::text, 'ERASED'::text])));
alter table consent_events_08 add constraint consent_events_ground_check CHECK ((ground = ANY (ARRAY['EXPRESS'::text, 'CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRY'::text])));
alter table consent_events_08 add constraint consent_events_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200)));
alter table consent_events_08 add constraint consent_events_jurisdiction_version_check CHECK ((jurisdiction_version >= 0));
alter table consent_events_08 add constraint consent_events_of_permission CHECK (((ground IS NOT NULL) = (action = ANY (ARRAY['GRANT'::text, 'IMPORT'::text]))));
alter table consent_events_08 add constraint consent_events_purpose_check CHECK ((purpose = ANY (ARRAY['MARKETING_EMAIL'::text, 'PERSONALISATION'::text, 'MEASUREMENT'::text, 'SHARING'::text])));
alter table consent_events_08 add constraint consent_events_region_check CHECK ((region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text));
alter table consent_events_08 add constraint consent_events_source_check CHECK ((source = ANY (ARRAY['FORM'::text, 'API'::text, 'IMPORT'::text, 'FEEDBACK_LOOP'::text, 'LIST_UNSUBSCRIBE'::text, 'MAILTO'::text, 'AGENT'::text, 'GPC'::text, 'TCF'::text, 'GPP'::text, 'SUPPORT'::text])));
alter table consent_events_09 add constraint consent_events_09_pkey PRIMARY KEY (recipient_id, idempotency_key);
alter table consent_events_09 add constraint consent_events_action_check CHECK ((action = ANY (ARRAY['GRANT'::text, 'DENY'::text, 'WITHDRAW'::text, 'CONFIRM'::text, 'EXPIRE'::text, 'IMPORT'::text, 'OPT_OUT_SIGNAL'::text, 'COMPLAINT'::text, 'OBJECT'::text, 'RESTRICT'::text, 'ERASE'::text])));
alter table consent_events_09 add constraint consent_events_brand_check CHECK ((length(brand) <= 64));
alter table consent_events_09 add constraint consent_events_channel_check CHECK ((length(channel) <= 64));
alter table consent_events_09 add constraint consent_events_counts_as_check CHECK ((counts_as = ANY (ARRAY['GRANTED'::text, 'REQUESTED'::text, 'CONFIRMED'::text, 'IMPORTED'::text, 'IMPORT_CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRED'::text, 'DENIED'::text, 'WITHDRAWN'::text, 'COMPLAINED'::text, 'SIGNALLED'::text, 'OBJECTED'::text, 'RESTRICTED'::text, 'EXPIRED'::text, 'ERASED'::text])));
alter table consent_events_09 add constraint consent_events_ground_check CHECK ((ground = ANY (ARRAY['EXPRESS'::text, 'CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRY'::text])));
alter table consent_events_09 add constraint consent_events_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200)));
alter table consent_events_09 add constraint consent_events_jurisdiction_version_check CHECK ((jurisdiction_version >= 0));
alter table consent_events_09 add constraint consent_events_of_permission CHECK (((ground IS NOT NULL) = (action = ANY (ARRAY['GRANT'::text, 'IMPORT'::text]))));
alter table consent_events_09 add constraint consent_events_purpose_check CHECK ((purpose = ANY (ARRAY['MARKETING_EMAIL'::text, 'PERSONALISATION'::text, 'MEASUREMENT'::text, 'SHARING'::text])));
alter table consent_events_09 add constraint consent_events_region_check CHECK ((region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text));
alter table consent_events_09 add constraint consent_events_source_check CHECK ((source = ANY (ARRAY['FORM'::text, 'API'::text, 'IMPORT'::text, 'FEEDBACK_LOOP'::text, 'LIST_UNSUBSCRIBE'::text, 'MAILTO'::text, 'AGENT'::text, 'GPC'::text, 'TCF'::text, 'GPP'::text, 'SUPPORT'::text])));
alter table consent_events_10 add constraint consent_events_10_pkey PRIMARY KEY (recipient_id, idempotency_key);
alter table consent_events_10 add constraint consent_events_action_check CHECK ((action = ANY (ARRAY['GRANT'::text, 'DENY'::text, 'WITHDRAW'::text, 'CONFIRM'::text, 'EXPIRE'::text, 'IMPORT'::text, 'OPT_OUT_SIGNAL'::text, 'COMPLAINT'::text, 'OBJECT'::text, 'RESTRICT'::text, 'ERASE'::text])));
alter table consent_events_10 add constraint consent_events_brand_check CHECK ((length(brand) <= 64));
alter table consent_events_10 add constraint consent_events_channel_check CHECK ((length(channel) <= 64));
alter table consent_events_10 add constraint consent_events_counts_as_check CHECK ((counts_as = ANY (ARRAY['GRANTED'::text, 'REQUESTED'::text, 'CONFIRMED'::text, 'IMPORTED'::text, 'IMPORT_CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRED'::text, 'DENIED'::text, 'WITHDRAWN'::text, 'COMPLAINED'::text, 'SIGNALLED'::text, 'OBJECTED'::text, 'RESTRICTED'::text, 'EXPIRED'::text, 'ERASED'::text])));
alter table consent_events_10 add constraint consent_events_ground_check CHECK ((ground = ANY (ARRAY['EXPRESS'::text, 'CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRY'::text])));
alter table consent_events_10 add constraint consent_events_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200)));
alter table consent_events_10 add constraint consent_events_jurisdiction_version_check CHECK ((jurisdiction_version >= 0));
alter table consent_events_10 add constraint consent_events_of_permission CHECK (((ground IS NOT NULL) = (action = ANY (ARRAY['GRANT'::text, 'IMPORT'::text]))));
alter table consent_events_10 add constraint consent_events_purpose_check CHECK ((purpose = ANY (ARRAY['MARKETING_EMAIL'::text, 'PERSONALISATION'::text, 'MEASUREMENT'::text, 'SHARING'::text])));
alter table consent_events_10 add constraint consent_events_region_check CHECK ((region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text));
alter table consent_events_10 add constraint consent_events_source_check CHECK ((source = ANY (ARRAY['FORM'::text, 'API'::text, 'IMPORT'::text, 'FEEDBACK_LOOP'::text, 'LIST_UNSUBSCRIBE'::text, 'MAILTO'::text, 'AGENT'::text, 'GPC'::text, 'TCF'::text, 'GPP'::text, 'SUPPORT'::text])));
alter table consent_events_11 add constraint consent_events_11_pkey PRIMARY KEY (recipient_id, idempotency_key);
alter table consent_events_11 add constraint consent_events_action_check CHECK ((action = ANY (ARRAY['GRANT'::text, 'DENY'::text, 'WITHDRAW'::text, 'CONFIRM'::text, 'EXPIRE'::text, 'IMPORT'::text, 'OPT_OUT_SIGNAL'::text, 'COMPLAINT'::text, 'OBJECT'::text, 'RESTRICT'::text, 'ERASE'::text])));
alter table consent_events_11 add constraint consent_events_brand_check CHECK ((length(brand) <= 64));
alter table consent_events_11 add constraint consent_events_channel_check CHECK ((length(channel) <= 64));
alter table consent_events_11 add constraint consent_events_counts_as_check CHECK ((counts_as = ANY (ARRAY['GRANTED'::text, 'REQUESTED'::text, 'CONFIRMED'::text, 'IMPORTED'::text, 'IMPORT_CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRED'::text, 'DENIED'::text, 'WITHDRAWN'::text, 'COMPLAINED'::text, 'SIGNALLED'::text, 'OBJECTED'::text, 'RESTRICTED'::text, 'EXPIRED'::text, 'ERASED'::text])));
alter table consent_events_11 add constraint consent_events_ground_check CHECK ((ground = ANY (ARRAY['EXPRESS'::text, 'CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRY'::text])));
alter table consent_events_11 add constraint consent_events_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200)));
alter table consent_events_11 add constraint consent_events_jurisdiction_version_check CHECK ((jurisdiction_version >= 0));
alter table consent_events_11 add constraint consent_events_of_permission CHECK (((ground IS NOT NULL) = (action = ANY (ARRAY['GRANT'::text, 'IMPORT'::text]))));
alter table consent_events_11 add constraint consent_events_purpose_check CHECK ((purpose = ANY (ARRAY['MARKETING_EMAIL'::text, 'PERSONALISATION'::text, 'MEASUREMENT'::text, 'SHARING'::text])));
alter table consent_events_11 add constraint consent_events_region_check CHECK ((region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text));
alter table consent_events_11 add constraint consent_events_source_check CHECK ((source = ANY (ARRAY['FORM'::text, 'API'::text, 'IMPORT'::text, 'FEEDBACK_LOOP'::text, 'LIST_UNSUBSCRIBE'::text, 'MAILTO'::text, 'AGENT'::text, 'GPC'::text, 'TCF'::text, 'GPP'::text, 'SUPPORT'::text])));
alter table consent_events_12 add constraint consent_events_12_pkey PRIMARY KEY (recipient_id, idempotency_key);
alter table consent_events_12 add constraint consent_events_action_check CHECK ((action = ANY (ARRAY['GRANT'::text, 'DENY'::text, 'WITHDRAW'::text, 'CONFIRM'::text, 'EXPIRE'::text, 'IMPORT'::text, 'OPT_OUT_SIGNAL'::text, 'COMPLAINT'::text, 'OBJECT'::text, 'RESTRICT'::text, 'ERASE'::text])));
alter table consent_events_12 add constraint consent_events_brand_check CHECK ((length(brand) <= 64));
alter table consent_events_12 add constraint consent_events_channel_check CHECK ((length(channel) <= 64));
alter table consent_events_12 add constraint consent_events_counts_as_check CHECK ((counts_as = ANY (ARRAY['GRANTED'::text, 'REQUESTED'::text, 'CONFIRMED'::text, 'IMPORTED'::text, 'IMPORT_CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRED'::text, 'DENIED'::text, 'WITHDRAWN'::text, 'COMPLAINED'::text, 'SIGNALLED'::text, 'OBJECTED'::text, 'RESTRICTED'::text, 'EXPIRED'::text, 'ERASED'::text])));
alter table consent_events_12 add constraint consent_events_ground_check CHECK ((ground = ANY (ARRAY['EXPRESS'::text, 'CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRY'::text])));
alter table consent_events_12 add constraint consent_events_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200)));
alter table consent_events_12 add constraint consent_events_jurisdiction_version_check CHECK ((jurisdiction_version >= 0));
alter table consent_events_12 add constraint consent_events_of_permission CHECK (((ground IS NOT NULL) = (action = ANY (ARRAY['GRANT'::text, 'IMPORT'::text]))));
alter table consent_events_12 add constraint consent_events_purpose_check CHECK ((purpose = ANY (ARRAY['MARKETING_EMAIL'::text, 'PERSONALISATION'::text, 'MEASUREMENT'::text, 'SHARING'::text])));
alter table consent_events_12 add constraint consent_events_region_check CHECK ((region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text));
alter table consent_events_12 add constraint consent_events_source_check CHECK ((source = ANY (ARRAY['FORM'::text, 'API'::text, 'IMPORT'::text, 'FEEDBACK_LOOP'::text, 'LIST_UNSUBSCRIBE'::text, 'MAILTO'::text, 'AGENT'::text, 'GPC'::text, 'TCF'::text, 'GPP'::text, 'SUPPORT'::text])));
alter table consent_events_13 add constraint consent_events_13_pkey PRIMARY KEY (recipient_id, idempotency_key);
alter table consent_events_13 add constraint consent_events_action_check CHECK ((action = ANY (ARRAY['GRANT'::text, 'DENY'::text, 'WITHDRAW'::text, 'CONFIRM'::text, 'EXPIRE'::text, 'IMPORT'::text, 'OPT_OUT_SIGNAL'::text, 'COMPLAINT'::text, 'OBJECT'::text, 'RESTRICT'::text, 'ERASE'::text])));
alter table consent_events_13 add constraint consent_events_brand_check CHECK ((length(brand) <= 64));
alter table consent_events_13 add constraint consent_events_channel_check CHECK ((length(channel) <= 64));
alter table consent_events_13 add constraint consent_events_counts_as_check CHECK ((counts_as = ANY (ARRAY['GRANTED'::text, 'REQUESTED'::text, 'CONFIRMED'::text, 'IMPORTED'::text, 'IMPORT_CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRED'::text, 'DENIED'::text, 'WITHDRAWN'::text, 'COMPLAINED'::text, 'SIGNALLED'::text, 'OBJECTED'::text, 'RESTRICTED'::text, 'EXPIRED'::text, 'ERASED'::text])));
alter table consent_events_13 add constraint consent_events_ground_check CHECK ((ground = ANY (ARRAY['EXPRESS'::text, 'CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRY'::text])));
alter table consent_events_13 add constraint consent_events_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200)));
alter table consent_events_13 add constraint consent_events_jurisdiction_version_check CHECK ((jurisdiction_version >= 0));
alter table consent_events_13 add constraint consent_events_of_permission CHECK (((ground IS NOT NULL) = (action = ANY (ARRAY['GRANT'::text, 'IMPORT'::text]))));
alter table consent_events_13 add constraint consent_events_purpose_check CHECK ((purpose = ANY (ARRAY['MARKETING_EMAIL'::text, 'PERSONALISATION'::text, 'MEASUREMENT'::text, 'SHARING'::text])));
alter table consent_events_13 add constraint consent_events_region_check CHECK ((region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text));
alter table consent_events_13 add constraint consent_events_source_check CHECK ((source = ANY (ARRAY['FORM'::text, 'API'::text, 'IMPORT'::text, 'FEEDBACK_LOOP'::text, 'LIST_UNSUBSCRIBE'::text, 'MAILTO'::text, 'AGENT'::text, 'GPC'::text, 'TCF'::text, 'GPP'::text, 'SUPPORT'::text])));
alter table consent_events_14 add constraint consent_events_14_pkey PRIMARY KEY (recipient_id, idempotency_key);
alter table consent_events_14 add constraint consent_events_action_check CHECK ((action = ANY (ARRAY['GRANT'::text, 'DENY'::text, 'WITHDRAW'::text, 'CONFIRM'::text, 'EXPIRE'::text, 'IMPORT'::text, 'OPT_OUT_SIGNAL'::text, 'COMPLAINT'::text, 'OBJECT'::text, 'RESTRICT'::text, 'ERASE'::text])));
alter table consent_events_14 add constraint consent_events_brand_check CHECK ((length(brand) <= 64));
alter table consent_events_14 add constraint consent_events_channel_check CHECK ((length(channel) <= 64));
alter table consent_events_14 add constraint consent_events_counts_as_check CHECK ((counts_as = ANY (ARRAY['GRANTED'::text, 'REQUESTED'::text, 'CONFIRMED'::text, 'IMPORTED'::text, 'IMPORT_CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRED'::text, 'DENIED'::text, 'WITHDRAWN'::text, 'COMPLAINED'::text, 'SIGNALLED'::text, 'OBJECTED'::text, 'RESTRICTED'::text, 'EXPIRED'::text, 'ERASED'::text])));
alter table consent_events_14 add constraint consent_events_ground_check CHECK ((ground = ANY (ARRAY['EXPRESS'::text, 'CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRY'::text])));
alter table consent_events_14 add constraint consent_events_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200)));
alter table consent_events_14 add constraint consent_events_jurisdiction_version_check CHECK ((jurisdiction_version >= 0));
alter table consent_events_14 add constraint consent_events_of_permission CHECK (((ground IS NOT NULL) = (action = ANY (ARRAY['GRANT'::text, 'IMPORT'::text]))));
alter table consent_events_14 add constraint consent_events_purpose_check CHECK ((purpose = ANY (ARRAY['MARKETING_EMAIL'::text, 'PERSONALISATION'::text, 'MEASUREMENT'::text, 'SHARING'::text])));
alter table consent_events_14 add constraint consent_events_region_check CHECK ((region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text));
alter table consent_events_14 add constraint consent_events_source_check CHECK ((source = ANY (ARRAY['FORM'::text, 'API'::text, 'IMPORT'::text, 'FEEDBACK_LOOP'::text, 'LIST_UNSUBSCRIBE'::text, 'MAILTO'::text, 'AGENT'::text, 'GPC'::text, 'TCF'::text, 'GPP'::text, 'SUPPORT'::text])));
alter table consent_events_15 add constraint consent_events_15_pkey PRIMARY KEY (recipient_id, idempotency_key);
alter table consent_events_15 add constraint consent_events_action_check CHECK ((action = ANY (ARRAY['GRANT'::text, 'DENY'::text, 'WITHDRAW'::text, 'CONFIRM'::text, 'EXPIRE'::text, 'IMPORT'::text, 'OPT_OUT_SIGNAL'::text, 'COMPLAINT'::text, 'OBJECT'::text, 'RESTRICT'::text, 'ERASE'::text])));
alter table consent_events_15 add constraint consent_events_brand_check CHECK ((length(brand) <= 64));
alter table consent_events_15 add constraint consent_events_channel_check CHECK ((length(channel) <= 64));
alter table consent_events_15 add constraint consent_events_counts_as_check CHECK ((counts_as = ANY (ARRAY['GRANTED'::text, 'REQUESTED'::text, 'CONFIRMED'::text, 'IMPORTED'::text, 'IMPORT_CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRED'::text, 'DENIED'::text, 'WITHDRAWN'::text, 'COMPLAINED'::text, 'SIGNALLED'::text, 'OBJECTED'::text, 'RESTRICTED'::text, 'EXPIRED'::text, 'ERASED'::text])));
alter table consent_events_15 add constraint consent_events_ground_check CHECK ((ground = ANY (ARRAY['EXPRESS'::text, 'CONFIRMED'::text, 'CUSTOMER'::text, 'INQUIRY'::text])));
alter table consent_events_15 add constraint consent_events_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200)));
alter table consent_events_15 add constraint consent_events_jurisdiction_version_check CHECK ((jurisdiction_version >= 0));
alter table consent_events_15 add constraint consent_events_of_permission CHECK (((ground IS NOT NULL) = (action = ANY (ARRAY['GRANT'::text, 'IMPORT'::text]))));
alter table consent_events_15 add constraint consent_events_purpose_check CHECK ((purpose = ANY (ARRAY['MARKETING_EMAIL'::text, 'PERSONALISATION'::text, 'MEASUREMENT'::text, 'SHARING'::text])));
alter table consent_events_15 add constraint consent_events_region_check CHECK ((region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text));
alter table consent_events_15 add constraint consent_events_source_check CHECK ((source = ANY (ARRAY['FORM'::text, 'API'::text, 'IMPORT'::text, 'FEEDBACK_LOOP'::text, 'LIST_UNSUBSCRIBE'::text, 'MAILTO'::text, 'AGENT'::text, 'GPC'::text, 'TCF'::text, 'GPP'::text, 'SUPPORT'::text])));
alter table consent_evidence add constraint consent_evidence_pkey PRIMARY KEY (recipient_id, event_id);
alter table consent_evidence_00 add constraint consent_evidence_00_pkey PRIMARY KEY (recipient_id, event_id);
alter table consent_evidence_01 add constraint consent_evidence_01_pkey PRIMARY KEY (recipient_id, event_id);
alter table consent_evidence_02 add constraint consent_evidence_02_pkey PRIMARY KEY (recipient_id, event_id);
alter table consent_evidence_03 add constraint consent_evidence_03_pkey PRIMARY KEY (recipient_id, event_id);
alter table consent_evidence_04 add constraint consent_evidence_04_pkey PRIMARY KEY (recipient_id, event_id);
alter table consent_evidence_05 add constraint consent_evidence_05_pkey PRIMARY KEY (recipient_id, event_id);
alter table consent_evidence_06 add constraint consent_evidence_06_pkey PRIMARY KEY (recipient_id, event_id);
alter table consent_evidence_07 add constraint consent_evidence_07_pkey PRIMARY KEY (recipient_id, event_id);
alter table consent_evidence_08 add constraint consent_evidence_08_pkey PRIMARY KEY (recipient_id, event_id);
alter table consent_evidence_09 add constraint consent_evidence_09_pkey PRIMARY KEY (recipient_id, event_id);
alter table consent_evidence_10 add constraint consent_evidence_10_pkey PRIMARY KEY (recipient_id, event_id);
alter table consent_evidence_11 add constraint consent_evidence_11_pkey PRIMARY KEY (recipient_id, event_id);
alter table consent_evidence_12 add constraint consent_evidence_12_pkey PRIMARY KEY (recipient_id, event_id);
alter table consent_evidence_13 add constraint consent_evidence_13_pkey PRIMARY KEY (recipient_id, event_id);
alter table consent_evidence_14 add constraint consent_evidence_14_pkey PRIMARY KEY (recipient_id, event_id);
alter table consent_evidence_15 add constraint consent_evidence_15_pkey PRIMARY KEY (recipient_id, event_id);
alter table consent_notices add constraint consent_notices_check CHECK ((text_hash = encode(sha256(convert_to(text, 'UTF8'::name)), 'hex'::text)));
alter table consent_notices add constraint consent_notices_key_check CHECK ((key ~ '^[a-z0-9][a-z0-9._-]{0,63}$'::text));
alter table consent_notices add constraint consent_notices_key_key UNIQUE (key, notice_version);
alter table consent_notices add constraint consent_notices_locale_check CHECK (((length(locale) >= 2) AND (length(locale) <= 35)));
alter table consent_notices add constraint consent_notices_mechanism_check CHECK ((mechanism = ANY (ARRAY['OPT_IN'::text, 'DOUBLE_OPT_IN'::text, 'OPT_OUT'::text, 'NOTICE_ONLY'::text])));
alter table consent_notices add constraint consent_notices_notice_version_check CHECK ((notice_version > 0));
alter table consent_notices add constraint consent_notices_pkey PRIMARY KEY (id);
alter table consent_notices add constraint consent_notices_purposes_check CHECK (((cardinality(purposes) > 0) AND (purposes <@ ARRAY['MARKETING_EMAIL'::text, 'PERSONALISATION'::text, 'MEASUREMENT'::text, 'SHARING'::text])));
alter table consent_notices add constraint consent_notices_text_check CHECK ((text <> ''::text));
alter table consent_notices add constraint consent_notices_version_check CHECK ((version > 0));
alter table consent_states add constraint consent_states_pkey PRIMARY KEY (recipient_id, purpose, channel, brand);
alter table consent_states add constraint consent_states_purpose_check CHECK ((purpose = ANY (ARRAY['MARKETING_EMAIL'::text, 'PERSONALISATION'::text, 'MEASUREMENT'::text, 'SHARING'::text])));
alter table contaminations add constraint contaminations_pkey PRIMARY KEY (recipient_id, holdout_id, experiment_id, variant_key);
alter table contaminations add constraint contaminations_times_check CHECK ((times > 0));
alter table delivered_jurisdictions add constraint delivered_jurisdictions_key_check CHECK ((key ~ '^[A-Z][A-Z0-9-]{0,31}$'::text));
alter table delivered_jurisdictions add constraint delivered_jurisdictions_key_key UNIQUE (key);
alter table delivered_jurisdictions add constraint delivered_jurisdictions_pkey PRIMARY KEY (id);
alter table experiments add constraint experiments_allocation_bp_check CHECK (((allocation_bp >= 0) AND (allocation_bp <= 10000)));
alter table experiments add constraint experiments_assignment_source_check CHECK ((assignment_source = ANY (ARRAY['HASHED'::text, 'EXTERNAL'::text])));
alter table experiments add constraint experiments_decided CHECK (((decided_at IS NULL) = (decision IS NULL)));
alter table experiments add constraint experiments_key_check CHECK ((key ~ '^[a-z0-9][a-z0-9._-]{0,63}$'::text));
alter table experiments add constraint experiments_key_key UNIQUE (key);
alter table experiments add constraint experiments_layer_fkey FOREIGN KEY (layer_key) REFERENCES layers(key);
alter table experiments add constraint experiments_layer_hashed CHECK (((layer_key IS NULL) OR (assignment_source = 'HASHED'::text)));
alter table experiments add constraint experiments_layer_range CHECK (((0 <= layer_from_bp) AND (layer_from_bp < layer_to_bp) AND (layer_to_bp <= 10000)));
alter table experiments add constraint experiments_layer_whole CHECK ((num_nulls(layer_key, layer_from_bp, layer_to_bp) = ANY (ARRAY[0, 3])));
alter table experiments add constraint experiments_pkey PRIMARY KEY (id);
alter table experiments add constraint experiments_seed_key UNIQUE (seed);
alter table experiments add constraint experiments_started_with_design CHECK (((started_at IS NULL) OR ((design IS NOT NULL) AND (design_hash IS NOT NULL) AND (jsonb_array_length(phases) > 0))));
alter table experiments add constraint experiments_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'RUNNING'::text, 'PAUSED'::text, 'STOPPED'::text, 'DECIDED'::text, 'ARCHIVED'::text])));
alter table experiments add constraint experiments_version_check CHECK ((version > 0));
alter table experiments add constraint experiments_weights_sum CHECK ((variant_weights_bp(variants) = 10000));
alter table exposures add constraint exposures_phase_check1 CHECK ((phase > 0));
alter table exposures add constraint exposures_pkey PRIMARY KEY (recipient_id, experiment_id, phase, variant_key);
alter table exposures add constraint exposures_times_check CHECK ((times > 0));
alter table exposures_00 add constraint exposures_00_pkey PRIMARY KEY (recipient_id, experiment_id, phase, variant_key);
alter table exposures_00 add constraint exposures_phase_check1 CHECK ((phase > 0));
alter table exposures_00 add constraint exposures_times_check CHECK ((times > 0));
alter table exposures_01 add constraint exposures_01_pkey PRIMARY KEY (recipient_id, experiment_id, phase, variant_key);
alter table exposures_01 add constraint exposures_phase_check1 CHECK ((phase > 0));
alter table exposures_01 add constraint exposures_times_check CHECK ((times > 0));
alter table exposures_02 add constraint exposures_02_pkey PRIMARY KEY (recipient_id, experiment_id, phase, variant_key);
alter table exposures_02 add constraint exposures_phase_check1 CHECK ((phase > 0));
alter table exposures_02 add constraint exposures_times_check CHECK ((times > 0));
alter table exposures_03 add constraint exposures_03_pkey PRIMARY KEY (recipient_id, experiment_id, phase, variant_key);
alter table exposures_03 add constraint exposures_phase_check1 CHECK ((phase > 0));
alter table exposures_03 add constraint exposures_times_check CHECK ((times > 0));
alter table exposures_04 add constraint exposures_04_pkey PRIMARY KEY (recipient_id, experiment_id, phase, variant_key);
alter table exposures_04 add constraint exposures_phase_check1 CHECK ((phase > 0));
alter table exposures_04 add constraint exposures_times_check CHECK ((times > 0));
alter table exposures_05 add constraint exposures_05_pkey PRIMARY KEY (recipient_id, experiment_id, phase, variant_key);
alter table exposures_05 add constraint exposures_phase_check1 CHECK ((phase > 0));
alter table exposures_05 add constraint exposures_times_check CHECK ((times > 0));
alter table exposures_06 add constraint exposures_06_pkey PRIMARY KEY (recipient_id, experiment_id, phase, variant_key);
alter table exposures_06 add constraint exposures_phase_check1 CHECK ((phase > 0));
alter table exposures_06 add constraint exposures_times_check CHECK ((times > 0));
alter table exposures_07 add constraint exposures_07_pkey PRIMARY KEY (recipient_id, experiment_id, phase, variant_key);
alter table exposures_07 add constraint exposures_phase_check1 CHECK ((phase > 0));
alter table exposures_07 add constraint exposures_times_check CHECK ((times > 0));
alter table exposures_08 add constraint exposures_08_pkey PRIMARY KEY (recipient_id, experiment_id, phase, variant_key);
alter table exposures_08 add constraint exposures_phase_check1 CHECK ((phase > 0));
alter table exposures_08 add constraint exposures_times_check CHECK ((times > 0));
alter table exposures_09 add constraint exposures_09_pkey PRIMARY KEY (recipient_id, experiment_id, phase, variant_key);
alter table exposures_09 add constraint exposures_phase_check1 CHECK ((phase > 0));
alter table exposures_09 add constraint exposures_times_check CHECK ((times > 0));
alter table exposures_10 add constraint exposures_10_pkey PRIMARY KEY (recipient_id, experiment_id, phase, variant_key);
alter table exposures_10 add constraint exposures_phase_check1 CHECK ((phase > 0));
alter table exposures_10 add constraint exposures_times_check CHECK ((times > 0));
alter table exposures_11 add constraint exposures_11_pkey PRIMARY KEY (recipient_id, experiment_id, phase, variant_key);
alter table exposures_11 add constraint exposures_phase_check1 CHECK ((phase > 0));
alter table exposures_11 add constraint exposures_times_check CHECK ((times > 0));
alter table exposures_12 add constraint exposures_12_pkey PRIMARY KEY (recipient_id, experiment_id, phase, variant_key);
alter table exposures_12 add constraint exposures_phase_check1 CHECK ((phase > 0));
alter table exposures_12 add constraint exposures_times_check CHECK ((times > 0));
alter table exposures_13 add constraint exposures_13_pkey PRIMARY KEY (recipient_id, experiment_id, phase, variant_key);
alter table exposures_13 add constraint exposures_phase_check1 CHECK ((phase > 0));
alter table exposures_13 add constraint exposures_times_check CHECK ((times > 0));
alter table exposures_14 add constraint exposures_14_pkey PRIMARY KEY (recipient_id, experiment_id, phase, variant_key);
alter table exposures_14 add constraint exposures_phase_check1 CHECK ((phase > 0));
alter table exposures_14 add constraint exposures_times_check CHECK ((times > 0));
alter table exposures_15 add constraint exposures_15_pkey PRIMARY KEY (recipient_id, experiment_id, phase, variant_key);
alter table exposures_15 add constraint exposures_phase_check1 CHECK ((phase > 0));
alter table exposures_15 add constraint exposures_times_check CHECK ((times > 0));
alter table holdout_members add constraint holdout_members_pkey PRIMARY KEY (recipient_id, holdout_id);
alter table holdout_members add constraint holdout_members_times_check CHECK ((times > 0));
alter table holdouts add constraint holdouts_base_rate_check CHECK (((base_rate > (0)::double precision) AND (base_rate < (1)::double precision)));
alter table holdouts add constraint holdouts_key_check CHECK ((key ~ '^[a-z0-9][a-z0-9._-]{0,63}$'::text));
alter table holdouts add constraint holdouts_key_key UNIQUE (key);
alter table holdouts add constraint holdouts_list_size_check CHECK ((list_size > 0));
alter table holdouts add constraint holdouts_pkey PRIMARY KEY (id);
alter table holdouts add constraint holdouts_scope_check CHECK ((scope = ANY (ARRAY['GLOBAL'::text, 'CHANNEL'::text, 'MARKET'::text, 'EXPERIMENTS'::text])));
alter table holdouts add constraint holdouts_scope_named CHECK ((((scope = 'CHANNEL'::text) = (channel IS NOT NULL)) AND ((scope = 'MARKET'::text) = (market IS NOT NULL)) AND ((scope = 'EXPERIMENTS'::text) = (experiment_keys IS NOT NULL))));
alter table holdouts add constraint holdouts_seed_key UNIQUE (seed);
alter table holdouts add constraint holdouts_size_bp_check CHECK (((size_bp >= 100) AND (size_bp <= 2000)));
alter table holdouts add constraint holdouts_status_check CHECK ((status = ANY (ARRAY['OPEN'::text, 'FROZEN'::text, 'CLOSED'::text])));
alter table holdouts add constraint holdouts_version_check CHECK ((version > 0));
alter table jurisdiction_rules add constraint jurisdiction_rules_pkey PRIMARY KEY (key, rule_version);
alter table jurisdiction_rules add constraint jurisdiction_rules_rule_version_check CHECK ((rule_version >= 0));
alter table jurisdictions add constraint jurisdictions_key_check CHECK ((key ~ '^[A-Z][A-Z0-9-]{0,31}$'::text));
alter table jurisdictions add constraint jurisdictions_key_key UNIQUE (key);
alter table jurisdictions add constraint jurisdictions_pkey PRIMARY KEY (id);
alter table jurisdictions add constraint jurisdictions_version_check CHECK ((version > 0));
alter table layers add constraint layers_key_check CHECK ((key ~ '^[a-z0-9][a-z0-9._-]{0,63}$'::text));
alter table layers add constraint layers_key_key UNIQUE (key);
alter table layers add constraint layers_pkey PRIMARY KEY (id);
alter table layers add constraint layers_seed_key UNIQUE (seed);
alter table layers add constraint layers_version_check CHECK ((version > 0));
alter table metrics add constraint metrics_aggregation_check CHECK ((aggregation = ANY (ARRAY['COUNT'::text, 'SUM'::text])));
alter table metrics add constraint metrics_cap_check CHECK ((cap > (0)::double precision));
alter table metrics add constraint metrics_check CHECK (((kind = 'RATIO'::text) = (denominator_outcome_types IS NOT NULL)));
alter table metrics add constraint metrics_check1 CHECK (((kind = 'RATIO'::text) = (denominator_aggregation IS NOT NULL)));
alter table metrics add constraint metrics_conversion_window_hours_check CHECK (((conversion_window_hours >= 1) AND (conversion_window_hours <= 8784)));
alter table metrics add constraint metrics_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text));
alter table metrics add constraint metrics_denominator_aggregation_check CHECK ((denominator_aggregation = ANY (ARRAY['COUNT'::text, 'SUM'::text])));
alter table metrics add constraint metrics_denominator_outcome_types_check CHECK (((cardinality(denominator_outcome_types) >= 1) AND (cardinality(denominator_outcome_types) <= 20)));
alter table metrics add constraint metrics_direction_check CHECK ((direction = ANY (ARRAY['INCREASE'::text, 'DECREASE'::text])));
alter table metrics add constraint metrics_key_check CHECK ((key ~ '^[a-z0-9][a-z0-9._-]{0,63}$'::text));
alter table metrics add constraint metrics_key_key UNIQUE (key);
alter table metrics add constraint metrics_kind_check CHECK ((kind = ANY (ARRAY['PROPORTION'::text, 'MEAN'::text, 'RATIO'::text])));
alter table metrics add constraint metrics_outcome_types_check CHECK (((cardinality(outcome_types) >= 1) AND (cardinality(outcome_types) <= 20)));
alter table metrics add constraint metrics_pkey PRIMARY KEY (id);
alter table metrics add constraint metrics_version_check CHECK ((version > 0));
alter table outcomes add constraint outcomes_id_check1 CHECK (((length(id) >= 1) AND (length(id) <= 200)));
alter table outcomes add constraint outcomes_pkey PRIMARY KEY (recipient_id, id);
alter table outcomes_00 add constraint outcomes_00_pkey PRIMARY KEY (recipient_id, id);
alter table outcomes_00 add constraint outcomes_id_check1 CHECK (((length(id) >= 1) AND (length(id) <= 200)));
alter table outcomes_01 add constraint outcomes_01_pkey PRIMARY KEY (recipient_id, id);
alter table outcomes_01 add constraint outcomes_id_check1 CHECK (((length(id) >= 1) AND (length(id) <= 200)));
alter table outcomes_02 add constraint outcomes_02_pkey PRIMARY KEY (recipient_id, id);
alter table outcomes_02 add constraint outcomes_id_check1 CHECK (((length(id) >= 1) AND (length(id) <= 200)));
alter table outcomes_03 add constraint outcomes_03_pkey PRIMARY KEY (recipient_id, id);
alter table outcomes_03 add constraint outcomes_id_check1 CHECK (((length(id) >= 1) AND (length(id) <= 200)));
alter table outcomes_04 add constraint outcomes_04_pkey PRIMARY KEY (recipient_id, id);
alter table outcomes_04 add constraint outcomes_id_check1 CHECK (((length(id) >= 1) AND (length(id) <= 200)));
alter table outcomes_05 add constraint outcomes_05_pkey PRIMARY KEY (recipient_id, id);
alter table outcomes_05 add constraint outcomes_id_check1 CHECK (((length(id) >= 1) AND (length(id) <= 200)));
alter table outcomes_06 add constraint outcomes_06_pkey PRIMARY KEY (recipient_id, id);
alter table outcomes_06 add constraint outcomes_id_check1 CHECK (((length(id) >= 1) AND (length(id) <= 200)));
alter table outcomes_07 add constraint outcomes_07_pkey PRIMARY KEY (recipient_id, id);
alter table outcomes_07 add constraint outcomes_id_check1 CHECK (((length(id) >= 1) AND (length(id) <= 200)));
alter table outcomes_08 add constraint outcomes_08_pkey PRIMARY KEY (recipient_id, id);
alter table outcomes_08 add constraint outcomes_id_check1 CHECK (((length(id) >= 1) AND (length(id) <= 200)));
alter table outcomes_09 add constraint outcomes_09_pkey PRIMARY KEY (recipient_id, id);
alter table outcomes_09 add constraint outcomes_id_check1 CHECK (((length(id) >= 1) AND (length(id) <= 200)));
alter table outcomes_10 add constraint outcomes_10_pkey PRIMARY KEY (recipient_id, id);
alter table outcomes_10 add constraint outcomes_id_check1 CHECK (((length(id) >= 1) AND (length(id) <= 200)));
alter table outcomes_11 add constraint outcomes_11_pkey PRIMARY KEY (recipient_id, id);
alter table outcomes_11 add constraint outcomes_id_check1 CHECK (((length(id) >= 1) AND (length(id) <= 200)));
alter table outcomes_12 add constraint outcomes_12_pkey PRIMARY KEY (recipient_id, id);
alter table outcomes_12 add constraint outcomes_id_check1 CHECK (((length(id) >= 1) AND (length(id) <= 200)));
alter table outcomes_13 add constraint outcomes_13_pkey PRIMARY KEY (recipient_id, id);
alter table outcomes_13 add constraint outcomes_id_check1 CHECK (((length(id) >= 1) AND (length(id) <= 200)));
alter table outcomes_14 add constraint outcomes_14_pkey PRIMARY KEY (recipient_id, id);
alter table outcomes_14 add constraint outcomes_id_check1 CHECK (((length(id) >= 1) AND (length(id) <= 200)));
alter table outcomes_15 add constraint outcomes_15_pkey PRIMARY KEY (recipient_id, id);
alter table outcomes_15 add constraint outcomes_id_check1 CHECK (((length(id) >= 1) AND (length(id) <= 200)));
alter table recovery_code_uses add constraint recovery_code_uses_pkey PRIMARY KEY (user_id, code_hash);
alter table schema_migrations add constraint schema_migrations_pkey PRIMARY KEY (name);
alter table session_uses add constraint session_uses_pkey PRIMARY KEY (session_id);
alter table sessions add constraint sessions_begun_somehow CHECK (((link_hash IS NOT NULL) OR (user_id IS NOT NULL)));
alter table sessions add constraint sessions_cookie_key UNIQUE (cookie_hash);
alter table sessions add constraint sessions_link_key UNIQUE (link_hash);
alter table sessions add constraint sessions_link_whole CHECK (((link_hash IS NULL) = (link_expires_at IS NULL)));
alter table sessions add constraint sessions_person_name_check CHECK ((person_name <> ''::text));
alter table sessions add constraint sessions_pkey PRIMARY KEY (id);
alter table sessions add constraint sessions_user_exists FOREIGN KEY (user_id) REFERENCES users(id);
alter table sessions add constraint sessions_user_whole CHECK (((user_id IS NULL) = (user_epoch IS NULL)));
alter table sessions add constraint sessions_version_check CHECK ((version > 0));
alter table sign_in_attempts add constraint sign_in_attempts_outcome_check CHECK ((outcome = ANY (ARRAY['TRIED'::text, 'PASSED'::text, 'WITHDRAWN'::text])));
alter table sign_in_attempts add constraint sign_in_attempts_pkey PRIMARY KEY (id, outcome);
alter table suppressions add constraint suppressions_brand_check CHECK (((length(brand) >= 1) AND (length(brand) <= 100)));
alter table suppressions add constraint suppressions_erasure_kept CHECK (((reason <> 'ERASURE'::text) OR ((scope = 'GLOBAL'::text) AND (until IS NULL) AND (lifted_at IS NULL))));
alter table suppressions add constraint suppressions_lift_told CHECK ((((lifted_at IS NULL) = (lift_reason IS NULL)) AND ((requested_at IS NULL) OR (lifted_at IS NOT NULL))));
alter table suppressions add constraint suppressions_own_word_only CHECK (((lifted_at IS NULL) OR (reason <> ALL (ARRAY['COMPLAINT'::text, 'UNSUBSCRIBE'::text])) OR ((requested_at IS NOT NULL) AND (requested_at > last_at))));
alter table suppressions add constraint suppressions_pkey PRIMARY KEY (id);
alter table suppressions add constraint suppressions_purpose_check CHECK ((purpose = ANY (ARRAY['MARKETING_EMAIL'::text, 'PERSONALISATION'::text, 'MEASUREMENT'::text, 'SHARING'::text])));
alter table suppressions add constraint suppressions_reason_check CHECK ((reason = ANY (ARRAY['HARD_BOUNCE'::text, 'COMPLAINT'::text, 'UNSUBSCRIBE'::text, 'ERASURE'::text, 'LEGAL'::text, 'MANUAL'::text, 'ROLE_ACCOUNT'::text, 'SPAM_TRAP'::text])));
alter table suppressions add constraint suppressions_scope_check CHECK ((scope = ANY (ARRAY['GLOBAL'::text, 'BRAND'::text, 'DOMAIN'::text, 'PURPOSE'::text])));
alter table suppressions add constraint suppressions_scope_named CHECK (
CASE scope
    WHEN 'BRAND'::text THEN ((brand IS NOT NULL) AND (purpose IS NULL))
    WHEN 'PURPOSE'::text THEN (purpose IS NOT NULL)
    ELSE ((brand IS NULL) AND (purpose IS NULL))
END);
alter table suppressions add constraint suppressions_source_check CHECK ((source = ANY (ARRAY['PERSON'::text, 'IMPORT'::text, 'OUTCOME'::text])));
alter table suppressions add constraint suppressions_told_in_order CHECK ((since <= last_at));
alter table suppressions add constraint suppressions_version_check CHECK ((version >= 0));
alter table teams add constraint teams_key_key UNIQUE (key);
alter table teams add constraint teams_markets_some CHECK (((markets IS NULL) OR (cardinality(markets) > 0)));
alter table teams add constraint teams_name_check CHECK ((name <> ''::text));
alter table teams add constraint teams_pkey PRIMARY KEY (id);
alter table teams add constraint teams_version_check CHECK ((version > 0));
alter table totp_uses add constraint totp_uses_pkey PRIMARY KEY (user_id, step);
alter table users add constraint users_active_accepted CHECK (((status <> 'ACTIVE'::text) OR (accepted_at IS NOT NULL)));
alter table users add constraint users_disabled_dated CHECK (((status = 'DISABLED'::text) = (disabled_at IS NOT NULL)));
alter table users add constraint users_email_check CHECK ((email <> ''::text));
alter table users add constraint users_email_key UNIQUE (email);
alter table users add constraint users_invitation_dated CHECK (((invitation_hash IS NULL) = (invitation_expires_at IS NULL)));
alter table users add constraint users_invitation_key UNIQUE (invitation_hash);
alter table users add constraint users_name_check CHECK ((name <> ''::text));
alter table users add constraint users_oidc_key UNIQUE (oidc_issuer, oidc_subject);
alter table users add constraint users_oidc_whole CHECK (((oidc_issuer IS NULL) = (oidc_subject IS NULL)));
alter table users add constraint users_password_dated CHECK (((password_hash IS NULL) = (password_set_at IS NULL)));
alter table users add constraint users_pkey PRIMARY KEY (id);
alter table users add constraint users_roles_some CHECK ((cardinality(roles) > 0));
alter table users add constraint users_session_epoch_check CHECK ((session_epoch > 0));
alter table users add constraint users_status_check CHECK ((status = ANY (ARRAY['INVITED'::text, 'ACTIVE'::text, 'DISABLED'::text])));
alter table users add constraint users_totp_secret_first CHECK (((totp_confirmed_at IS NULL) OR (totp_secret IS NOT NULL)));
alter table users add constraint users_version_check CHECK ((version > 0));

-- Indexes

CREATE INDEX audit_entries_action ON public.audit_entries USING btree (action, id);
CREATE INDEX audit_entries_actor ON public.audit_entries USING btree (actor_id, id);
CREATE INDEX audit_entries_actor_name ON public.audit_entries USING btree (actor_name, id) WHERE (actor_type <> 'USER'::text);
CREATE INDEX audit_entries_at ON public.audit_entries USING btree (at, id);
CREATE INDEX audit_entries_order ON public.audit_entries USING btree (xid, id);
CREATE INDEX audit_entries_refused ON public.audit_entries USING btree (outcome, id) WHERE (outcome <> 'ALLOWED'::text);
CREATE INDEX audit_entries_subject ON public.audit_entries USING btree (subject_id, id);
CREATE INDEX audit_entries_subject_key ON public.audit_entries USING btree (subject_key, id);
CREATE INDEX audit_entries_subject_type ON public.audit_entries USING btree (subject_type, id);
CREATE INDEX audit_entries_unhashed ON public.audit_entries USING btree (xid, id) WHERE (leaf_hash IS NULL);
CREATE INDEX audit_personal_values_value ON public.audit_personal_values USING btree (place, value, entry_number);
CREATE INDEX contaminations_by_holdout ON public.contaminations USING btree (holdout_id);
CREATE INDEX experiments_by_layer ON public.experiments USING btree (layer_key) WHERE (layer_key IS NOT NULL);
CREATE INDEX exposures_by_experiment ON ONLY public.exposures USING btree (experiment_id, phase, recipient_id) INCLUDE (variant_key, occurred_at);
CREATE INDEX exposures_00_experiment_id_phase_recipient_id_variant_key_o_idx ON public.exposures_00 USING btree (experiment_id, phase, recipient_id) INCLUDE (variant_key, occurred_at);
CREATE INDEX exposures_01_experiment_id_phase_recipient_id_variant_key_o_idx ON public.exposures_01 USING btree (experiment_id, phase, recipient_id) INCLUDE (variant_key, occurred_at);
CREATE INDEX exposures_02_experiment_id_phase_recipient_id_variant_key_o_idx ON public.exposures_02 USING btree (experiment_id, phase, recipient_id) INCLUDE (variant_key, occurred_at);
CREATE INDEX exposures_03_experiment_id_phase_recipient_id_variant_key_o_idx ON public.exposures_03 USING btree (experiment_id, phase, recipient_id) INCLUDE (variant_key, occurred_at);
CREATE INDEX exposures_04_experiment_id_phase_recipient_id_variant_key_o_idx ON public.exposures_04 USING btree (experiment_id, phase, recipient_id) INCLUDE (variant_key, occurred_at);
CREATE INDEX exposures_05_experiment_id_phase_recipient_id_variant_key_o_idx ON public.exposures_05 USING btree (experiment_id, phase, recipient_id) INCLUDE (variant_key, occurred_at);
CREATE INDEX exposures_06_experiment_id_phase_recipient_id_variant_key_o_idx ON public.exposures_06 USING btree (experiment_id, phase, recipient_id) INCLUDE (variant_key, occurred_at);
CREATE INDEX exposures_07_experiment_id_phase_recipient_id_variant_key_o_idx ON public.exposures_07 USING btree (experiment_id, phase, recipient_id) INCLUDE (variant_key, occurred_at);
CREATE INDEX exposures_08_experiment_id_phase_recipient_id_variant_key_o_idx ON public.exposures_08 USING btree (experiment_id, phase, recipient_id) INCLUDE (variant_key, occurred_at);
CREATE INDEX exposures_09_experiment_id_phase_recipient_id_variant_key_o_idx ON public.exposures_09 USING btree (experiment_id, phase, recipient_id) INCLUDE (variant_key, occurred_at);
CREATE INDEX exposures_10_experiment_id_phase_recipient_id_variant_key_o_idx ON public.exposures_10 USING btree (experiment_id, phase, recipient_id) INCLUDE (variant_key, occurred_at);
CREATE INDEX exposures_11_experiment_id_phase_recipient_id_variant_key_o_idx ON public.exposures_11 USING btree (experiment_id, phase, recipient_id) INCLUDE (variant_key, occurred_at);
CREATE INDEX exposures_12_experiment_id_phase_recipient_id_variant_key_o_idx ON public.exposures_12 USING btree (experiment_id, phase, recipient_id) INCLUDE (variant_key, occurred_at);
CREATE INDEX exposures_13_experiment_id_phase_recipient_id_variant_key_o_idx ON public.exposures_13 USING btree (experiment_id, phase, recipient_id) INCLUDE (variant_key, occurred_at);
CREATE INDEX exposures_14_experiment_id_phase_recipient_id_variant_key_o_idx ON public.exposures_14 USING btree (experiment_id, phase, recipient_id) INCLUDE (variant_key, occurred_at);
CREATE INDEX exposures_15_experiment_id_phase_recipient_id_variant_key_o_idx ON public.exposures_15 USING btree (experiment_id, phase, recipient_id) INCLUDE (variant_key, occurred_at);
CREATE INDEX holdout_members_by_holdout ON public.holdout_members USING btree (holdout_id, first_at);
CREATE UNIQUE INDEX holdouts_one_global ON public.holdouts USING btree (scope) WHERE ((scope = 'GLOBAL'::text) AND (status <> 'CLOSED'::text));
CREATE INDEX sign_in_attempts_account ON public.sign_in_attempts USING btree (account, network, at) WHERE (outcome = 'TRIED'::text);
CREATE INDEX sign_in_attempts_address ON public.sign_in_attempts USING btree (address, at) WHERE (outcome = 'TRIED'::text);
CREATE INDEX sign_in_attempts_at ON public.sign_in_attempts USING btree (at);
CREATE INDEX suppressions_by_target ON public.suppressions USING btree (target_id) WHERE (lifted_at IS NOT NULL);
CREATE INDEX suppressions_by_time ON public.suppressions USING btree (recorded_at, id);
CREATE UNIQUE INDEX suppressions_target_key ON public.suppressions USING btree (target_id, scope, reason, COALESCE(brand, ''::text), COALESCE(purpose, ''::text)) WHERE (lifted_at IS NULL);
CREATE INDEX users_administrators ON public.users USING btree (id) WHERE ('administrator'::text = ANY (roles));

-- Functions

CREATE OR REPLACE FUNCTION public.api_key_by_secret(hash text)
 RETURNS TABLE(id uuid, name text, role text, prefix text, operations text[], markets text[], addresses text[], on_behalf_of text, created_at timestamp with time zone, expires_at timestamp with time zone, revoked_at timestamp with time zone, rotated_at timestamp with time zone, previous_expires_at timestamp with time zone, last_used_at timestamp with time zone, is_previous boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select k.id, k.name, k.role, k.prefix, k.operations, k.markets, k.addresses, k.on_behalf_of, k.created_at,
         k.expires_at, k.revoked_at, k.rotated_at, k.previous_expires_at, u.last_used_at, k.secret_hash <> hash
  from api_keys k
  left join api_key_uses u on u.key_id = k.id
  where k.secret_hash = hash or k.previous_secret_hash = hash
$function$
;

CREATE OR REPLACE FUNCTION public.forget_sign_in_traces(moment timestamp with time zone, most integer)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with tries as (
    delete from sign_in_attempts where (id, outcome) in (
      select id, outcome from sign_in_attempts where at < moment - interval '1 day'
      order by at limit most for update skip locked
    ) returning id
  ), steps as (
    delete from totp_uses where (user_id, step) in (
      select user_id, step from totp_uses where used_at < moment - interval '1 day' limit most for update skip locked
    ) returning user_id
  ), codes as (
    delete from recovery_code_uses where (user_id, code_hash) in (
      select used.user_id, used.code_hash from recovery_code_uses used
      where used.used_at < moment - interval '1 day' and not exists (
        select from users u where u.id = used.user_id and used.code_hash = any (u.recovery_codes)
      ) limit most for update skip locked
    ) returning user_id
  ), stays as (
    delete from session_uses where session_id in (
      select session_id from session_uses where last_used_at < moment - interval '1 day'
      limit most for update skip locked
    ) returning session_id
  )
  select ((select count(*) from tries) + (select count(*) from steps) + (select count(*) from codes)
    + (select count(*) from stays))::integer
$function$
;

CREATE OR REPLACE FUNCTION public.keep_jurisdiction_rule()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into jurisdiction_rules (key, rule_version, rule, counted_from)
    values (new.key, new.version, to_jsonb(new) - 'version', new.amended_at);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.later_mark(one consent_mark, other consent_mark)
 RETURNS consent_mark
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select greatest(one, other) $function$
;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the audit log is append-only: % on % refused', tg_op, tg_table_name using errcode = '42501';
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_jurisdiction_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = '42501';
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_new_seed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the seed of % % never changes', tg_table_name, old.key using errcode = '42501';
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_notice_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (to_jsonb(new) - 'version') is distinct from (to_jsonb(old) - 'version') then
    raise exception 'version % of the notice % never changes', old.notice_version, old.key using errcode = '42501';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.require_audit_entry()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  changed uuid := coalesce(new.id, old.id);
begin
  if not exists (select from audit_entries
                 where subject_id = changed and subject_type = tg_argv[0] and xid = pg_current_xact_id()) then
    raise exception 'change to % % has no audit entry in this transaction', tg_argv[0], changed using errcode = '42501';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.require_entry_of_suppression()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  told constant text[] := '{since,last_at,until}';
  changed uuid := coalesce(new.id, old.id);
begin
  if tg_op = 'INSERT' and new.version = 0 and new.lifted_at is null then return null; end if;
  if tg_op = 'UPDATE' and new <> old and to_jsonb(new) - told = to_jsonb(old) - told
     and new.since <= old.since and new.last_at >= old.last_at
     and coalesce(new.until, 'infinity') >= coalesce(old.until, 'infinity') then return null;
  end if;
  if not exists (select from audit_entries
                 where subject_id = changed and subject_type = tg_argv[0] and xid = pg_current_xact_id()) then
    raise exception 'change to % % has no audit entry in this transaction', tg_argv[0], changed using errcode = '42501';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.session_by_cookie(cookie text)
 RETURNS TABLE(id uuid, person_name text, roles text[], opened_at timestamp with time zone, expires_at timestamp with time zone, ended_at timestamp with time zone, authenticated_at timestamp with time zone, last_used_at timestamp with time zone, user_id uuid, user_epoch integer, user_name text, user_status text, user_roles text[], user_teams text[], session_epoch integer, team_markets jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select s.id, s.person_name, s.roles, s.opened_at, s.expires_at, s.ended_at, s.authenticated_at, n.last_used_at,
         s.user_id, s.user_epoch, u.name, u.status, u.roles, u.teams, u.session_epoch,
         (select jsonb_agg(t.markets) from teams t where t.key = any (u.teams))
  from sessions s
  left join users u on u.id = s.user_id
  left join session_uses n on n.session_id = s.id
  where s.cookie_hash = cookie
$function$
;

CREATE OR REPLACE FUNCTION public.tell()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify(tg_argv[0], tg_table_name);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.variant_weights_bp(variants jsonb)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE STRICT
RETURN (SELECT sum(((variant.value ->> 'weightBp'::text))::integer) AS sum FROM jsonb_array_elements(variant_weights_bp.variants) variant(value))
;

-- Triggers

CREATE CONSTRAINT TRIGGER api_keys_audited AFTER INSERT OR DELETE OR UPDATE ON public.api_keys DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_audit_entry('ApiKey');
CREATE TRIGGER api_keys_told AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.api_keys FOR EACH STATEMENT EXECUTE FUNCTION tell('probity_keys');
CREATE TRIGGER audit_checkpoints_kept BEFORE DELETE OR UPDATE ON public.audit_checkpoints FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_checkpoints_not_emptied BEFORE TRUNCATE ON public.audit_checkpoints FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_kept BEFORE DELETE OR UPDATE ON public.audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_not_emptied BEFORE TRUNCATE ON public.audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_leaves_kept BEFORE DELETE OR UPDATE ON public.audit_leaves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_leaves_not_emptied BEFORE TRUNCATE ON public.audit_leaves FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_nodes_kept BEFORE DELETE OR UPDATE ON public.audit_nodes FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_nodes_not_emptied BEFORE TRUNCATE ON public.audit_nodes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_personal_values_kept BEFORE UPDATE ON public.audit_personal_values FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_personal_values_not_emptied BEFORE TRUNCATE ON public.audit_personal_values FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE CONSTRAINT TRIGGER consent_notices_audited AFTER INSERT OR DELETE OR UPDATE ON public.consent_notices DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_audit_entry('ConsentNotice');
CREATE TRIGGER consent_notices_text_kept BEFORE UPDATE ON public.consent_notices FOR EACH ROW EXECUTE FUNCTION refuse_notice_change();
CREATE CONSTRAINT TRIGGER experiments_audited AFTER INSERT OR DELETE OR UPDATE ON public.experiments DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_audit_entry('Experiment');
CREATE TRIGGER experiments_seed_kept BEFORE UPDATE ON public.experiments FOR EACH ROW WHEN ((old.seed IS DISTINCT FROM new.seed)) EXECUTE FUNCTION refuse_new_seed();
CREATE TRIGGER experiments_told AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.experiments FOR EACH STATEMENT EXECUTE FUNCTION tell('probity_plan');
CREATE CONSTRAINT TRIGGER holdouts_audited AFTER INSERT OR DELETE OR UPDATE ON public.holdouts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_audit_entry('Holdout');
CREATE TRIGGER holdouts_seed_kept BEFORE UPDATE ON public.holdouts FOR EACH ROW WHEN ((old.seed IS DISTINCT FROM new.seed)) EXECUTE FUNCTION refuse_new_seed();
CREATE TRIGGER holdouts_told AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.holdouts FOR EACH STATEMENT EXECUTE FUNCTION tell('probity_plan');
CREATE TRIGGER jurisdiction_rules_kept BEFORE DELETE OR UPDATE ON public.jurisdiction_rules FOR EACH ROW EXECUTE FUNCTION refuse_jurisdiction_change();
CREATE TRIGGER jurisdiction_rules_not_emptied BEFORE TRUNCATE ON public.jurisdiction_rules FOR EACH STATEMENT EXECUTE FUNCTION refuse_jurisdiction_change();
CREATE CONSTRAINT TRIGGER jurisdictions_audited AFTER INSERT OR DELETE OR UPDATE ON public.jurisdictions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_audit_entry('Jurisdiction');
CREATE TRIGGER jurisdictions_rule_kept AFTER INSERT OR UPDATE ON public.jurisdictions FOR EACH ROW EXECUTE FUNCTION keep_jurisdiction_rule();
CREATE CONSTRAINT TRIGGER layers_audited AFTER INSERT OR DELETE OR UPDATE ON public.layers DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_audit_entry('Layer');
CREATE TRIGGER layers_seed_kept BEFORE UPDATE ON public.layers FOR EACH ROW WHEN ((old.seed IS DISTINCT FROM new.seed)) EXECUTE FUNCTION refuse_new_seed();
CREATE TRIGGER layers_told AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.layers FOR EACH STATEMENT EXECUTE FUNCTION tell('probity_plan');
CREATE CONSTRAINT TRIGGER metrics_audited AFTER INSERT OR DELETE OR UPDATE ON public.metrics DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_audit_entry('Metric');
CREATE CONSTRAINT TRIGGER sessions_audited AFTER INSERT OR DELETE OR UPDATE ON public.sessions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_audit_entry('Session');
CREATE CONSTRAINT TRIGGER suppressions_audited AFTER INSERT OR DELETE OR UPDATE ON public.suppressions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_entry_of_suppression('Suppression');
CREATE CONSTRAINT TRIGGER teams_audited AFTER INSERT OR DELETE OR UPDATE ON public.teams DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_audit_entry('Team');
CREATE CONSTRAINT TRIGGER users_audited AFTER INSERT OR DELETE OR UPDATE ON public.users DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_audit_entry('User');

-- Grants

grant execute on function api_key_by_secret(hash text) to probity_app;
grant execute on function api_key_by_secret(hash text) to probity_reader;
grant execute on function forget_sign_in_traces(moment timestamp with time zone, most integer) to probity_app;
grant execute on function session_by_cookie(cookie text) to probity_app;
grant execute on function session_by_cookie(cookie text) to probity_reader;
grant usage on schema public to probity_app;
grant usage on schema public to probity_reader;
grant insert, select, update on table alerts to probity_app;
grant select on table alerts to probity_reader;
grant insert, select, update on table api_key_uses to probity_app;
grant select on table api_key_uses to probity_reader;
grant insert, select, update on table api_keys to probity_app;
grant select (addresses), select (created_at), select (expires_at), select (id), select (markets), select (name), select (on_behalf_of), select (operations), select (prefix), select (previous_expires_at), select (revoked_at), select (role), select (rotated_at), select (version) on table api_keys to probity_reader;
grant insert, select on table audit_checkpoints to probity_app;
grant select on table audit_checkpoints to probity_reader;
grant insert (action), insert (actor_id), insert (actor_name), insert (actor_type), insert (after), insert (after_hash), insert (at), insert (before), insert (before_hash), insert (entry_id), insert (leaf_hash), insert (on_behalf_of), insert (operation), insert (outcome), insert (patch), insert (reason), insert (request_id), insert (request_ip), insert (subject_id), insert (subject_key), insert (subject_type), insert (subject_version), select on table audit_entries to probity_app;
grant select on table audit_entries to probity_reader;
grant insert, select on table audit_leaves to probity_app;
grant select on table audit_leaves to probity_reader;
grant insert, select on table audit_nodes to probity_app;
grant select on table audit_nodes to probity_reader;
grant insert, select on table audit_personal_values to probity_app;
grant select on table audit_personal_values to probity_reader;
grant insert, select, update on table consent_data_keys to probity_app;
grant select on table consent_data_keys to probity_reader;
grant insert, select on table consent_events to probity_app;
grant select on table consent_events to probity_reader;
grant select on table consent_events_00 to probity_app;
grant select on table consent_events_00 to probity_reader;
grant select on table consent_events_01 to probity_app;
grant select on table consent_events_01 to probity_reader;
grant select on table consent_events_02 to probity_app;
grant select on table consent_events_02 to probity_reader;
grant select on table consent_events_03 to probity_app;
grant select on table consent_events_03 to probity_reader;
grant select on table consent_events_04 to probity_app;
grant select on table consent_events_04 to probity_reader;
grant select on table consent_events_05 to probity_app;
grant select on table consent_events_05 to probity_reader;
grant select on table consent_events_06 to probity_app;
grant select on table consent_events_06 to probity_reader;
grant select on table consent_events_07 to probity_app;
grant select on table consent_events_07 to probity_reader;
grant select on table consent_events_08 to probity_app;
grant select on table consent_events_08 to probity_reader;
grant select on table consent_events_09 to probity_app;
grant select on table consent_events_09 to probity_reader;
grant select on table consent_events_10 to probity_app;
grant select on table consent_events_10 to probity_reader;
grant select on table consent_events_11 to probity_app;
grant select on table consent_events_11 to probity_reader;
grant select on table consent_events_12 to probity_app;
grant select on table consent_events_12 to probity_reader;
grant select on table consent_events_13 to probity_app;
grant select on table consent_events_13 to probity_reader;
grant select on table consent_events_14 to probity_app;
grant select on table consent_events_14 to probity_reader;
grant select on table consent_events_15 to probity_app;
grant select on table consent_events_15 to probity_reader;
grant delete, insert, select on table consent_evidence to probity_app;
grant select on table consent_evidence to probity_reader;
grant select on table consent_evidence_00 to probity_app;
grant select on table consent_evidence_00 to probity_reader;
grant select on table consent_evidence_01 to probity_app;
grant select on table consent_evidence_01 to probity_reader;
grant select on table consent_evidence_02 to probity_app;
grant select on table consent_evidence_02 to probity_reader;
grant select on table consent_evidence_03 to probity_app;
grant select on table consent_evidence_03 to probity_reader;
grant select on table consent_evidence_04 to probity_app;
grant select on table consent_evidence_04 to probity_reader;
grant select on table consent_evidence_05 to probity_app;
grant select on table consent_evidence_05 to probity_reader;
grant select on table consent_evidence_06 to probity_app;
grant select on table consent_evidence_06 to probity_reader;
grant select on table consent_evidence_07 to probity_app;
grant select on table consent_evidence_07 to probity_reader;
grant select on table consent_evidence_08 to probity_app;
grant select on table consent_evidence_08 to probity_reader;
grant select on table consent_evidence_09 to probity_app;
grant select on table consent_evidence_09 to probity_reader;
grant select on table consent_evidence_10 to probity_app;
grant select on table consent_evidence_10 to probity_reader;
grant select on table consent_evidence_11 to probity_app;
grant select on table consent_evidence_11 to probity_reader;
grant select on table consent_evidence_12 to probity_app;
grant select on table consent_evidence_12 to probity_reader;
grant select on table consent_evidence_13 to probity_app;
grant select on table consent_evidence_13 to probity_reader;
grant select on table consent_evidence_14 to probity_app;
grant select on table consent_evidence_14 to probity_reader;
grant select on table consent_evidence_15 to probity_app;
grant select on table consent_evidence_15 to probity_reader;
grant insert, select on table consent_notices to probity_app;
grant select on table consent_notices to probity_reader;
grant insert, select, update on table consent_states to probity_app;
grant select on table consent_states to probity_reader;
grant insert, select, update on table contaminations to probity_app;
grant select on table contaminations to probity_reader;
grant select on table delivered_jurisdictions to probity_app;
grant select on table delivered_jurisdictions to probity_reader;
grant insert, select, update on table experiments to probity_app;
grant select on table experiments to probity_reader;
grant insert, select, update on table exposures to probity_app;
grant select on table exposures to probity_reader;
grant select on table exposures_00 to probity_app;
grant select on table exposures_00 to probity_reader;
grant select on table exposures_01 to probity_app;
grant select on table exposures_01 to probity_reader;
grant select on table exposures_02 to probity_app;
grant select on table exposures_02 to probity_reader;
grant select on table exposures_03 to probity_app;
grant select on table exposures_03 to probity_reader;
grant select on table exposures_04 to probity_app;
grant select on table exposures_04 to probity_reader;
grant select on table exposures_05 to probity_app;
grant select on table exposures_05 to probity_reader;
grant select on table exposures_06 to probity_app;
grant select on table exposures_06 to probity_reader;
grant select on table exposures_07 to probity_app;
grant select on table exposures_07 to probity_reader;
grant select on table exposures_08 to probity_app;
grant select on table exposures_08 to probity_reader;
grant select on table exposures_09 to probity_app;
grant select on table exposures_09 to probity_reader;
grant select on table exposures_10 to probity_app;
grant select on table exposures_10 to probity_reader;
grant select on table exposures_11 to probity_app;
grant select on table exposures_11 to probity_reader;
grant select on table exposures_12 to probity_app;
grant select on table exposures_12 to probity_reader;
grant select on table exposures_13 to probity_app;
grant select on table exposures_13 to probity_reader;
grant select on table exposures_14 to probity_app;
grant select on table exposures_14 to probity_reader;
grant select on table exposures_15 to probity_app;
grant select on table exposures_15 to probity_reader;
grant insert, select, update on table holdout_members to probity_app;
grant select on table holdout_members to probity_reader;
grant insert, select, update on table holdouts to probity_app;
grant select on table holdouts to probity_reader;
grant select on table jurisdiction_rules to probity_app;
grant select on table jurisdiction_rules to probity_reader;
grant insert, select, update on table jurisdictions to probity_app;
grant select on table jurisdictions to probity_reader;
grant insert, select, update on table layers to probity_app;
grant select on table layers to probity_reader;
grant insert, select, update on table metrics to probity_app;
grant select on table metrics to probity_reader;
grant insert, select on table outcomes to probity_app;
grant select on table outcomes to probity_reader;
grant select on table outcomes_00 to probity_app;
grant select on table outcomes_00 to probity_reader;
grant select on table outcomes_01 to probity_app;
grant select on table outcomes_01 to probity_reader;
grant select on table outcomes_02 to probity_app;
grant select on table outcomes_02 to probity_reader;
grant select on table outcomes_03 to probity_app;
grant select on table outcomes_03 to probity_reader;
grant select on table outcomes_04 to probity_app;
grant select on table outcomes_04 to probity_reader;
grant select on table outcomes_05 to probity_app;
grant select on table outcomes_05 to probity_reader;
grant select on table outcomes_06 to probity_app;
grant select on table outcomes_06 to probity_reader;
grant select on table outcomes_07 to probity_app;
grant select on table outcomes_07 to probity_reader;
grant select on table outcomes_08 to probity_app;
grant select on table outcomes_08 to probity_reader;
grant select on table outcomes_09 to probity_app;
grant select on table outcomes_09 to probity_reader;
grant select on table outcomes_10 to probity_app;
grant select on table outcomes_10 to probity_reader;
grant select on table outcomes_11 to probity_app;
grant select on table outcomes_11 to probity_reader;
grant select on table outcomes_12 to probity_app;
grant select on table outcomes_12 to probity_reader;
grant select on table outcomes_13 to probity_app;
grant select on table outcomes_13 to probity_reader;
grant select on table outcomes_14 to probity_app;
grant select on table outcomes_14 to probity_reader;
grant select on table outcomes_15 to probity_app;
grant select on table outcomes_15 to probity_reader;
grant insert, select on table recovery_code_uses to probity_app;
grant select on table recovery_code_uses to probity_reader;
grant insert, select, update on table session_uses to probity_app;
grant select on table session_uses to probity_reader;
grant insert, select, update on table sessions to probity_app;
grant select (authenticated_at), select (ended_at), select (expires_at), select (id), select (link_expires_at), select (offered_at), select (opened_at), select (person_name), select (roles), select (user_epoch), select (user_id), select (version) on table sessions to probity_reader;
grant insert, select on table sign_in_attempts to probity_app;
grant select on table sign_in_attempts to probity_reader;
grant insert, select, update on table suppressions to probity_app;
grant select on table suppressions to probity_reader;
grant insert, select, update on table teams to probity_app;
grant select on table teams to probity_reader;
grant insert, select on table totp_uses to probity_app;
grant select on table totp_uses to probity_reader;
grant insert, select, update on table users to probity_app;
grant select (accepted_at), select (disabled_at), select (email), select (id), select (invitation_expires_at), select (invited_at), select (name), select (oidc_issuer), select (oidc_subject), select (password_set_at), select (roles), select (session_epoch), select (status), select (teams), select (totp_confirmed_at), select (version) on table users to probity_reader;

-- Grants on tables to come

alter default privileges in schema public grant select on tables to probity_app;
alter default privileges in schema public grant select on tables to probity_reader;
