-- What a key is limited to within its role; null limits nothing. Another secret for the same key, and until when the
-- one before it works as well.
alter table api_keys
  add column operations text[]
    constraint api_keys_operations_some check (operations is null or cardinality(operations) > 0),
  add column markets text[] constraint api_keys_markets_some check (markets is null or cardinality(markets) > 0),
  add column addresses text[] constraint api_keys_addresses_some check (addresses is null or cardinality(addresses) > 0),
  add column rotated_at timestamptz,
  add column previous_secret_hash text constraint api_keys_previous_secret_key unique,
  add column previous_expires_at timestamptz,
  add constraint api_keys_previous_whole check ((previous_secret_hash is null) = (previous_expires_at is null)),
  add constraint api_keys_previous_rotated check (previous_secret_hash is null or rotated_at is not null);

-- The key of the secret of this hash: what is asked for every machine. The role that reads may ask this, and need not
-- see the hashes.
create function api_key_by_secret(hash text)
returns table (
  id uuid, name text, role text, prefix text, operations text[], markets text[], addresses text[],
  created_at timestamptz, expires_at timestamptz, revoked_at timestamptz, rotated_at timestamptz,
  previous_expires_at timestamptz, last_used_at timestamptz, is_previous boolean
)
language sql stable security definer set search_path = pg_catalog, public as $$
  select k.id, k.name, k.role, k.prefix, k.operations, k.markets, k.addresses, k.created_at, k.expires_at,
         k.revoked_at, k.rotated_at, k.previous_expires_at, u.last_used_at, k.secret_hash <> hash
  from api_keys k
  left join api_key_uses u on u.key_id = k.id
  where k.secret_hash = hash or k.previous_secret_hash = hash
$$;
revoke execute on function api_key_by_secret(text) from public;
grant execute on function api_key_by_secret(text) to probity_app, probity_reader;

-- What verifies a credential is not for lists: the role that reads sees the rest.
do $$
declare
  credential record;
begin
  for credential in
    select format('%I', c.relname) as name, string_agg(format('%I', a.attname), ', ' order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.oid in ('api_keys'::regclass, 'sessions'::regclass) and a.attnum > 0 and not a.attisdropped
      and a.attname not in ('secret_hash', 'previous_secret_hash', 'link_hash', 'cookie_hash')
    group by c.relname
  loop
    execute format('revoke select on %s from probity_reader', credential.name);
    execute format('grant select (%s) on %s to probity_reader', credential.columns, credential.name);
  end loop;
end $$;
