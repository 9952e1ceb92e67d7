import { chmod, chown, cp, lstat, mkdir, readdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Binaries, packagedBinaries, usableBinaries } from '../../packages/api/src/postgres/binaries.js';
import { runProgram } from '../../packages/api/src/postgres/run-program.js';
import { serverAccount } from '../../packages/api/src/postgres/server-account.js';
import { compilePostgres, nextLine, startChild } from './child-process.js';
import { inPlace } from './temporary.js';

const isRoot = process.getuid?.() === 0;
const silently = () => undefined;

/** The package's programs as `npm install --ignore-scripts` leaves them: without symbolic links. */
async function withoutLinks(directory: string): Promise<Binaries> {
  const packaged = await packagedBinaries();
  const bare = { ...packaged, directory: join(directory, 'package/native') };
  await mkdir(join(directory, 'package'));
  await cp(packaged.directory, bare.directory, { recursive: true, verbatimSymlinks: true });
  for (const entry of await readdir(join(bare.directory, 'lib'), { withFileTypes: true })) {
    if (entry.isSymbolicLink()) await unlink(join(entry.parentPath, entry.name));
  }
  return bare;
}

test('the links between shared libraries are made when npm has not made them', async () => {
  await inPlace(async ({ directory, start }) => {
    const bare = await withoutLinks(directory);

    const server = await start({ binaries: bare.directory });

    expect(server.pid).toBeGreaterThan(0);
    expect((await lstat(join(bare.directory, 'lib/libpq.so.5'))).isSymbolicLink()).toBe(true);
    expect(await readdir(directory)).not.toContain('system');
  });
});

/** A package of which not every link can be made: one of its directories is not there. */
async function withImpossibleLink(directory: string): Promise<Binaries> {
  const bare = await withoutLinks(directory);
  const list = join(bare.directory, 'pg-symlinks.json');
  const links = JSON.parse(await readFile(list, 'utf8')) as unknown[];
  await writeFile(list, JSON.stringify([...links, { source: 'native/gone/a', target: 'native/gone/b' }]));
  return bare;
}

/** A repository below /root is for root only, so no other account can play a part in a test. */
async function isClosedToOthers(): Promise<boolean> {
  const enter = ['-c', 'cd -- "$1"', 'sh', process.cwd()];
  return isRoot && (await runProgram('/bin/sh', enter, await serverAccount([]))).status !== 0;
}

test.skipIf(await isClosedToOthers())(
  'a read-only package without links is copied, and the copy has them',
  async () => {
    await inPlace(async ({ directory }) => {
      const bare = await withoutLinks(directory);
      const place = join(directory, 'copies');
      // Root may write everywhere, so its part is played by the account that root would lend the server.
      const account = await serverAccount([]);
      await mkdir(place);
      if (account !== undefined) await chown(place, account.uid, account.gid);
      await chmod(join(bare.directory, 'lib'), 0o555);
      const compiled = await compilePostgres();
      const child = startChild(
        compiled,
        `const { usableBinaries } = await import(${JSON.stringify(compiled.index.replace('index.js', 'binaries.js'))});
       print(await usableBinaries(${JSON.stringify(bare)}, undefined, [${JSON.stringify(place)}], () => {}));`,
        account,
      );

      const usable = await nextLine<Binaries>(child);

      await compiled.remove();
      await chmod(join(bare.directory, 'lib'), 0o755);
      expect(usable.directory).toBe(join(place, bare.name));
      expect((await lstat(join(usable.directory, 'lib/libpq.so.5'))).isSymbolicLink()).toBe(true);
    });
  },
);

test.runIf(isRoot)('programs that the server may not read are copied once to where it may', async () => {
  await inPlace(async ({ directory }) => {
    const account = await serverAccount([]);
    const bare = await withoutLinks(directory);
    // As under umask 077: neither the directory nor the files are for others.
    await chmod(join(directory, 'package'), 0o700);
    await chmod(join(bare.directory, 'lib/libz.so.1'), 0o600);
    const place = join(directory, 'copies');
    const said: string[] = [];
    const copy = () => usableBinaries(bare, account, [place], message => said.push(message));

    const [one, two] = await Promise.all([copy(), copy()]);
    const before = await stat(one.directory);
    const three = await copy();

    expect([two.directory, three.directory]).toEqual([one.directory, one.directory]);
    expect((await stat(three.directory)).ino).toBe(before.ino);
    expect(await readdir(place)).toEqual([bare.name]);
    expect(said[0]).toContain(place);
  });
});

test('when the first place for a copy cannot be written the next is used', async () => {
  await inPlace(async ({ directory }) => {
    const bare = await withImpossibleLink(directory);
    const nowhere = join(bare.directory, 'bin/postgres/below-a-file');
    const place = join(directory, 'copies');

    const usable = await usableBinaries(bare, undefined, [nowhere, place], silently);

    expect(usable.directory).toBe(join(place, bare.name));
    await expect(usableBinaries(bare, undefined, [nowhere], silently)).rejects.toMatchObject({
      code: 'data-directory-unwritable',
    });
  });
});

test('programs that do not run on this machine are not copied, and DATABASE_URL is named', async () => {
  await inPlace(async ({ directory }) => {
    const bare = await withoutLinks(directory);
    await writeFile(join(bare.directory, 'bin/postgres'), '#!/no/such/loader\n');
    const place = join(directory, 'copies');

    await expect(usableBinaries(bare, undefined, [place], silently)).rejects.toMatchObject({
      code: 'postgres-binaries-missing',
      message: expect.stringContaining('DATABASE_URL'),
    });
    expect(await readdir(directory)).not.toContain('copies');
  });
});

test('a platform without PostgreSQL is told to set DATABASE_URL', async () => {
  await expect(packagedBinaries('plan9-mips')).rejects.toMatchObject({
    code: 'postgres-binaries-missing',
    message: expect.stringContaining('DATABASE_URL'),
  });
});
