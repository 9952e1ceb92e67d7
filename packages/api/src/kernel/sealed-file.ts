import { createHmac, hkdfSync, randomUUID, timingSafeEqual } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';

/** What a file says of itself: another format is another reading of the same bytes. */
export interface Seal {
  readonly key: Buffer;
  readonly format: number;
}

/** Why a sealed file is not believed. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

/** A key for one purpose: whoever learns it learns neither the pepper nor the key for another. */
export const sealingKey = (pepper: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', pepper, '', purpose, 32));

/** Content as JSON, with a signature that only who has the key can have made. */
export function sealed(content: unknown, { key, format }: Seal): string {
  const body = JSON.stringify(content);
  const signature = createHmac('sha256', key).update(`${format}\n${body}`).digest('hex');
  return `{"format":${format},"signature":"${signature}","content":${body}}\n`;
}

/**
 * The content of a text that is, byte for byte, what `sealed` makes of it.
 *
 * @throws {SealError} otherwise
 */
export function unsealed(text: string, seal: Seal): unknown {
  const file = parsed(text);
  if (file.format !== seal.format) throw new SealError(`it is not of the format ${seal.format}`);
  const [ours, theirs] = [Buffer.from(sealed(file.content, seal)), Buffer.from(text)];
  if (ours.length === theirs.length && timingSafeEqual(ours, theirs)) return file.content;
  throw new SealError('its signature is wrong');
}

function parsed(text: string): { readonly format?: unknown; readonly content?: unknown } {
  try {
    const file: unknown = JSON.parse(text);
    if (typeof file === 'object' && file !== null) return file;
  } catch {
    // Said below: what was wrong with the JSON helps nobody.
  }
  throw new SealError('it cannot be read');
}

/** Reads a sealed file; null where there is none. */
export async function readSealed(path: string, seal: Seal): Promise<unknown> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new SealError(`it cannot be read (${error.code})`);
  });
  if (bytes === null) return null;
  const text = bytes.toString('utf8');
  // Bytes that are not UTF-8 are read as a letter that another file could hold as well.
  if (!bytes.equals(Buffer.from(text))) throw new SealError('it cannot be read');
  return unsealed(text, seal);
}

/** Puts a sealed file in the place of the one before: who reads at any moment, after a power cut too, finds one of them whole. */
export async function writeSealed(path: string, content: unknown, seal: Seal): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(sealed(content, seal));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}
