import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutsideCheckpoint, OutsideCheckpoints } from '../../audit/checkpoint-claims.queries.js';

const BATCH = 500;
const LATEST = 'latest';

/** The checkpoints that lie in a directory now. Those that never change are read when they are asked for. */
export async function copiesIn(directory: string | null): Promise<OutsideCheckpoints> {
  if (directory === null) return [];
  const names = await namesIn(directory);
  const latest = names.includes(LATEST) ? [await copyAt(directory, LATEST)] : [];
  // The size stands in the name, with zeros before it: in the order of names, smaller ones come first.
  return copiesOf(directory, names.filter(name => /^checkpoint-\d+$/.test(name)).toSorted(), latest);
}

async function* copiesOf(
  directory: string,
  names: readonly string[],
  latest: readonly OutsideCheckpoint[],
): AsyncGenerator<readonly OutsideCheckpoint[]> {
  for (let from = 0; from < names.length; from += BATCH) {
    yield await Promise.all(names.slice(from, from + BATCH).map(name => copyAt(directory, name)));
  }
  yield latest;
}

async function copyAt(directory: string, name: string): Promise<OutsideCheckpoint> {
  const path = join(directory, name);
  return { name: path, text: await readFile(path, 'utf8') };
}

const namesIn = (directory: string): Promise<string[]> =>
  readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
