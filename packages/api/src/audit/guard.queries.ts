import type { EntityManager } from 'typeorm';
import { type Finding, finding } from './finding.rules.js';
import { GUARDS } from './governed-table.rules.js';
import { BYPASSED, WEAKENED } from './guard.sql.js';

/** The first thing that keeps the triggers of the log from doing what they were made for. */
export const unguarded = async (manager: EntityManager): Promise<Finding | null> =>
  (await weakened(manager)) ?? bypassed(manager);

async function weakened(manager: EntityManager): Promise<Finding | null> {
  const asked = JSON.stringify(GUARDS);
  const [row] = await manager.query<{ table: string; trigger: string; isThere: boolean }[]>(WEAKENED, [
    asked,
  ]);
  if (!row) return null;
  const what = row.isThere ? 'does not do what it was made for' : 'is missing or switched off';
  return finding('GUARD', `the trigger ${row.trigger} of ${row.table} ${what}`);
}

async function bypassed(manager: EntityManager): Promise<Finding | null> {
  const [row] = await manager.query<{ who: string }[]>(BYPASSED);
  return row ? finding('GUARD', `session_replication_role silences triggers for ${row.who}`) : null;
}
