import { chown, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Binaries, program } from './binaries.js';
import { createPassword, writePrivately } from './password.js';
import { PostgresStartError } from './postgres-start-error.js';
import { runProgram } from './run-program.js';
import { draftOf, type Site } from './site.js';

/**
 * Makes the cluster aside and renames it: an initdb that is killed half way
 * leaves a directory which looks like a cluster and never starts.
 */
export async function initCluster(site: Site, binaries: Binaries): Promise<void> {
  const password = await createPassword(site.directory);
  const draft = draftOf(site.cluster);
  const passwordFile = draftOf(join(site.directory, 'postgres.pwfile'));
  await mkdir(draft, { mode: 0o700 });
  await writePrivately(passwordFile, password);
  try {
    await giveTo(site, draft, passwordFile);
    const result = await runProgram(
      program(binaries, 'initdb'),
      initdbArguments(draft, passwordFile),
      site.account,
    );
    if (result.status !== 0) throw initFailed(site, result.output);
    await rename(draft, site.cluster);
    await syncDirectory(dirname(site.cluster));
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

function initdbArguments(directory: string, passwordFile: string): string[] {
  const options = {
    pgdata: directory,
    username: 'probity',
    pwfile: passwordFile,
    'auth-host': 'scram-sha-256',
    'auth-local': 'scram-sha-256',
    encoding: 'UTF8',
    locale: 'C',
    'locale-provider': 'builtin',
    'builtin-locale': 'C.UTF-8',
    set: 'password_encryption=scram-sha-256',
  };
  return ['--data-checksums', ...Object.entries(options).map(([name, value]) => `--${name}=${value}`)];
}

async function giveTo(site: Site, ...paths: string[]): Promise<void> {
  if (site.account === undefined) return;
  for (const path of paths) await chown(path, site.account.uid, site.account.gid);
}

/** Else a power cut could undo the rename, and the next start would clear the cluster away as a leftover. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function initFailed(site: Site, output: string): PostgresStartError {
  return new PostgresStartError(
    'postgres-init-failed',
    `PostgreSQL could not create its files in ${site.directory}: ${output.trim().split('\n').slice(-8).join('\n')}\n` +
      'Correct that and start again, choose another data directory, or set DATABASE_URL.',
  );
}
