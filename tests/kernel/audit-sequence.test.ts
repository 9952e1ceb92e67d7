import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LogKeeper } from '../../packages/api/src/audit/index.js';
import { nodeHash } from '../../packages/api/src/audit/merkle.rules.js';
import { ENTITIES } from '../../packages/api/src/entities.js';
import { type Database, openDatabase } from '../../packages/api/src/kernel/database.js';
import { whenSequenced } from '../support/eventually.js';
import { SIGNING_KEY } from '../support/house.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';
import { connectionTo, insertAudit, rowsOf } from '../support/rows.js';

let fresh: FreshDatabase;
let database: Database;
let clients: pg.Client[] = [];

beforeEach(async () => {
  fresh = await freshDatabase();
  database = await openDatabase(fresh.url, ENTITIES, 2);
});

afterEach(async () => {
  await Promise.all(clients.map(client => client.end()));
  clients = [];
  await database.close();
  await fresh.drop();
});

const keeperOf = (one: Database, most?: number): LogKeeper =>
  new LogKeeper({ database: one, signingKey: SIGNING_KEY, now: () => new Date() }, most);

async function connected(): Promise<pg.Client> {
  const client = await connectionTo(fresh.url);
  clients.push(client);
  return client;
}

/** An entry of this subject type, in the transaction that the connection has open. */
const write = (client: pg.Client, name: string) => insertAudit(client, name, randomUUID());

/** The entries in their order, by what they are about. */
async function order(): Promise<string[]> {
  const rows = await rowsOf<{ leaf_index: string; subject_type: string }>(
    fresh.url,
    'select leaf_index, subject_type from audit_leaves join audit_entries using (entry_id) order by leaf_index',
  );
  expect(rows.map(({ leaf_index: index }) => Number(index))).toEqual(rows.map((_row, index) => index));
  return rows.map(({ subject_type: name }) => name);
}

/** Sequences until so many entries have their place: a transaction of another database may hold them up. */
const sequenced = (keeper: LogKeeper, count: number) =>
  whenSequenced(async () => {
    await keeper.sequence();
    expect(await order()).toHaveLength(count);
  });

/** The root by the definition of RFC 9162. */
function rootOf(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only && leaves.length === 1) return only;
  let split = 1;
  while (2 * split < leaves.length) split *= 2;
  return nodeHash(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

describe('the order of the audit log', () => {
  it('waits for a transaction that began before and commits late, and does not skip it', async () => {
    const [late, early, later, keeper] = [
      await connected(),
      await connected(),
      await connected(),
      keeperOf(database),
    ];
    await late.query('begin');
    await write(late, 'late');
    await write(early, 'early');

    await keeper.sequence();
    const before = await order();
    await late.query('commit');
    await write(later, 'later');
    await sequenced(keeper, 3);

    expect(before).toEqual([]);
    expect(await order()).toEqual(['late', 'early', 'later']);
  });

  it('is that of transactions, also where the one that began first writes last', async () => {
    const [late, early, keeper] = [await connected(), await connected(), keeperOf(database)];
    await late.query('begin; select pg_current_xact_id()');
    await early.query('begin');
    await write(early, 'early');
    await early.query('commit');
    await keeper.sequence();
    const before = await order();

    await write(late, 'late');
    await late.query('commit');
    await sequenced(keeper, 2);

    expect(before).toEqual([]);
    expect(await order()).toEqual(['late', 'early']);
  });

  it('has no gap where a transaction was rolled back, although its numbers were used', async () => {
    const [client, keeper] = [await connected(), keeperOf(database)];
    await write(client, 'first');
    await client.query('begin');
    await write(client, 'never');
    await client.query('rollback');
    await write(client, 'second');

    await sequenced(keeper, 2);

    expect(await order()).toEqual(['first', 'second']);
  });

  it('goes on where it was, for a process that starts anew too', async () => {
    const client = await connected();
    for (const name of ['one', 'two', 'three']) {
      await write(client, name);
      await sequenced(keeperOf(database), name === 'one' ? 1 : name === 'two' ? 2 : 3);
    }

    expect(await order()).toEqual(['one', 'two', 'three']);
  });

  it('takes entries of a database that was restored into a server whose transactions are younger', async () => {
    const [client, keeper] = [await connected(), keeperOf(database)];
    await write(client, 'old');
    await client.query(
      `alter table audit_entries disable trigger audit_entries_kept;
       update audit_entries set xid = '9000000000000';
       alter table audit_entries enable trigger audit_entries_kept`,
    );
    await sequenced(keeper, 1);

    await write(client, 'new');
    await sequenced(keeper, 2);
    await sequenced(keeperOf(database), 2);

    expect(await order()).toEqual(['old', 'new']);
  });

  it('is one, however many processes make it at the same moment', async () => {
    const others = await Promise.all(Array.from({ length: 3 }, () => openDatabase(fresh.url, ENTITIES, 2)));
    const keepers = [database, ...others].map(one => keeperOf(one));
    const writers = await Promise.all(Array.from({ length: 4 }, connected));
    const writing = writers.map(async (client, number) => {
      for (let entry = 0; entry < 50; entry += 1) await write(client, `${number}`);
    });
    const sequencing = keepers.map(async keeper => {
      for (let pass = 0; pass < 20; pass += 1) await keeper.sequence();
    });
    await Promise.all([...writing, ...sequencing]);

    await sequenced(keepers[0] as LogKeeper, 200);

    expect((await order()).toSorted().join('')).toBe(
      ['0', '1', '2', '3'].map(name => name.repeat(50)).join(''),
    );
    await Promise.all(others.map(other => other.close()));
  });

  it('is taken in batches, and the tree above is that of the definition', async () => {
    const client = await connected();
    await client.query(
      `insert into audit_entries (at, actor_type, actor_id, actor_name, action, outcome, subject_type, subject_id,
         subject_key, request_id, entry_id, leaf_hash)
       select now(), 'SYSTEM', 'test', 'test', 'test.write', 'ALLOWED', 'many', gen_random_uuid(), 'key', 'test',
              gen_random_uuid(), sha256(convert_to(n::text, 'UTF8'))
       from generate_series(1, 3001) n`,
    );
    const keeper = keeperOf(database, 1_000);

    let taken = 0;
    await whenSequenced(async () => {
      taken = await keeper.sequence();
      expect(taken).toBeGreaterThan(0);
    });
    const checkpoint = await keeper.checkpoint();

    const leaves = await rowsOf<{ leaf_hash: Buffer }>(
      fresh.url,
      'select e.leaf_hash from audit_leaves join audit_entries e using (entry_id) order by leaf_index',
    );
    expect(taken).toBe(3_001);
    expect(checkpoint).toMatchObject({ size: 3_001 });
    expect(checkpoint?.root).toEqual(rootOf(leaves.map(({ leaf_hash: hash }) => hash)));
  });
});

describe('a second past', () => {
  /** Two entries are signed, something is done to the log, and another entry comes. */
  async function after(change: string, isSameProcess: boolean): Promise<LogKeeper> {
    const [client, keeper] = [await connected(), keeperOf(database)];
    await write(client, 'one');
    await write(client, 'two');
    await sequenced(keeper, 2);
    await keeper.checkpoint(true);
    await client.query(`set session_replication_role = replica; ${change}; reset session_replication_role`);
    await write(client, 'three');
    const signing = isSameProcess ? keeper : keeperOf(database);
    await whenSequenced(async () => expect(await signing.sequence()).toBe(1));
    return signing;
  }

  const ALTERED = `update audit_nodes set hash = sha256('x')`;
  const CUT_OFF = `delete from audit_leaves; delete from audit_nodes; delete from audit_entries`;
  const FORGOTTEN = 'delete from audit_checkpoints';

  it.each([
    ['the tree was altered, by a process that starts anew', ALTERED, false],
    ['the tree was altered with what was signed', `${ALTERED}; ${FORGOTTEN}`, true],
    ['the log was cut off with what was signed', `${CUT_OFF}; ${FORGOTTEN}`, true],
  ])('is not signed where %s', async (_what, change, isSameProcess) => {
    const keeper = await after(change, isSameProcess);

    await expect(keeper.checkpoint(true)).rejects.toThrow(
      'the audit log does not continue its checkpoint of 2 entries: nothing is signed',
    );
  });
});

describe('the books of the audit log', () => {
  const TABLES = ['audit_leaves', 'audit_nodes', 'audit_checkpoints'];
  const WHAT = {
    audit_leaves: 'leaf_hash = leaf_hash',
    audit_nodes: 'hash = hash',
    audit_checkpoints: 'text = text',
  };

  async function filled(): Promise<pg.Client> {
    const [client, keeper] = [await connected(), keeperOf(database)];
    await write(client, 'one');
    await write(client, 'two');
    await sequenced(keeper, 2);
    await keeper.checkpoint(true);
    return client;
  }

  it('are append-only, for their owner too', async () => {
    const owner = await filled();

    for (const table of TABLES) {
      const refused = (verb: string) => `the audit log is append-only: ${verb} on ${table} refused`;
      const change = WHAT[table as keyof typeof WHAT];
      await expect(owner.query(`update ${table} set ${change}`)).rejects.toThrow(refused('UPDATE'));
      await expect(owner.query(`delete from ${table}`)).rejects.toThrow(refused('DELETE'));
      await expect(owner.query(`truncate ${table} cascade`)).rejects.toThrow(refused('TRUNCATE'));
    }
  });

  it.each(['probity_app', 'probity_reader'] as const)('cannot be changed by %s', async role => {
    await filled();
    const client = await connectionTo(fresh.url, role);
    clients.push(client);

    for (const table of [...TABLES, 'audit_personal_values']) {
      await expect(client.query(`delete from ${table}`)).rejects.toThrow('permission denied');
      await expect(client.query(`truncate ${table}`)).rejects.toThrow('permission denied');
      await expect(client.query(`alter table ${table} disable trigger all`)).rejects.toThrow('must be owner');
    }
    await expect(client.query(`update audit_personal_values set value = 'another'`)).rejects.toThrow(
      'permission denied',
    );
  });

  it('let nobody who writes an entry choose its transaction, by which it is ordered', async () => {
    const client = await connectionTo(fresh.url, 'probity_app');
    clients.push(client);

    const chosen = client.query(`insert into audit_entries (xid) values ('1')`);

    await expect(chosen).rejects.toThrow('permission denied');
  });

  it('take no entry without its hash', async () => {
    const client = await connected();

    const bare = client.query(
      `insert into audit_entries (at, actor_type, actor_id, actor_name, action, outcome, subject_type, subject_id,
         subject_key, request_id, entry_id)
       values (now(), 'SYSTEM', 'x', 'x', 'x.x', 'ALLOWED', 'X', gen_random_uuid(), 'x', 'x', gen_random_uuid())`,
    );

    await expect(bare).rejects.toThrow('audit_entries_hashed');
  });

  it('let no personal value be altered or all of them be emptied, and let their owner erase one', async () => {
    const owner = await connected();
    await owner.query(
      `insert into audit_personal_values values (gen_random_uuid(), 1, '/actor/name', repeat('a', 32), 'Ada')`,
    );

    await expect(owner.query(`update audit_personal_values set value = 'Ben'`)).rejects.toThrow(
      'append-only',
    );
    await expect(owner.query('truncate audit_personal_values')).rejects.toThrow('append-only');
    expect((await owner.query('delete from audit_personal_values')).rowCount).toBe(1);
  });
});
