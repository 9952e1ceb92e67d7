import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { hasEnded } from './has-ended.js';
import { processIdentity } from './process-table.js';
import type { Provided } from './provide-server.js';

const BETWEEN_LOOKS_MS = 1_000;

/**
 * Resolves when the server has ended or the signal is given. The system tells of our own child; another's process is
 * looked at every second. Neither keeps this process alive.
 */
export async function untilGone({ pid, child }: Provided, signal: AbortSignal): Promise<void> {
  if (child === null) return untilUnseen(pid, signal);
  if (!hasEnded(child)) await once(child, 'exit', { signal }).catch(() => undefined);
}

async function untilUnseen(pid: number, signal: AbortSignal): Promise<void> {
  const identity = await processIdentity(pid);
  while (identity !== undefined && !signal.aborted) {
    await delay(BETWEEN_LOOKS_MS, undefined, { ref: false, signal }).catch(() => undefined);
    if ((await processIdentity(pid)) !== identity) return;
  }
}
