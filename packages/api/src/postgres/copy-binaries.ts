import { randomUUID } from 'node:crypto';
import { chmod, cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import { PostgresStartError, systemCode } from './postgres-start-error.js';

/**
 * A private copy of the binaries, made once for each version. It is made aside
 * and renamed, so nobody sees half of it and of two processes one wins.
 */
export async function copyBinaries(
  packaged: Binaries,
  places: readonly string[],
  makeLinks: (directory: string) => Promise<boolean>,
  onProgress: (message: string) => void,
): Promise<Binaries> {
  const place = await firstWritable(places);
  const directory = join(place, packaged.name);
  if (await isDirectory(directory)) return { ...packaged, directory };
  onProgress(`copying PostgreSQL to ${directory}, where its account can read it`);
  const draft = `${directory}.copy-${process.pid}-${randomUUID().slice(0, 8)}`;
  try {
    await cp(packaged.directory, draft, { recursive: true, verbatimSymlinks: true });
    await openToAll(draft);
    await makeLinks(draft);
    await rename(draft, directory);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? '')) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return { ...packaged, directory };
}

async function firstWritable(places: readonly string[]): Promise<string> {
  for (const place of places) {
    try {
      const created = await mkdir(place, { recursive: true });
      if (created !== undefined) await chmod(place, 0o755);
      await rm(await touched(place), { recursive: true });
      return place;
    } catch {
      // The next place may do.
    }
  }
  throw new PostgresStartError(
    'data-directory-unwritable',
    `PostgreSQL's programs must be copied, but none of these can be written: ${places.join(', ')}. ` +
      'Make one of them writable, or set DATABASE_URL.',
  );
}

async function touched(place: string): Promise<string> {
  const trial = join(place, `.trial-${randomUUID()}`);
  await mkdir(trial);
  return trial;
}

async function isDirectory(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

/** A package installed under umask 077 is readable by nobody else, and so would its copy be. */
async function openToAll(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  const entries = await readdir(directory, { withFileTypes: true, recursive: true });
  for (const entry of entries) {
    const isProgram = entry.parentPath.endsWith('bin');
    if (entry.isDirectory()) await chmod(join(entry.parentPath, entry.name), 0o755);
    if (entry.isFile()) await chmod(join(entry.parentPath, entry.name), isProgram ? 0o755 : 0o644);
  }
}
