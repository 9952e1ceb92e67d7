-- Tells every process that a commit has changed what plans are compiled from, or which keys work. Who listens is told
-- at the commit and never of what was rolled back; who does not listen is not waited for.
create function tell() returns trigger language plpgsql as $$
begin
  perform pg_notify(tg_argv[0], tg_table_name);
  return null;
end $$;

do $$
declare
  source text;
begin
  foreach source in array array['experiments', 'holdouts', 'layers'] loop
    if to_regclass(source) is not null then
      execute format('create trigger %I after insert or update or delete or truncate on %I
        for each statement execute function tell(''probity_plan'')', source || '_told', source);
    end if;
  end loop;
end $$;

create trigger api_keys_told after insert or update or delete or truncate on api_keys
  for each statement execute function tell('probity_keys');
