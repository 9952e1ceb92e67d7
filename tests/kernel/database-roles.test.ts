import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENTITIES } from '../../packages/api/src/entities.js';
import { type Database, openDatabase } from '../../packages/api/src/kernel/database.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { rowsOf } from '../support/rows.js';

let fresh: FreshDatabase;
let database: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  database = await openDatabase(fresh.url, ENTITIES, 2);
});

afterAll(async () => {
  await database.close();
  await fresh.drop();
});

const REFUSED = /permission denied|must be owner|must be able to|append-only/;
const codeOf = async (statement: Promise<unknown>): Promise<unknown> =>
  statement.then(
    () => 'done',
    (error: { driverError?: { code?: string } }) => error.driverError?.code,
  );

describe('the role that changes rows', () => {
  it.each([
    'create table mine (id integer)',
    'create schema mine',
    'alter table experiments add column mine text',
    'alter table experiments disable trigger experiments_audited',
    'alter table audit_entries disable trigger all',
    'drop trigger audit_entries_kept on audit_entries',
    'drop table outcomes',
    'truncate outcomes',
    'truncate audit_entries',
    'update audit_entries set reason = null',
    'delete from audit_entries',
    'delete from experiments',
    'delete from metrics',
    'delete from api_keys',
    'delete from sessions',
    'delete from exposures',
    'delete from outcomes',
    'update outcomes set value = 0',
    'create or replace function public.require_audit_entry() returns trigger language sql as $$ select 1 $$',
    `set session_replication_role = 'replica'`,
  ])('may not: %s', async statement => {
    await expect(database.writer.query(statement)).rejects.toThrow(REFUSED);
  });

  it('owns nothing', async () => {
    const owned = await rowsOf(
      fresh.url,
      `select relname from pg_class where pg_get_userbyid(relowner) in ('probity_app', 'probity_reader')`,
    );

    expect(owned).toEqual([]);
  });
});

describe('the role that reads', () => {
  it.each([
    'insert into outcomes (recipient_id, id) values (gen_random_uuid(), $$x$$)',
    `update experiments set name = 'another'`,
    'delete from exposures',
    'create table mine (id integer)',
  ])('may not: %s', async statement => {
    await expect(database.reader.query(statement)).rejects.toThrow(/read-only transaction|permission denied/);
  });

  it.each([
    'select secret_hash from api_keys',
    'select previous_secret_hash from api_keys',
    'select * from api_keys',
    `select id from api_keys where secret_hash like 'a%'`,
    'select 1 from api_keys order by previous_secret_hash',
    'select link_hash from sessions',
    'select cookie_hash from sessions',
    'select s from sessions s',
  ])('may not look at what verifies a credential: %s', async statement => {
    await expect(database.reader.query(statement)).rejects.toThrow('permission denied');
  });

  it('may ask whose a credential is, by its hash, and is told no hash', async () => {
    const asked = await Promise.all(
      ['api_key_by_secret', 'session_by_cookie'].map(name =>
        database.reader.query(`select * from ${name}('none')`),
      ),
    );
    const columns = await rowsOf<{ text: string }>(
      fresh.url,
      `select pg_get_function_result(oid) as text from pg_proc where proname in ('api_key_by_secret', 'session_by_cookie')`,
    );

    expect(asked).toEqual([[], []]);
    expect(columns).toHaveLength(2);
    expect(JSON.stringify(columns)).not.toContain('hash');
  });

  it.each(['api_key_by_secret', 'session_by_cookie'])('shares %s with no stranger', async name => {
    const [row] = await rowsOf<{ acl: string }>(
      fresh.url,
      'select array_to_string(proacl, chr(10)) as acl from pg_proc where proname = $1',
      [name],
    );

    expect(row?.acl).toMatch(/^probity_reader=X/m);
    expect(row?.acl).not.toMatch(/^=/m);
  });

  it('is refused by its grants too, where a statement leaves the read-only mode', async () => {
    const runner = database.reader.createQueryRunner();
    try {
      await runner.query('set default_transaction_read_only = off');

      const code = await codeOf(runner.query(`update experiments set name = 'another'`));

      expect(code).toBe('42501');
    } finally {
      await runner.query('reset default_transaction_read_only');
      await runner.release();
    }
  });

  it('is refused by the mode of its transactions', async () => {
    expect(await codeOf(database.reader.query('create temporary table mine (id integer)'))).toBe('25006');
  });
});
