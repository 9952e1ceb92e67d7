import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Finished, probity } from './probity.js';

export const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

/** Analyses a file of these lines. `arm` is its column of variants. */
export async function analyzed(text: string, ...args: string[]): Promise<Finished> {
  const directory = await mkdtemp(join(tmpdir(), 'probity-analyze-'));
  try {
    const file = join(directory, 'trial.csv');
    await writeFile(file, text);
    return await probity(['analyze', file, '--variant', 'arm', ...args]);
  } finally {
    await rm(directory, { recursive: true });
  }
}
