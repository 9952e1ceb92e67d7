import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { NoteError, publicKeyIn } from '../../kernel/signed-note.js';
import { CliError, usageError } from '../cli-error.js';
import { EXIT } from '../exit-code.js';

/** The public key in a file. */
export async function publicKeyOf(file: string): Promise<KeyObject> {
  const text = await readFile(file, 'utf8').catch(absent);
  try {
    return publicKeyIn(text);
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    throw usageError('bad-key', `${file}: ${error.message}`);
  }
}

/** What is not there is told apart from what cannot be read. */
export function absent(error: NodeJS.ErrnoException): never {
  if (error.code !== 'ENOENT') throw error;
  throw new CliError('not-found', `there is no file ${error.path}`, EXIT.notFound);
}
