import { deadlineIn, poll } from './poll.js';
import { PostgresStartError, systemCode } from './postgres-start-error.js';
import { processIdentity } from './process-table.js';

/** PostgreSQL's fast shutdown: open transactions are rolled back, everything is written, the server ends. */
export async function stopServer(pid: number, withinMs = 60_000): Promise<void> {
  const identity = await processIdentity(pid);
  if (identity === undefined) return;
  interrupt(pid);
  const ended = await poll(
    deadlineIn(withinMs),
    10,
    async () => (await processIdentity(pid)) !== identity || undefined,
  );
  if (ended === true) return;
  throw new PostgresStartError(
    'postgres-stop-failed',
    `PostgreSQL (pid ${pid}) has not stopped within ${withinMs / 1000} s and goes on stopping. ` +
      'Nothing is lost: wait for it, or start again to use it.',
  );
}

function interrupt(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    // It has ended between the question and the signal.
    if (systemCode(error) !== 'ESRCH') throw error;
  }
}
