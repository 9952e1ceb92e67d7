import { type PairMoments, cuped, pairMomentsOf, ratioDifference, welch } from '@probity/stats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chanceFrom } from '../support/chance.js';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import {
  createExperiment,
  defineMetric,
  make,
  recordExposures,
  recordOutcomes,
  verb,
} from '../support/make.js';
import { type Results, resultsOf } from '../support/results.js';

/** What the test knows of a recipient; instants in whole minutes after the start. */
interface Known {
  readonly name: string;
  readonly variants: readonly string[];
  readonly exposedAt: number;
  readonly outcomes: readonly Happened[];
}

interface Happened {
  readonly type: string;
  readonly minute: number;
  readonly value: number | null;
  readonly currency: string | null;
}

const MINUTE = 60_000;
const DAY = 24 * 60;
const AS_OF = 30 * DAY;
const ARMS = ['control', 'short', 'long'] as const;

let house: House;
let client: Client;
let results: Results;
const known: Known[] = populate(600);

/** Six hundred recipients, with outcomes before, at and after their exposures, and one in fifty in two variants. */
function populate(count: number): Known[] {
  const { below } = chanceFrom(20_260_301);
  return Array.from({ length: count }, (_one, index) => {
    const exposedAt = below(20 * DAY);
    const variants = [ARMS[below(3)] ?? 'control'];
    if (index % 50 === 0) variants.push(variants[0] === 'control' ? 'short' : 'control');
    const outcomes = Array.from({ length: below(7) }, () => ({
      type: ['ordered', 'refunded', 'opened', 'visited'][below(4)] ?? 'ordered',
      minute: [exposedAt, exposedAt + 2 * DAY, exposedAt - 1, below(32 * DAY)][below(4)] ?? 0,
      value: below(5) === 0 ? null : below(40_000) / 100 - 50,
      currency: below(3) === 0 ? 'USD' : 'EUR',
    }));
    return { name: `computed-${index}`, variants, exposedAt, outcomes };
  });
}

beforeAll(async () => {
  house = await openHouse();
  client = await house.as('experimenter');
  await defineMetric(client, { key: 'ordered', conversionWindowHours: 48 });
  await defineMetric(client, {
    key: 'visits',
    kind: 'MEAN',
    aggregation: 'COUNT',
    outcomeTypes: ['visited'],
  });
  const euros = { kind: 'MEAN', outcomeTypes: ['ordered', 'refunded'], currency: 'EUR', cap: 120 };
  await defineMetric(client, { key: 'euros', ...euros });
  await defineMetric(client, {
    key: 'value-per-open',
    kind: 'RATIO',
    outcomeTypes: ['ordered'],
    aggregation: 'SUM',
    denominatorOutcomeTypes: ['opened', 'visited'],
  });
  await createExperiment(client, {
    key: 'computed',
    assignmentSource: 'EXTERNAL',
    variants: ARMS.map((key, index) => ({ key, weightBp: index === 0 ? 3334 : 3333 })),
    design: make.design({
      secondaryMetrics: ['visits', 'euros', 'value-per-open'],
      covariateMetric: 'visits',
    }),
  });
  await verb(client, 'start', 'computed');
  const { startedAt } = await client.ask<{ startedAt: string }>(
    '{ experiment(key: "computed") { startedAt } }',
  );
  house.advance(40 * DAY * MINUTE);
  const at = (minute: number) => new Date(Date.parse(startedAt) + minute * MINUTE).toISOString();
  await recordExposures(
    client,
    known.flatMap(({ name, variants, exposedAt }) =>
      variants.map(variantKey => ({
        experimentKey: 'computed',
        recipientKey: name,
        variantKey,
        occurredAt: at(exposedAt),
      })),
    ),
  );
  await recordOutcomes(
    client,
    known.flatMap(({ name, outcomes }) =>
      outcomes.map(({ minute, ...rest }, index) => ({
        ...rest,
        id: `${index}`,
        recipientKey: name,
        occurredAt: at(minute),
      })),
    ),
  );
  results = await resultsOf(client, 'computed', { asOf: at(AS_OF) });
});

afterAll(() => house.close());

const seen = (one: Known): Happened[] => one.outcomes.filter(({ minute }) => minute <= AS_OF);
const sum = (outcomes: readonly Happened[]): number =>
  outcomes.reduce((total, { value }) => total + (value ?? 0), 0);
const after = (one: Known, types: readonly string[], window = Number.POSITIVE_INFINITY): Happened[] =>
  seen(one).filter(
    ({ type, minute }) => types.includes(type) && minute >= one.exposedAt && minute < one.exposedAt + window,
  );
const before = (one: Known): number =>
  seen(one).filter(
    ({ type, minute }) => type === 'visited' && minute < one.exposedAt && minute >= one.exposedAt - 28 * DAY,
  ).length;

const VALUES: Readonly<Record<string, (one: Known) => number>> = {
  ordered: one => (after(one, ['ordered'], 2 * DAY).length > 0 ? 1 : 0),
  visits: one => after(one, ['visited']).length,
  euros: one =>
    Math.min(120, sum(after(one, ['ordered', 'refunded']).filter(({ currency }) => currency === 'EUR'))),
  'value-per-open': one => sum(after(one, ['ordered'])),
};

/** The same moments, straight from what the test knows. */
function expected(metric: string, variant: string): PairMoments {
  const mine = known.filter(({ variants }) => variants.length === 1 && variants[0] === variant);
  const x = metric === 'value-per-open' ? (one: Known) => after(one, ['opened', 'visited']).length : before;
  return pairMomentsOf(
    mine.map(one => VALUES[metric]?.(one) ?? Number.NaN),
    mine.map(x),
  );
}

const resultOf = (metric: string) => results.metrics.find(({ metricKey }) => metricKey === metric);
const ofY = ({ n, meanY, varianceY }: PairMoments) => ({ n, mean: meanY, variance: varianceY });

describe('results computed in the database', () => {
  it.each(['ordered', 'visits', 'euros'])('have the arms that the facts of "%s" have, one by one', metric => {
    expect(resultOf(metric)?.arms).toEqual(
      ARMS.map(variantKey => {
        const { n, meanY, varianceY } = expected(metric, variantKey);
        const standardDeviation = expect.closeTo(Math.sqrt(varianceY), 9);
        return { variantKey, units: n, mean: expect.closeTo(meanY, 10), standardDeviation };
      }),
    );
  });

  it('compare ratios by the delta method', () => {
    const [control, short] = [expected('value-per-open', 'control'), expected('value-per-open', 'short')];
    const { difference, standardError } = ratioDifference(control, short, { alpha: 0.05 });

    expect(resultOf('value-per-open')?.comparisons[0]).toMatchObject({
      status: 'OK',
      difference: expect.closeTo(difference ?? Number.NaN, 9),
      standardError: expect.closeTo(standardError ?? Number.NaN, 9),
    });
  });

  it.each(['ordered', 'visits', 'euros'])('adjust "%s" by what was known before the exposure', metric => {
    const [control, long] = [expected(metric, 'control'), expected(metric, 'long')];
    const { difference, standardError, varianceReduction } = cuped(control, long, { alpha: 0.05 });

    expect(resultOf(metric)?.comparisons[1]).toMatchObject({
      variantKey: 'long',
      difference: expect.closeTo(difference, 9),
      standardError: expect.closeTo(standardError, 9),
      varianceReduction: expect.closeTo(varianceReduction, 9),
    });
    expect(difference).not.toBeCloseTo(welch(ofY(control), ofY(long), { alpha: 0.05 }).difference, 9);
  });

  it('leave out and count those in two variants', () => {
    const twice = known.filter(({ variants }) => variants.length > 1).length;

    expect(results.checks.find(({ name }) => name === 'several-variants')?.detail).toContain(
      `${twice} of 600 `,
    );
  });

  it('are made of facts of every sort that could be counted wrongly', () => {
    const outcomes = known.flatMap(one =>
      one.outcomes.map(({ minute, ...rest }) => ({ ...rest, since: minute - one.exposedAt })),
    );

    expect(outcomes.some(({ since }) => since === 0)).toBe(true);
    expect(outcomes.some(({ since }) => since === 2 * DAY)).toBe(true);
    expect(outcomes.some(({ since }) => since === -1)).toBe(true);
    expect(known.some(one => sum(after(one, ['ordered'])) > 120)).toBe(true);
    expect(known.some(one => one.outcomes.length === 0)).toBe(true);
    expect(known.some(one => one.outcomes.some(({ minute }) => minute > AS_OF))).toBe(true);
  });
});
