import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { SCHEMA_FILE, migrate } from '../postgres/index.js';
import { DEMO_HOLDOUT } from './demo-holdout.js';
import { DEMO_METRICS } from './demo-metrics.js';
import { STORIES } from './stories/index.js';

interface ResetOptions {
  readonly force: boolean;
  readonly onProgress: (line: string) => void;
}

/** The database holds what is not the demo's to remove. */
export class ResetRefusedError extends Error {
  override readonly name = 'ResetRefusedError';
}

/** Drops everything that Probity keeps and migrates again. `owner` is connected to the same database as `url`. */
export async function emptyDatabase(url: string, owner: pg.Client, options: ResetOptions): Promise<void> {
  if (!options.force) await refuseUnlessDemo(owner);
  const { rows } = await owner.query<{ head: string }>(
    'select coalesce(max(id), 0)::text as head from audit_entries',
  );
  options.onProgress('removing the demo, the audit log, API keys and sessions');
  await owner.query('drop schema public cascade; create schema public');
  await migrate(url, { onProgress: options.onProgress });
  // No number of the audit log ever names two things, so that a server that runs meanwhile notices what happened.
  const next = BigInt(rows[0]?.head ?? '0') + 1n;
  await owner.query(`alter table audit_entries alter column id restart with ${next}`);
}

async function refuseUnlessDemo(owner: pg.Client): Promise<void> {
  const foreign = await owner.query<{ what: string }>(
    `select 'the experiment "' || key || '"' as what from experiments where key <> all($1)
     union all select 'the metric "' || key || '"' from metrics where key <> all($2)
     union all select 'the holdout "' || key || '"' from holdouts where key <> $4
     union all select 'the layer "' || key || '"' from layers
     union all select 'the table "' || relname || '"' from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') and relname <> all($3)
     limit 1`,
    [
      STORIES.map(({ experiment }) => experiment.key),
      DEMO_METRICS.map(({ key }) => key),
      await ownTables(),
      DEMO_HOLDOUT.key,
    ],
  );
  const [found] = foreign.rows;
  if (found) throw new ResetRefusedError(`${found.what} is not the demo's; force the reset to remove it too`);
}

/** The tables that the migrations make, by the page that lists them. */
async function ownTables(): Promise<string[]> {
  const schema = await readFile(SCHEMA_FILE, 'utf8');
  return [...schema.matchAll(/^create table (\w+)/gm)].flatMap(([, name]) => name ?? []);
}
