import pg from 'pg';
import { refuseUnlessPrefix } from './migration-history.js';
import { explain } from './migration-failure.js';
import { MIGRATIONS, type Migration, readMigrations } from './migration-files.js';

export interface MigrateOptions {
  readonly onProgress?: (message: string) => void;
  /** Where the migrations are, when not in the repository's own directory. */
  readonly directory?: string;
}

// Any constant will do; advisory locks belong to one database. These are the letters "prob".
const LOCK = 0x70726f62;

// A change of a table waits for its users, and everybody else then waits for it: so not for long, but again.
const LOCK_WAIT = '2s';
const LOCK_ATTEMPTS = 10;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Brings the database to the newest schema. As many processes as like may do so
 * at once: they queue on a lock, and each migration is applied once.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(options.directory ?? MIGRATIONS);
  const client = new pg.Client({
    connectionString: url,
    application_name: 'probity migrate',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // A connection that breaks between queries is reported by the next query.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`set statement_timeout = 0; set idle_in_transaction_session_timeout = 0;
      set lock_timeout = 0; set search_path = public; set client_min_messages = warning`);
    await lock(client, options.onProgress);
    return { applied: await applyPending(client, migrations, options.onProgress) };
  } finally {
    // Ending the connection releases the lock, whatever state the connection is in.
    await client.end();
  }
}

async function lock(client: pg.Client, onProgress?: (message: string) => void): Promise<void> {
  // So that a process killed in the middle of a long statement does not hold the lock until its end.
  // Servers on systems that cannot notice refuse the setting.
  await client.query("set client_connection_check_interval = '1s'").catch(() => undefined);
  const { rows } = await client.query<{ isLocked: boolean }>(
    'select pg_try_advisory_lock($1) as "isLocked"',
    [LOCK],
  );
  if (rows[0]?.isLocked === true) return;
  onProgress?.('waiting for another process that migrates the database');
  await client.query('select pg_advisory_lock($1)', [LOCK]);
}

async function applyPending(
  client: pg.Client,
  migrations: Migration[],
  onProgress?: (message: string) => void,
) {
  const applied: string[] = [];
  const history = await readHistory(client);
  refuseUnlessPrefix(migrations, history);
  for (const migration of migrations.filter(({ name }) => !history.has(name))) {
    onProgress?.(`migrating ${migration.name}`);
    await apply(client, migration);
    applied.push(migration.name);
  }
  return applied;
}

async function readHistory(client: pg.Client): Promise<Map<string, string>> {
  try {
    await client.query(`create table if not exists schema_migrations (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from schema_migrations',
    );
    return new Map(rows.map(row => [row.name, row.checksum]));
  } catch (error) {
    throw await explain(client, error);
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query('begin');
      await client.query(`set local lock_timeout = '${LOCK_WAIT}'`);
      await client.query(migration.sql);
      await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [
        migration.name,
        migration.checksum,
      ]);
      await client.query('commit');
      return;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      const isBusy = error instanceof pg.DatabaseError && error.code === LOCK_NOT_AVAILABLE;
      if (!isBusy || attempt === LOCK_ATTEMPTS) throw await explain(client, error, migration);
    }
  }
}
