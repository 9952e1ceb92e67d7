import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, watch } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EmbeddedServer } from '../../packages/api/src/postgres/index.js';
import { deadlineIn } from '../../packages/api/src/postgres/poll.js';
import { prepareSite } from '../../packages/api/src/postgres/prepare-site.js';
import { lockFile } from '../../packages/api/src/postgres/site.js';
import { withStartLock } from '../../packages/api/src/postgres/start-lock.js';
import { supervise } from '../../packages/api/src/postgres/supervise.js';
import { type Compiled, compilePostgres } from './child-process.js';
import { inPlace, pidOn, until } from './temporary.js';
import { heardBy, type User, userOf } from './user.js';

let compiled: Compiled;
beforeAll(async () => {
  compiled = await compilePostgres();
});
afterAll(() => compiled.remove());

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const portOf = (url: string) => Number(new URL(url).port);

async function killServer(data: string): Promise<number> {
  const pid = await pidOn(data);
  if (pid === undefined) throw new Error(`nothing runs on ${data}`);
  process.kill(pid, 'SIGKILL');
  return pid;
}

/** Takes the port as soon as it is free. */
async function takePort(port: number): Promise<Server> {
  const stranger = createServer();
  await until(async () => {
    const isListening = once(stranger, 'listening').then(
      () => true,
      () => false,
    );
    stranger.listen(port, '127.0.0.1');
    return isListening;
  });
  return stranger;
}

test('a server that is killed is back at its address with every row that was confirmed', async () => {
  await inPlace(async ({ data }) => {
    const user = await userOf(compiled, data);
    await ask(user.server.url, 'create table kept as select generate_series(1, 1000) as n');

    const killed = await killServer(data);
    await heardBy(user, /is back/);

    expect(await ask(user.server.url, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
    expect(await pidOn(data)).not.toBe(killed);
    await user.leave();
    expect(await pidOn(data)).toBeUndefined();
  });
});

test('a server that was adopted is started again too', async () => {
  await inPlace(async ({ data }) => {
    const starter = await userOf(compiled, data);
    await starter.kill();
    const adopter = await userOf(compiled, data);
    await ask(adopter.server.url, 'create table kept as select generate_series(1, 1000) as n');

    await killServer(data);
    await heardBy(adopter, /is back/);

    expect(await ask(adopter.server.url, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
    await adopter.leave();
    expect(await pidOn(data)).toBeUndefined();
  });
});

test('a pool works on by itself after the server was killed, time and again', async () => {
  await inPlace(async ({ data, start }) => {
    const server = await start({ restartDelayMs: 20 });
    const pool = new pg.Pool({ connectionString: server.url });
    pool.on('error', () => undefined);

    for (let round = 0; round < 3; round += 1) {
      await pool.query('select 1');
      const killed = await killServer(data);
      await until(async () => ![undefined, killed].includes(await pidOn(data)));
      await until(() =>
        pool.query('select 1').then(
          () => true,
          () => false,
        ),
      );
    }

    await pool.end();
  });
});

test('of processes that miss the server at once one starts it and the others adopt it, and the last stops it', async () => {
  await inPlace(async ({ data }) => {
    const users: User[] = [];
    for (let count = 0; count < 3; count += 1) users.push(await userOf(compiled, data));

    await withStartLock(lockFile(await prepareSite(data, {})), deadlineIn(10_000), async () => {
      await killServer(data);
      for (const user of users) await heardBy(user, /has ended/);
      expect(await pidOn(data)).toBeUndefined();
    });
    const said = await Promise.all(users.map(user => heardBy(user, /is back/)));

    expect(new Set(said)).toEqual(new Set([`PostgreSQL (pid ${await pidOn(data)}) is back`]));
    for (const user of users) {
      expect(await ask(user.server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
      await user.leave();
    }
    expect(await pidOn(data)).toBeUndefined();
  });
});

test('whoever comes to a server that has just ended finds it where the others look for it', async () => {
  await inPlace(async ({ data, start }) => {
    // Stopped, the user neither starts the server again nor buries it.
    const user = await userOf(compiled, data);
    user.child.process.kill('SIGSTOP');
    await killServer(data);
    await until(async () => (await pidOn(data)) === undefined);

    const newcomer = await start();
    user.child.process.kill('SIGCONT');

    expect(newcomer).toMatchObject({ url: user.server.url, adopted: false });
    expect(await heardBy(user, /is back/)).toContain(`pid ${newcomer.pid}`);
    await user.leave();
  });
});

test.each([/has ended/, /starting/, /is back/])(
  'a stop while the server is started again, when %s is said, leaves nothing running',
  async moment => {
    await inPlace(async ({ data, start }) => {
      let server: EmbeddedServer | undefined;
      let stopped: Promise<void> | undefined;
      const onProgress = (message: string) => {
        if (server !== undefined && moment.test(message)) stopped ??= server.stop();
      };
      server = await start({ onProgress });
      await killServer(data);
      await until(async () => stopped !== undefined);

      await stopped;

      expect(await pidOn(data)).toBeUndefined();
    });
  },
);

test('a server is not started for somebody who has left while he waited for his turn to do so', async () => {
  await inPlace(async ({ data, start }) => {
    const said: string[] = [];
    const server = await start({ onProgress: message => said.push(message) });
    const before = said.length;
    let stopped: Promise<void> | undefined;
    await withStartLock(lockFile(await prepareSite(data, {})), deadlineIn(10_000), async () => {
      const changes = watch(data);
      await killServer(data);
      for await (const { filename } of changes) if (filename?.startsWith('postgres.lock.draft')) break;
      stopped = server.stop();
    });

    await stopped;

    expect(said.slice(before)).toEqual([`PostgreSQL (pid ${server.pid}) has ended although it is in use`]);
    expect(await pidOn(data)).toBeUndefined();
  });
});

test('a server that is stopped in order stays stopped', async () => {
  await inPlace(async ({ data, start }) => {
    const said: string[] = [];
    const server = await start({ onProgress: message => said.push(message) });
    const before = said.length;

    await server.stop();

    expect(said.slice(before)).toEqual([]);
    expect(await pidOn(data)).toBeUndefined();
  });
});

test('a server whose port was taken by a stranger comes back when the stranger goes', async () => {
  await inPlace(async ({ data }) => {
    const user = await userOf(compiled, data);
    user.child.process.kill('SIGSTOP');
    await killServer(data);
    const stranger = await takePort(portOf(user.server.url));
    user.child.process.kill('SIGCONT');
    // More often than anything else may fail.
    for (let tries = 0; tries < 6; tries += 1) await heardBy(user, /tried again \(postgres-port-taken: /);

    stranger.close();
    await heardBy(user, /is back/);

    expect(await ask(user.server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await user.leave();
  });
});

test('a server that cannot start any more is given up, with the reason and the end of its log', async () => {
  await inPlace(async ({ data }) => {
    const user = await userOf(compiled, data);
    user.child.process.kill('SIGSTOP');
    await killServer(data);
    await rm(join(data, 'postgres/global/pg_control'));
    user.child.process.kill('SIGCONT');

    const said = await heardBy(user, /given up/);

    expect(said).toContain('postgres-start-failed');
    expect(said).toContain('pg_control');
    await user.leave();
  });
});

test('a server that was given up is not tried any more', async () => {
  let tries = 0;
  const said: string[] = [];
  const dead = spawn('true');
  await once(dead, 'exit');
  const supervision = supervise({
    provided: { url: '', port: 0, pid: dead.pid ?? 0, child: dead },
    again: () => Promise.reject(new Error(`try ${(tries += 1)}`)),
    onProgress: message => said.push(message),
    firstDelayMs: 0,
  });

  await until(async () => said.some(message => message.includes('given up')));
  await supervision.end();

  expect(tries).toBe(5);
});

test('data that were deleted under the server are not replaced by an empty database', async () => {
  await inPlace(async ({ data }) => {
    const user = await userOf(compiled, data);
    user.child.process.kill('SIGSTOP');
    await killServer(data);
    await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    user.child.process.kill('SIGCONT');

    expect(await heardBy(user, /given up/)).toContain('are gone');

    await user.leave();
    expect(await pidOn(data)).toBeUndefined();
  });
});
