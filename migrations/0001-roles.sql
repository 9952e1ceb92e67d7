-- The application logs in as the owner of the database and works as one of two roles that own nothing:
-- probity_app changes rows, probity_reader looks. Later migrations grant insert, update and delete by table.
--
-- Roles belong to the whole server. Another database may create them at the same moment, or an administrator may
-- have created them because the owner of this database is not allowed to.
do $$
declare
  application_role text;
begin
  foreach application_role in array array['probity_app', 'probity_reader'] loop
    if not exists (select from pg_roles where rolname = application_role) then
      begin
        execute format('create role %I nologin', application_role);
      exception when duplicate_object or unique_violation then
        null;
      end;
    end if;
    begin
      execute format('grant %I to %I', application_role, current_user);
    exception
      when unique_violation then
        null;
      when insufficient_privilege then
        -- Whom the administrator has made a member needs no grant, and may not give one.
        if not pg_has_role(current_user, application_role, 'member') then
          raise;
        end if;
    end;
  end loop;
end $$;

revoke create on schema public from public;
grant usage on schema public to probity_app, probity_reader;

alter default privileges in schema public grant select on tables to probity_app, probity_reader;
