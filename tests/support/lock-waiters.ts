import { rowsOf } from './rows.js';

/** How many statements wait for a lock in a database. */
export async function lockWaiters(url: string): Promise<number> {
  const rows = await rowsOf(
    url,
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length;
}
