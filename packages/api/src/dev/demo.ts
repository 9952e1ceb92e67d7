import type { Application } from '../application.js';

type Progress = { readonly onProgress: (line: string) => void };

/** The demo's story is told by the rooms beside this file; until then an empty database stays empty. */
export async function ensureDemo(_application: Application, _progress: Progress): Promise<{ created: boolean }> {
  return { created: false };
}

export async function resetDemo(_application: Application, _progress: Progress): Promise<void> {}
