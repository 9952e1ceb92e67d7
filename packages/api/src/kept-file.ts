import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** A secret of the installation: made on the first start, and kept for nobody else to read. */
export async function keptIn(directory: string, name: string, make: () => string): Promise<string> {
  const path = join(directory, name);
  await mkdir(directory, { recursive: true });
  await makeOnce(directory, path, make);
  return readFile(path, 'utf8');
}

/** A link is there complete or not at all: processes that start at once all read the secret of the first. */
async function makeOnce(directory: string, path: string, make: () => string): Promise<void> {
  if (existsSync(path)) return;
  const draft = join(directory, `${randomUUID()}.draft`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(make());
    await file.sync();
    await link(draft, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await file.close();
    await unlink(draft);
  }
}
