import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { type House, openHouse } from '../support/house.js';
import { createExperiment, defineMetric, runningExperiment, verb } from '../support/make.js';
import { rowsOf } from '../support/rows.js';

const HOUR_MS = 3_600_000;

let one: House;
/** Asks by itself once an hour: what it knows, it was told. */
let told: House;
/** Asks by itself all the time. */
let asking: House;

beforeAll(async () => {
  one = await openHouse();
  told = await openHouse({ beside: one, checkEveryMs: HOUR_MS });
  asking = await openHouse({ beside: one, checkEveryMs: 50 });
});

afterAll(async () => {
  await asking.close();
  await told.close();
  await one.close();
});

const QUESTION = `query ($key: Key!) {
  assignment(experimentKey: $key, recipientKey: "somebody") { reason staleSeconds }
}`;

async function asker(house: House) {
  const client = await house.as('model');
  return async (key: string) =>
    (await client.ask<{ reason: string; staleSeconds: number | null }>(QUESTION, { key })).reason;
}

describe('a change by one process', () => {
  it('is seen by another within a second, because it is told', async () => {
    const administrator = await one.as('administrator');
    const reasonOf = await asker(told);
    expect(await reasonOf('subject-line')).toBe('NO_SUCH_EXPERIMENT');

    await runningExperiment(administrator);
    await eventually(async () => expect(await reasonOf('subject-line')).toBe('ASSIGNED'), 1_000);
    await verb(administrator, 'pause', 'subject-line');
    await eventually(async () => expect(await reasonOf('subject-line')).toBe('NOT_RUNNING'), 1_000);
  });

  it('is seen by another that nobody tells, because it asks', async () => {
    const administrator = await one.as('administrator');
    const reasonOf = await asker(asking);
    await rowsOf(one.databaseUrl, 'alter table experiments disable trigger experiments_told');
    try {
      await defineMetric(administrator, { key: 'untold-metric' });
      await createExperiment(administrator, { key: 'untold' });
      await verb(administrator, 'start', 'untold');

      await eventually(async () => expect(await reasonOf('untold')).toBe('ASSIGNED'));
    } finally {
      await rowsOf(one.databaseUrl, 'alter table experiments enable trigger experiments_told');
    }
  });

  it('takes a key away from another without its clock moving on', async () => {
    const { id, secret } = await one.key('model');
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
    const status = async () => {
      const body = JSON.stringify({ query: '{ viewer { name } }' });
      return (await fetch(`${told.url}/graphql`, { method: 'POST', headers, body })).status;
    };
    expect(await status()).toBe(200);

    const revoke = 'mutation ($id: ID!) { revokeApiKey(id: $id) { revokedAt } }';
    await (await one.as('administrator')).ask(revoke, { id });

    await eventually(async () => expect(await status()).toBe(401), 1_500);
  });
});
