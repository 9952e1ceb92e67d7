import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { livePostmaster } from '../../packages/api/src/postgres/postmaster.js';
import { inPlace } from './temporary.js';

async function ask<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

test('a row that was written is there after the server was stopped and started again', async () => {
  await inPlace(async ({ start }) => {
    const first = await start();
    await ask(first.url, "create table kept as select 'yes' as word");
    await first.stop();

    const second = await start();

    expect(await ask(second.url, 'select word from kept')).toEqual([{ word: 'yes' }]);
    expect(first.adopted || second.adopted).toBe(false);
  });
});

test('a server that was stopped is gone', async () => {
  await inPlace(async ({ data, start }) => {
    const server = await start();
    await server.stop();

    expect(await livePostmaster(join(data, 'postgres'))).toBeUndefined();
    await expect(ask(server.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await expect(server.stop()).resolves.toBeUndefined();
  });
});

test('the server listens on this machine only, and lets nobody in without the password', async () => {
  await inPlace(async ({ data, start }) => {
    const { url } = await start();
    const wrong = new URL(url);
    wrong.password = 'guess';

    const settings = await ask(
      url,
      `select name, setting from pg_settings where setting <> '' and name in
      ('listen_addresses', 'unix_socket_directories', 'fsync', 'synchronous_commit', 'server_encoding') order by name`,
    );
    const rules = await ask(url, 'select distinct auth_method from pg_hba_file_rules');

    await expect(ask(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(rules).toEqual([{ auth_method: 'scram-sha-256' }]);
    expect(settings).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'listen_addresses', setting: '127.0.0.1' },
      { name: 'server_encoding', setting: 'UTF8' },
      { name: 'synchronous_commit', setting: 'on' },
    ]);
    expect((await readFile(join(data, 'postgres.password'), 'utf8')).trim()).toMatch(/^[0-9a-f]{64}$/);
  });
});

test('the password and the database can be read by their owners only', async () => {
  await inPlace(async ({ data, start }) => {
    await start();
    const mode = async (name: string) => ((await stat(join(data, name))).mode & 0o777).toString(8);

    expect(await mode('postgres.password')).toBe('600');
    expect(await mode('postgres.log')).toBe('600');
    expect(await mode('postgres')).toBe('700');
    expect(await mode('users')).toBe('700');
    expect((await readdir(data)).toSorted()).toEqual([
      'postgres',
      'postgres.log',
      'postgres.password',
      'users',
    ]);
  });
});

test('what a killed start has left is cleared away, and nothing else', async () => {
  await inPlace(async ({ data, start }) => {
    await mkdir(join(data, 'postgres.init-1234/base'), { recursive: true });
    await writeFile(join(data, 'postgres.pwfile.init-1234'), 'secret');
    await writeFile(join(data, 'postgres.notes'), 'mine');

    await start();

    const names = await readdir(data);
    expect(names.filter(name => name.includes('init-'))).toEqual([]);
    expect(names).toContain('postgres.notes');
  });
});

test('a damaged database is refused with the end of the log', async () => {
  await inPlace(async ({ data, start }) => {
    await (await start()).stop();
    await rm(join(data, 'postgres/global/pg_control'));

    const error = await start().catch((reason: unknown) => reason);

    expect(error).toMatchObject({
      code: 'postgres-start-failed',
      message: expect.stringContaining('pg_control'),
    });
  });
});

test('a server that refuses the password is not left running', async () => {
  await inPlace(async ({ data, start }) => {
    await (await start()).stop();
    await writeFile(join(data, 'postgres.password'), 'another\n');

    await expect(start()).rejects.toMatchObject({ code: 'postgres-start-failed' });

    expect(await livePostmaster(join(data, 'postgres'))).toBeUndefined();
  });
});

test('a database whose password is lost is refused', async () => {
  await inPlace(async ({ data, start }) => {
    await (await start()).stop();
    await rm(join(data, 'postgres.password'));

    await expect(start()).rejects.toMatchObject({ code: 'postgres-password-missing' });
  });
});

test('a data directory that is a file is refused', async () => {
  await inPlace(async ({ data, start }) => {
    await writeFile(data, '');

    await expect(start()).rejects.toMatchObject({ code: 'data-directory-unwritable' });
  });
});

test('a log that has grown large is put aside', async () => {
  await inPlace(async ({ data, start }) => {
    await mkdir(data, { recursive: true, mode: 0o711 });
    await writeFile(join(data, 'postgres.log'), 'x'.repeat(10_000_001));

    await start();

    expect((await stat(join(data, 'postgres.log.1'))).size).toBe(10_000_001);
    expect((await stat(join(data, 'postgres.log'))).size).toBeLessThan(10_000);
  });
});
