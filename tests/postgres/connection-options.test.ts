import { inspect } from 'node:util';
import pg from 'pg';
import { expect, test } from 'vitest';
import { type ApplicationRole, connectionOptions } from '../../packages/api/src/postgres/index.js';
import { freshDatabase } from '../support/postgres.js';
import { rowsOf } from '../support/rows.js';

async function as(
  role: ApplicationRole,
  work: (pool: pg.Pool) => Promise<void>,
  parameters = '',
): Promise<void> {
  const database = await freshDatabase();
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query('create table notes (word text); grant insert on notes to probity_app, probity_reader');
  await owner.end();
  const pool = new pg.Pool(connectionOptions(database.url + parameters, role, { max: 2 }));
  try {
    await work(pool);
  } finally {
    await pool.end();
    await database.drop();
  }
}

const settings = `select current_user as role, session_user as login, current_setting('statement_timeout') as statement,
  current_setting('idle_in_transaction_session_timeout') as idle, current_setting('application_name') as name`;

test('the application works as a role that may change rows and owns nothing', async () => {
  await as('probity_app', async pool => {
    const { rows } = await pool.query(settings);
    await pool.query("insert into notes values ('one')");

    expect(rows).toEqual([
      { role: 'probity_app', login: 'probity', statement: '15s', idle: '10s', name: 'probity' },
    ]);
    await expect(pool.query('create table mine (id int)')).rejects.toMatchObject({ code: '42501' });
    await expect(pool.query('alter table notes add column id int')).rejects.toMatchObject({ code: '42501' });
    await expect(pool.query('delete from notes')).rejects.toMatchObject({ code: '42501' });
  });
});

test('a reader looks and cannot write, even where it has been granted to', async () => {
  await as('probity_reader', async pool => {
    expect((await pool.query('select * from notes')).rows).toEqual([]);
    await expect(pool.query("insert into notes values ('one')")).rejects.toMatchObject({ code: '25006' });
    await expect(pool.query('begin read write; delete from notes')).rejects.toMatchObject({ code: '42501' });
  });
});

test('options in the address of the database are kept, but cannot take the role away', async () => {
  const parameters = `&options=${encodeURIComponent('-c role=probity -c work_mem=5MB')}`;
  await as(
    'probity_app',
    async pool => {
      const { rows } = await pool.query("select current_user as role, current_setting('work_mem') as memory");
      expect(rows).toEqual([{ role: 'probity_app', memory: '5MB' }]);
    },
    parameters,
  );
});

test('a database that does not answer is given up on after two seconds', () => {
  expect(connectionOptions('postgres://a:b@host/c', 'probity_app').connectionTimeoutMillis).toBe(2_000);
});

test('an address that is not a URL is refused without showing its password', () => {
  let refusal: unknown;
  try {
    connectionOptions('postgres://me:hunter2@:x/', 'probity_app');
  } catch (error) {
    refusal = error;
  }

  expect(refusal).toBeInstanceOf(TypeError);
  expect(inspect(refusal)).not.toContain('hunter2');
});

test('whoever asks gives up later than the server, and not never', () => {
  const { options = '', query_timeout: patience = 0 } = connectionOptions(
    'postgres://somebody@nowhere/probity',
    'probity_app',
  );
  const limit = Number(/statement_timeout=(\d+)/.exec(options)?.[1]);

  expect(patience).toBeGreaterThan(limit);
});

test('a connection that dies in the hands of whoever took it ends nobody', async () => {
  const database = await freshDatabase();
  const pool = new pg.Pool(connectionOptions(database.url, 'probity_app'));
  const taken = await pool.connect();
  try {
    const died = new Promise(resolve => taken.once('end', resolve));
    const { rows } = await taken.query<{ pid: number }>('select pg_backend_pid() as pid');

    await rowsOf(database.url, 'select pg_terminate_backend($1)', [rows[0]?.pid]);
    await died;

    await expect(taken.query('select 1')).rejects.toThrow();
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  } finally {
    taken.release(true);
    await pool.end();
    await database.drop();
  }
});
