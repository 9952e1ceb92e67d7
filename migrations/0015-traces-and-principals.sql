-- For whom a key acts: the person who made it, or for whom the key acted that made it. Null: whoever operates the
-- machine made it, or it is older than this column.
alter table api_keys add column on_behalf_of text;
grant select (on_behalf_of) on api_keys to probity_reader;

drop function api_key_by_secret(text);
create function api_key_by_secret(hash text)
returns table (
  id uuid, name text, role text, prefix text, operations text[], markets text[], addresses text[], on_behalf_of text,
  created_at timestamptz, expires_at timestamptz, revoked_at timestamptz, rotated_at timestamptz,
  previous_expires_at timestamptz, last_used_at timestamptz, is_previous boolean
)
language sql stable security definer set search_path = pg_catalog, public as $$
  select k.id, k.name, k.role, k.prefix, k.operations, k.markets, k.addresses, k.on_behalf_of, k.created_at,
         k.expires_at, k.revoked_at, k.rotated_at, k.previous_expires_at, u.last_used_at, k.secret_hash <> hash
  from api_keys k
  left join api_key_uses u on u.key_id = k.id
  where k.secret_hash = hash or k.previous_secret_hash = hash
$$;
revoke execute on function api_key_by_secret(text) from public;
grant execute on function api_key_by_secret(text) to probity_app, probity_reader;

create index sign_in_attempts_at on sign_in_attempts (at);

-- What signing in has left behind is forgotten a day later, when no limit counts it any more: the longest looks back a
-- quarter of an hour at tries, codes of a device are good for a minute and a half, and a session lasts twelve hours. A
-- recovery code stays used for as long as the account has it. The application may not delete anything else.
create function forget_sign_in_traces(moment timestamptz, most integer) returns integer
language sql security definer set search_path = pg_catalog, public as $$
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
$$;
revoke execute on function forget_sign_in_traces(timestamptz, integer) from public;
grant execute on function forget_sign_in_traces(timestamptz, integer) to probity_app;
