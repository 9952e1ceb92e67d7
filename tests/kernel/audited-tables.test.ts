import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { GOVERNED, type Governed, connectionTo, insertAudit, insertRow, rowsOf } from '../support/rows.js';

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

/** Runs what a transaction does, and tells how its commit was refused. */
async function refusalOf(work: (client: pg.Client) => Promise<unknown>): Promise<string | null> {
  const client = await connectionTo(database.url);
  try {
    await client.query('begin');
    await work(client);
    await client.query('commit');
    return null;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await client.end();
  }
}

/** A row that was committed with its audit entry. */
async function audited(governed: Governed): Promise<string> {
  const client = await connectionTo(database.url);
  try {
    await client.query('begin');
    const id = await insertRow(client, governed);
    await insertAudit(client, governed.subject, id);
    await client.query('commit');
    return id;
  } finally {
    await client.end();
  }
}

const count = async ({ table }: Governed, id: string): Promise<number> =>
  (await rowsOf(database.url, `select from ${table} where id = $1`, [id])).length;

describe.each(GOVERNED)('a row of $table', governed => {
  const { table, subject } = governed;
  const without = (id: string) => `change to ${subject} ${id} has no audit entry in this transaction`;

  it('cannot be inserted without an audit entry', async () => {
    let id = '';

    const refusal = await refusalOf(async client => {
      id = await insertRow(client, governed);
    });

    expect(refusal).toBe(without(id));
    expect(await count(governed, id)).toBe(0);
  });

  it('cannot be updated without an audit entry of the same transaction', async () => {
    const id = await audited(governed);

    const refusal = await refusalOf(client =>
      client.query(`update ${table} set version = 2 where id = $1`, [id]),
    );

    expect(refusal).toBe(without(id));
    expect(await rowsOf(database.url, `select version from ${table} where id = $1`, [id])).toEqual([
      { version: 1 },
    ]);
  });

  it('cannot be deleted without an audit entry', async () => {
    const id = await audited(governed);

    const refusal = await refusalOf(client => client.query(`delete from ${table} where id = $1`, [id]));

    expect(refusal).toBe(without(id));
    expect(await count(governed, id)).toBe(1);
  });

  it('is committed with its audit entry', async () => {
    const id = await audited(governed);

    expect(await count(governed, id)).toBe(1);
  });

  it('is not covered by an audit entry about something else', async () => {
    const id = await audited(governed);

    const refusal = await refusalOf(async client => {
      await client.query(`update ${table} set version = 2 where id = $1`, [id]);
      await insertAudit(client, 'Nothing', id);
    });

    expect(refusal).toBe(without(id));
  });

  it('is not covered by an audit entry in a savepoint that was rolled back', async () => {
    const id = await audited(governed);

    const refusal = await refusalOf(async client => {
      await client.query(`update ${table} set version = 2 where id = $1`, [id]);
      await client.query('savepoint doubt');
      await insertAudit(client, subject, id);
      await client.query('rollback to savepoint doubt');
    });

    expect(refusal).toBe(without(id));
  });

  it('is covered by an audit entry in a savepoint that was kept', async () => {
    const id = await audited(governed);

    const refusal = await refusalOf(async client => {
      await client.query('savepoint certainty');
      await insertAudit(client, subject, id);
      await client.query('release savepoint certainty');
      await client.query(`update ${table} set version = 2 where id = $1`, [id]);
    });

    expect(refusal).toBeNull();
  });
});

describe('the tables', () => {
  it('are all known to these tests: every table with a version is governed', async () => {
    const versioned = await rowsOf<{ table_name: string }>(
      database.url,
      `select table_name from information_schema.columns
       where table_schema = 'public' and column_name = 'version' and data_type = 'integer' order by table_name`,
    );

    expect(versioned.map(({ table_name: name }) => name)).toEqual(
      GOVERNED.map(({ table }) => table).toSorted(),
    );
  });

  it.each([
    ['update', `update audit_entries set reason = 'another'`],
    ['delete', 'delete from audit_entries'],
    ['truncate', 'truncate audit_entries'],
    ['truncate', 'truncate audit_entries cascade'],
  ])('refuse to %s the audit log, even for their owner: %s', async (verb, statement) => {
    await audited(GOVERNED[1]);

    const refusal = await refusalOf(client => client.query(statement));

    expect(refusal).toBe(`the audit log is append-only: ${verb.toUpperCase()} on audit_entries refused`);
  });

  it('number every audit entry by themselves: nobody chooses an id', async () => {
    const refusal = await refusalOf(client =>
      client.query(
        `insert into audit_entries (id, at, actor_type, actor_id, actor_name, action, outcome, subject_type,
           subject_id, subject_key, request_id, entry_id, leaf_hash)
         values (1, now(), 'SYSTEM', 'x', 'x', 'x.x', 'ALLOWED', 'X', gen_random_uuid(), 'x', 'x',
                 gen_random_uuid(), sha256('x'))`,
      ),
    );

    expect(refusal).toContain('cannot insert a non-DEFAULT value into column "id"');
  });
});
