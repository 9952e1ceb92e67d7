import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ear, listen } from '../../packages/api/src/kernel/notices.js';
import { eventually } from '../support/eventually.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { GOVERNED, connectionTo, insertAudit, insertRow, rowsOf } from '../support/rows.js';

let database: FreshDatabase;
let ear: Ear;
let heard: string[];
let opened: number;

beforeEach(async () => {
  database = await freshDatabase();
  [heard, opened] = [[], 0];
  ear = listen(database.url, {
    channels: ['probity_plan', 'probity_keys', 'the_end'],
    onNotice: channel => heard.push(channel),
    onOpen: () => (opened += 1),
  });
  await eventually(async () => expect(opened).toBe(1));
});

afterEach(async () => {
  await ear.close();
  await database.drop();
});

/** Commits a new row of a table, or rolls it back. */
async function change(table: string, end: 'commit' | 'rollback' = 'commit'): Promise<void> {
  const governed = GOVERNED.find(one => one.table === table);
  if (!governed) throw new Error(`no such table: ${table}`);
  const client = await connectionTo(database.url);
  try {
    await client.query('begin');
    await insertAudit(client, governed.subject, await insertRow(client, governed));
    await client.query(end);
  } finally {
    await client.end();
  }
}

/** Everything that was said before this has been heard when this has. */
async function heardByNow(): Promise<string[]> {
  await rowsOf(database.url, 'notify the_end');
  await eventually(async () => expect(heard).toContain('the_end'));
  return heard.slice(0, -1);
}

const cutOff = () =>
  rowsOf(
    database.url,
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'probity listening'`,
  );

describe('who listens', () => {
  it.each([
    ['experiments', ['probity_plan']],
    ['holdouts', ['probity_plan']],
    ['layers', ['probity_plan']],
    ['api_keys', ['probity_keys']],
    ['metrics', []],
    ['sessions', []],
  ])('hears of a change to %s on %j', async (table, channels) => {
    await change(table);

    expect(await heardByNow()).toEqual(channels);
  });

  it('hears nothing of what was rolled back', async () => {
    await change('experiments', 'rollback');

    expect(await heardByNow()).toEqual([]);
  });

  it('listens again when the connection was cut, and is told that it may have missed something', async () => {
    await cutOff();
    await eventually(async () => expect(opened).toBe(2));
    await change('experiments');

    expect(await heardByNow()).toEqual(['probity_plan']);
  });

  it('stops at once while it is cut off', async () => {
    await cutOff();

    await expect(ear.close()).resolves.toBeUndefined();
  });
});
