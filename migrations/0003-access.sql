create table api_keys (
  id           uuid primary key,
  version      integer not null check (version > 0),
  name         text not null check (name <> ''),
  role         text not null,
  prefix       text not null,
  secret_hash  text not null constraint api_keys_secret_key unique,
  created_at   timestamptz not null,
  expires_at   timestamptz,
  revoked_at   timestamptz
);
create constraint trigger api_keys_audited after insert or update or delete on api_keys
  deferrable initially deferred for each row execute function require_audit_entry('ApiKey');

-- Not governed: when a key was last used is a fact, not a decision.
create table api_key_uses (
  key_id        uuid primary key,
  last_used_at  timestamptz not null
);

create table sessions (
  id               uuid primary key,
  version          integer not null check (version > 0),
  person_name      text not null check (person_name <> ''),
  roles            text[] not null,
  link_hash        text not null constraint sessions_link_key unique,
  link_expires_at  timestamptz not null,
  cookie_hash      text constraint sessions_cookie_key unique,
  offered_at       timestamptz not null,
  opened_at        timestamptz,
  expires_at       timestamptz,
  ended_at         timestamptz
);
create constraint trigger sessions_audited after insert or update or delete on sessions
  deferrable initially deferred for each row execute function require_audit_entry('Session');

grant insert, update on api_keys, api_key_uses, sessions to probity_app;
