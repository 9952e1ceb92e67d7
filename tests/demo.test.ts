import { generateKeyPairSync } from 'node:crypto';
import { GraphQLInputObjectType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Application } from '../packages/api/src/application.js';
import { createApiKey, newApiKey } from '../packages/api/src/access/index.js';
import { signingKeyOf } from '../packages/api/src/audit/index.js';
import { readConfig } from '../packages/api/src/config.js';
import { ensureDemo, resetDemo } from '../packages/api/src/dev/demo.js';
import { doorsOf, operator } from '../packages/api/src/doors.js';
import { ENTITIES } from '../packages/api/src/entities.js';
import { type Database, openDatabase } from '../packages/api/src/kernel/database.js';
import { openHoldout } from '../packages/api/src/holdouts/index.js';
import { defineLayer } from '../packages/api/src/layers/index.js';
import { defineMetric } from '../packages/api/src/metrics/index.js';
import { experimentResults } from '../packages/api/src/results/result.queries.js';
import { buildProbitySchema } from '../packages/api/src/schema.js';
import { type FreshDatabase, freshDatabase } from './support/postgres.js';

const PEPPER = Buffer.from('a pepper that tests share for ever');
const SIGNING_KEY = signingKeyOf(generateKeyPairSync('ed25519').privateKey, null);
const TOLD = ['browse-reminders', 'product-picks', 'send-time', 'urgent-subjects', 'welcome-series'] as const;
const quietly = { onProgress: () => {} };
// Three tellings of seven seconds each, on a machine that may be busy.
const LONG = 180_000;

interface Shop {
  readonly application: Application;
  close(): Promise<void>;
}

async function openShop(): Promise<Shop> {
  const fresh = await freshDatabase();
  const application = await applicationOn(fresh);
  const close = async () => {
    await application.close();
    await fresh.drop();
  };
  return { application, close };
}

async function applicationOn({ url: databaseUrl }: FreshDatabase): Promise<Application> {
  const database = await openDatabase(databaseUrl, ENTITIES, 5);
  const config = { ...readConfig({}), logLevel: 'silent' };
  const close = () => database.close();
  const now = () => new Date();
  return {
    config,
    database,
    databaseUrl,
    embeddedDirectory: null,
    pepper: PEPPER,
    signingKey: SIGNING_KEY,
    now,
    close,
  };
}

const doorsInto = (application: Application) => doorsOf(application)(operator('test'), 'test');

async function resultsIn(application: Application, key: string) {
  const { asOf: _asOf, ...results } = await experimentResults(
    doorsInto(application).look,
    { key },
    new Date(),
  );
  return results;
}

async function allResultsIn(application: Application) {
  const results = [];
  for (const key of TOLD) results.push(await resultsIn(application, key));
  return results;
}

async function countIn({ database }: Application, table: string): Promise<number> {
  const [row] = await database.reader.query<{ count: number }[]>(
    `select count(*)::integer as count from ${table}`,
  );
  return row?.count ?? 0;
}

/** The same database, whose writer fails at some of its statements: for good, as if killed, or once. */
function failing(fails: (write: number) => string | null, database: Database): Database {
  let writes = 0;
  const writer = new Proxy(database.writer, {
    get(target, property) {
      if (property !== 'query') return Reflect.get(target, property, target) as unknown;
      return (...parameters: Parameters<typeof target.query>) => {
        writes += 1;
        const fault = fails(writes);
        return fault ? Promise.reject(new Error(fault)) : target.query(...parameters);
      };
    },
  });
  return { ...database, writer };
}

let shop: Shop;
let told: { created: boolean }[];

beforeAll(async () => {
  shop = await openShop();
  told = await Promise.all([ensureDemo(shop.application, quietly), ensureDemo(shop.application, quietly)]);
}, LONG);

afterAll(() => shop.close());

test('of two processes that start at once, one makes the demo and the other waits for it', () => {
  expect(told.filter(({ created }) => created)).toHaveLength(1);
});

test('a draft waits with a complete design', async () => {
  const [draft] = await shop.application.database.reader.query<{ status: string; design: object }[]>(
    "select status, design from experiments where key = 'subject-lines'",
  );

  expect(draft).toMatchObject({
    status: 'DRAFT',
    design: { primaryMetric: 'visited', method: 'SEQUENTIAL' },
  });
});

test('a healthy experiment runs in its second phase without a clear effect', async () => {
  const results = await resultsIn(shop.application, 'send-time');

  expect(results).toMatchObject({ status: 'OK', phase: 2, recommendation: 'KEEP_RUNNING' });
});

test('an experiment whose sender loses exposures is not to be believed', async () => {
  const results = await resultsIn(shop.application, 'product-picks');

  expect(results).toMatchObject({ status: 'SAMPLE_RATIO_MISMATCH', recommendation: 'REVIEW' });
  expect(results.decisionBlockedBy).toContain('sample-ratio');
});

test('a winner of three arms waits to be shipped, and its refunds are counted', async () => {
  const results = await resultsIn(shop.application, 'browse-reminders');
  const orders = results.metrics.find(({ metricKey }) => metricKey === 'revenue-per-order');
  const [refunds] = await shop.application.database.reader.query<{ largest: number }[]>(
    "select max(value)::float8 as largest from outcomes where type = 'refunded' and currency = 'EUR'",
  );

  expect(results).toMatchObject({ recommendation: 'SHIP', recommendedVariantKey: 'ai-decisioned' });
  expect(orders?.arms.map(({ variantKey }) => variantKey)).toEqual([
    'business-as-usual',
    'random-eligible',
    'ai-decisioned',
  ]);
  expect(orders?.comparisons.every(({ status }) => status === 'OK')).toBe(true);
  expect(refunds?.largest).toBeLessThan(0);
});

test('a harmful experiment was stopped: it is clicked more, and left more', async () => {
  const results = await resultsIn(shop.application, 'urgent-subjects');
  const [clicked, unsubscribed] = ['clicked', 'unsubscribed'].map(
    key => results.metrics.find(({ metricKey }) => metricKey === key)?.comparisons[0],
  );

  expect(results).toMatchObject({ status: 'OK', recommendation: 'ROLL_BACK' });
  expect(clicked?.difference).toBeGreaterThan(0);
  expect(unsubscribed?.guardrail).toBe('FAILED');
});

test('a decision stands beside what the data recommended when it was taken', async () => {
  const results = await resultsIn(shop.application, 'welcome-series');
  const [decided] = await shop.application.database.reader.query<{ decision: object }[]>(
    "select decision from experiments where key = 'welcome-series' and status = 'DECIDED'",
  );

  expect(results.recommendation).toBe('SHIP');
  expect(decided?.decision).toMatchObject({
    outcome: 'SHIP',
    recommendation: 'SHIP',
    decidedBy: 'Acme Outdoor (demo)',
  });
});

test('a twentieth of the German shop is left as it was, but for one whom a hasty sender did not spare', async () => {
  const [row] = await shop.application.database.reader.query<object[]>(
    `select count(*)::integer as members, bool_and(m.first_at > h.opened_at) as later,
            (select count(*)::integer from contaminations) as contaminated,
            (select count(*)::integer from alerts) as alerts
     from holdouts h join holdout_members m on m.holdout_id = h.id where h.key = 'german-shop'`,
  );
  const { members, ...rest } = row as { members: number };

  expect(rest).toEqual({ later: true, contaminated: 1, alerts: 1 });
  // Three mailings of 84,000 customers in all, and three standard errors of a binomial share.
  expect(Math.abs(members - 4_200)).toBeLessThan(3 * Math.sqrt(84_000 * 0.05 * 0.95));
});

test('more than 100,000 recipients were mailed, and nothing happened in the future', async () => {
  const { database } = shop.application;
  const [row] = await database.reader.query<{ recipients: number; latest: Date; audited: boolean }[]>(
    `select (select count(distinct recipient_id)::integer from exposures) as recipients,
            (select max(occurred_at) from (select occurred_at from exposures
                                           union all select occurred_at from outcomes) as facts) as latest,
            (select bool_and(at >= before) from (select at, lag(at, 1, at) over (order by id) as before
                                                 from audit_entries) as entries) as audited`,
  );

  expect(row?.recipients).toBeGreaterThan(100_000);
  expect(row?.latest.getTime()).toBeLessThan(Date.now());
  expect(row?.audited, 'the audit log reads like one past').toBe(true);
});

test('a second start changes nothing', async () => {
  const before = await countIn(shop.application, 'audit_entries');

  await expect(ensureDemo(shop.application, quietly)).resolves.toEqual({ created: false });
  expect(await countIn(shop.application, 'audit_entries')).toBe(before);
});

test('a database with a metric of its own gets no demo', async () => {
  const other = await openShop();
  const metric = { key: 'ours', name: 'Ours', kind: 'PROPORTION', outcomeTypes: ['ours'] } as const;
  await doorsInto(other.application).change(defineMetric, metric);

  await expect(ensureDemo(other.application, quietly)).resolves.toEqual({ created: false });
  expect(await countIn(other.application, 'experiments')).toBe(0);
  await other.close();
});

test(
  'a telling that was killed half way is told to its end, over a fault on the way, with the same results',
  async () => {
    const other = await openShop();
    const withFaults = (fails: (write: number) => string | null): Application => ({
      ...other.application,
      database: failing(fails, other.application.database),
    });
    const dying = withFaults(write => (write > 30 ? 'killed' : null));
    await expect(ensureDemo(dying, quietly)).rejects.toThrow('killed');
    const facts =
      (await countIn(other.application, 'exposures')) + (await countIn(other.application, 'outcomes'));
    expect(facts).toBeGreaterThan(5_000);

    const lines: string[] = [];
    const hesitant = withFaults(write => (write === 10 ? 'Connection terminated unexpectedly' : null));
    await expect(ensureDemo(hesitant, { onProgress: line => lines.push(line) })).resolves.toEqual({
      created: true,
    });

    expect(lines).toContain('the database did not answer in time; going on with the demo');
    expect(await allResultsIn(other.application)).toEqual(await allResultsIn(shop.application));
    expect(await countIn(other.application, 'outcomes')).toBe(await countIn(shop.application, 'outcomes'));
    await other.close();
  },
  LONG,
);

test(
  'a reset removes everything and tells the demo again, but spares what is not the demo unless forced',
  async () => {
    const { application } = shop;
    const before = await allResultsIn(application);
    const metric = { key: 'ours', name: 'Ours', kind: 'PROPORTION', outcomeTypes: ['ours'] } as const;
    await doorsInto(application).change(defineMetric, metric);
    await doorsInto(application).change(createApiKey, newApiKey('ours', 'viewer'));
    const [head] = await application.database.reader.query<{ id: string }[]>(
      'select max(id) as id from audit_entries',
    );

    await expect(resetDemo(application, quietly)).rejects.toThrow('the metric "ours" is not the demo\'s');
    expect(await countIn(application, 'experiments')).toBe(6);
    await expect(resetDemo(application, { ...quietly, force: true })).resolves.toEqual({ created: true });

    expect(await allResultsIn(application)).toEqual(before);
    expect(await countIn(application, 'api_keys')).toBe(0);
    const [first] = await application.database.reader.query<{ id: string }[]>(
      'select min(id) as id from audit_entries',
    );
    expect(Number(first?.id), 'no number of the audit log names two things').toBe(Number(head?.id) + 1);
  },
  LONG,
);

test('a reset spares a database with a holdout or a layer of its own', async () => {
  const other = await openShop();
  await doorsInto(other.application).change(defineLayer, { key: 'ours', name: 'Ours' });
  await expect(resetDemo(other.application, quietly)).rejects.toThrow('the layer "ours" is not the demo\'s');
  const size = { listSize: 1_000, baseRate: 0.1 };
  await doorsInto(other.application).change(openHoldout, {
    ...size,
    key: 'theirs',
    name: 'Theirs',
    scope: 'GLOBAL',
  });

  await expect(resetDemo(other.application, quietly)).rejects.toThrow(
    'the holdout "theirs" is not the demo\'s',
  );
  await other.close();
});

test('a reset that is interrupted leaves an empty database, which the next start fills', async () => {
  const other = await openShop();
  const interrupted = {
    onProgress: (line: string) => {
      if (line.startsWith('making the demo')) throw new Error('interrupted');
    },
  };

  await expect(resetDemo(other.application, interrupted)).rejects.toThrow('interrupted');

  expect(await countIn(other.application, 'metrics')).toBe(0);
  await other.close();
});

test('ids and seeds cannot be given over GraphQL', () => {
  const schema = buildProbitySchema();
  const fieldsOf = (name: string): string[] => {
    const type = schema.getType(name);
    return type instanceof GraphQLInputObjectType ? Object.keys(type.getFields()) : [];
  };

  expect(fieldsOf('CreateExperimentInput')).toContain('key');
  expect(fieldsOf('CreateExperimentInput')).not.toContain('seed');
  expect(fieldsOf('CreateExperimentInput')).not.toContain('id');
  expect(fieldsOf('DefineMetricInput')).not.toContain('id');
});
