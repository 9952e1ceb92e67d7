import { isUnavailable } from './kernel/postgres-errors.js';
import { periodically } from './periodically.js';
import { analyzeGrownTables } from './postgres/index.js';
import type { Log, Watch } from './watch.js';

const CHECK_EVERY_MS = 60_000;

/** Has PostgreSQL know how much its tables in parts hold: without, it takes slow ways to the results. */
export const keepTableStatistics = (url: string, log: Log, everyMs = CHECK_EVERY_MS): Watch =>
  periodically(everyMs, async signal => {
    await analyzeGrownTables(url, signal).catch((error: unknown) => {
      if (!isUnavailable(error))
        log.error({ err: error }, 'the tables of facts cannot be analysed: results may be slow');
    });
  });
