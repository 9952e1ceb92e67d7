import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { recordExposures, runningExperiment } from '../support/make.js';
import { rowsOf } from '../support/rows.js';

let house: House;
let model: Client;
let heldOut: string[];
let others: string[];

beforeAll(async () => {
  house = await openHouse();
  const owner = await house.as('administrator');
  model = await house.as('model');
  await runningExperiment(owner);
  await owner.ask('mutation ($input: OpenHoldoutInput!) { openHoldout(input: $input) { key } }', {
    input: { key: 'everything', name: 'Everything', listSize: 400_000, baseRate: 0.02, sizeBp: 2000 },
  });
  const people = Array.from({ length: 2000 }, (_none, index) => `customer-${index}`);
  const { reasons } = await model.ask<{ reasons: string[] }>(
    'query ($people: [String!]!) { assignments(experimentKey: "subject-line", recipientKeys: $people) { reasons } }',
    { people },
  );
  heldOut = people.filter((_one, index) => reasons[index] === 'HELD_OUT');
  others = people.filter((_one, index) => reasons[index] === 'ASSIGNED');
});

afterAll(() => house.close());

const exposure = (recipientKey: string, variantKey?: string) => ({
  experimentKey: 'subject-line',
  recipientKey,
  variantKey,
  occurredAt: new Date(Date.now() - 1),
});

const stored = async () => {
  const [counts] = await rowsOf(
    house.databaseUrl,
    `select (select count(*)::integer from exposures) as exposures,
            (select count(*)::integer from holdout_members) as members,
            (select coalesce(sum(times), 0)::integer from contaminations) as contaminations,
            (select coalesce(sum(times), 0)::integer from alerts where kind = 'HOLDOUT_CONTAMINATED') as alerts`,
  );
  return counts;
};

/** Lets every alert of a holdout fail, as if the server were stopped just then. */
const fail = () =>
  rowsOf(
    house.databaseUrl,
    `create function fail() returns trigger language plpgsql as $$
     begin
       raise 'stopped' using errcode = '57P01';
     end $$;
     create trigger fail before insert on alerts for each row
       when (new.kind = 'HOLDOUT_CONTAMINATED') execute function fail()`,
  );
const failNoMore = () => rowsOf(house.databaseUrl, 'drop trigger fail on alerts');

describe('a call whose facts go to several tables', () => {
  it('is stored whole or not at all: one that failed at the end counts once when it is sent again', async () => {
    await fail();
    const [left = '', shown = ''] = heldOut;
    const call = [exposure(others[0] ?? ''), exposure(left), exposure(shown, 'control')];

    await expect(recordExposures(model, call)).rejects.toThrow('UNAVAILABLE');
    expect(await stored()).toEqual({ exposures: 0, members: 0, contaminations: 0, alerts: 0 });
    await failNoMore();
    const receipt = await recordExposures(model, call);

    expect(receipt).toMatchObject({ accepted: 2, duplicates: 0, rejected: [{ code: 'HELD_OUT' }] });
    expect(await stored()).toEqual({ exposures: 1, members: 2, contaminations: 1, alerts: 1 });
  });

  it('tells of a recipient who was both left alone and shown a variant as one who is new', async () => {
    const both = heldOut[2] ?? '';

    const receipts = [
      await recordExposures(model, [exposure(both, 'control'), exposure(both)]),
      await recordExposures(model, [exposure(both), exposure(both, 'control')]),
    ];

    expect(receipts.map(({ accepted, duplicates }) => [accepted, duplicates])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('waits for another that names the same recipients the other way round, and neither is lost', async () => {
    const [some, more] = [heldOut.slice(10, 160), heldOut.slice(160, 310)];
    const before = await stored();
    const calls = [
      [...some.map(one => exposure(one)), ...more.map(one => exposure(one, 'control'))],
      [...more.map(one => exposure(one)), ...some.map(one => exposure(one, 'control'))],
    ];

    const receipts = await Promise.all(
      [...calls, ...calls, ...calls, ...calls].map(call => recordExposures(model, call)),
    );

    expect(receipts.every(({ accepted, duplicates }) => accepted + duplicates === 150)).toBe(true);
    const after = await stored();
    expect(after?.members).toBe(Number(before?.members) + 300);
    expect(after?.contaminations).toBe(Number(before?.contaminations) + 1200);
  });
});
