import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { PostgresStartError, systemCode } from './postgres-start-error.js';
import { runProgram } from './run-program.js';
import type { Account } from './server-account.js';

export interface DataDirectoryRequest {
  readonly requested: string;
  readonly account: Account | undefined;
  /** Where root keeps what cannot be kept where it was asked for. */
  readonly systemDirectory: string;
  readonly onProgress: (message: string) => void;
}

/**
 * Makes the data directory, in a place that the server's account can reach, and
 * returns its real path. Root may ask for one below a directory that only root
 * may enter; the data then goes below `systemDirectory`.
 */
export async function makeDataDirectory(request: DataDirectoryRequest): Promise<string> {
  const directory = resolve(request.requested);
  const { account } = request;
  if (account === undefined) return make(directory, 0o700);
  await openIfEmpty(directory);
  const existing = await nearestExisting(directory);
  const isDirectory = (await stat(existing)).isDirectory();
  if (!isDirectory || (await canEnter(existing, account))) return make(directory, 0o711);
  const instead = substituteDirectory(directory, request.systemDirectory);
  request.onProgress(
    `PostgreSQL's account cannot enter ${directory}, so the database is kept in ${instead} instead`,
  );
  return make(instead, 0o711);
}

export function substituteDirectory(requested: string, systemDirectory: string): string {
  const hash = createHash('sha256').update(resolve(requested)).digest('hex');
  return join(systemDirectory, hash.slice(0, 12));
}

async function make(directory: string, mode: number): Promise<string> {
  try {
    const first = await mkdir(directory, { recursive: true });
    if (first !== undefined) await openCreated(directory, first, mode);
    await readdir(directory);
    return await realpath(directory);
  } catch (error) {
    throw unwritable(directory, error);
  }
}

/** mkdir obeys the umask, which may be 077; the account must be able to pass through. */
async function openCreated(last: string, first: string, mode: number): Promise<void> {
  const top = resolve(first);
  for (let path = last; path.length >= top.length; path = dirname(path)) {
    await chmod(path, path === last ? mode : mode | 0o055);
    if (path === top) return;
  }
}

/** An empty directory of root's own, such as mkdtemp makes, was made for us: let the account pass. */
async function openIfEmpty(directory: string): Promise<void> {
  const entries = await readdir(directory).catch(() => undefined);
  if (entries?.length === 0 && (await stat(directory)).uid === 0) await chmod(directory, 0o711);
}

async function nearestExisting(path: string): Promise<string> {
  for (;;) {
    if ((await stat(path).catch(() => undefined)) !== undefined || dirname(path) === path) return path;
    path = dirname(path);
  }
}

/** Asked of the system by trying, since permission bits are not all of it. */
async function canEnter(directory: string, account: Account): Promise<boolean> {
  const { status } = await runProgram('/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory], account);
  return status === 0;
}

export function unwritable(directory: string, cause: unknown): unknown {
  const code = systemCode(cause) ?? '';
  if (!['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC', 'EDQUOT'].includes(code)) return cause;
  return new PostgresStartError(
    'data-directory-unwritable',
    `the data directory ${directory} cannot be used (${code}). ` +
      'Choose one that this account can write, run as the account that owns it, or set DATABASE_URL.',
    { cause },
  );
}
