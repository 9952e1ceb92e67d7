import { setTimeout as delay } from 'node:timers/promises';
import { isUnavailable } from './kernel/postgres-errors.js';
import { analyzeGrownTables } from './postgres/index.js';
import type { Log, Watch } from './watch.js';

const CHECK_EVERY_MS = 60_000;

/** Has PostgreSQL know how much its tables in parts hold: without, it takes slow ways to the results. */
export function keepTableStatistics(url: string, log: Log, everyMs = CHECK_EVERY_MS): Watch {
  const closing = new AbortController();
  const done = keep(url, log, everyMs, closing.signal);
  return {
    close: async () => {
      closing.abort();
      await done;
    },
  };
}

async function keep(url: string, log: Log, everyMs: number, signal: AbortSignal): Promise<void> {
  for (;;) {
    await delay(everyMs, undefined, { ref: false, signal }).catch(() => undefined);
    if (signal.aborted) return;
    await analyzeGrownTables(url, signal).catch((error: unknown) => {
      if (!isUnavailable(error))
        log.error({ err: error }, 'the tables of facts cannot be analysed: results may be slow');
    });
  }
}
