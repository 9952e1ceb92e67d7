import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createApiKey, newApiKey, revokeApiKey } from '../../packages/api/src/access/index.js';
import { type OpenOptions, openApplication } from '../../packages/api/src/application.js';
import { Plans } from '../../packages/api/src/assignment/index.js';
import { readConfig } from '../../packages/api/src/config.js';
import type { Context } from '../../packages/api/src/context.js';
import { doorsOf, operator } from '../../packages/api/src/doors.js';
import { createServer } from '../../packages/api/src/server.js';
import { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { recordOutcomes, runningExperiment, verb } from '../support/make.js';
import { type OwnPostgres, ownPostgres } from '../support/own-postgres.js';
import { rowsOf } from '../support/rows.js';
import { type Batch, type Progress, sendAll } from '../support/sending.js';

let postgres: OwnPostgres;

beforeEach(async () => {
  postgres = await ownPostgres();
});

afterEach(() => postgres.remove());

interface Served {
  readonly url: string;
  readonly change: Context['change'];
  readonly lines: readonly string[];
  key(role: string, expiresAt?: Date): Promise<{ id: string; secret: string; client: Client }>;
  close(): Promise<void>;
}

const configured = (url = postgres.url) => ({
  ...readConfig({
    DATABASE_URL: url,
    PROBITY_DATA_DIR: postgres.dataDirectory,
    PROBITY_PEPPER: 'a pepper of sixteen bytes',
  }),
  logLevel: 'silent',
});

/** A Probity on the test's own PostgreSQL. */
async function served(options: OpenOptions = {}): Promise<Served> {
  const lines: string[] = [];
  const onProgress = (line: string) => void lines.push(line);
  const application = await openApplication(configured(), { onProgress, ...options });
  const server = await createServer(application);
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  const { change } = doorsOf(application)(operator('test'), 'test');
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    await server.close();
    await application.close();
  };
  onTestFinished(close);
  return {
    url,
    change,
    lines,
    close,
    key: async (role, expiresAt) => {
      const { id, secret, ...rest } = newApiKey(role, role, expiresAt);
      await change(createApiKey, { id, secret, ...rest });
      return { id, secret, client: clientOf(url, secret) };
    },
  };
}

const clientOf = (url: string, secret: string) => new Client(url, { authorization: `Bearer ${secret}` });

interface Answer {
  readonly variantKey: string | null;
  readonly reason: string;
  readonly planVersion: string;
  readonly staleSeconds: number | null;
}

const QUESTION = `{
  assignment(experimentKey: "subject-line", recipientKey: "somebody") {
    variantKey reason planVersion staleSeconds
  }
}`;
const QUESTIONS = [
  QUESTION,
  '{ assignments(experimentKey: "subject-line", recipientKeys: ["a", "b"]) { variantKeys planVersion staleSeconds } }',
  '{ holdoutStatus(recipientKey: "somebody") { isHeldOut planVersion staleSeconds } }',
  '{ explainAssignment(experimentKey: "subject-line", recipientKey: "somebody") { steps { outcome } staleSeconds } }',
];

/** Whoever asks does not wait for ever. */
const soon = <T>(answer: T | Promise<T>): Promise<T> =>
  Promise.race([
    answer,
    pause(10_000, undefined, { ref: false }).then(() => {
      throw new Error('no answer in time');
    }),
  ]);

/** Asks without a pause until it is told to stop; every answer that is none is kept. */
function keepAsking(client: Client): { stop(): Promise<{ asked: number; failures: unknown[] }> } {
  const failures: unknown[] = [];
  let [asked, isOver] = [0, false];
  const done = (async () => {
    for (; !isOver; asked += 1) {
      const query = QUESTIONS[asked % QUESTIONS.length] ?? '';
      const failure = await soon(client.ask(query)).then(
        () => null,
        (error: unknown) => error,
      );
      if (failure) failures.push(failure);
      await pause(2);
    }
  })();
  return {
    stop: async () => {
      isOver = true;
      await done;
      return { asked, failures };
    },
  };
}

const SENDERS = 3;
const BATCHES_EACH = 120;
const FACTS_EACH = 20;

const batchesOf = (sender: number, occurredAt: string): Batch[] =>
  Array.from({ length: BATCHES_EACH }, (_one, batch) => ({
    kind: 'outcomes',
    isSentTwice: false,
    facts: () =>
      Array.from({ length: FACTS_EACH }, (_fact, index) => {
        const id = `${sender}-${batch}-${index}`;
        return { id, recipientKey: id, type: 'ordered', occurredAt, value: 1 };
      }),
  }));

/** How long it is away in the journey under load: longer than a restart or a failover takes. */
const AWAY_SECONDS = 30;

const REFUSED_WHILE_AWAY = [
  '{ experiments { total } }',
  'mutation { pauseExperiment(key: "subject-line") { key } }',
  `mutation { recordOutcomes(input: [{ id: "1", recipientKey: "r", type: "ordered",
     occurredAt: "2026-01-01T00:00:00Z" }]) { accepted } }`,
  `mutation { recordExposures(input: [{ experimentKey: "subject-line", recipientKey: "somebody",
     occurredAt: "2026-01-01T00:00:00Z" }]) { accepted } }`,
];

describe('a database that is stopped for a while', () => {
  it('fails no assignment, loses no fact, and is not needed to be told that it is back', async () => {
    const probity = await served();
    const administrator = (await probity.key('administrator')).client;
    const sender = await probity.key('esp');
    const experiment = await runningExperiment(administrator);
    const before = await administrator.ask<Answer>(QUESTION);
    expect(before).toMatchObject({ reason: 'ASSIGNED', staleSeconds: null });
    const progress: Progress = { url: probity.url, acknowledged: 0, refusedAsUnavailable: 0, retries: 0 };
    const sending = Promise.all(
      Array.from({ length: SENDERS }, (_one, index) =>
        sendAll(progress, sender.secret, batchesOf(index, new Date().toISOString())),
      ),
    );
    const asking = [sender, sender, sender].map(({ client }) => keepAsking(client));
    await eventually(async () => expect(progress.acknowledged).toBeGreaterThan(20));

    await postgres.stop();

    await eventually(
      async () => {
        const answer = await sender.client.ask<Answer>(QUESTION);
        expect(answer).toMatchObject({ ...before, staleSeconds: expect.any(Number) });
        expect(answer.staleSeconds).toBeGreaterThanOrEqual(AWAY_SECONDS);
      },
      2 * AWAY_SECONDS * 1000,
    );
    for (const query of REFUSED_WHILE_AWAY) {
      const response = await administrator.post(JSON.stringify({ query }));
      expect([query, response.status, response.headers.get('retry-after')]).toEqual([query, 503, '1']);
    }
    const ready = await fetch(`${probity.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      {
        status: 'the database cannot be reached',
        assignments: expect.stringMatching(/^serving assignments from a plan of \d{4}-\d\d-\d\dT/),
      },
    ]);
    expect(progress.refusedAsUnavailable).toBeGreaterThan(0);

    await postgres.start();

    await sending;
    await eventually(
      async () => expect((await sender.client.ask<Answer>(QUESTION)).staleSeconds).toBeNull(),
      15_000,
    );
    expect((await fetch(`${probity.url}/readyz`)).status).toBe(200);
    await eventually(() => verb(administrator, 'pause', experiment.key));
    expect(await administrator.ask<Answer>(QUESTION)).toMatchObject({
      reason: 'NOT_RUNNING',
      staleSeconds: null,
    });
    const asked = await Promise.all(asking.map(one => one.stop()));
    expect(asked.flatMap(({ failures }) => failures)).toEqual([]);
    expect(asked.every(one => one.asked > 100)).toBe(true);
    const stored = await rowsOf(
      postgres.url,
      'select count(*)::integer as rows, count(distinct id)::integer as ids from outcomes',
    );
    const all = SENDERS * BATCHES_EACH * FACTS_EACH;
    expect(stored).toEqual([{ rows: all, ids: all }]);
  }, 120_000);
});

describe('a database that hangs', () => {
  it('lets no assignment hang with it', async () => {
    const probity = await served();
    const administrator = (await probity.key('administrator')).client;
    const sender = (await probity.key('esp')).client;
    await runningExperiment(administrator);
    const before = await sender.ask<Answer>(QUESTION);
    // Connections that stand open: whoever takes one of them now gets no answer and no refusal either.
    await Promise.all(Array.from({ length: 8 }, () => administrator.ask('{ experiments { total } }')));
    const asking = [sender, sender].map(keepAsking);

    await postgres.freeze();

    await eventually(async () => {
      const answer = await sender.ask<Answer>(QUESTION);
      expect(answer).toMatchObject({ ...before, staleSeconds: expect.any(Number) });
    }, 15_000);
    const answers = await Promise.all(asking.map(one => one.stop()));
    for (const query of REFUSED_WHILE_AWAY) expect(await statusOf(administrator, query)).toBe(503);
    expect((await fetch(`${probity.url}/readyz`)).status).toBe(503);

    postgres.thaw();

    await eventually(async () => expect(await sender.ask<Answer>(QUESTION)).toEqual(before), 15_000);
    await eventually(() => verb(administrator, 'pause', 'subject-line'), 15_000);
    expect(answers.flatMap(({ failures }) => failures)).toEqual([]);
  }, 60_000);

  it('is not waited for by whoever asks after a change that cannot be read any more', async () => {
    const application = await openApplication(configured());
    onTestFinished(() => application.close());
    const plans = new Plans(application.database);
    const plan = await plans.current();

    await postgres.freeze();
    plans.outdated();

    expect(await soon(plans.current())).toBe(plan);
    expect(plans.staleSeconds).not.toBeNull();
    postgres.thaw();
  }, 60_000);
});

/** Runs Probity until it has kept what it needs for a start without the database. */
async function leaveASnapshot() {
  const probity = await served();
  const keys = {
    esp: await probity.key('esp'),
    viewer: await probity.key('viewer'),
    revoked: await probity.key('esp'),
    expiring: await probity.key('esp', new Date(Date.now() + 60_000)),
  };
  const administrator = await probity.key('administrator');
  await runningExperiment(administrator.client);
  const before = await keys.esp.client.ask<Answer>(QUESTION);
  await eventually(async () => expect(await snapshot()).toContain(keys.revoked.id));
  await probity.change(revokeApiKey, { id: keys.revoked.id });
  await eventually(async () => expect(await snapshot()).not.toContain(keys.revoked.id));
  await probity.close();
  return { keys, administrator, before };
}

const snapshot = () => readFile(join(postgres.dataDirectory, 'plan-snapshot.json'), 'utf8');

const statusOf = async (client: Client, query = QUESTION) =>
  (await client.post(JSON.stringify({ query }))).status;

describe('a start without the database', () => {
  it('serves assignments from the snapshot, and everything once the database is there', async () => {
    const { keys, administrator, before } = await leaveASnapshot();
    await postgres.stop();
    // Half an hour would be more than a key is believed, two minutes are less.
    const now = () => new Date(Date.now() + 120_000);

    const probity = await served({ maySnapshotDo: true, now });

    const using = ({ secret }: { secret: string }) => clientOf(probity.url, secret);
    const answer = await using(keys.esp).ask<Answer>(QUESTION);
    expect(answer).toEqual({ ...before, staleSeconds: expect.any(Number) });
    expect(answer.staleSeconds).toBeGreaterThanOrEqual(120);
    // Whom the snapshot does not name cannot be told from a stranger: neither is let in.
    for (const key of [keys.viewer, keys.revoked, keys.expiring])
      expect(await statusOf(using(key))).toBe(503);
    for (const query of REFUSED_WHILE_AWAY) expect(await statusOf(using(administrator), query)).toBe(503);
    expect(probity.lines).toContain('the database cannot be reached: it is tried again until it answers');

    await postgres.start();

    await eventually(async () => {
      expect(await using(keys.esp).ask<Answer>(QUESTION)).toEqual(before);
      expect(await statusOf(using(keys.revoked))).toBe(401);
      expect(await statusOf(using(keys.expiring))).toBe(401);
    }, 15_000);
    const fact = { id: '1', recipientKey: 'r', type: 'ordered', occurredAt: new Date().toISOString() };
    expect(await recordOutcomes(using(keys.esp), [fact])).toMatchObject({ accepted: 1 });
    expect((await verb(using(administrator), 'pause', 'subject-line')).status).toBe('PAUSED');
    expect((await using(keys.esp).ask<Answer>(QUESTION)).reason).toBe('NOT_RUNNING');
  }, 60_000);

  it('believes no key for longer than a quarter of an hour', async () => {
    const { keys } = await leaveASnapshot();
    await postgres.stop();

    const probity = await served({ maySnapshotDo: true, now: () => new Date(Date.now() + 16 * 60_000) });

    expect(await statusOf(clientOf(probity.url, keys.esp.secret))).toBe(503);
  }, 60_000);

  it('finds in the snapshot no secret, and nothing of a recipient', async () => {
    const { keys, administrator } = await leaveASnapshot();

    const text = await snapshot();

    expect(text).toContain(keys.esp.id);
    for (const { secret } of [...Object.values(keys), administrator]) expect(text).not.toContain(secret);
    for (const word of ['pepper', 'somebody']) expect(text).not.toContain(word);
    expect((await stat(join(postgres.dataDirectory, 'plan-snapshot.json'))).mode & 0o777).toBe(0o600);
  }, 60_000);

  it('is refused where nobody allows it, where there is no snapshot, and where the snapshot is not ours', async () => {
    await (await served()).close();
    await leaveASnapshot();
    await postgres.stop();
    const refusal = { code: 'ECONNREFUSED' };
    const lines: string[] = [];
    const options = { maySnapshotDo: true, onProgress: (line: string) => void lines.push(line) };

    await expect(openApplication(configured())).rejects.toMatchObject(refusal);
    const elsewhere = { ...configured(), dataDirectory: `${postgres.dataDirectory}-other` };
    await expect(openApplication(elsewhere, options)).rejects.toMatchObject(refusal);
    const strange = { ...configured(), pepper: 'another pepper, as long' };
    await expect(openApplication(strange, options)).rejects.toMatchObject(refusal);
    const another = configured(postgres.url.replace('/probity?', '/another?'));
    await expect(openApplication(another, options)).rejects.toMatchObject(refusal);

    const path = `the snapshot ${postgres.dataDirectory}/plan-snapshot.json is not used`;
    expect(lines).toEqual([`${path}: its signature is wrong`, `${path}: it is of another database`]);
  }, 60_000);

  it('is refused where the database is there and refuses us', async () => {
    await leaveASnapshot();
    const wrong = new URL(postgres.url);
    wrong.password = 'wrong';

    await expect(openApplication(configured(wrong.href), { maySnapshotDo: true })).rejects.toMatchObject({
      code: '28P01',
    });
  }, 60_000);
});
