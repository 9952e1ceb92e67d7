import { access, readFile, rm, watch, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EmbeddedServer } from '../../packages/api/src/postgres/index.js';
import { deadlineIn } from '../../packages/api/src/postgres/poll.js';
import { processIdentity } from '../../packages/api/src/postgres/process-table.js';
import { withStartLock } from '../../packages/api/src/postgres/start-lock.js';
import { type Compiled, compilePostgres, nextLine, startChild } from './child-process.js';
import { inPlace, until } from './temporary.js';

let compiled: Compiled;
beforeAll(async () => {
  compiled = await compilePostgres();
});
afterAll(() => compiled.remove());

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

test('of four processes that start at once on one directory one starts the server and the others adopt it', async () => {
  await inPlace(async ({ data }) => {
    const script = `print(await postgres.startEmbedded(${JSON.stringify(data)})); await untilKilled();`;
    const children = Array.from({ length: 4 }, () => startChild(compiled, script));

    const servers = await Promise.all(children.map(child => nextLine<EmbeddedServer>(child)));

    expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1);
    expect(servers.filter(({ adopted }) => !adopted)).toHaveLength(1);
    for (const child of children) child.process.kill('SIGKILL');
    await Promise.all(children.map(child => child.ended()));
  });
});

test.each(['PG_VERSION', 'base/1', 'postgresql.auto.conf'])(
  'a first start that is killed when its database has %s is made good by the next',
  async moment => {
    await inPlace(async ({ data, start }) => {
      const child = startChild(compiled, `await postgres.startEmbedded(${JSON.stringify(data)});`);
      const draft = join(data, `postgres.init-${child.process.pid}`);
      await until(async () => (await exists(join(draft, moment))) || (await exists(join(data, 'postgres'))));
      process.kill(-(child.process.pid ?? 0), 'SIGKILL');
      await child.ended();

      expect(await start()).toMatchObject({ url: expect.stringContaining('/probity') });
      expect(await exists(draft)).toBe(false);
    });
  },
);

test('a lock whose holder has died is broken by one process at a time', async () => {
  await inPlace(async ({ directory }) => {
    for (let round = 0; round < 10; round += 1) {
      const path = join(directory, `lock-${round}`);
      await writeFile(path, `${process.pid} of-an-earlier-process\n`);
      let inside = 0;
      let most = 0;
      const work = async () => {
        most = Math.max(most, (inside += 1));
        await nextTurn();
        await readFile(path, 'utf8');
        inside -= 1;
      };

      await Promise.all(Array.from({ length: 8 }, () => withStartLock(path, deadlineIn(10_000), work)));

      expect(most).toBe(1);
      expect(await exists(path)).toBe(false);
    }
  });
});

const ofTheLiving = async () => `${process.ppid} ${await processIdentity(process.ppid)} token\n`;

test('a dead lock is left alone while another process is about to break it', async () => {
  await inPlace(async ({ directory }) => {
    const path = join(directory, 'lock');
    await writeFile(path, 'dead lock\n');
    await writeFile(`${path}.break`, await ofTheLiving());

    const refusal = withStartLock(path, deadlineIn(200), async () => 'done');

    await expect(refusal).rejects.toMatchObject({ code: 'postgres-locked' });
    expect(await readFile(path, 'utf8')).toBe('dead lock\n');
  });
});

test('whoever comes late to break a dead lock leaves the living one that has taken its place', async () => {
  await inPlace(async ({ directory }) => {
    const path = join(directory, 'lock');
    await writeFile(path, 'dead lock\n');
    await writeFile(`${path}.break`, await ofTheLiving());
    const changes = watch(directory);
    const late = withStartLock(path, deadlineIn(1_000), async () => 'done').catch((error: unknown) => error);
    for await (const { filename } of changes) if (filename?.startsWith('lock.break.draft')) break;

    await writeFile(path, await ofTheLiving());
    await rm(`${path}.break`);

    expect(await late).toMatchObject({ code: 'postgres-locked' });
    expect(await readFile(path, 'utf8')).toBe(await ofTheLiving());
  });
});

test('a lock file that a power cut has emptied is broken', async () => {
  await inPlace(async ({ directory }) => {
    const path = join(directory, 'lock');
    await writeFile(path, '');

    expect(await withStartLock(path, deadlineIn(2_000), async () => 'done')).toBe('done');
  });
});

test('a lock whose holder lives is not broken, and the refusal names the holder', async () => {
  await inPlace(async ({ directory }) => {
    const path = join(directory, 'lock');
    await writeFile(path, await ofTheLiving());

    const refusal = withStartLock(path, deadlineIn(200), async () => 'done');

    await expect(refusal).rejects.toMatchObject({
      code: 'postgres-locked',
      message: expect.stringContaining(`pid ${process.ppid}`),
    });
    expect(await exists(path)).toBe(true);
  });
});
