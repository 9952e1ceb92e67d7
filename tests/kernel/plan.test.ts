import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { createExperiment, defineMetric, verb } from '../support/make.js';
import { connectionTo, insertAudit } from '../support/rows.js';
import { eventually } from '../support/eventually.js';

let house: House;
let client: Client;

beforeAll(async () => {
  house = await openHouse();
  client = await house.as('administrator');
  await defineMetric(client);
});

afterAll(() => house.close());

interface Answer {
  readonly reason: string;
  readonly planVersion: string;
}

const ask = (experimentKey: string) =>
  client.ask<Answer>(
    'query ($key: Key!) { assignment(experimentKey: $key, recipientKey: "somebody") { reason planVersion } }',
    { key: experimentKey },
  );

const reasonOf = async (experimentKey: string): Promise<string> => (await ask(experimentKey)).reason;

async function running(key: string): Promise<string> {
  const { id } = await createExperiment(client, { key });
  await verb(client, 'start', key);
  return id;
}

describe('the plan', () => {
  it('follows every command at once', async () => {
    await running('followed');

    const reasons = [await reasonOf('followed')];
    for (const name of ['pause', 'resume', 'stop', 'archive']) {
      await verb(client, name, 'followed');
      reasons.push(await reasonOf('followed'));
    }

    expect(reasons).toEqual(['ASSIGNED', 'NOT_RUNNING', 'ASSIGNED', 'NOT_RUNNING', 'NOT_RUNNING']);
  });

  it('is not disturbed by a draft that is put away', async () => {
    await running('undisturbed');
    await createExperiment(client, { key: 'never-started' });
    await verb(client, 'archive', 'never-started');

    expect(await reasonOf('undisturbed')).toBe('ASSIGNED');
    expect(await reasonOf('never-started')).toBe('NO_SUCH_EXPERIMENT');
  });

  it('keeps its version while nothing changes that it is made of', async () => {
    await running('versioned');
    const { planVersion } = await ask('versioned');

    await defineMetric(client, { key: 'another' });
    await createExperiment(client, { key: 'another' });

    expect((await ask('versioned')).planVersion).toBe(planVersion);
  });

  it('follows a change elsewhere that was begun before and committed after another', async () => {
    const id = await running('overtaken');
    const elsewhere = await connectionTo(house.databaseUrl);
    const statement = `update experiments set status = 'STOPPED', version = version + 1 where id = $1`;

    try {
      await elsewhere.query('begin');
      await insertAudit(elsewhere, 'Experiment', id);
      await elsewhere.query(statement, [id]);
      await defineMetric(client, { key: 'overtaking' });
      expect(await reasonOf('overtaken')).toBe('ASSIGNED');
      await elsewhere.query('commit');
    } finally {
      await elsewhere.end();
    }

    await eventually(async () => expect(await reasonOf('overtaken')).toBe('NOT_RUNNING'));
  });
});
