import { randomBytes, randomUUID } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PostgresStartError } from './postgres-start-error.js';

const FILE = 'postgres.password';

/** The password of a cluster that exists. */
export async function readPassword(directory: string): Promise<string> {
  const password = await readPasswordFile(directory);
  if (password !== undefined) return password;
  throw new PostgresStartError(
    'postgres-password-missing',
    `there is a database in ${directory}, but its password file ${join(directory, FILE)} is missing or empty. ` +
      'Put it back from a backup, or choose another data directory.',
  );
}

/** The password of a cluster to be made: 256 random bits, on disk before the cluster is. */
export async function createPassword(directory: string): Promise<string> {
  const existing = await readPasswordFile(directory);
  if (existing !== undefined) return existing;
  const password = randomBytes(32).toString('hex');
  const draft = join(directory, `${FILE}.draft-${process.pid}-${randomUUID().slice(0, 8)}`);
  await writePrivately(draft, password);
  await rm(join(directory, FILE), { force: true });
  await link(draft, join(directory, FILE));
  await rm(draft);
  return password;
}

/** Writes a file that only its owner may read and that a power cut leaves whole. */
export async function writePrivately(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(`${text}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function readPasswordFile(directory: string): Promise<string | undefined> {
  try {
    const text = await readFile(join(directory, FILE), 'utf8');
    return text.trim() === '' ? undefined : text.trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
