import { setTimeout as delay } from 'node:timers/promises';
import type { Watch } from './watch.js';

/** Acts once in a while, never twice at a time, until it is closed. Keeps no process alive. */
export function periodically(everyMs: number, act: (signal: AbortSignal) => Promise<void>): Watch {
  const closing = new AbortController();
  const done = go(everyMs, act, closing.signal);
  return {
    close: async () => {
      closing.abort();
      await done;
    },
  };
}

async function go(
  everyMs: number,
  act: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    await delay(everyMs, undefined, { ref: false, signal }).catch(() => undefined);
    if (signal.aborted) return;
    await act(signal);
  }
}
