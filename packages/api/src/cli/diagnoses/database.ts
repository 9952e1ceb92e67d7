import type pg from 'pg';
import { MIGRATIONS, readMigrations } from '../../postgres/migration-files.js';
import { refuseUnlessPrefix } from '../../postgres/migration-history.js';
import { type Finding, fail, look, ok, warn } from './finding.js';

const OLDEST_VERSION = 140_000;
const MOST_SKEW_MS = 2_000;

export const serverVersion = (client: pg.Client): Promise<Finding> =>
  look('database', async () => {
    const { rows } = await client.query<{ number: number; name: string }>(
      `select current_setting('server_version_num')::integer as number, current_setting('server_version') as name`,
    );
    const { number = 0, name = '' } = rows[0] ?? {};
    if (number >= OLDEST_VERSION) return ok(`PostgreSQL ${name} answers`);
    return fail(`PostgreSQL ${name}`, 'upgrade to PostgreSQL 14 or newer');
  });

export const migrations = (client: pg.Client, directory = MIGRATIONS): Promise<Finding> =>
  look('migrations', async () => {
    const files = await readMigrations(directory);
    const history = await historyOf(client);
    refuseUnlessPrefix(files, history);
    const pending = files.filter(({ name }) => !history.has(name));
    if (pending.length === 0) return ok(`${files.length} applied, none pending`);
    const names = pending.map(({ name }) => name).join(', ');
    return warn(
      `${pending.length} pending: ${names}`,
      'run probity migrate; probity serve does it by itself',
    );
  });

async function historyOf(client: pg.Client): Promise<Map<string, string>> {
  const { rows: tables } = await client.query<{ there: boolean }>(
    `select to_regclass('public.schema_migrations') is not null as there`,
  );
  if (!tables[0]?.there) return new Map();
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from public.schema_migrations',
  );
  return new Map(rows.map(row => [row.name, row.checksum]));
}

/** What is answered as stored must survive a power cut. */
export const durability = (client: pg.Client): Promise<Finding> =>
  look('durability', async () => {
    const names = ['fsync', 'full_page_writes', 'synchronous_commit'];
    const { rows } = await client.query<{ name: string; setting: string }>(
      'select name, current_setting(name) as setting from unnest($1::text[]) as name',
      [names],
    );
    const off = rows.filter(({ setting }) => setting === 'off').map(({ name }) => name);
    if (off.length === 0) return ok(`${names.join(', ')} are on`);
    return fail(
      `${off.join(', ')}: off`,
      'switch it on in postgresql.conf: what was confirmed could be lost',
    );
  });

export const clockSkew = (client: pg.Client): Promise<Finding> =>
  look('clock', async () => {
    const before = Date.now();
    const { rows } = await client.query<{ ms: number }>(
      'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms',
    );
    const skew = Math.round((rows[0]?.ms ?? Number.NaN) - (before + Date.now()) / 2);
    const detail = `the clock of the database is ${Math.abs(skew)} ms ${skew < 0 ? 'behind' : 'ahead'}`;
    if (Math.abs(skew) < MOST_SKEW_MS) return ok(detail);
    return fail(
      detail,
      'set both clocks by a time server (NTP): facts would lie in the future or be left out',
    );
  });
