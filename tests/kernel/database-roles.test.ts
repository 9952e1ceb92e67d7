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
