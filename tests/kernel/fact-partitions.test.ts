import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate } from '../../packages/api/src/postgres/index.js';
import { MIGRATIONS } from '../../packages/api/src/postgres/migration-files.js';
import { emptyDatabase } from '../support/postgres.js';
import { connectionTo } from '../support/rows.js';

const PARTITIONS = '0008-exposure-partitions.sql';

/** The migrations before the one that divides the tables. */
async function before(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'probity-test-'));
  const names = (await readdir(MIGRATIONS)).filter(name => /^\d{4}/.test(name) && name < PARTITIONS);
  await Promise.all(names.map(name => cp(join(MIGRATIONS, name), join(directory, name))));
  return directory;
}

test('what was recorded before the tables were divided is all there afterwards, and counts once', async () => {
  const database = await emptyDatabase();
  const directory = await before();
  const client = await connectionTo(database.url);
  const all = async (table: string, columns = '*') =>
    (await client.query(`select ${columns} from ${table} order by 1, 2`)).rows as unknown[];
  try {
    await migrate(database.url, { directory });
    await client.query(`insert into exposures
      select gen_random_uuid(), gen_random_uuid(), 1 + n % 3, 'v' || n % 2, now() - n * interval '1 minute', now(),
             case when n % 2 = 0 then jsonb_build_object('market', n) end
      from generate_series(1, 300) as n`);
    await client.query(`insert into outcomes
      select gen_random_uuid(), 'id-' || n, 'ordered', now() - n * interval '1 minute', now(), n / 7.0,
             case when n % 2 = 0 then 'EUR' end, case when n % 3 = 0 then '{"a": 1}'::jsonb end
      from generate_series(1, 300) as n`);
    const [exposures, outcomes] = [await all('exposures'), await all('outcomes')];

    const { applied } = await migrate(database.url);

    expect(applied).toContain(PARTITIONS);
    expect(await all('exposures', '*, times')).toEqual(
      exposures.map(row => ({ ...(row as object), times: 1, is_sent: true })),
    );
    expect(await all('outcomes')).toEqual(outcomes);
  } finally {
    await client.end();
    await database.drop();
    await rm(directory, { recursive: true });
  }
});
