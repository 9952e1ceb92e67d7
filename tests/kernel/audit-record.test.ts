import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExperiment, startExperiment } from '../../packages/api/src/experiments/index.js';
import { type AuditEntry, LogKeeper } from '../../packages/api/src/audit/index.js';
import { auditEntries, auditEntry } from '../../packages/api/src/audit/audit.queries.js';
import { auditCheck } from '../../packages/api/src/audit/check.queries.js';
import { auditProof } from '../../packages/api/src/audit/proof.queries.js';
import { leafHash } from '../../packages/api/src/audit/merkle.rules.js';
import { type AuditRecord, commitment, recordBytes } from '../../packages/api/src/audit/record.rules.js';
import type { Command } from '../../packages/api/src/kernel/command.js';
import { contentHash } from '../../packages/api/src/kernel/content-hash.js';
import { newId } from '../../packages/api/src/kernel/ids.js';
import { personal } from '../../packages/api/src/kernel/personal.js';
import { type Metric, defineMetric } from '../../packages/api/src/metrics/index.js';
import { whenSequenced } from '../support/eventually.js';
import { type House, openHouse } from '../support/house.js';
import { make } from '../support/make.js';
import { rowsOf } from '../support/rows.js';

let house: House;

beforeAll(async () => {
  house = await openHouse();
  await house.doors('administrator').change(defineMetric, metric('ordered'));
});

afterAll(() => house.close());

const metric = (key: string) => ({
  key,
  name: 'Order rate',
  kind: 'PROPORTION' as const,
  outcomeTypes: ['ordered'],
});

const look = () => house.doors('auditor').look;
const publicKey = () => house.application.signingKey.publicKey;

/** What the audit log shows of a subject, oldest first. */
async function entriesOf(subjectKey: string): Promise<AuditEntry[]> {
  return (await auditEntries(look(), { subjectKey }, { perPage: 100 })).items.toReversed();
}

async function lastOf(subjectKey: string): Promise<AuditEntry> {
  const entry = (await entriesOf(subjectKey)).at(-1);
  if (!entry) throw new Error(`there is no entry about ${subjectKey}`);
  return entry;
}

/** The record as it is proved, once it is. */
const recorded = (entryId: string): Promise<AuditRecord> =>
  whenSequenced(async () => {
    await new LogKeeper(house.application).sequence();
    await new LogKeeper(house.application).checkpoint(true);
    const proof = await auditProof(look(), entryId, publicKey());
    expect(proof).not.toBeNull();
    expect(leafHash(recordBytes(proof?.record as AuditRecord)).toString('hex')).toBe(proof?.leafHash);
    return proof?.record as AuditRecord;
  });

/** The row as it is stored, as text: everything that the database has of it. */
async function storedText(entryId: string): Promise<string> {
  const [row] = await rowsOf<{ text: string }>(
    house.databaseUrl,
    'select entry::text as text from audit_entries entry where entry_id = $1',
    [entryId],
  );
  return row?.text ?? '';
}

const personalOf = (entryId: string) =>
  rowsOf<{ place: string; salt: string; value: string }>(
    house.databaseUrl,
    'select place, salt, value from audit_personal_values where entry_id = $1 order by place',
    [entryId],
  );

/** A command that tells of a person by name, in a list too. */
const naming = (key: string, name: string): Command<ReturnType<typeof metric>, Metric> => ({
  ...defineMetric,
  subject: {
    ...defineMetric.subject,
    keyOf: () => personal(key),
    auditView: view => ({ ...view, owner: personal(name), owners: [{ 'a/b~c': personal(name) }] }),
  },
});

describe('the record of a change', () => {
  it('says who did what to which version, and what was changed, and is what was hashed', async () => {
    const { change } = house.doors('experimenter');
    await change(createExperiment, {
      ...make.experiment(),
      key: 'recorded',
      design: { primaryMetric: 'ordered', method: 'FIXED' as const },
    });
    await change(startExperiment, { key: 'recorded' });
    const [created, started] = await entriesOf('recorded');

    const record = await recorded(started?.entryId ?? '');

    expect(record).toMatchObject({
      schema: 1,
      id: started?.entryId,
      at: started?.at.toISOString(),
      actor: { type: 'USER', id: 'test-user' },
      onBehalfOf: null,
      action: 'experiment.start',
      outcome: 'ALLOWED',
      subject: { type: 'Experiment', id: started?.subjectId, key: 'recorded', version: 2 },
      beforeHash: contentHash(started?.before),
      afterHash: contentHash(started?.after),
      reason: null,
      request: { id: 'test-request', operation: null, ip: null },
    });
    expect(record.patch).toContainEqual({ op: 'replace', path: '/status', value: 'RUNNING' });
    expect(record.beforeHash).toBe((await recorded(created?.entryId ?? '')).afterHash);
  });

  it('of what was made has no hash of before, and a patch that makes it', async () => {
    await house.doors('administrator').change(defineMetric, metric('made'));

    const record = await recorded((await lastOf('made')).entryId);

    expect(record).toMatchObject({ beforeHash: null, subject: { version: 1 } });
    expect(record.patch).toContainEqual({ op: 'add', path: '/key', value: 'made' });
  });

  it('of a refusal says nothing of the content', async () => {
    await house
      .doors('viewer')
      .change(defineMetric, metric('refused'))
      .catch(() => undefined);

    const record = await recorded((await lastOf('refused')).entryId);

    expect(record).toMatchObject({
      action: 'metric.define.denied',
      outcome: 'DENIED',
      subject: { key: 'refused', version: null },
      beforeHash: null,
      afterHash: null,
      patch: null,
    });
  });

  it('tells the operation and, as a commitment, the address of a request', async () => {
    const administrator = await house.as('administrator');
    const input = { ...make.metric(), key: 'over-http' };
    await administrator.ask(
      'mutation DefineIt($input: DefineMetricInput!) { defineMetric(input: $input) { key } }',
      { input },
    );

    const entry = await lastOf('over-http');
    const record = await recorded(entry.entryId);

    const [address] = await personalOf(entry.entryId);
    expect(entry.operation).toBe('DefineIt');
    expect(address).toMatchObject({ place: '/request/ip', value: '127.0.0.1' });
    expect(record.request).toEqual({
      id: entry.requestId,
      operation: 'DefineIt',
      ip: commitment(address?.salt ?? '', '127.0.0.1'),
    });
  });

  it('stores half a surrogate pair as what PostgreSQL makes of it, so that what was hashed can be hashed again', async () => {
    const reasoned = { ...defineMetric, reason: () => 'broken \ud800 text' };
    await house.doors('administrator').change(reasoned, metric('half'));

    const entry = await lastOf('half');

    expect(entry.reason).toBe('broken \ufffd text');
    expect((await recorded(entry.entryId)).reason).toBe(entry.reason);
  });

  it('refuses half a surrogate pair in what it keeps of the subject', async () => {
    const viewed = {
      ...defineMetric,
      subject: { ...defineMetric.subject, auditView: () => ({ name: 'broken \ud800 text' }) },
    };
    const change = house.doors('administrator').change(viewed, metric('unstorable'));

    await expect(change).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('personal values', () => {
  it('are not in the row and not in the record, and are shown all the same', async () => {
    await house.doors('administrator').change(naming('ada@example.com', 'Ada L.'), metric('personal'));

    const entry = await lastOf('ada@example.com');
    const record = await recorded(entry.entryId);

    expect(entry).toMatchObject({
      actorName: 'Test user',
      subjectKey: 'ada@example.com',
      after: { owner: 'Ada L.', owners: [{ 'a/b~c': 'Ada L.' }] },
    });
    const told = (await storedText(entry.entryId)) + JSON.stringify(record);
    for (const value of ['Ada L.', 'ada@example.com', 'Test user']) expect(told).not.toContain(value);
    expect(JSON.stringify(entry.patch)).toContain('Ada L.');
  });

  it('stand beside it with their place and salt; one value has one salt in an entry, and another in the next', async () => {
    const { change } = house.doors('administrator');
    await change(naming('ben@example.com', 'Ben'), metric('salted'));
    await change(naming('ben@example.com', 'Ben'), metric('salted-again'));

    const [one, other] = await entriesOf('ben@example.com');
    const [values, others] = [await personalOf(one?.entryId ?? ''), await personalOf(other?.entryId ?? '')];

    expect(values.map(({ place, value }) => [place, value])).toEqual([
      ['/actor/name', 'Test user'],
      ['/after/owner', 'Ben'],
      ['/after/owners/0/a~1b~0c', 'Ben'],
      ['/subject/key', 'ben@example.com'],
    ]);
    expect(values[1]?.salt).toBe(values[2]?.salt);
    expect(new Set([...values, ...others].map(({ salt }) => salt)).size).toBe(6);
  });

  it('can be erased: the entry says so, and its proof stands', async () => {
    await house.doors('administrator').change(naming('carol@example.com', 'Carol'), metric('erased'));
    const { entryId, id } = await lastOf('carol@example.com');
    const before = await recorded(entryId);

    await rowsOf(house.databaseUrl, 'delete from audit_personal_values where entry_id = $1', [entryId]);

    const entry = await auditEntry(look(), id);
    expect(entry).toMatchObject({
      actorName: 'erased',
      subjectKey: 'erased',
      after: { owner: 'erased', name: 'Order rate' },
    });
    expect(await recorded(entryId)).toEqual(before);
    expect(await auditCheck(look(), 0, 1_000)).toMatchObject({ firstBad: null });
  });

  it('of whom the entry is about find it still, by actor and by subject', async () => {
    await house.doors('administrator').change(naming('dora@example.com', 'Dora'), metric('found'));

    const found = (question: object) => auditEntries(look(), question, {});

    expect((await found({ subjectKey: 'dora@example.com' })).total).toBe(1);
    expect((await found({ subjectKey: 'dora@example.com', actorName: 'TEST us' })).total).toBe(1);
    expect((await found({ subjectKey: 'dora@example.com', actorName: 'nobody' })).total).toBe(0);
    expect((await found({ subjectKey: 'dora' })).total).toBe(0);
  });
});

describe('an entry that cannot be written', () => {
  it('because of what is personal in it keeps the change from happening', async () => {
    const broken = naming('no table \0 takes it', 'Eve');

    await expect(house.doors('administrator').change(broken, metric('unwritten'))).rejects.toThrow();

    expect(await rowsOf(house.databaseUrl, `select from metrics where key = 'unwritten'`)).toEqual([]);
  });

  it('keeps what it is about from being read', async () => {
    const reading = {
      action: 'auditLog.export',
      subjectType: 'AuditEntry',
      subjectKey: 'broken \0',
    } as const;

    const recordedReading = house.doors('auditor').recordReading({ ...reading, subjectId: newId() });

    await expect(recordedReading).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('a reading', () => {
  it('is an entry like any other: who read what, and why', async () => {
    const subjectId = newId().toUpperCase();
    await house.doors('auditor').recordReading({
      action: 'auditLog.export',
      subjectType: 'AuditEntry',
      subjectId,
      subjectKey: 'everything',
      reason: 'the yearly audit',
    });

    const entry = await lastOf('everything');

    expect(entry).toMatchObject({ action: 'auditLog.export', outcome: 'ALLOWED', before: null, after: null });
    expect(await recorded(entry.entryId)).toMatchObject({
      reason: 'the yearly audit',
      patch: null,
      subject: { id: subjectId.toLowerCase(), version: null },
    });
  });
});

describe('the audit log as it is asked for', () => {
  it('is narrowed by action, outcome, subject type and time', async () => {
    const { change } = house.doors('administrator');
    const from = house.application.now();
    await change(defineMetric, metric('narrow'));
    await house
      .doors('viewer')
      .change(defineMetric, metric('narrow-denied'))
      .catch(() => undefined);
    const to = new Date(house.application.now().getTime() + 1);

    const actions = async (question: object) =>
      (await auditEntries(look(), { from, to, ...question }, {})).items.map(({ action }) => action);

    expect(await actions({})).toEqual(['metric.define.denied', 'metric.define']);
    expect(await actions({ outcome: 'DENIED' })).toEqual(['metric.define.denied']);
    expect(await actions({ action: 'DEFINE' })).toHaveLength(2);
    expect(await actions({ action: '.denied' })).toEqual(['metric.define.denied']);
    expect(await actions({ action: 'define%' })).toEqual([]);
    expect(await actions({ subjectType: 'Experiment' })).toEqual([]);
    expect(await actions({ subjectType: 'Metric' })).toHaveLength(2);
  });

  it('is the same list, page by page', async () => {
    const all = await auditEntries(look(), {}, { perPage: 100 });
    const allowed = await auditEntries(look(), { outcome: 'ALLOWED' }, { perPage: 100 });
    const ids = all.items.map(({ id }) => id);
    const pages = Array.from({ length: Math.ceil(ids.length / 3) }, (_none, index) => index + 1);

    const listed = await Promise.all(pages.map(page => auditEntries(look(), {}, { page, perPage: 3 })));

    expect(listed.flatMap(({ items }) => items)).toEqual(all.items);
    expect(new Set(listed.map(({ total }) => total))).toEqual(new Set([all.total]));
    expect(all.items.filter(({ outcome }) => outcome === 'ALLOWED')).toEqual(allowed.items);
    expect(allowed.total).toBeLessThan(all.total);
    expect((await auditEntries(look(), {}, { page: 1_000_000 })).items).toEqual([]);
  });

  it('tells the place of an entry once it has one', async () => {
    await house.doors('administrator').change(defineMetric, metric('placed'));
    const { entryId, leafHash: hash } = await lastOf('placed');
    await recorded(entryId);

    const entry = await auditEntry(look(), entryId);

    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(entry).toMatchObject({ leafHash: hash, leafIndex: expect.any(Number) as number });
  });
});
