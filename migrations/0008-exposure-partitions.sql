-- Exposures and outcomes for a hundred million rows and more: in 16 parts by the hash of the recipient, so that each
-- part's indexes stay small, is vacuumed by itself, and is joined with its counterpart. And every exposure after the
-- first is counted.
alter table exposures rename to exposures_whole;
alter table exposures_whole rename constraint exposures_pkey to exposures_whole_pkey;
alter index exposures_by_experiment rename to exposures_whole_by_experiment;
alter table outcomes rename to outcomes_whole;
alter table outcomes_whole rename constraint outcomes_pkey to outcomes_whole_pkey;

create table exposures (
  recipient_id   uuid not null,
  experiment_id  uuid not null,
  phase          integer not null check (phase > 0),
  variant_key    text not null,
  occurred_at    timestamptz not null,
  received_at    timestamptz not null,
  dimensions     jsonb,
  times          integer not null default 1 check (times > 0)
) partition by hash (recipient_id);

create table outcomes (
  recipient_id  uuid not null,
  id            text not null check (length(id) between 1 and 200),
  type          text not null,
  occurred_at   timestamptz not null,
  received_at   timestamptz not null,
  value         numeric,
  currency      text,
  properties    jsonb
) partition by hash (recipient_id);

-- An exposure that comes again changes its count alone, which no index holds, so that the row stays on its page if there
-- is room. Half of it is left free: a call that is sent again changes whole pages at once.
do $$
begin
  for part in 0..15 loop
    execute format('create table exposures_%s partition of exposures for values with (modulus 16, remainder %s)
                    with (fillfactor = 50)', to_char(part, 'FM00'), part);
    execute format('create table outcomes_%s partition of outcomes for values with (modulus 16, remainder %s)',
                   to_char(part, 'FM00'), part);
  end loop;
end $$;

insert into exposures (recipient_id, experiment_id, phase, variant_key, occurred_at, received_at, dimensions)
  select recipient_id, experiment_id, phase, variant_key, occurred_at, received_at, dimensions from exposures_whole;
insert into outcomes select * from outcomes_whole;
drop table exposures_whole, outcomes_whole;

-- After the rows, which come in no order of the keys.
alter table exposures add primary key (recipient_id, experiment_id, phase, variant_key);
alter table outcomes add primary key (recipient_id, id);
create index exposures_by_experiment on exposures (experiment_id, phase, recipient_id)
  include (variant_key, occurred_at);

grant insert, update on exposures to probity_app;
grant insert on outcomes to probity_app;
