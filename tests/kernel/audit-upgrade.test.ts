import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LogKeeper } from '../../packages/api/src/audit/index.js';
import { auditEntries } from '../../packages/api/src/audit/audit.queries.js';
import { auditCheck } from '../../packages/api/src/audit/check.queries.js';
import { auditProof } from '../../packages/api/src/audit/proof.queries.js';
import { abilityOf } from '../../packages/api/src/access/index.js';
import { ENTITIES } from '../../packages/api/src/entities.js';
import { type Database, openDatabase } from '../../packages/api/src/kernel/database.js';
import { migrate } from '../../packages/api/src/postgres/index.js';
import { MIGRATIONS } from '../../packages/api/src/postgres/migration-files.js';
import { whenSequenced } from '../support/eventually.js';
import { SIGNING_KEY } from '../support/house.js';
import { type FreshDatabase, emptyDatabase } from '../support/postgres.js';
import { insertAudit, connectionTo, rowsOf } from '../support/rows.js';

let fresh: FreshDatabase;
let database: Database;
let directory: string;

const SESSION = '019a0000-0000-7000-8000-000000000001';
const METRIC = '019a0000-0000-7000-8000-000000000002';

/** What a Probity of before wrote: a person's session, and what she did. */
const WRITTEN = `
insert into audit_entries (at, actor_type, actor_id, actor_name, action, outcome, subject_type, subject_id, subject_key,
  before, after, reason, request_id) values
  ('2026-01-02 03:04:05.678Z', 'SYSTEM', 'system', 'root, at the command line', 'session.offer', 'ALLOWED', 'Session',
   '${SESSION}', 'Ada L.', null, '{"id": "${SESSION}", "personName": "Ada L.", "roles": ["viewer"]}', null, 'r-1'),
  ('2026-01-02 03:05:05.678Z', 'ANONYMOUS', 'anonymous', 'anonymous', 'session.open', 'ALLOWED', 'Session',
   '${SESSION}', 'Ada L.', '{"personName": "Ada L."}', '{"personName": "Ada L.", "openedAt": "now"}', null, 'r-2'),
  ('2026-01-02 03:06:05.678Z', 'USER', '${SESSION}', 'Ada L.', 'metric.define', 'ALLOWED', 'Metric',
   '${METRIC}', 'ordered', null, '{"key": "ordered", "version": 1}', 'because', 'r-3')`;

beforeAll(async () => {
  fresh = await emptyDatabase();
  directory = await mkdtemp(join(tmpdir(), 'probity-migrations-'));
  for (const name of (await readdir(MIGRATIONS)).filter(file => /^00(0\d|10)-/.test(file)))
    await cp(join(MIGRATIONS, name), join(directory, name));
  await migrate(fresh.url, { directory });
  await rowsOf(fresh.url, WRITTEN);
  await migrate(fresh.url);
  database = await openDatabase(fresh.url, ENTITIES, 2);
});

afterAll(async () => {
  await database.close();
  await fresh.drop();
  await rm(directory, { recursive: true });
});

const look = () => {
  const actor = { type: 'USER', id: 'test', name: 'Test', roles: ['auditor'] } as const;
  return { manager: database.reader.manager, ability: abilityOf(actor), actor };
};

test('people move out of the entries of before, and are shown as they were', async () => {
  const rows = await rowsOf<{ text: string }>(fresh.url, 'select e::text as text from audit_entries e');
  const { items } = await auditEntries(look(), {}, {});

  expect(rows.map(({ text }) => text).join()).not.toContain('Ada');
  expect(items.map(({ actorName, subjectKey }) => [actorName, subjectKey])).toEqual([
    ['Ada L.', 'ordered'],
    ['anonymous', 'Ada L.'],
    ['root, at the command line', 'Ada L.'],
  ]);
  expect(items[1]).toMatchObject({
    before: { personName: 'Ada L.' },
    after: { personName: 'Ada L.', openedAt: 'now' },
    patch: null,
  });
  expect((await auditEntries(look(), { subjectKey: 'Ada L.' }, {})).total).toBe(2);
  expect((await auditEntries(look(), { actorName: 'ada' }, {})).total).toBe(1);
});

test('entries of before are the first leaves, in their order, and are proved like the others', async () => {
  const client = await connectionTo(fresh.url);
  await insertAudit(client, 'New', METRIC);
  await client.end();
  const keeper = new LogKeeper({ database, signingKey: SIGNING_KEY, now: () => new Date() });

  await whenSequenced(async () => {
    await keeper.sequence();
    expect(await rowsOf(fresh.url, 'select from audit_leaves')).toHaveLength(4);
  });
  await keeper.checkpoint(true);

  const { items } = await auditEntries(look(), {}, {});
  expect(items.map(({ leafIndex, requestId }) => [leafIndex, requestId])).toEqual([
    [3, 'test'],
    [2, 'r-3'],
    [1, 'r-2'],
    [0, 'r-1'],
  ]);
  const proof = await auditProof(look(), items[1]?.entryId ?? '', SIGNING_KEY.publicKey);
  expect(proof).toMatchObject({ leafIndex: 2, record: { reason: 'because', patch: null, beforeHash: null } });
  expect(await auditCheck(look(), 0, 3)).toMatchObject({ checked: 3, firstBad: null });
});

test('an entry of before that is altered afterwards is found', async () => {
  await rowsOf(
    fresh.url,
    `alter table audit_entries drop constraint audit_entries_hashed;
     set session_replication_role = replica; update audit_entries set after = '{}' where request_id = 'r-3'`,
  );

  expect((await auditCheck(look(), 0, 3)).firstBad).toMatchObject({ leafIndex: 2 });
});
