import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Metric } from '../../packages/api/src/metrics/index.js';
import { type MetricDefinition, define } from '../../packages/api/src/metrics/metric.rules.js';
import { randomNamed } from '../../packages/api/src/dev/random.js';
import { resultsStatement } from '../../packages/api/src/results/result.sql.js';
import { type FreshDatabase, freshDatabase } from '../support/postgres.js';

const EXPERIMENT = '00000000-0000-8000-8000-000000000001';
const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const AS_OF = START + 30 * 24 * HOUR;

interface Exposed {
  readonly recipient: string;
  readonly variant: string | null;
  readonly level: string | null;
  readonly at: number;
}

interface Outcome {
  readonly recipient: string;
  readonly type: string;
  readonly at: number;
  readonly value: number | null;
  readonly currency: string | null;
}

const metric = (definition: Partial<MetricDefinition> & { key: string }): Metric =>
  define(
    new Metric(),
    { name: definition.key, kind: 'PROPORTION', outcomeTypes: ['ordered'], ...definition },
    new Date(START),
  );

const METRICS = [
  metric({ key: 'ordered', conversionWindowHours: 48 }),
  metric({ key: 'revenue', kind: 'MEAN', outcomeTypes: ['ordered', 'refunded'], currency: 'EUR' }),
  metric({ key: 'capped', kind: 'MEAN', outcomeTypes: ['ordered', 'refunded'], cap: 40 }),
  metric({ key: 'visits', kind: 'MEAN', outcomeTypes: ['visited'], aggregation: 'COUNT' }),
  metric({
    key: 'per-order',
    kind: 'RATIO',
    outcomeTypes: ['ordered', 'refunded'],
    aggregation: 'SUM',
    denominatorOutcomeTypes: ['ordered'],
  }),
];

let database: FreshDatabase;
let client: pg.Client;
let exposed: Exposed[];
let outcomes: Outcome[];

/** Recipients of two arms, some of both, a third of them without any outcome; outcomes before and after. */
beforeAll(async () => {
  database = await freshDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  exposed = [];
  outcomes = [];
  const luckOf = randomNamed('statement');
  for (let index = 1; index <= 400; index += 1) await tellOf(index, luckOf(index));
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

async function tellOf(index: number, random: () => number): Promise<void> {
  const recipient = `00000000-0000-8000-9000-${String(index).padStart(12, '0')}`;
  const variants = index % 50 === 0 ? ['a', 'b'] : [random() < 0.5 ? 'a' : 'b'];
  const level = index % 7 === 0 ? null : ['DE', 'FR'][index % 2];
  const at = START + Math.floor(random() * 100) * HOUR;
  for (const variant of variants) {
    await client.query(
      `insert into exposures (recipient_id, experiment_id, phase, variant_key, occurred_at, received_at, dimensions)
       values ($1, $2, 1, $3, $4, now(), $5)`,
      [recipient, EXPERIMENT, variant, new Date(at), level === null ? null : { market: level }],
    );
  }
  exposed.push({
    recipient,
    variant: variants.length > 1 ? null : (variants[0] ?? null),
    level: level ?? null,
    at,
  });
  const count = index % 3 === 0 ? 0 : Math.floor(random() * 6);
  for (let place = 0; place < count; place += 1) await happen(recipient, place, random);
}

async function happen(recipient: string, place: number, random: () => number): Promise<void> {
  const type = ['ordered', 'refunded', 'visited', 'opened'][Math.floor(random() * 4)] ?? 'opened';
  const at = START + Math.floor((random() * 40 - 5) * 24) * HOUR;
  const isMoney = type === 'ordered' || type === 'refunded';
  const value = isMoney ? (type === 'refunded' ? -1 : 1) * Math.ceil(random() * 60) : null;
  const currency = isMoney ? (random() < 0.8 ? 'EUR' : 'USD') : null;
  outcomes.push({ recipient, type, at, value, currency });
  await client.query(
    `insert into outcomes (recipient_id, id, type, occurred_at, received_at, value, currency)
     values ($1, $2, $3, $4, now(), $5, $6)`,
    [recipient, `${place}`, type, new Date(at), value, currency],
  );
}

const ask = async (dimension: string | null, covariate: Metric | null) => {
  const question = { experimentId: EXPERIMENT, phase: 1, asOf: new Date(AS_OF), metrics: METRICS };
  const { text, parameters } = resultsStatement({ ...question, dimension, covariate });
  return (await client.query<Record<string, unknown>>(text, parameters)).rows;
};

/** The same numbers, one recipient after the other. */
function numberOf(
  of: Metric,
  who: Exposed,
  types: readonly string[],
  aggregation: string,
  from = who.at,
): number {
  const until =
    from < who.at ? who.at : of.conversionWindowHours ? from + of.conversionWindowHours * HOUR : Infinity;
  const counted = outcomes.filter(
    ({ recipient, type, at, currency }) =>
      recipient === who.recipient &&
      types.includes(type) &&
      at <= AS_OF &&
      at >= from &&
      at < until &&
      (of.currency === null || currency === of.currency),
  );
  if (of.kind === 'PROPORTION') return counted.length > 0 ? 1 : 0;
  if (aggregation === 'COUNT') return counted.length;
  return counted.reduce((sum, { value }) => sum + (value ?? 0), 0);
}

function pairOf(of: Metric, who: Exposed, covariate: Metric | null): [y: number, x: number] {
  const y = Math.min(numberOf(of, who, of.outcomeTypes, of.aggregation), of.cap ?? Infinity);
  if (of.kind === 'RATIO') {
    return [y, numberOf(of, who, of.denominatorOutcomeTypes ?? [], of.denominatorAggregation ?? 'COUNT')];
  }
  const past = who.at - 28 * 24 * HOUR;
  return [y, covariate ? numberOf(covariate, who, covariate.outcomeTypes, covariate.aggregation, past) : 0];
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + one, 0) / values.length;

function covarianceOf(one: readonly number[], other: readonly number[]): number {
  const [mean, otherMean] = [meanOf(one), meanOf(other)];
  const products = one.map((value, index) => (value - mean) * ((other[index] ?? 0) - otherMean));
  return products.reduce((sum, product) => sum + product, 0) / (one.length - 1);
}

function expectMoments(
  row: Record<string, unknown>,
  group: readonly Exposed[],
  covariate: Metric | null,
): void {
  expect(row.n).toBe(group.length);
  METRICS.forEach((of, index) => {
    const pairs = group.map(who => pairOf(of, who, covariate));
    const [ys, xs] = [pairs.map(([y]) => y), pairs.map(([, x]) => x)];
    const moments = [
      [row[`mean_y${index}`], meanOf(ys)],
      [row[`var_y${index}`], covarianceOf(ys, ys)],
      [row[`mean_x${index}`] ?? 0, meanOf(xs)],
      [row[`var_x${index}`] ?? 0, covarianceOf(xs, xs)],
      [row[`cov_${index}`] ?? 0, covarianceOf(ys, xs)],
    ];
    for (const [found, expected] of moments) expect(found, of.key).toBeCloseTo(Number(expected), 9);
    expect(row[`non_zero_${index}`], of.key).toBe(ys.filter(y => y !== 0).length);
  });
}

test.each([null, METRICS[3] ?? null])(
  'the moments are those of the recipients one by one (covariate %#)',
  async covariate => {
    const rows = await ask(null, covariate);

    expect(new Set(rows.map(({ variant }) => variant))).toEqual(new Set(['a', 'b', null]));
    for (const row of rows) {
      expectMoments(
        row,
        exposed.filter(({ variant }) => variant === row.variant),
        covariate,
      );
    }
  },
);

test('a dimension breaks the same recipients down, those without a value included', async () => {
  const rows = await ask('market', null);
  const levels = rows.filter(row => row.is_level);

  expect(rows.filter(row => !row.is_level)).toHaveLength(3);
  expect(new Set(levels.map(({ level }) => level))).toEqual(new Set(['DE', 'FR', null]));
  for (const row of levels.filter(({ n }) => Number(n) > 1)) {
    const group = exposed.filter(({ variant, level }) => variant === row.variant && level === row.level);
    expectMoments(row, group, null);
  }
});

test('an experiment without outcomes has zeros, and one without exposures no rows', async () => {
  await client.query('begin; truncate outcomes');
  const [row] = await ask(null, METRICS[3] ?? null);
  await client.query('truncate exposures');
  const none = await ask(null, null);
  await client.query('rollback');

  expect(row).toMatchObject({ mean_y0: 0, var_y0: 0, cov_0: 0, non_zero_0: 0 });
  expect(none).toEqual([]);
});
