import pg from 'pg';
import { expect, test } from 'vitest';
import { describeSchema } from '../../packages/api/src/postgres/index.js';
import { emptyDatabase } from '../support/postgres.js';

const SCHEMA = [
  "create type mood as enum ('calm', 'busy')",
  `create table parts (id uuid primary key default gen_random_uuid(), word text not null, mood mood default 'calm',
     twice int generated always as (1 + 1) stored, n bigint generated always as identity,
     constraint parts_word check (word <> ''))`,
  'create index parts_lower on parts (lower(word)) where n > 1',
  'create table events (at timestamptz not null) partition by range (at)',
  "create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01')",
  'create function nothing() returns trigger language plpgsql as $$ begin return null; end $$',
  `create constraint trigger parts_watched after insert on parts deferrable initially deferred
     for each row execute function nothing()`,
  'create view words as select word from parts',
  'alter table parts enable row level security',
  "create policy parts_seen on parts for select to probity_reader using (word <> 'secret')",
  'grant insert, update (word) on parts to probity_app',
  'grant execute on function nothing() to probity_app',
];

async function described(statements: readonly string[]): Promise<string> {
  const database = await emptyDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
  const text = await describeSchema(database.url);
  await database.drop();
  return text;
}

test('every kind of thing that a migration makes is on the page', async () => {
  const text = await described(SCHEMA);

  for (const line of [
    "create type mood as enum ('calm', 'busy');",
    '  id uuid not null default gen_random_uuid()',
    '  twice integer generated always as ((1 + 1)) stored',
    '  n bigint not null generated always as identity',
    "alter table parts add constraint parts_word CHECK ((word <> ''::text));",
    'alter table parts add constraint parts_pkey PRIMARY KEY (id);',
    'CREATE INDEX parts_lower ON public.parts USING btree (lower(word)) WHERE (n > 1);',
    ') partition by RANGE (at);',
    '-- partition of events FOR VALUES FROM',
    'CREATE OR REPLACE FUNCTION public.nothing()',
    'CREATE CONSTRAINT TRIGGER parts_watched AFTER INSERT ON public.parts DEFERRABLE INITIALLY DEFERRED',
    'create view words as',
    'alter table parts enable row level security;',
    'create policy parts_seen on parts as permissive for select to probity_reader',
    'grant insert, update (word) on table parts to probity_app;',
    'grant execute on function nothing() to probity_app;',
  ]) {
    expect(text).toContain(line);
  }
});

test('the page does not depend on the order in which things were made', async () => {
  const tables = ['create table b (id int primary key)', 'create table a (id int unique)'];

  expect(await described(tables)).toBe(await described(tables.toReversed()));
});

test.each([
  ['a default', "alter table parts alter column mood set default 'busy'"],
  ['a trigger that is switched off', 'alter table parts disable trigger parts_watched'],
  ['a grant', 'revoke insert on parts from probity_app'],
  [
    'a function',
    'create or replace function nothing() returns trigger language plpgsql as $$ begin return new; end $$',
  ],
])('a change of %s changes the page', async (_what, change) => {
  expect(await described([...SCHEMA, change])).not.toBe(await described(SCHEMA));
});
