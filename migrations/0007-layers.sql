-- What experiments share so that no recipient is in two of them.
create table layers (
  id           uuid primary key,
  version      integer not null check (version > 0),
  key          text not null constraint layers_key_key unique check (key ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
  name         text not null,
  seed         text not null constraint layers_seed_key unique,
  created_at   timestamptz not null,
  archived_at  timestamptz
);
create constraint trigger layers_audited after insert or update or delete on layers
  deferrable initially deferred for each row execute function require_audit_entry('Layer');
create trigger layers_seed_kept before update on layers
  for each row when (old.seed is distinct from new.seed) execute function refuse_new_seed();

-- The range of an experiment, [from, to): all of it or none. Who else has one is asked under a lock on the layer.
alter table experiments
  add column layer_key text constraint experiments_layer_fkey references layers (key),
  add column layer_from_bp integer,
  add column layer_to_bp integer,
  add constraint experiments_layer_whole check (num_nulls(layer_key, layer_from_bp, layer_to_bp) in (0, 3)),
  add constraint experiments_layer_range check (0 <= layer_from_bp and layer_from_bp < layer_to_bp and layer_to_bp <= 10000),
  add constraint experiments_layer_hashed check (layer_key is null or assignment_source = 'HASHED');
create index experiments_by_layer on experiments (layer_key) where layer_key is not null;

grant insert, update on layers to probity_app;
