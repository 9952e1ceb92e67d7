import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentHash } from '../../packages/api/src/kernel/content-hash.js';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import {
  type Created,
  createExperiment,
  defineMetric,
  make,
  recordExposures,
  verb,
} from '../support/make.js';
import { importedExperiment, resultsOf } from '../support/results.js';

let house: House;
let client: Client;

beforeAll(async () => {
  house = await openHouse();
  client = await house.as('experimenter');
  await defineMetric(client);
  await defineMetric(client, { key: 'complained', direction: 'DECREASE', outcomeTypes: ['complained'] });
});

afterAll(() => house.close());

const AMEND =
  'mutation ($input: AmendExperimentInput!) { amendExperiment(input: $input) { version designHash } }';
const DECIDE = 'mutation ($input: DecideExperimentInput!) { decideExperiment(input: $input) { status } }';

async function started(key: string, overrides: Record<string, unknown> = {}): Promise<Created> {
  await createExperiment(client, { key, ...overrides });
  return verb(client, 'start', key);
}

const designOf = (key: string) =>
  client.ask<Record<string, unknown>>(
    `query ($key: Key!) { experiment(key: $key) {
      key hypothesis assignmentSource designHash variants { key isControl }
      design { primaryMetric secondaryMetrics guardrails { metric margin } method alpha power minimumDetectableLift
        plannedRecipients correction covariateMetric }
    } }`,
    { key },
  );

describe('the design of an experiment', () => {
  it('can be changed while it is a draft, and has no hash', async () => {
    await createExperiment(client, { key: 'draft', design: null });

    const amended = await client.ask(AMEND, { input: { ...make.experiment({ key: 'draft' }), version: 1 } });

    expect(amended).toEqual({ version: 2, designHash: null });
  });

  it.each([
    ['running', []],
    ['paused', ['pause']],
    ['stopped', ['stop']],
    ['archived', ['stop', 'archive']],
  ])('cannot be changed once it is %s', async (status, verbs) => {
    const key = `locked-${status}`;
    const { designHash } = await started(key);
    for (const name of verbs) await verb(client, name, key);
    const before = await designOf(key);
    const input = {
      ...make.experiment({ key, design: make.design({ alpha: 0.5 }) }),
      version: 2 + verbs.length,
    };

    const refusal = await client.refusal(AMEND, { input });

    expect(refusal).toMatchObject({ code: 'RULE_VIOLATED', rule: 'wrong-status', allowed: ['DRAFT'] });
    expect(await designOf(key)).toEqual({ ...before, designHash });
  });

  it('has a hash that anybody can compute from what is shown', async () => {
    await started('computed', {
      design: make.design({ guardrails: [{ metric: 'complained', margin: 0.1 }] }),
    });

    const { designHash, ...registered } = await designOf('computed');

    expect(contentHash(registered)).toBe(designHash);
  });

  it('keeps its hash through every verb that is not about it', async () => {
    const { designHash } = await started('kept');
    await verb(client, 'pause', 'kept');
    await verb(client, 'resume', 'kept');
    await client.ask(
      `mutation { openExperimentPhase(input: { key: "kept", allocationBp: 100, reason: "Ramp down.",
        weights: [{ variantKey: "control", weightBp: 9000 }, { variantKey: "variant-1", weightBp: 1000 }] }) { key } }`,
    );

    expect((await verb(client, 'stop', 'kept')).designHash).toBe(designHash);
  });

  it('cannot be started twice, with another hash', async () => {
    await started('twice');

    expect(await client.refusal('mutation { startExperiment(key: "twice") { key } }')).toMatchObject({
      rule: 'wrong-status',
      status: 'RUNNING',
    });
  });

  it('keeps a metric that is retired after the start, and no new one may use it', async () => {
    await defineMetric(client, { key: 'fading' });
    await started('on-fading', { design: make.design({ primaryMetric: 'fading' }) });
    await client.ask('mutation { retireMetric(key: "fading") { retiredAt } }');

    const { metrics } = await resultsOf(client, 'on-fading');
    const refusal = await client.refusal(
      'mutation ($input: CreateExperimentInput!) { createExperiment(input: $input) { key } }',
      { input: make.experiment({ key: 'too-late', design: make.design({ primaryMetric: 'fading' }) }) },
    );

    expect(metrics.map(({ metricKey }) => metricKey)).toEqual(['fading']);
    expect(refusal).toMatchObject({ rule: 'retired-metric', field: 'design.primaryMetric' });
  });
});

describe('the results of an experiment', () => {
  it('are read by its own design: metrics, method and margins', async () => {
    const design = make.design({
      method: 'SEQUENTIAL',
      guardrails: [{ metric: 'complained', margin: 0.1 }],
    });
    await started('own-design', { design });

    const results = await resultsOf(client, 'own-design');

    expect(results.method).toBe('SEQUENTIAL');
    expect(results.metrics.map(({ metricKey, role }) => [metricKey, role])).toEqual([
      ['ordered', 'PRIMARY'],
      ['complained', 'GUARDRAIL'],
    ]);
    expect(results).toMatchObject({ status: 'NOT_ENOUGH_DATA', decisionBlockedBy: ['not-enough-data'] });
  });

  it('are none before the start', async () => {
    await createExperiment(client, { key: 'not-yet' });

    expect(await client.refusal('{ experimentResults(key: "not-yet") { status } }')).toMatchObject({
      rule: 'not-started',
    });
  });

  it('of arms that are not of the planned sizes stop anything from being shipped', async () => {
    const { at } = await importedExperiment(client, 'mismatch');
    house.advance(2 * 3_600_000);
    const exposures = Array.from({ length: 1000 }, (_one, index) => ({
      experimentKey: 'mismatch',
      recipientKey: `mismatch-${index}`,
      variantKey: index < 600 ? 'control' : 'variant-1',
      occurredAt: at(1),
    }));
    await recordExposures(client, exposures);
    await verb(client, 'stop', 'mismatch');
    const ship = { key: 'mismatch', outcome: 'SHIP', variantKey: 'variant-1', rationale: 'I like it.' };

    const refusal = await client.refusal(DECIDE, { input: ship });

    expect(refusal).toMatchObject({
      rule: 'decision-blocked',
      blockedBy: expect.arrayContaining(['sample-ratio']),
    });
    expect((await resultsOf(client, 'mismatch')).status).toBe('SAMPLE_RATIO_MISMATCH');
  });
});
