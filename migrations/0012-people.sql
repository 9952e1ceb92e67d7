-- A team is what people have in common: the markets that they answer for. Null: all of them.
create table teams (
  id           uuid primary key,
  version      integer not null check (version > 0),
  key          text not null constraint teams_key_key unique,
  name         text not null check (name <> ''),
  markets      text[] constraint teams_markets_some check (markets is null or cardinality(markets) > 0),
  created_at   timestamptz not null,
  archived_at  timestamptz
);
create constraint trigger teams_audited after insert or update or delete on teams
  deferrable initially deferred for each row execute function require_audit_entry('Team');

create table users (
  id                     uuid primary key,
  version                integer not null check (version > 0),
  email                  text not null constraint users_email_key unique check (email <> ''),
  name                   text not null check (name <> ''),
  status                 text not null check (status in ('INVITED', 'ACTIVE', 'DISABLED')),
  roles                  text[] not null constraint users_roles_some check (cardinality(roles) > 0),
  -- Keys of teams, which never change and are never deleted.
  teams                  text[] not null,
  -- Sessions that were begun in another epoch are over.
  session_epoch          integer not null check (session_epoch > 0),
  password_hash          text,
  password_set_at        timestamptz,
  -- Encrypted under a key that is not in the database.
  totp_secret            text,
  totp_confirmed_at      timestamptz,
  recovery_codes         text[] not null,
  oidc_issuer            text,
  oidc_subject           text,
  invitation_hash        text constraint users_invitation_key unique,
  invitation_expires_at  timestamptz,
  invited_at             timestamptz not null,
  accepted_at            timestamptz,
  disabled_at            timestamptz,
  constraint users_oidc_key unique (oidc_issuer, oidc_subject),
  constraint users_password_dated check ((password_hash is null) = (password_set_at is null)),
  constraint users_invitation_dated check ((invitation_hash is null) = (invitation_expires_at is null)),
  constraint users_totp_secret_first check (totp_confirmed_at is null or totp_secret is not null),
  constraint users_oidc_whole check ((oidc_issuer is null) = (oidc_subject is null)),
  constraint users_disabled_dated check ((status = 'DISABLED') = (disabled_at is not null)),
  constraint users_active_accepted check (status <> 'ACTIVE' or accepted_at is not null)
);
create index users_administrators on users (id) where 'administrator' = any (roles);
create constraint trigger users_audited after insert or update or delete on users
  deferrable initially deferred for each row execute function require_audit_entry('User');

grant insert, update on teams, users to probity_app;

-- What verifies a credential is not for lists: the role that reads sees the rest.
revoke select on users from probity_reader;
grant select (id, version, email, name, status, roles, teams, session_epoch, password_set_at, totp_confirmed_at,
              oidc_issuer, oidc_subject, invitation_expires_at, invited_at, accepted_at, disabled_at)
  on users to probity_reader;

-- A session is offered by a link, or begun by somebody who proved who they are.
alter table sessions
  alter column link_hash drop not null,
  alter column link_expires_at drop not null,
  add column user_id uuid constraint sessions_user_exists references users,
  add column user_epoch integer,
  add column authenticated_at timestamptz,
  add constraint sessions_link_whole check ((link_hash is null) = (link_expires_at is null)),
  add constraint sessions_user_whole check ((user_id is null) = (user_epoch is null)),
  add constraint sessions_begun_somehow check (link_hash is not null or user_id is not null);

-- Not governed: when a session was last used is a fact, not a decision.
create table session_uses (
  session_id    uuid primary key,
  last_used_at  timestamptz not null
);
grant insert, update on session_uses to probity_app;

-- Tries to sign in. Whose they were and where they came from is kept as hashes under a key that is not in the
-- database. A try counts as failed until a second row says otherwise, so that tries at the same moment count too.
create table sign_in_attempts (
  id       uuid not null,
  outcome  text not null check (outcome in ('TRIED', 'PASSED', 'WITHDRAWN')),
  account  text not null,
  network  text not null,
  address  text not null,
  at       timestamptz not null,
  primary key (id, outcome)
);
create index sign_in_attempts_account on sign_in_attempts (account, network, at) where outcome = 'TRIED';
create index sign_in_attempts_address on sign_in_attempts (address, at) where outcome = 'TRIED';

-- A code is worth something once: whose row is the first has used it.
create table totp_uses (
  user_id  uuid not null,
  step     bigint not null,
  used_at  timestamptz not null,
  primary key (user_id, step)
);
create table recovery_code_uses (
  user_id    uuid not null,
  code_hash  text not null,
  used_at    timestamptz not null,
  primary key (user_id, code_hash)
);
grant insert on sign_in_attempts, totp_uses, recovery_code_uses to probity_app;

-- Who has the cookie of this hash: what is asked with every request of a person. The role that reads may ask this,
-- and need not see the hashes.
create function session_by_cookie(cookie text)
returns table (
  id uuid, person_name text, roles text[], opened_at timestamptz, expires_at timestamptz, ended_at timestamptz,
  authenticated_at timestamptz, last_used_at timestamptz, user_id uuid, user_epoch integer, user_name text,
  user_status text, user_roles text[], user_teams text[], session_epoch integer, team_markets jsonb
)
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.id, s.person_name, s.roles, s.opened_at, s.expires_at, s.ended_at, s.authenticated_at, n.last_used_at,
         s.user_id, s.user_epoch, u.name, u.status, u.roles, u.teams, u.session_epoch,
         (select jsonb_agg(t.markets) from teams t where t.key = any (u.teams))
  from sessions s
  left join users u on u.id = s.user_id
  left join session_uses n on n.session_id = s.id
  where s.cookie_hash = cookie
$$;
revoke execute on function session_by_cookie(text) from public;
grant execute on function session_by_cookie(text) to probity_app, probity_reader;
