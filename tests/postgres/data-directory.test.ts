import { execFileSync } from 'node:child_process';
import { chmod, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startEmbedded } from '../../packages/api/src/postgres/index.js';
import { inPlace } from './temporary.js';

const isRoot = process.getuid?.() === 0;

test.runIf(isRoot)('the server of root runs as another account, which owns the database', async () => {
  await inPlace(async ({ data, start }) => {
    const { pid } = await start();

    expect((await stat(`/proc/${pid}`)).uid).not.toBe(0);
    expect((await stat(join(data, 'postgres'))).uid).not.toBe(0);
    expect((await stat(join(data, 'postgres.password'))).uid).toBe(0);
  });
});

test.runIf(isRoot)('a database that belongs to some account is served by that account', async () => {
  await inPlace(async ({ data, start }) => {
    await (await start()).stop();
    const uid = 54_321;
    execFileSync('chown', ['-R', `${uid}:${uid}`, join(data, 'postgres')]);

    const { pid } = await start();

    expect((await stat(`/proc/${pid}`)).uid).toBe(uid);
  });
});

test.runIf(isRoot)(
  'data that root asks for below a private directory are kept elsewhere, and root is told',
  async () => {
    await inPlace(async ({ directory }) => {
      const home = join(directory, 'home');
      await mkdir(join(home, 'work'), { recursive: true });
      await chmod(home, 0o700);
      const said: string[] = [];
      const options = {
        systemDirectory: join(directory, 'system'),
        onProgress: (text: string) => said.push(text),
      };

      const server = await startEmbedded(join(home, 'work/data'), options);

      expect(server.dataDirectory).toMatch(new RegExp(`^${directory}/system/[0-9a-f]{12}$`));
      expect(said.join('\n')).toContain(`is kept in ${server.dataDirectory} instead`);
      await expect(stat(join(home, 'work/data'))).rejects.toMatchObject({ code: 'ENOENT' });
      await server.stop();
    });
  },
);

test.runIf(isRoot)(
  'an empty directory that root has made for the data is opened for the account',
  async () => {
    await inPlace(async ({ data, start }) => {
      await mkdir(data, { mode: 0o700 });

      expect((await start()).dataDirectory).toBe(data);
      expect((await stat(data)).mode & 0o777).toBe(0o711);
    });
  },
);

test('a umask that forbids everything to others does not keep the server from its directory', async () => {
  await inPlace(async ({ directory }) => {
    const data = join(directory, 'a/b/data');
    const umask = process.umask(0o077);
    const server = await startEmbedded(data, { systemDirectory: join(directory, 'system') });
    process.umask(umask);
    await server.stop();

    expect(server.dataDirectory).toBe(data);
    expect((await stat(data)).mode & 0o777).toBe(isRoot ? 0o711 : 0o700);
  });
});
