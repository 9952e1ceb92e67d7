import type { ChildProcess } from 'node:child_process';
import { deadlineIn, poll } from './poll.js';
import { PostgresStartError } from './postgres-start-error.js';

export function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** PostgreSQL's fast shutdown: open transactions are rolled back, everything is written, the server ends. */
export async function stopServer(child: ChildProcess, withinMs = 60_000): Promise<void> {
  if (hasEnded(child)) return;
  child.kill('SIGINT');
  const ended = await poll(deadlineIn(withinMs), 10, async () => hasEnded(child) || undefined);
  if (ended === true) return;
  throw new PostgresStartError(
    'postgres-stop-failed',
    `PostgreSQL (pid ${child.pid}) has not stopped within ${withinMs / 1000} s and goes on stopping. ` +
      'Nothing is lost: wait for it, or start again to use it.',
  );
}
