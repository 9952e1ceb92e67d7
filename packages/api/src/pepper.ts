import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/**
 * The secret that recipient keys are keyed with: given, or made on the first start and kept with mode 0600.
 * Losing it means that recipients cannot be recognised any more; it never changes.
 */
export async function pepperIn(dataDirectory: string, given: string | null): Promise<Buffer> {
  if (given !== null) return Buffer.from(given, 'utf8');
  const path = join(dataDirectory, 'pepper');
  await mkdir(dataDirectory, { recursive: true });
  await makeIn(dataDirectory, path);
  const pepper = Buffer.from(await readFile(path, 'utf8'), 'base64');
  if (pepper.length !== 32) throw new Error(`${path} is damaged: it must hold 32 bytes as base64`);
  return pepper;
}

/** A link is there complete or not at all: processes that start at once all read the pepper of the first. */
async function makeIn(dataDirectory: string, path: string): Promise<void> {
  if (existsSync(path)) return;
  const draft = join(dataDirectory, `pepper.${randomUUID()}`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(randomBytes(32).toString('base64'));
    await file.sync();
    await link(draft, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await file.close();
    await unlink(draft);
  }
}
