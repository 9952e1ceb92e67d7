import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApiKey, newApiKey } from '../../packages/api/src/access/index.js';
import { openApplication } from '../../packages/api/src/application.js';
import { readConfig } from '../../packages/api/src/config.js';
import { doorsOf, operator } from '../../packages/api/src/doors.js';
import { createExperiment, startExperiment } from '../../packages/api/src/experiments/index.js';
import { defineMetric } from '../../packages/api/src/metrics/index.js';
import { eventually } from '../support/eventually.js';
import { make } from '../support/make.js';
import { rowsOf } from '../support/rows.js';
import { type Batch, type Fact, type Progress, sendAll } from '../support/sending.js';
import { type Serving, serve } from '../support/serving.js';

const SENDERS = 4;
const BATCHES_EACH = 100;
const FACTS_EACH = 20;
/** After how many acknowledged batches who is killed. */
const KILLS = [
  [40, 'server'],
  [110, 'server'],
  [170, 'postmaster'],
  [240, 'server'],
  [310, 'server'],
  [380, 'postmaster'],
  [450, 'server'],
] as const;

let directory: string;
let cluster: string;
let occurredAt: string;
let serving: Serving | undefined;
const key = newApiKey('Sender', 'esp');

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'probity-kill-'));
  await onDatabase(async (change, url) => {
    await change(defineMetric, { ...make.metric(), kind: 'PROPORTION' as const });
    await change(createExperiment, {
      ...make.experiment({ assignmentSource: 'EXTERNAL' }),
      design: { primaryMetric: 'ordered', method: 'FIXED' as const },
    });
    await change(startExperiment, { key: 'subject-line' });
    occurredAt = new Date().toISOString();
    await change(createApiKey, key);
    const [row] = await rowsOf<{ path: string }>(url, `select current_setting('data_directory') as path`);
    cluster = row?.path ?? '';
  });
});

afterAll(async () => {
  await serving?.stop();
  await rm(directory, { recursive: true, force: true });
});

/** Opens the data directory in this process, as the command line does while nothing serves. */
async function onDatabase<T>(
  work: (change: ReturnType<ReturnType<typeof doorsOf>>['change'], url: string) => Promise<T>,
) {
  const application = await openApplication({
    ...readConfig({ PROBITY_DATA_DIR: directory }),
    logLevel: 'silent',
  });
  try {
    return await work(doorsOf(application)(operator('test'), 'test').change, application.databaseUrl);
  } finally {
    await application.close();
  }
}

async function postmaster(): Promise<number | null> {
  const file = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => null);
  return file === null ? null : Number(file.split('\n')[0]);
}

/** Kills the server, and starts it again: nobody else would. */
async function killServer(serving: Serving, progress: Progress): Promise<Serving> {
  await serving.kill();
  const next = await serve(directory);
  progress.url = next.url;
  return next;
}

/** Kills PostgreSQL, and starts nothing: the server does. */
async function killPostmaster(progress: Progress): Promise<void> {
  const killed = await postmaster();
  const { refusedAsUnavailable, acknowledged } = progress;
  if (killed === null) throw new Error('PostgreSQL does not run');
  process.kill(killed, 'SIGKILL');
  await eventually(async () => {
    expect(progress.refusedAsUnavailable).toBeGreaterThan(refusedAsUnavailable);
    expect([null, killed]).not.toContain(await postmaster());
    expect(progress.acknowledged).toBeGreaterThan(acknowledged + SENDERS + 1);
  }, 20_000);
}

const names = (sender: number, batch: number) =>
  Array.from({ length: FACTS_EACH }, (_one, index) => `${sender}-${batch}-${index}`);

/** Three batches in ten are sent twice at once; one in five is of exposures. */
const batchesOf = (sender: number, outcome: (name: string) => Fact): Batch[] =>
  Array.from({ length: BATCHES_EACH }, (_one, batch) => {
    const isExposure = batch % 5 === 0;
    const exposure = (recipientKey: string) => ({
      experimentKey: 'subject-line',
      recipientKey,
      variantKey: 'control',
      occurredAt,
    });
    return {
      kind: isExposure ? 'exposures' : 'outcomes',
      isSentTwice: batch % 10 < 3,
      facts: () => names(sender, batch).map(isExposure ? exposure : outcome),
    };
  });

const ordered = (name: string): Fact => ({
  id: name,
  recipientKey: name,
  type: 'ordered',
  occurredAt,
  value: 3,
});

let attempts = 0;
/** The control: an id of its own at each attempt, as of a client that does not know what idempotence is for. */
const careless = (name: string): Fact => ({
  ...ordered(name),
  id: `${name}-${(attempts += 1)}`,
  type: 'careless',
});

it('every acknowledged fact is stored exactly once, however often the server and PostgreSQL are killed', async () => {
  serving = await serve(directory);
  const progress: Progress = { url: serving.url, acknowledged: 0, refusedAsUnavailable: 0, retries: 0 };
  const sending = Promise.all([
    ...Array.from({ length: SENDERS }, (_one, sender) =>
      sendAll(progress, key.secret, batchesOf(sender, ordered)),
    ),
    sendAll(progress, key.secret, batchesOf(SENDERS, careless)),
  ]);
  let failure: unknown;
  sending.catch((error: unknown) => (failure = error));

  for (const [after, whom] of KILLS) {
    await eventually(async () => {
      expect(failure).toBeUndefined();
      expect(progress.acknowledged).toBeGreaterThanOrEqual(after);
    }, 20_000);
    if (whom === 'postmaster') await killPostmaster(progress);
    else serving = await killServer(serving, progress);
  }
  await sending;
  await serving.stop();
  expect(await postmaster()).toBeNull();

  const expected = SENDERS * BATCHES_EACH * FACTS_EACH;
  const stored = await onDatabase((_change, url) =>
    rowsOf<Record<string, number>>(
      url,
      `select (select count(*)::integer from exposures) as exposures,
           count(*) filter (where type = 'ordered')::integer as outcomes,
           (sum(value) filter (where type = 'ordered'))::integer as total,
           count(distinct id) filter (where type = 'ordered')::integer as ids,
           count(*) filter (where type = 'careless')::integer as careless
         from outcomes`,
    ),
  );
  expect(stored).toEqual([
    {
      exposures: expected / 5 + (BATCHES_EACH * FACTS_EACH) / 5,
      outcomes: (expected * 4) / 5,
      total: ((expected * 4) / 5) * 3,
      ids: (expected * 4) / 5,
      careless: expect.any(Number),
    },
  ]);
  // The kills were felt, and a sender that names its facts anew at each attempt is seen to count twice.
  expect(progress.retries).toBeGreaterThanOrEqual(KILLS.length);
  expect(stored[0]?.careless).toBeGreaterThan((BATCHES_EACH * FACTS_EACH * 4) / 5);
}, 90_000);
