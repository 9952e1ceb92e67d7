-- What the law of a region asks for, as data. What Probity delivers stands by itself and nobody changes it; what a
-- compliance officer has amended is a governed row of the same id, and counts instead.
create table delivered_jurisdictions (
  id         uuid primary key,
  key        text not null constraint delivered_jurisdictions_key_key unique
             check (key ~ '^[A-Z][A-Z0-9-]{0,31}$'),
  name       text not null,
  regions    text[] not null,
  bases      jsonb not null,
  deadlines  jsonb not null,
  sources    jsonb not null,
  note       text not null
);

create table jurisdictions (
  id          uuid primary key,
  version     integer not null check (version > 0),
  key         text not null constraint jurisdictions_key_key unique check (key ~ '^[A-Z][A-Z0-9-]{0,31}$'),
  name        text not null,
  regions     text[] not null,
  bases       jsonb not null,
  deadlines   jsonb not null,
  sources     jsonb not null,
  note        text not null,
  amended_at  timestamptz not null
);
create constraint trigger jurisdictions_audited after insert or update or delete on jurisdictions
  deferrable initially deferred for each row execute function require_audit_entry('Jurisdiction');

-- Every rule that ever counted, as it was: a consent event names the one that it was recorded under.
create table jurisdiction_rules (
  key           text not null,
  rule_version  integer not null check (rule_version >= 0),
  rule          jsonb not null,
  counted_from  timestamptz,
  primary key (key, rule_version)
);
create function keep_jurisdiction_rule() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  insert into jurisdiction_rules (key, rule_version, rule, counted_from)
    values (new.key, new.version, to_jsonb(new) - 'version', new.amended_at);
  return null;
end $$;
create trigger jurisdictions_rule_kept after insert or update on jurisdictions
  for each row execute function keep_jurisdiction_rule();
create function refuse_jurisdiction_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = '42501';
end $$;
create trigger jurisdiction_rules_kept before update or delete on jurisdiction_rules
  for each row execute function refuse_jurisdiction_change();
create trigger jurisdiction_rules_not_emptied before truncate on jurisdiction_rules
  for each statement execute function refuse_jurisdiction_change();

grant insert, update on jurisdictions to probity_app;

-- A source that nobody has compared with the text of the law has no instant. Not legal advice.
insert into delivered_jurisdictions (id, key, name, regions, bases, deadlines, sources, note) values
('01930000-0000-7000-8000-000000000001', 'EU', 'European Union',
 array['AT','BE','BG','CY','CZ','DK','EE','ES','FI','GR','HR','HU','IE','IT','LT','LU','LV','MT','NL','PL','PT','RO','SE','SI','SK'],
 '[{"purpose":"MARKETING_EMAIL","basis":"SOFT_OPT_IN"},{"purpose":"PERSONALISATION","basis":"OPT_IN"},{"purpose":"MEASUREMENT","basis":"OPT_IN"},{"purpose":"SHARING","basis":"OPT_IN"}]',
 '[{"kind":"ACCESS","amount":1,"unit":"MONTHS","extension":2},{"kind":"ERASURE","amount":1,"unit":"MONTHS","extension":2},{"kind":"UNSUBSCRIBE","amount":2,"unit":"CALENDAR_DAYS"}]',
 '[{"citation":"GDPR, Art. 7(1): the sender proves consent; Art. 7(3): withdrawing is as easy as giving"},{"citation":"GDPR, Art. 12(3): one month to respond, two more where needed; Art. 15 access, 17 erasure, 18 restriction, 20 portability"},{"citation":"GDPR, Art. 21(2) and (3): an objection to direct marketing is absolute"},{"citation":"ePrivacy: consent, or similar products to existing customers"},{"citation":"Bulk sender rules of mailbox providers: an unsubscribe is honoured within two days"}]',
 'Consent before marketing e-mail, or a customer who is told of similar products and can refuse. Germany and France have rules of their own here.'),
('01930000-0000-7000-8000-000000000002', 'DE', 'Germany', array['DE'],
 '[{"purpose":"MARKETING_EMAIL","basis":"DOUBLE_OPT_IN"},{"purpose":"PERSONALISATION","basis":"OPT_IN"},{"purpose":"MEASUREMENT","basis":"OPT_IN"},{"purpose":"SHARING","basis":"OPT_IN"}]',
 '[{"kind":"ACCESS","amount":1,"unit":"MONTHS","extension":2},{"kind":"ERASURE","amount":1,"unit":"MONTHS","extension":2},{"kind":"UNSUBSCRIBE","amount":2,"unit":"CALENDAR_DAYS"}]',
 '[{"citation":"GDPR and ePrivacy, as in the European Union"},{"citation":"German practice: double opt-in, with a record that holds the time and commonly the address it came from"},{"citation":"Bulk sender rules of mailbox providers: an unsubscribe is honoured within two days"}]',
 'As in the European Union, and a consent to marketing e-mail counts once it is confirmed. Whether the record has to hold an IP address is disputed.'),
('01930000-0000-7000-8000-000000000003', 'FR', 'France', array['FR'],
 '[{"purpose":"MARKETING_EMAIL","basis":"SOFT_OPT_IN"},{"purpose":"PERSONALISATION","basis":"OPT_IN"},{"purpose":"MEASUREMENT","basis":"OPT_IN"},{"purpose":"SHARING","basis":"OPT_IN"}]',
 '[{"kind":"ACCESS","amount":1,"unit":"MONTHS","extension":2},{"kind":"ERASURE","amount":1,"unit":"MONTHS","extension":2},{"kind":"UNSUBSCRIBE","amount":2,"unit":"CALENDAR_DAYS"}]',
 '[{"citation":"GDPR and ePrivacy, as in the European Union"},{"citation":"Bulk sender rules of mailbox providers: an unsubscribe is honoured within two days"}]',
 'As in the European Union. It stands by itself so that what the national authority asks for can be added.'),
('01930000-0000-7000-8000-000000000004', 'GB', 'United Kingdom', array['GB'],
 '[{"purpose":"MARKETING_EMAIL","basis":"SOFT_OPT_IN"},{"purpose":"PERSONALISATION","basis":"OPT_IN"},{"purpose":"MEASUREMENT","basis":"OPT_IN"},{"purpose":"SHARING","basis":"OPT_IN"}]',
 '[{"kind":"ACCESS","amount":1,"unit":"MONTHS","extension":2},{"kind":"ERASURE","amount":1,"unit":"MONTHS","extension":2},{"kind":"UNSUBSCRIBE","amount":2,"unit":"CALENDAR_DAYS"}]',
 '[{"citation":"GDPR and ePrivacy as the United Kingdom has kept them"},{"citation":"Bulk sender rules of mailbox providers: an unsubscribe is honoured within two days"}]',
 'As in the European Union. It stands by itself because it can change by itself.'),
('01930000-0000-7000-8000-000000000005', 'CA', 'Canada', array['CA'],
 '[{"purpose":"MARKETING_EMAIL","basis":"IMPLIED","customerMonths":24,"inquiryMonths":6},{"purpose":"PERSONALISATION","basis":"OPT_IN"},{"purpose":"MEASUREMENT","basis":"OPT_IN"},{"purpose":"SHARING","basis":"OPT_IN"}]',
 '[{"kind":"UNSUBSCRIBE","amount":10,"unit":"BUSINESS_DAYS"}]',
 '[{"citation":"CASL: consent is express, or implied for 2 years by a purchase or contract and for 6 months by an inquiry"},{"citation":"CASL: an unsubscribe is honoured within 10 business days, and its mechanism works for at least 60 days; the burden of proof is on the sender"}]',
 'An e-mail that asks for consent is a commercial message itself. CASL has no deadlines for access and erasure: those of the strict rule are taken.'),
('01930000-0000-7000-8000-000000000006', 'US', 'United States, federal', array['US'],
 '[{"purpose":"MARKETING_EMAIL","basis":"OPT_OUT"},{"purpose":"PERSONALISATION","basis":"OPT_OUT"},{"purpose":"MEASUREMENT","basis":"OPT_OUT"},{"purpose":"SHARING","basis":"OPT_OUT"}]',
 '[{"kind":"UNSUBSCRIBE","amount":10,"unit":"BUSINESS_DAYS"}]',
 '[{"citation":"CAN-SPAM: opt-out; honoured within 10 business days, and its mechanism works for at least 30 days; a postal address; no deceptive subject"}]',
 'CAN-SPAM is about messages; opt-out is taken for the other purposes as well. It has no deadlines for access and erasure: those of the strict rule are taken.'),
('01930000-0000-7000-8000-000000000007', 'US-OPT-OUT', 'United States, states with a right to opt out',
 array['US-CA','US-CO','US-CT','US-DE','US-MD','US-MN','US-MT','US-NE','US-NH','US-NJ','US-OR','US-TX'],
 '[{"purpose":"MARKETING_EMAIL","basis":"OPT_OUT"},{"purpose":"PERSONALISATION","basis":"OPT_OUT"},{"purpose":"MEASUREMENT","basis":"OPT_OUT"},{"purpose":"SHARING","basis":"OPT_OUT"}]',
 '[{"kind":"ACCESS","amount":45,"unit":"CALENDAR_DAYS","extension":45},{"kind":"ERASURE","amount":45,"unit":"CALENDAR_DAYS","extension":45},{"kind":"UNSUBSCRIBE","amount":10,"unit":"BUSINESS_DAYS"}]',
 '[{"citation":"CCPA and CPRA (California): opt-out of sale and sharing, honoured within 15 business days; requests within 45 days, and 45 more; Global Privacy Control is honoured"},{"citation":"CAN-SPAM, as in the United States"}]',
 'Written after California. The other states are listed because they are held to honour signals to opt out: have the list checked. The shorter 10 business days of CAN-SPAM are taken for all.'),
('01930000-0000-7000-8000-000000000008', 'STRICT', 'Everywhere else, and where nobody knows', array[]::text[],
 '[{"purpose":"MARKETING_EMAIL","basis":"DOUBLE_OPT_IN","consentMonths":24},{"purpose":"PERSONALISATION","basis":"OPT_IN","consentMonths":24},{"purpose":"MEASUREMENT","basis":"OPT_IN","consentMonths":24},{"purpose":"SHARING","basis":"OPT_IN","consentMonths":24}]',
 '[{"kind":"ACCESS","amount":1,"unit":"MONTHS"},{"kind":"ERASURE","amount":1,"unit":"MONTHS"},{"kind":"UNSUBSCRIBE","amount":2,"unit":"CALENDAR_DAYS"}]',
 '[{"citation":"No law: the strictest of the other rules, and no consent for longer than the longest clock among them"}]',
 'What counts for a region that no other rule names, and for a recipient whose region is not told.');
insert into jurisdiction_rules (key, rule_version, rule)
  select key, 0, to_jsonb(delivered_jurisdictions) from delivered_jurisdictions;

-- What people were told when they were asked. A text is bound by its hash, and no version ever changes.
create table consent_notices (
  id              uuid primary key,
  version         integer not null check (version > 0),
  key             text not null check (key ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
  notice_version  integer not null check (notice_version > 0),
  locale          text not null check (length(locale) between 2 and 35),
  mechanism       text not null check (mechanism in ('OPT_IN', 'DOUBLE_OPT_IN', 'OPT_OUT', 'NOTICE_ONLY')),
  purposes        text[] not null check (cardinality(purposes) > 0 and
                  purposes <@ array['MARKETING_EMAIL', 'PERSONALISATION', 'MEASUREMENT', 'SHARING']),
  text            text not null check (text <> ''),
  text_hash       text not null check (text_hash = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
  published_at    timestamptz not null,
  constraint consent_notices_key_key unique (key, notice_version)
);
create constraint trigger consent_notices_audited after insert or update or delete on consent_notices
  deferrable initially deferred for each row execute function require_audit_entry('ConsentNotice');
-- The owner too: what was agreed to is what was read.
create function refuse_notice_change() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - 'version') is distinct from (to_jsonb(old) - 'version') then
    raise exception 'version % of the notice % never changes', old.notice_version, old.key using errcode = '42501';
  end if;
  return new;
end $$;
create trigger consent_notices_text_kept before update on consent_notices
  for each row execute function refuse_notice_change();
grant insert on consent_notices to probity_app;

-- What recipients said, and what else bears on it: only ever added to.
create table consent_events (
  recipient_id          uuid not null,
  idempotency_key       text not null check (length(idempotency_key) between 1 and 200),
  id                    uuid not null,
  action                text not null check (action in ('GRANT', 'DENY', 'WITHDRAW', 'CONFIRM', 'EXPIRE', 'IMPORT',
                        'OPT_OUT_SIGNAL', 'COMPLAINT', 'OBJECT', 'RESTRICT', 'ERASE')),
  ground                text check (ground in ('EXPRESS', 'CONFIRMED', 'CUSTOMER', 'INQUIRY')),
  counts_as             text not null check (counts_as in ('GRANTED', 'REQUESTED', 'CONFIRMED', 'IMPORTED',
                        'IMPORT_CONFIRMED', 'CUSTOMER', 'INQUIRED', 'DENIED', 'WITHDRAWN', 'COMPLAINED', 'SIGNALLED',
                        'OBJECTED', 'RESTRICTED', 'EXPIRED', 'ERASED')),
  purpose               text check (purpose in ('MARKETING_EMAIL', 'PERSONALISATION', 'MEASUREMENT', 'SHARING')),
  channel               text not null check (length(channel) <= 64),
  brand                 text not null check (length(brand) <= 64),
  source                text not null check (source in ('FORM', 'API', 'IMPORT', 'FEEDBACK_LOOP', 'LIST_UNSUBSCRIBE',
                        'MAILTO', 'AGENT', 'GPC', 'TCF', 'GPP', 'SUPPORT')),
  notice_key            text,
  notice_version        integer,
  region                text check (region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'),
  jurisdiction          text not null,
  jurisdiction_version  integer not null check (jurisdiction_version >= 0),
  is_historical         boolean not null,
  has_evidence          boolean not null,
  actor_type            text not null,
  actor_id              text not null,
  occurred_at           timestamptz not null,
  received_at           timestamptz not null,
  constraint consent_events_of_permission check ((ground is not null) = (action in ('GRANT', 'IMPORT'))),
  primary key (recipient_id, idempotency_key)
) partition by hash (recipient_id);

-- Locked with the key of its recipient: without the key it says nothing, in backups too.
create table consent_evidence (
  recipient_id  uuid not null,
  event_id      uuid not null,
  locked        text not null,
  primary key (recipient_id, event_id)
) partition by hash (recipient_id);

do $$
begin
  for part in 0..15 loop
    execute format('create table consent_events_%s partition of consent_events for values with (modulus 16, remainder %s)',
                   to_char(part, 'FM00'), part);
    execute format('create table consent_evidence_%s partition of consent_evidence for values with (modulus 16, remainder %s)',
                   to_char(part, 'FM00'), part);
  end loop;
end $$;

-- The key by which a recipient's evidence is locked, itself locked by the house. Destroyed by an erasure for good.
create table consent_data_keys (
  recipient_id  uuid primary key,
  locked_key    text,
  made_at       timestamptz not null,
  destroyed_at  timestamptz,
  constraint consent_data_keys_destroyed check ((locked_key is null) = (destroyed_at is not null))
);

-- The latest event of one kind. Marks compare by instant, then by event, so that of two one is always the later.
create type consent_mark as (at timestamptz, event uuid);
create function later_mark(one consent_mark, other consent_mark) returns consent_mark
  language sql immutable parallel safe as $$ select greatest(one, other) $$;
create aggregate latest_mark(consent_mark) (sfunc = later_mark, stype = consent_mark, combinefunc = later_mark,
  parallel = safe);

-- What follows from the events: the latest of each kind. Two states merge by taking the later marks, so the order in
-- which events arrive, and how often, does not matter. An empty channel or brand stands for all of them.
create table consent_states (
  recipient_id      uuid not null,
  purpose           text not null check (purpose in ('MARKETING_EMAIL', 'PERSONALISATION', 'MEASUREMENT', 'SHARING')),
  channel           text not null,
  brand             text not null,
  granted           consent_mark,
  requested         consent_mark,
  confirmed         consent_mark,
  imported          consent_mark,
  import_confirmed  consent_mark,
  customer          consent_mark,
  inquired          consent_mark,
  denied            consent_mark,
  withdrawn         consent_mark,
  complained        consent_mark,
  signalled         consent_mark,
  objected          consent_mark,
  restricted        consent_mark,
  expired           consent_mark,
  erased            consent_mark,
  primary key (recipient_id, purpose, channel, brand)
) with (fillfactor = 80);

grant insert on consent_events to probity_app;
grant insert, delete on consent_evidence to probity_app;
grant insert, update on consent_data_keys, consent_states to probity_app;
