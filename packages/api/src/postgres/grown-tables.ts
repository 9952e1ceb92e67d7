import pg from 'pg';

// Read from the catalogue alone. PostgreSQL keeps the counts of the parts itself, and that of the whole when it is analysed.
const GROWN = `
  select whole.oid::regclass::text as name
  from pg_class whole
    join pg_inherits on inhparent = whole.oid
    join pg_class part on part.oid = inhrelid
  where whole.relkind = 'p' and whole.relnamespace = 'public'::regnamespace
  group by whole.oid, whole.reltuples
  having sum(part.reltuples) > 2 * whole.reltuples
  order by name`;

/**
 * Analyses the tables in parts that hold more than twice what they held when that was last done: autovacuum analyses the
 * parts and never the whole. What another process is analysing just now is skipped.
 *
 * @returns the names of the tables
 */
export async function analyzeGrownTables(url: string, signal: AbortSignal): Promise<string[]> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'probity analyze',
    connectionTimeoutMillis: 2_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  client.on('error', () => undefined);
  // A table of a hundred million rows takes its time, and whoever closes does not wait for it.
  const stop = () => void client.end().catch(() => undefined);
  signal.addEventListener('abort', stop);
  try {
    await client.connect();
    await client.query(`set search_path = public; set statement_timeout = 0`);
    const { rows } = await client.query<{ name: string }>(GROWN);
    for (const { name } of rows) await client.query(`analyze (skip_locked) ${name}`);
    return rows.map(({ name }) => name);
  } finally {
    signal.removeEventListener('abort', stop);
    await client.end();
  }
}
