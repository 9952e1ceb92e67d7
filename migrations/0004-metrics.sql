create table metrics (
  id                        uuid primary key,
  version                   integer not null check (version > 0),
  key                       text not null constraint metrics_key_key unique check (key ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
  name                      text not null,
  description               text not null,
  kind                      text not null check (kind in ('PROPORTION', 'MEAN', 'RATIO')),
  outcome_types             text[] not null check (cardinality(outcome_types) between 1 and 20),
  aggregation               text not null check (aggregation in ('COUNT', 'SUM')),
  denominator_outcome_types text[] check (cardinality(denominator_outcome_types) between 1 and 20),
  denominator_aggregation   text check (denominator_aggregation in ('COUNT', 'SUM')),
  conversion_window_hours   integer check (conversion_window_hours between 1 and 8784),
  cap                       double precision check (cap > 0),
  currency                  text check (currency ~ '^[A-Z]{3}$'),
  direction                 text not null check (direction in ('INCREASE', 'DECREASE')),
  created_at                timestamptz not null,
  retired_at                timestamptz,
  check ((kind = 'RATIO') = (denominator_outcome_types is not null)),
  check ((kind = 'RATIO') = (denominator_aggregation is not null))
);
create constraint trigger metrics_audited after insert or update or delete on metrics
  deferrable initially deferred for each row execute function require_audit_entry('Metric');

-- What recipients did. No foreign keys and recipient_id first, so that the table can be distributed by it.
-- Values are exact decimals: the same outcomes give the same sums on every machine, in any order.
create table outcomes (
  recipient_id  uuid not null,
  id            text not null check (length(id) between 1 and 200),
  type          text not null,
  occurred_at   timestamptz not null,
  received_at   timestamptz not null,
  value         numeric,
  currency      text,
  properties    jsonb,
  primary key (recipient_id, id)
);

grant insert, update on metrics to probity_app;
grant insert on outcomes to probity_app;
