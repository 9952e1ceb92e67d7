import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chown, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EmbeddedServer } from '../../packages/api/src/postgres/index.js';
import { packagedBinaries, program, usableBinaries } from '../../packages/api/src/postgres/binaries.js';
import { livePostmaster, readPostmasterFile } from '../../packages/api/src/postgres/postmaster.js';
import { runAs } from '../../packages/api/src/postgres/run-program.js';
import { serverArguments } from '../../packages/api/src/postgres/server-arguments.js';
import { type Compiled, compilePostgres, nextLine, startChild } from './child-process.js';
import { endServer, inPlace, type Place, until } from './temporary.js';
import { userOf } from './user.js';

let compiled: Compiled;
beforeAll(async () => {
  compiled = await compilePostgres();
});
afterAll(() => compiled.remove());

const START = (data: string) =>
  `print(await postgres.startEmbedded(${JSON.stringify(data)})); await untilKilled();`;

/** A server whose starter was killed, so that nobody uses it. */
async function startForsaken(data: string): Promise<EmbeddedServer> {
  const user = await userOf(compiled, data);
  await user.kill();
  return user.server;
}

/** The account that owns the cluster, to act as the server would. */
async function ownerOf(cluster: string) {
  const { uid, gid } = await stat(cluster);
  return process.getuid?.() === 0 ? { uid, gid } : undefined;
}

/** Starts a server on the place's cluster without our launcher, as an administrator might. */
async function startByHand({ data }: Place): Promise<void> {
  const cluster = join(data, 'postgres');
  const account = await ownerOf(cluster);
  const binaries = await usableBinaries(await packagedBinaries(), account, [data], () => undefined);
  const port = 20_000 + (process.pid % 20_000);
  spawn(program(binaries, 'postgres'), serverArguments(cluster, port), {
    ...runAs(account),
    stdio: 'ignore',
    detached: true,
  }).unref();
  await until(async () => (await livePostmaster(cluster)) !== undefined);
}

/** Leaves a postmaster.pid that names the pid in place of the server's own. */
async function pretendToBe(pid: number, cluster: string, text: string): Promise<void> {
  const path = join(cluster, 'postmaster.pid');
  await writeFile(path, text.replace(/^\d+/, String(pid)), { mode: 0o600 });
  const account = await ownerOf(cluster);
  if (account !== undefined) await chown(path, account.uid, account.gid);
}

test('a second start adopts the server that already runs on the directory, and does not stop it under the first', async () => {
  await inPlace(async ({ start }) => {
    const first = await start();

    const second = await start();
    await second.stop();

    expect(second).toMatchObject({ adopted: true, pid: first.pid, url: first.url });
    expect((await start()).pid).toBe(first.pid);
  });
});

test('a server outlives an application that is killed, and the next start adopts it', async () => {
  await inPlace(async ({ data, start }) => {
    const child = startChild(compiled, START(data));
    const { pid } = await nextLine<EmbeddedServer>(child);
    child.process.kill('SIGKILL');
    await child.ended();

    expect(await start()).toMatchObject({ adopted: true, pid });
  });
});

test('Ctrl-C in the terminal does not reach the server', async () => {
  await inPlace(async ({ data, start }) => {
    const child = startChild(compiled, START(data));
    const { pid } = await nextLine<EmbeddedServer>(child);

    process.kill(-(child.process.pid ?? 0), 'SIGINT');
    await child.ended();

    expect(await start()).toMatchObject({ adopted: true, pid });
  });
});

test('a server and application that were killed together start again with every row that was confirmed', async () => {
  await inPlace(async ({ data, start }) => {
    const first = await startForsaken(data);
    const client = new pg.Client({ connectionString: first.url });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('create table kept as select generate_series(1, 1000) as n');
    await endServer(join(data, 'postgres'), 'SIGKILL');

    const second = await start();

    const again = new pg.Client({ connectionString: second.url });
    await again.connect();
    expect((await again.query('select count(*)::int as n from kept')).rows).toEqual([{ n: 1000 }]);
    expect(second.adopted).toBe(false);
    await again.end();
  });
});

test('what a dead server was still busy with is waited for before another is started', async () => {
  await inPlace(async ({ data, start }) => {
    const guest = new pg.Client({ connectionString: (await startForsaken(data)).url });
    guest.on('error', () => undefined);
    await guest.connect();
    const busy =
      "do $$ begin raise notice 'busy'; while clock_timestamp() < now() + interval '1.5 s' loop end loop; end $$";
    const isBusy = once(guest, 'notice');
    const work = guest.query(busy).catch((error: unknown) => error);
    await isBusy;
    await endServer(join(data, 'postgres'), 'SIGKILL');

    expect(await start()).toMatchObject({ adopted: false });
    expect(await readFile(join(data, 'postgres.log'), 'utf8')).toContain('is still in use');
    await work;
  });
});

test('a postmaster.pid that names a stranger with the pid of the dead server is not believed', async () => {
  await inPlace(async ({ data, start }) => {
    const cluster = join(data, 'postgres');
    await startForsaken(data);
    const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8');
    await endServer(cluster, 'SIGKILL');
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore', ...(await ownerOf(cluster)) });
    await pretendToBe(stranger.pid ?? 0, cluster, text);

    const server = await start();

    expect(server.adopted).toBe(false);
    expect(server.pid).not.toBe(stranger.pid);
    expect(stranger.exitCode).toBeNull();
    stranger.kill();
  });
});

test('the server of another directory is not adopted, whatever postmaster.pid says', async () => {
  await inPlace(async other => {
    await inPlace(async ({ data, start }) => {
      const cluster = join(data, 'postgres');
      const foreign = await other.start();
      await (await start()).stop();
      await pretendToBe(
        foreign.pid,
        cluster,
        await readFile(join(other.data, 'postgres/postmaster.pid'), 'utf8'),
      );

      const server = await start();

      expect(server).toMatchObject({ adopted: false });
      expect(server.url).not.toBe(foreign.url);
      expect((await readPostmasterFile(join(other.data, 'postgres')))?.pid).toBe(foreign.pid);
    });
  });
});

test('a server that is stopping is waited for, and then another is started', async () => {
  await inPlace(async ({ data, start }) => {
    const first = await startForsaken(data);
    const guest = new pg.Client({ connectionString: first.url });
    guest.on('error', () => undefined);
    await guest.connect();
    // A smart shutdown waits for its guests and refuses new ones.
    process.kill(first.pid, 'SIGTERM');

    await expect(start({ deadlineMs: 300 })).rejects.toMatchObject({ code: 'postgres-start-failed' });
    const [second] = await Promise.all([start(), guest.end()]);

    expect(second.adopted).toBe(false);
    expect(second.pid).not.toBe(first.pid);
  });
});

test('a server that recovers is waited for and adopted', async () => {
  await inPlace(async place => {
    const cluster = join(place.data, 'postgres');
    await (await place.start()).stop();
    // Recovery from an archive that is slow to say that it has nothing.
    await appendFile(
      join(cluster, 'postgresql.auto.conf'),
      "restore_command = 'sleep 0.4; false'\nhot_standby = off\n",
    );
    await writeFile(join(cluster, 'recovery.signal'), '');
    await startByHand(place);
    expect((await livePostmaster(cluster))?.status).toBe('starting');

    const server = await place.start();

    expect(server).toMatchObject({ adopted: true, pid: (await livePostmaster(cluster))?.pid });
  });
});
