import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../packages/api/src/postgres/index.js';
import { MIGRATIONS } from '../../packages/api/src/postgres/migration-files.js';
import { type FreshDatabase, emptyDatabase } from '../support/postgres.js';
import { type Compiled, compilePostgres, nextLine, startChild } from './child-process.js';
import { inPlace, until } from './temporary.js';

let compiled: Compiled;
beforeAll(async () => {
  compiled = await compilePostgres();
});
afterAll(() => compiled.remove());

interface Bench extends FreshDatabase {
  readonly directory: string;
  readonly write: (name: string, sql: string) => Promise<void>;
  readonly ask: (sql: string) => Promise<unknown[]>;
}

/** An empty database and a directory of migrations. */
async function onBench(work: (bench: Bench) => Promise<void>): Promise<void> {
  const database = await emptyDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'probity-test-'));
  const client = new pg.Client({ connectionString: database.url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const write = (name: string, sql: string) => writeFile(join(directory, name), sql);
    await work({ ...database, directory, write, ask: async sql => (await client.query(sql)).rows });
  } finally {
    await client.end();
    await database.drop();
    await rm(directory, { recursive: true });
  }
}

const script = (url: string, directory: string) =>
  `print(await postgres.migrate(${JSON.stringify(url)}, { directory: ${JSON.stringify(directory)} }));`;

test('five processes that migrate an empty database at once all succeed, and apply each migration once', async () => {
  await onBench(async ({ url, directory, write, ask }) => {
    await write('0001-first.sql', 'create table first (id int); select pg_sleep(0.1);');
    await write('0002-second.sql', 'create table second (id int); insert into second values (1);');
    const children = Array.from({ length: 5 }, () => startChild(compiled, script(url, directory)));

    const results = await Promise.all(children.map(child => nextLine<{ applied: string[] }>(child)));

    expect(results.flatMap(({ applied }) => applied)).toEqual(['0001-first.sql', '0002-second.sql']);
    expect(await ask('select id from second')).toEqual([{ id: 1 }]);
    expect(await Promise.all(children.map(child => child.ended()))).toEqual(
      children.map(() => ({ status: 0, errors: '' })),
    );
  });
});

const CREATE = 'create role probity_app nologin; create role probity_reader nologin';
const GRANT = 'grant probity_app, probity_reader to probity';

test.each([
  ['creates the roles', '', CREATE],
  ['grants the roles', CREATE, GRANT],
])('a migration succeeds while another database of the server %s', async (_what, before, meanwhile) => {
  await inPlace(async ({ start }) => {
    const server = await start();
    const other = new pg.Client({ connectionString: server.url.replace('/probity?', '/postgres?') });
    await other.connect();
    await other.query(before);
    await other.query(`begin; ${meanwhile}`);

    const migrating = migrate(server.url, { directory: MIGRATIONS });
    await until(async () => (await other.query('select from pg_locks where not granted')).rowCount === 1);
    await other.query('commit');

    expect((await migrating).applied).toContain('0001-roles.sql');
    await other.end();
  });
});

test('a migration that is killed half way leaves nothing, and the next run completes it', async () => {
  await onBench(async ({ url, directory, write, ask }) => {
    await write('0001-first.sql', 'create table first (id int)');
    await write('0002-slow.sql', 'create table second (id int); select pg_sleep(30);');
    const child = startChild(compiled, script(url, directory));
    const sleeping =
      "select 1 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'";
    await until(async () => (await ask(sleeping)).length === 1);
    child.process.kill('SIGKILL');
    await child.ended();
    await write('0002-slow.sql', 'create table second (id int)');

    expect(await migrate(url, { directory })).toEqual({ applied: ['0002-slow.sql'] });
  });
});

test('migrations are applied in the order of their names, and again only when there are new ones', async () => {
  await onBench(async ({ url, directory, write, ask }) => {
    await write('0002-fill.sql', 'insert into first values (1)');
    await write('0001-first.sql', 'create table first (id int)');
    await write('schema.sql', 'this is not a migration');

    expect(await migrate(url, { directory })).toEqual({ applied: ['0001-first.sql', '0002-fill.sql'] });
    expect(await migrate(url, { directory })).toEqual({ applied: [] });
    expect(await ask('select id from first')).toEqual([{ id: 1 }]);
  });
});

test('a migration that was edited after it was applied is refused, but not one with other line ends', async () => {
  await onBench(async ({ url, directory, write }) => {
    await write('0001-first.sql', 'create table first\n(id int)');
    await migrate(url, { directory });

    await write('0001-first.sql', 'create table first\r\n(id int)');
    await expect(migrate(url, { directory })).resolves.toEqual({ applied: [] });
    await write('0001-first.sql', 'create table first\n(id bigint)');
    await expect(migrate(url, { directory })).rejects.toMatchObject({ code: 'migration-edited' });
  });
});

test('a database that a newer version has migrated is refused', async () => {
  await onBench(async ({ url, directory, write, ask }) => {
    await write('0001-first.sql', 'create table first (id int)');
    await migrate(url, { directory });
    await ask("insert into schema_migrations values ('0009-later.sql', 'x')");

    await expect(migrate(url, { directory })).rejects.toMatchObject({
      code: 'migration-unknown',
      message: expect.stringContaining('0009-later.sql'),
    });
  });
});

test('a migration that fails is named with its line, leaves nothing, and keeps what went before', async () => {
  await onBench(async ({ url, directory, write, ask }) => {
    await write('0001-first.sql', 'create table first (id int)');
    await write('0002-bad.sql', 'create table second (id int);\nselect nonsense;');

    await expect(migrate(url, { directory })).rejects.toMatchObject({
      code: 'migration-failed',
      message: expect.stringMatching(/^0002-bad\.sql:2: .*nonsense/),
    });
    expect(await ask("select to_regclass('second') as second, to_regclass('first')::text as first")).toEqual([
      { second: null, first: 'first' },
    ]);
  });
});

test('a migration that cannot be recorded is undone', async () => {
  await onBench(async ({ url, directory, write, ask }) => {
    // It takes its own place in the history, so the runner cannot.
    await write(
      '0001-first.sql',
      "create table first (id int); insert into schema_migrations values ('0001-first.sql', 'x')",
    );

    await expect(migrate(url, { directory })).rejects.toMatchObject({ code: 'migration-failed' });
    expect(await ask("select to_regclass('first') as first")).toEqual([{ first: null }]);
  });
});

test('a table that is busy is waited for without keeping everybody else waiting', async () => {
  await onBench(async ({ url, directory, write, ask }) => {
    await write('0001-first.sql', 'create table first (id int)');
    await migrate(url, { directory });
    await write('0002-alter.sql', 'alter table first add column word text');
    await ask('begin');
    await ask('select * from first');

    const migrating = migrate(url, { directory });
    const waiting = async () =>
      (
        await ask(
          "select waitstart::text as since from pg_locks where not granted and relation = 'first'::regclass",
        )
      )[0];
    await until(async () => (await waiting()) !== undefined);
    const first = JSON.stringify(await waiting());
    await until(async () => ![first, undefined].includes(JSON.stringify(await waiting())));
    await ask('commit');

    expect(await migrating).toEqual({ applied: ['0002-alter.sql'] });
  });
});

test('a user who may not create roles is told the two statements an administrator must run', async () => {
  const database = await emptyDatabase();
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  const user = `tenant_${new URL(database.url).pathname.slice(6)}`;
  await owner.query(`create role ${user} login password 'x'`);
  await owner.query(`alter database ${new URL(database.url).pathname.slice(1)} owner to ${user}`);
  const tenant = new URL(database.url);
  tenant.username = user;
  tenant.password = 'x';

  const refusal = await migrate(tenant.href).catch((error: unknown) => error);
  const statements = String(refusal).match(/create role .*;/g) ?? [];
  expect(refusal).toMatchObject({ code: 'migration-needs-roles' });
  expect(statements).toEqual([
    `create role probity_app nologin role ${user};`,
    `create role probity_reader nologin role ${user};`,
  ]);

  await owner.query(`grant probity_app, probity_reader to ${user}`);
  expect((await migrate(tenant.href)).applied).toContain('0001-roles.sql');
  await owner.end();
  await database.drop();
});
