import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { PostgresStartError, systemCode } from './postgres-start-error.js';
import { type Deadline, poll } from './poll.js';
import { processIdentity } from './process-table.js';

/** Does the work while no other process that asks for the same file does its own. */
export async function withStartLock<T>(path: string, deadline: Deadline, work: () => Promise<T>): Promise<T> {
  const token = `${process.pid} ${await processIdentity(process.pid)} ${randomUUID()}\n`;
  await acquire(path, token, deadline);
  try {
    return await work();
  } finally {
    if ((await readToken(path)) === token) await rm(path, { force: true });
  }
}

async function acquire(path: string, token: string, deadline: Deadline): Promise<void> {
  const acquired = await poll(deadline, 20, async () => {
    if (await tryToCreate(path, token)) return true;
    await breakIfStale(path, deadline);
    return undefined;
  });
  if (acquired === true) return;
  const [pid] = ((await readToken(path)) ?? '?').split(' ');
  throw new PostgresStartError(
    'postgres-locked',
    `another process (pid ${pid}) has been starting PostgreSQL on this data directory for too long. ` +
      `Wait for it or end it; if it is not one of ours, delete ${path} and start again.`,
  );
}

/** link() is as exclusive as O_EXCL, and the file is never seen without its content. */
async function tryToCreate(path: string, token: string): Promise<boolean> {
  const draft = `${path}.draft-${process.pid}-${randomUUID().slice(0, 8)}`;
  await writeFile(draft, token, { flag: 'wx', mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Two processes may find the same stale lock; the slower must not delete the
 * lock that the quicker has just made in its place. So whoever breaks a lock
 * holds a second lock, which is broken in the same way should its holder die.
 */
async function breakIfStale(path: string, deadline: Deadline): Promise<void> {
  const token = await readToken(path);
  if (token === undefined || (await isHeld(token))) return;
  await withStartLock(`${path}.break`, deadline, async () => {
    if ((await readToken(path)) === token) await rm(path, { force: true });
  });
}

async function isHeld(token: string): Promise<boolean> {
  const [pid, identity] = token.split(' ');
  // A power cut may leave the file without its content.
  return identity !== undefined && (await processIdentity(Number(pid))) === identity;
}

async function readToken(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
