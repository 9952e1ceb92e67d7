import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { keptIn } from './kept-file.js';

/**
 * The secret that recipient keys are keyed with: given, or made on the first start and kept with mode 0600.
 * Losing it means that recipients cannot be recognised any more; it never changes.
 */
export async function pepperIn(dataDirectory: string, given: string | null): Promise<Buffer> {
  if (given !== null) return Buffer.from(given, 'utf8');
  const text = await keptIn(dataDirectory, 'pepper', () => randomBytes(32).toString('base64'));
  const pepper = Buffer.from(text, 'base64');
  if (pepper.length === 32) return pepper;
  throw new Error(`${join(dataDirectory, 'pepper')} is damaged: it must hold 32 bytes as base64`);
}
