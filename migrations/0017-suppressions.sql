-- Who must not be written to, and why. Named by keyed hash alone, so that it outlives the erasure of the person.
create table suppressions (
  id           uuid primary key,
  -- How often a person has changed it: nought of what was told as a fact and never changed by anybody.
  version      integer not null check (version >= 0),
  scope        text not null check (scope in ('GLOBAL', 'BRAND', 'DOMAIN', 'PURPOSE')),
  target_id    uuid not null,
  brand        text check (length(brand) between 1 and 100),
  purpose      text check (purpose in ('MARKETING_EMAIL', 'PERSONALISATION', 'MEASUREMENT', 'SHARING')),
  reason       text not null check (reason in ('HARD_BOUNCE', 'COMPLAINT', 'UNSUBSCRIBE', 'ERASURE', 'LEGAL', 'MANUAL',
                                               'ROLE_ACCOUNT', 'SPAM_TRAP')),
  since        timestamptz not null,
  last_at      timestamptz not null,
  until        timestamptz,
  source       text not null check (source in ('PERSON', 'IMPORT', 'OUTCOME')),
  recorded_by  text not null,
  recorded_at  timestamptz not null,
  lifted_at    timestamptz,
  lift_reason  text,
  requested_at timestamptz,
  constraint suppressions_scope_named check (
    case scope when 'BRAND' then brand is not null and purpose is null
               when 'PURPOSE' then purpose is not null
               else brand is null and purpose is null end),
  constraint suppressions_told_in_order check (since <= last_at),
  constraint suppressions_erasure_kept check (reason <> 'ERASURE' or (scope = 'GLOBAL' and until is null and lifted_at is null)),
  constraint suppressions_lift_told check ((lifted_at is null) = (lift_reason is null) and (requested_at is null or lifted_at is not null)),
  constraint suppressions_own_word_only check (
    lifted_at is null or reason not in ('COMPLAINT', 'UNSUBSCRIBE') or (requested_at is not null and requested_at > last_at))
);
-- Of one thing and reason there is one that stands; those that were lifted are history.
create unique index suppressions_target_key
  on suppressions (target_id, scope, reason, coalesce(brand, ''), coalesce(purpose, '')) where lifted_at is null;
create index suppressions_by_target on suppressions (target_id) where lifted_at is not null;
create index suppressions_by_time on suppressions (recorded_at, id);

-- A fact may begin a suppression, and let it last longer. Whatever else is done to one is a decision, and has an entry.
create function require_entry_of_suppression() returns trigger language plpgsql as $$
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
end $$;
create constraint trigger suppressions_audited after insert or update or delete on suppressions
  deferrable initially deferred for each row execute function require_entry_of_suppression('Suppression');

-- What outcomes of before have told. Brands and purposes that cannot be read leave it to hold everywhere.
insert into suppressions (id, version, scope, target_id, brand, purpose, reason, since, last_at, source, recorded_by, recorded_at)
select gen_random_uuid(), 0,
       case when purpose is not null then 'PURPOSE' when brand is not null then 'BRAND' else 'GLOBAL' end,
       recipient_id, brand, purpose, reason, min(occurred_at), max(occurred_at), 'OUTCOME', 'migration', now()
from (
  select recipient_id, least(occurred_at, received_at) as occurred_at,
         case type when 'complained' then 'COMPLAINT' when 'unsubscribed' then 'UNSUBSCRIBE' else 'HARD_BOUNCE' end as reason,
         case when type <> 'bounced' and jsonb_typeof(properties -> 'brand') = 'string'
                   and length(btrim(properties ->> 'brand')) between 1 and 100
              then lower(btrim(normalize(properties ->> 'brand'))) end as brand,
         case when type <> 'bounced' and properties ->> 'purpose' in ('MARKETING_EMAIL', 'PERSONALISATION', 'MEASUREMENT', 'SHARING')
              then properties ->> 'purpose' end as purpose
  from outcomes
  where type in ('complained', 'unsubscribed')
     or (type = 'bounced' and lower(properties ->> 'bounceType') in ('hard', 'permanent'))
) as told
group by recipient_id, reason, brand, purpose;

grant insert, update on suppressions to probity_app;
