import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { emptyDatabase, type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { probity } from './probity.js';

interface Finding {
  readonly name: string;
  readonly status: string;
  readonly detail: string;
  readonly advice: string;
}

interface Diagnosis {
  readonly status: string;
  readonly findings: readonly Finding[];
}

/** What the doctor says of a database after `sql` was done to it, by its owner. */
async function diagnosed(
  database: Promise<FreshDatabase>,
  sql = '',
): Promise<Diagnosis & { exitCode: number | null }> {
  const { url, drop } = await database;
  const directory = await mkdtemp(join(tmpdir(), 'probity-doctor-'));
  try {
    const owner = new pg.Client({ connectionString: url });
    await owner.connect();
    await owner.query(sql);
    await owner.end();
    const run = await probity(['doctor', '--json'], { DATABASE_URL: url, PROBITY_DATA_DIR: directory });
    return { ...(JSON.parse(run.output) as Diagnosis), exitCode: run.status };
  } finally {
    await rm(directory, { recursive: true });
    await drop();
  }
}

const byName = ({ findings }: Diagnosis) => new Map(findings.map(finding => [finding.name, finding]));

const AN_ENTRY = `insert into audit_entries (at, actor_type, actor_id, actor_name, action, outcome, subject_type,
  subject_id, subject_key, request_id, entry_id, leaf_hash) values (now(), 'SYSTEM', 'system', 'test', 'test.done', 'ALLOWED', 'Test',
  gen_random_uuid(), 'test', 'test', gen_random_uuid(), sha256('test'))`;

describe('the doctor', () => {
  it('finds nothing wrong with a database as the migrations make it', async () => {
    const diagnosis = await diagnosed(freshDatabase(), AN_ENTRY);

    const found = byName(diagnosis);
    const machine = ['node', 'configuration', 'admin', 'data directory', 'disk'];
    const database = ['database', 'migrations', 'ownership', 'audit log', 'durability', 'clock'];
    expect([...found.keys()]).toEqual(machine.concat(database));
    // Whether the admin is built, and how full the disk is, is another matter.
    const ours = diagnosis.findings.filter(({ name }) => name !== 'admin' && name !== 'disk');
    expect(ours.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(diagnosis.exitCode).toBe(0);
  });

  it('says that a database was never migrated, and migrates nothing', async () => {
    const diagnosis = await diagnosed(emptyDatabase());

    const found = byName(diagnosis);
    expect(found.get('migrations')).toMatchObject({
      status: 'warn',
      advice: expect.stringContaining('probity migrate') as unknown,
    });
    expect(found.get('audit log')).toMatchObject({ status: 'warn' });
    expect(diagnosis).toMatchObject({ status: 'warn', exitCode: 0 });
  });

  it.each([
    [
      'audit log',
      'a trigger was switched off',
      'alter table audit_entries disable trigger audit_entries_kept',
    ],
    ['audit log', 'truncation was let in', 'drop trigger audit_entries_not_emptied on audit_entries'],
    ['audit log', 'the application was granted deletion', 'grant delete on audit_entries to probity_app'],
    ['audit log', 'a place may be taken away', 'drop trigger audit_leaves_kept on audit_leaves'],
    ['audit log', 'the application may alter the tree', 'grant update on audit_nodes to probity_app'],
    [
      'audit log',
      'the trigger does nothing',
      `${AN_ENTRY}; create or replace function refuse_change() returns trigger language plpgsql as
       $$ begin return coalesce(new, old); end $$`,
    ],
    [
      'ownership',
      'the application owns a table',
      'create table odd (); alter table odd owner to probity_app',
    ],
    [
      'migrations',
      'a migration was edited',
      `update schema_migrations set checksum = 'x' where name like '0001%'`,
    ],
    [
      'migrations',
      'a newer version was here',
      `insert into schema_migrations values ('9999-future.sql', 'x')`,
    ],
    [
      'durability',
      'commits are not waited for',
      `do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$`,
    ],
  ])('fails on the %s when %s', async (name, _what, sql) => {
    const diagnosis = await diagnosed(freshDatabase(), sql);

    expect(diagnosis.findings.filter(({ status }) => status === 'fail').map(finding => finding.name)).toEqual(
      [name],
    );
    expect(byName(diagnosis).get(name)?.advice).not.toBe('');
    expect(diagnosis.exitCode).toBe(1);
  });

  it('says what is wrong with the machine even when the database cannot be reached', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'probity-doctor-'));
    const file = join(directory, 'file');
    await writeFile(file, '');
    await chmod(directory, 0o700);

    const run = await probity(['doctor'], {
      DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:9/none',
      PROBITY_DATA_DIR: join(file, 'below'),
    });

    expect(run.status).toBe(1);
    expect(run.output).toMatch(/^fail {2}data directory .*ENOTDIR.*\n *-> set PROBITY_DATA_DIR/m);
    expect(run.output).toMatch(/^fail {2}database .*ECONNREFUSED.*\n *-> is it running/m);
    expect(run.output).not.toContain('secret');
    await rm(directory, { recursive: true });
  });

  it('says which variable makes no sense', async () => {
    const run = await probity(['doctor'], { PORT: 'http' });

    expect(run).toMatchObject({ status: 1 });
    expect(run.output).toMatch(/^fail {2}configuration .*PORT is a number from 0 to 65535, not "http"/m);
  });
});
