import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { analyzeGrownTables } from '../../packages/api/src/postgres/index.js';
import { keepTableStatistics } from '../../packages/api/src/table-statistics.js';
import { eventually } from '../support/eventually.js';
import { openHouse } from '../support/house.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { connectionTo, rowsOf } from '../support/rows.js';

let database: FreshDatabase;

beforeEach(async () => {
  database = await freshDatabase();
});

afterEach(() => database.drop());

/** Outcomes, counted part by part as autovacuum does. */
const grow = async (url: string, name: string, count: number) => {
  await rowsOf(
    url,
    `insert into outcomes (recipient_id, id, type, occurred_at, received_at)
     select md5($1 || i)::uuid, 'id', 'ordered', now(), now() from generate_series(1, $2::integer) i`,
    [name, count],
  );
  const parts = await rowsOf<{ part: string }>(
    url,
    `select inhrelid::regclass::text as part from pg_inherits where inhparent = 'outcomes'::regclass`,
  );
  for (const { part } of parts) await rowsOf(url, `analyze ${part}`);
};

const analyze = () => analyzeGrownTables(database.url, new AbortController().signal);

const knownColumns = (url: string) =>
  rowsOf(url, `select attname from pg_stats where tablename = 'outcomes' and attname = 'recipient_id'`);

describe('the tables in parts', () => {
  it('are analysed as a whole when they hold more than twice what they held, and not before', async () => {
    expect(await analyze()).toEqual([]);

    await grow(database.url, 'first', 100);
    expect(await knownColumns(database.url)).toEqual([]);
    expect(await analyze()).toEqual(['outcomes']);
    expect(await knownColumns(database.url)).toHaveLength(1);

    await grow(database.url, 'second', 100);
    expect(await analyze()).toEqual([]);
    await grow(database.url, 'third', 1);
    expect(await analyze()).toEqual(['outcomes']);
    expect(await analyze()).toEqual([]);
  });

  it('are not waited for while another analyses them', async () => {
    await grow(database.url, 'first', 100);
    const other = await connectionTo(database.url);
    await other.query('begin; lock table outcomes in share update exclusive mode');

    await analyze();

    expect(await knownColumns(database.url)).toEqual([]);
    await other.end();
  });

  it('are kept counted by a server that runs', async () => {
    const house = await openHouse({ analyzeEveryMs: 20 });

    await grow(house.databaseUrl, 'first', 100);

    await eventually(async () => expect(await knownColumns(house.databaseUrl)).toHaveLength(1));
    await house.close();
  });

  it('are spoken of in the log when they cannot be analysed, and not while the database is away', async () => {
    const lines: string[] = [];
    const log = {
      info: () => undefined,
      warn: () => undefined,
      error: (_: object, line: string) => void lines.push(line),
    };
    let calls = 0;
    const away = createServer(socket => {
      calls += 1;
      socket.destroy();
    });
    await new Promise<void>(resolve => void away.listen(0, '127.0.0.1', resolve));
    const { port } = away.address() as AddressInfo;

    const unheard = keepTableStatistics(`postgresql://probity@127.0.0.1:${port}/probity`, log, 20);
    await eventually(async () => expect(calls).toBeGreaterThan(2));
    await unheard.close();
    away.close();
    expect(lines).toEqual([]);

    const refused = keepTableStatistics(`${database.url}-that-is-not-there`, log, 20);
    await eventually(async () =>
      expect(lines[0]).toBe('the tables of facts cannot be analysed: results may be slow'),
    );
    await refused.close();
  });

  it('do not keep a server from closing', async () => {
    const closing = new AbortController();
    await grow(database.url, 'first', 100);
    const other = await connectionTo(database.url);
    await other.query('begin; lock table pg_inherits in access exclusive mode');

    const analyzing = expect(analyzeGrownTables(database.url, closing.signal)).rejects.toThrow('Connection');
    await eventually(async () =>
      expect(
        await rowsOf(
          database.url,
          `select from pg_stat_activity
           where application_name = 'probity analyze' and datname = current_database() and wait_event_type = 'Lock'`,
        ),
      ).toHaveLength(1),
    );
    closing.abort();

    await analyzing;
    await other.end();
  });
});
