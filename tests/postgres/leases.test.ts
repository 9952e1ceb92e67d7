import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lease, takeLease } from '../../packages/api/src/postgres/leases.js';
import { deadlineIn } from '../../packages/api/src/postgres/poll.js';
import { prepareSite } from '../../packages/api/src/postgres/prepare-site.js';
import { lockFile } from '../../packages/api/src/postgres/site.js';
import { withStartLock } from '../../packages/api/src/postgres/start-lock.js';
import { type Child, type Compiled, compilePostgres, startChild } from './child-process.js';
import { inPlace, pidOn, until } from './temporary.js';
import { userOf } from './user.js';

let compiled: Compiled;
beforeAll(async () => {
  compiled = await compilePostgres();
});
afterAll(() => compiled.remove());

test('of two processes the one that leaves first leaves the server running, and the last stops it', async () => {
  await inPlace(async ({ data }) => {
    const starter = await userOf(compiled, data);
    const adopter = await userOf(compiled, data);

    await starter.leave();
    const pidAfterFirst = await pidOn(data);
    await adopter.leave();

    expect([starter.server.adopted, adopter.server.adopted]).toEqual([false, true]);
    expect(pidAfterFirst).toBe(starter.server.pid);
    expect(await pidOn(data)).toBeUndefined();
    expect(await readdir(join(data, 'users'))).toEqual([]);
  });
});

test('a server whose starter was killed is stopped by the process that has adopted it', async () => {
  await inPlace(async ({ data }) => {
    const starter = await userOf(compiled, data);
    await starter.kill();

    const adopter = await userOf(compiled, data);
    await adopter.leave();

    expect(adopter.server).toMatchObject({ adopted: true, pid: starter.server.pid });
    expect(await pidOn(data)).toBeUndefined();
  });
});

test('a process that was killed while it used the server does not keep it running', async () => {
  await inPlace(async ({ data }) => {
    const starter = await userOf(compiled, data);
    const killed = await userOf(compiled, data);
    await killed.kill();

    await starter.leave();

    expect(await pidOn(data)).toBeUndefined();
    expect(await readdir(join(data, 'users'))).toEqual([]);
  });
});

test('a process with the pid of one that was killed does not keep the server running', async () => {
  await inPlace(async ({ data, start }) => {
    await mkdir(join(data, 'users'), { recursive: true, mode: 0o711 });
    await writeFile(join(data, 'users', `${process.ppid}-of_an_earlier_process-0a1b2c3d`), '');

    await (await start()).stop();

    expect(await pidOn(data)).toBeUndefined();
  });
});

test('a process that uses the server twice stops it when it leaves for the second time', async () => {
  await inPlace(async ({ data, start }) => {
    const [first, second] = [await start(), await start()];

    await Promise.all([first.stop(), first.stop()]);
    const pidAfterFirst = await pidOn(data);
    await second.stop();

    expect(pidAfterFirst).toBe(first.pid);
    expect(await pidOn(data)).toBeUndefined();
  });
});

test('a guest who is not of Probity does not keep the server running', async () => {
  await inPlace(async ({ data, start }) => {
    const server = await start();
    const guest = new pg.Client({ connectionString: server.url });
    guest.on('error', () => undefined);
    await guest.connect();

    await server.stop();

    expect(await pidOn(data)).toBeUndefined();
  });
});

test('a start that fails does not count as a user', async () => {
  await inPlace(async ({ data, start }) => {
    await expect(start({ binaries: '/nowhere' })).rejects.toThrow();

    expect(await readdir(join(data, 'users'))).toEqual([]);
  });
});

test('a process that is about to use the server when the last one leaves finds it running', async () => {
  await inPlace(async ({ data, start }) => {
    const server = await start();
    const site = await prepareSite(data, {});
    const leases: Lease[] = [];
    let leaving: Promise<void> | undefined;
    await withStartLock(lockFile(site), deadlineIn(10_000), async () => {
      leaving = server.stop();
      await until(async () => (await readdir(join(data, 'users'))).length === 0);
      leases.push(await takeLease(site));
    });

    await leaving;

    expect(await pidOn(data)).toBe(server.pid);
    for (const lease of leases) await lease.giveUp();
  });
});

const ROUNDS = 12;

/** Comes, asks something and leaves, again and again. */
const comingAndGoing = (data: string) => `
  const { default: pg } = await import('pg');
  for (let round = 0; round < ${ROUNDS}; round += 1) {
    const server = await postgres.startEmbedded(${JSON.stringify(data)});
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query('select pg_sleep(random() * 0.02)');
    await client.end();
    await server.stop();
  }`;

test('a process that comes while the last one leaves finds a server that runs as long as it stays', async () => {
  await inPlace(async ({ data }) => {
    const children: Child[] = Array.from({ length: 3 }, () => startChild(compiled, comingAndGoing(data)));

    const ends = await Promise.all(children.map(child => child.ended()));

    expect(ends).toEqual(children.map(() => ({ status: 0, errors: '' })));
    expect(await pidOn(data)).toBeUndefined();
  });
}, 60_000);
