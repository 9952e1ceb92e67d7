import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckpointPlace } from './checkpoint-place.js';

const LATEST = 'latest';

export const checkpointFileName = (size: number): string => `checkpoint-${String(size).padStart(12, '0')}`;

/** A directory with a file for each checkpoint, never written again, and the newest as "latest". */
export function checkpointDirectory(path: string): CheckpointPlace {
  return {
    name: path,
    newestSize: async () => sizeIn(await textIn(join(path, LATEST))),
    put: async ({ size, text }) => {
      await mkdir(path, { recursive: true });
      await keep(path, checkpointFileName(size), text);
      await withDraft(path, text, draft => rename(draft, join(path, LATEST)));
    },
  };
}

/** A file that is there already has to say the same: two checkpoints of one size are two pasts. */
async function keep(directory: string, name: string, text: string): Promise<void> {
  const file = join(directory, name);
  if ((await textIn(file)) === null) {
    await withDraft(directory, text, draft => link(draft, file)).catch(async (error: unknown) => {
      if ((await textIn(file)) === null) throw error;
    });
  }
  if ((await textIn(file)) !== text) throw new Error(`${file} holds another checkpoint of the same size`);
}

/** What is linked or renamed is there complete or not at all, after a power cut too. */
async function withDraft(
  directory: string,
  text: string,
  publish: (draft: string) => Promise<void>,
): Promise<void> {
  const draft = join(directory, `${randomUUID()}.draft`);
  try {
    const file = await open(draft, 'wx', 0o444);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await publish(draft);
  } finally {
    await rm(draft, { force: true });
  }
}

async function textIn(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

/** The second line of a checkpoint. Nothing there is nothing copied. */
function sizeIn(text: string | null): number {
  const size = Number(text?.split('\n')[1] ?? 0);
  return Number.isSafeInteger(size) ? size : 0;
}
