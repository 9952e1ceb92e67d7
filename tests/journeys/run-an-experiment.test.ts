import { welch } from '@probity/stats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assign, compilePlan } from '../../packages/api/src/assignment/index.js';
import type { Experiment } from '../../packages/api/src/experiments/index.js';
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
import { resultsOf } from '../support/results.js';

let house: House;
let client: Client;
const KEY = 'subject-line';
const HOUR = 3_600_000;

beforeAll(async () => {
  house = await openHouse();
  client = await house.as('experimenter');
});

afterAll(() => house.close());

interface Assigned {
  readonly variantKeys: (string | null)[];
  readonly reasons: string[];
  readonly buckets: (number | null)[];
  readonly planVersion: string;
}

const recipients = Array.from({ length: 1000 }, (_one, index) => `recipient-${index}@example.com`);

const assignAll = (recipientKeys: readonly string[], context: Record<string, unknown> | null = null) =>
  client.ask<Assigned>(
    `query ($key: Key!, $recipientKeys: [String!]!, $context: JSONObject) {
      assignments(experimentKey: $key, recipientKeys: $recipientKeys, context: $context) {
        variantKeys reasons buckets planVersion
      }
    }`,
    { key: KEY, recipientKeys, context },
  );

const assignOne = (recipientKey: string) =>
  client.ask<Record<string, unknown>>(
    `query ($key: Key!, $recipientKey: String!) {
      assignment(experimentKey: $key, recipientKey: $recipientKey) {
        experimentKey inExperiment variantKey reason bucket probability payload modelVersionId planVersion
      }
    }`,
    { key: KEY, recipientKey },
  );

const AMEND = 'mutation ($input: AmendExperimentInput!) { amendExperiment(input: $input) { version name } }';
const PHASE = `mutation ($input: OpenExperimentPhaseInput!) {
  openExperimentPhase(input: $input) { version phases { number startedAt endedAt allocationBp reason } }
}`;
const DECIDE = `mutation ($input: DecideExperimentInput!) {
  decideExperiment(input: $input) { status decision { outcome variantKey recommendation decidedBy rationale } }
}`;
const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);

describe('an experiment', () => {
  it('is run from its metric to its decision, and the audit log tells of every step', async () => {
    await defineMetric(client);
    await createExperiment(client, { name: 'Draft', variants: make.variants(5000, 5000) });
    const payload = { subject: 'Hi' };
    const variants = [
      { key: 'control', weightBp: 5000 },
      { key: 'short', weightBp: 5000, payload, modelVersionId: 'model-7' },
    ];
    const amended = await client.ask(AMEND, {
      input: { ...make.experiment({ variants, name: 'Short subject' }), version: 1 },
    });
    expect(amended).toEqual({ version: 2, name: 'Short subject' });
    expect(await assignOne('somebody')).toMatchObject({ reason: 'NO_SUCH_EXPERIMENT', inExperiment: false });

    const started = await verb(client, 'start', KEY, 2);
    expect(started).toMatchObject({
      status: 'RUNNING',
      version: 3,
      designHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      possibleCommands: ['experiment.pause', 'experiment.openPhase', 'experiment.stop'],
    });

    const { variantKeys, planVersion, buckets } = await assignAll(recipients);
    const short = recipients[variantKeys.indexOf('short')] ?? '';
    expect(await assignOne(short.toUpperCase())).toEqual({
      experimentKey: KEY,
      inExperiment: true,
      variantKey: 'short',
      reason: 'ASSIGNED',
      bucket: buckets[variantKeys.indexOf('short')],
      probability: 0.5,
      payload,
      modelVersionId: 'model-7',
      planVersion,
    });

    await sendAndOrder(variantKeys);
    await expectResults(variantKeys);

    await verb(client, 'pause', KEY);
    expect(new Set((await assignAll(recipients)).reasons)).toEqual(new Set(['NOT_RUNNING']));
    await verb(client, 'resume', KEY);
    expect((await assignAll(recipients)).variantKeys).toEqual(variantKeys);

    const phase = await client.ask<{ phases: unknown[] }>(PHASE, {
      input: { key: KEY, allocationBp: 2000, reason: 'Too many complaints.' },
    });
    expect(phase.phases).toEqual([
      { number: 1, startedAt: ISO, endedAt: ISO, allocationBp: 10_000, reason: 'start' },
      { number: 2, startedAt: ISO, endedAt: null, allocationBp: 2000, reason: 'Too many complaints.' },
    ]);
    const narrowed = await assignAll(recipients);
    narrowed.variantKeys.forEach((key, index) => {
      if (key !== null) expect(key).toBe(variantKeys[index]);
    });
    expect(new Set(narrowed.reasons)).toEqual(new Set(['ASSIGNED', 'NOT_IN_ALLOCATION']));
    expect((await resultsOf(client, KEY, { phase: 1 })).phase).toBe(1);
    expect((await resultsOf(client, KEY)).metrics[0]?.arms.map(({ units }) => units)).toEqual([0, 0]);

    await verb(client, 'stop', KEY);
    const decided = await client.ask(DECIDE, {
      input: { key: KEY, outcome: 'ROLL_BACK', rationale: 'The second phase is empty.' },
    });
    expect(decided).toEqual({
      status: 'DECIDED',
      decision: {
        outcome: 'ROLL_BACK',
        variantKey: null,
        recommendation: 'REVIEW',
        decidedBy: 'experimenter of the test',
        rationale: 'The second phase is empty.',
      },
    });
    expect(await verb(client, 'archive', KEY)).toMatchObject({ status: 'ARCHIVED', possibleCommands: [] });
    await expectStory();
  });

  it('is assigned alike by anybody who has its seed: the plan needs no server', async () => {
    const key = 'offline';
    await defineMetric(client, { key: 'offline-metric' });
    const design = make.design({ primaryMetric: 'offline-metric' });
    const { id, seed } = await createExperiment(client, {
      key,
      design,
      variants: make.variants(1000, 2000, 7000),
    });
    await verb(client, 'start', key);
    const weights = [1000, 2000, 7000].map((weightBp, index) => ({
      variantKey: index === 0 ? 'control' : `variant-${index}`,
      weightBp,
    }));
    const phase = {
      number: 1,
      startedAt: '2026-01-01',
      endedAt: null,
      allocationBp: 10_000,
      weights,
      targeting: null,
    };
    const known = {
      id,
      key,
      seed,
      status: 'RUNNING',
      assignmentSource: 'HASHED',
      pausedAt: null,
      variants: [],
      phases: [phase],
    };
    const plan = compilePlan({ experiments: [known as unknown as Experiment] });

    const { variantKeys } = await client.ask<Assigned>(
      `query ($recipientKeys: [String!]!) {
        assignments(experimentKey: "offline", recipientKeys: $recipientKeys) { variantKeys }
      }`,
      { recipientKeys: recipients },
    );

    expect(variantKeys).toEqual(recipients.map(recipient => assign(plan, key, recipient).variant?.key));
  });
});

/** Everybody is exposed; in the control every tenth orders, in the other variant every fifth. */
async function sendAndOrder(variantKeys: readonly (string | null)[]): Promise<void> {
  const occurredAt = new Date(house.application.now().getTime()).toISOString();
  house.advance(HOUR);
  const exposed = await recordExposures(
    client,
    recipients.map((recipientKey, index) => ({
      experimentKey: KEY,
      recipientKey,
      variantKey: variantKeys[index],
      occurredAt,
    })),
  );
  const ordered = await recordOutcomes(
    client,
    recipients.flatMap((recipientKey, index) =>
      index % (variantKeys[index] === 'short' ? 5 : 10) === 0
        ? [{ id: 'order', recipientKey, type: 'ordered', occurredAt }]
        : [],
    ),
  );

  expect(exposed).toEqual({ accepted: 1000, duplicates: 0, rejected: [] });
  expect(ordered.rejected).toEqual([]);
}

async function expectResults(variantKeys: readonly (string | null)[]): Promise<void> {
  const arms = ['control', 'short'].map(variantKey => {
    const mine = variantKeys.flatMap((key, index) => (key === variantKey ? [index] : []));
    const n = mine.length;
    const mean = mine.filter(index => index % (variantKey === 'short' ? 5 : 10) === 0).length / n;
    return { n, mean, variance: (mean * (1 - mean) * n) / (n - 1) };
  });
  const [control = { n: 0, mean: 0, variance: 0 }, short = control] = arms;
  const expected = welch(control, short, { alpha: 0.05 });

  const { status, checks, metrics, recommendation, decisionBlockedBy } = await resultsOf(client, KEY);

  expect({ status, decisionBlockedBy }).toEqual({ status: 'OK', decisionBlockedBy: [] });
  expect(checks.map(one => [one.name, one.status])).toEqual([
    ['sample-ratio', 'PASSED'],
    ['several-variants', 'PASSED'],
  ]);
  expect(metrics[0]?.arms).toEqual(
    arms.map(({ n, mean, variance }, index) => ({
      variantKey: index === 0 ? 'control' : 'short',
      units: n,
      mean: expect.closeTo(mean, 12),
      standardDeviation: expect.closeTo(Math.sqrt(variance), 12),
    })),
  );
  expect(metrics[0]?.comparisons[0]).toMatchObject({
    status: 'OK',
    difference: expect.closeTo(expected.difference, 12),
    standardError: expect.closeTo(expected.standardError, 12),
    pValue: expect.closeTo(expected.pValue, 10),
    interval: {
      lower: expect.closeTo(expected.interval.lower, 9),
      upper: expect.closeTo(expected.interval.upper, 9),
      level: 0.95,
    },
    relativeLift: expect.closeTo(short.mean / control.mean - 1, 12),
  });
  expect(recommendation).toBe('SHIP');
}

/** Every command that was given, with the version before and after it. */
async function expectStory(): Promise<void> {
  const { items } = await client.ask<{
    items: {
      action: string;
      actorName: string;
      before: { version: number } | null;
      after: { version: number };
      reason: string | null;
    }[];
  }>(
    `{ auditEntries(filter: { subjectKey: "subject-line", subjectType: "Experiment" }, sort: [{ field: AT, order: ASC }]) {
      items { action actorName before after reason }
    } }`,
  );

  const story = items.map(({ action, before, after, reason }) => [
    action,
    before?.version ?? null,
    after.version,
    reason,
  ]);
  expect(story).toEqual([
    ['experiment.create', null, 1, null],
    ['experiment.amend', 1, 2, null],
    ['experiment.start', 2, 3, null],
    ['experiment.pause', 3, 4, null],
    ['experiment.resume', 4, 5, null],
    ['experiment.openPhase', 5, 6, 'Too many complaints.'],
    ['experiment.stop', 6, 7, null],
    ['experiment.decide', 7, 8, 'The second phase is empty.'],
    ['experiment.archive', 8, 9, null],
  ]);
  expect(new Set(items.map(({ actorName }) => actorName))).toEqual(new Set(['experimenter of the test']));
}
