import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probity } from '../cli/probity.js';
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
import { rowsOf } from '../support/rows.js';
import { columnsOf, everything } from './columns.js';

let house: House;
let owner: Client;
let secret: string;
let columns: readonly string[];

beforeAll(async () => {
  house = await openHouse();
  ({ client: owner, secret } = await house.key('administrator'));
  columns = columnsOf(house);
  await defineMetric(owner);
});

afterAll(() => house.close());

/** Content under the names of columns. */
const named = (): Record<string, unknown> =>
  Object.fromEntries([...columns, 'constructor', 'prototype'].map(column => [column, `forged ${column}`]));

async function rowOf(table: string, key: string): Promise<Record<string, unknown>> {
  const [row] = await rowsOf(house.databaseUrl, `select * from ${table} where key = $1`, [key]);
  return row ?? {};
}

/** That a row has the forged document in these columns, and nothing forged in any other. */
function expectForgedIn(row: Record<string, unknown>, ...documents: string[]): void {
  const others = Object.fromEntries(Object.entries(row).filter(([column]) => !documents.includes(column)));
  for (const document of documents) expect(JSON.stringify(row[document])).toContain('forged ');
  expect(JSON.stringify(others)).not.toContain('forged ');
}

describe('a document that has the names of columns', () => {
  it('is content of an experiment, when it is made and when it is amended, and no column of it', async () => {
    const variants = make.variants(5000, 5000).map(variant => ({ ...variant, payload: named() }));
    const draft = { variants, targeting: named() };
    const { id, seed } = await createExperiment(owner, { key: 'forged', ...draft });
    const made = await rowOf('experiments', 'forged');
    await owner.ask('mutation ($input: AmendExperimentInput!) { amendExperiment(input: $input) { key } }', {
      input: { ...make.experiment({ key: 'forged', ...draft }), version: 1, journey: 'welcome' },
    });
    const amended = await rowOf('experiments', 'forged');

    for (const row of [made, amended]) {
      expect(row).toMatchObject({ id, seed, status: 'DRAFT', design_hash: null, decision: null });
      expect(row['targeting']).toEqual(named());
      expect(row['variants']).toMatchObject([{ payload: named() }, { payload: named() }]);
      expectForgedIn(row, 'targeting', 'variants');
    }
    expect([made['version'], amended['version']]).toEqual([1, 2]);
  });

  it('is whom another phase is for, and no column of the experiment', async () => {
    const { key, id, seed } = await createExperiment(owner, { key: 'phased' });
    await verb(owner, 'start', key);
    await owner.ask(
      'mutation ($input: OpenExperimentPhaseInput!) { openExperimentPhase(input: $input) { key } }',
      { input: { key, targeting: named(), reason: 'fewer' } },
    );
    const row = await rowOf('experiments', key);

    expect(row).toMatchObject({ id, seed, status: 'RUNNING', version: 3, targeting: named() });
    expectForgedIn(row, 'targeting', 'phases');
  });

  it('is who can be a member of a holdout, and no column of it', async () => {
    const exemptions = [{ category: 'LEGAL', reason: 'forged reason' }];
    const opened = { key: 'kept', name: 'Kept', listSize: 400_000, baseRate: 0.02, exemptions };
    await owner.ask('mutation ($input: OpenHoldoutInput!) { openHoldout(input: $input) { key } }', {
      input: { ...opened, eligibility: named() },
    });
    const row = await rowOf('holdouts', 'kept');

    expect(row).toMatchObject({ status: 'OPEN', version: 1, scope: 'GLOBAL', size_bp: 500 });
    expect(row['eligibility']).toEqual(named());
    expectForgedIn(row, 'eligibility', 'exemptions');
  });

  it('is content of facts, and no column of them', async () => {
    const { key } = await createExperiment(owner, { key: 'asked' });
    await verb(owner, 'start', key);
    const [fact] = await rowsOf<{ now: Date }>(house.databaseUrl, 'select now()');
    const occurredAt = fact?.now.toISOString();
    await recordExposures(owner, [
      { experimentKey: key, recipientKey: 'r', occurredAt, dimensions: named() },
    ]);
    const outcome = { id: 'o', recipientKey: 'r', type: 'ordered', occurredAt, properties: named() };
    await recordOutcomes(owner, [outcome]);

    for (const [table, document] of [
      ['exposures', 'dimensions'],
      ['outcomes', 'properties'],
    ] as const) {
      const [row = {}] = await rowsOf<Record<string, unknown>>(house.databaseUrl, `select * from ${table}`);
      expect(row[document]).toEqual(named());
      expectForgedIn(row, document);
    }
  });

  it('is a context that is asked with, by GraphQL and by OFREP, and is not kept', async () => {
    const before = await everything(house);
    const told = await owner.ask<{ experimentKey: string; reason: string }>(
      'query ($context: JSONObject) { assignment(experimentKey: "asked", recipientKey: "r", context: $context) { experimentKey reason } }',
      { context: named() },
    );
    const others = await owner.answer(
      `query ($context: JSONObject) {
        assignments(experimentKey: "asked", recipientKeys: ["r"], context: $context) { reasons }
        holdoutStatus(recipientKey: "r", context: $context) { isHeldOut }
        explainAssignment(experimentKey: "asked", recipientKey: "r", context: $context) { __typename }
      }`,
      { context: named() },
    );
    const response = await fetch(`${house.url}/ofrep/v1/evaluate/flags/asked`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify({ context: { ...named(), targetingKey: 'r', householdKey: null } }),
    });

    expect(told).toEqual({ experimentKey: 'asked', reason: 'ASSIGNED' });
    expect(others).toMatchObject({ data: { assignments: { reasons: ['ASSIGNED'] } } });
    expect(response.status).toBe(200);
    expect(`${JSON.stringify(others)} ${await response.text()}`).not.toContain('forged ');
    expect(await everything(house)).toEqual(before);
  });
});

describe('a file whose columns have the names of ours', () => {
  it('is imported as what was asked for, and its other columns are not sent', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'probity-columns-'));
    const file = join(directory, 'forged.csv');
    const asked = ['arm', 'version'];
    const others = [...columns.filter(column => !asked.includes(column)), 'constructor', '__proto__'];
    const rows = Array.from({ length: 20 }, (_none, row) =>
      [
        row % 2 ? 'forged a' : 'forged b',
        row % 3 ? 0 : 1,
        ...others.map(column => `forged ${column}`),
      ].join(),
    );
    await writeFile(file, `${[...asked, ...others].join()}\n${rows.join('\n')}\n`);
    const options = ['--variant', 'arm', '--control', 'forged a', '--metric', 'version', '--url', house.url];
    const run = await probity(['import', file, '--experiment', 'imported', ...options], {
      PROBITY_KEY: secret,
    });
    await rm(directory, { recursive: true });
    const row = await rowOf('experiments', 'imported');
    const facts = await rowsOf(house.databaseUrl, 'select * from exposures where experiment_id = $1', [
      row['id'],
    ]);

    expect(run).toMatchObject({ status: 0, errors: '' });
    expect(row).toMatchObject({
      status: 'RUNNING',
      assignment_source: 'EXTERNAL',
      decision: null,
      market: null,
    });
    expect(row['variants']).toMatchObject([{ name: 'forged a' }, { name: 'forged b' }]);
    expectForgedIn({ ...row, hypothesis: null }, 'variants');
    expect(facts).toHaveLength(20);
    expect(JSON.stringify(facts)).not.toContain('forged ');
    expect(await rowOf('metrics', 'imported.version')).toMatchObject({ version: 1, name: 'version' });
  });
});
