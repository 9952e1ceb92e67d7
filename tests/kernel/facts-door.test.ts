import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { recordExposures, recordOutcomes } from '../support/make.js';
import { importedExperiment } from '../support/results.js';
import { rowsOf } from '../support/rows.js';

let house: House;
let client: Client;
let at: (hours: number) => string;

beforeAll(async () => {
  house = await openHouse();
  client = await house.as('esp');
  ({ at } = await importedExperiment(await house.as('experimenter'), 'doored'));
  house.advance(10 * 3_600_000);
});

afterAll(() => house.close());

const exposure = (recipientKey: string, hours: number, dimensions = {}) => ({
  experimentKey: 'doored',
  recipientKey,
  variantKey: 'control',
  occurredAt: at(hours),
  dimensions,
});
const outcome = (name: string) => ({
  id: name,
  recipientKey: name,
  type: 'ordered',
  occurredAt: at(1),
  value: 1,
});
const many = (prefix: string) => Array.from({ length: 2000 }, (_one, index) => `${prefix}-${index}`);
/** Each in an order of its own, from the first item on: who begins with the same would only wait. */
const shuffled = <T>(items: readonly T[], by: number): T[] =>
  items.map((_one, index) => items[((index + 100) * by) % items.length] as T);

describe('the door for facts', () => {
  it('stores the same facts once, sent by eight at once and each in another order', async () => {
    const facts = many('at-once').map(outcome);

    const receipts = await Promise.all(
      [1, 3, 7, 9, 11, 13, 17, 1999].map(by => recordOutcomes(client, shuffled(facts, by))),
    );

    expect(receipts.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(2000);
    expect(receipts.every(({ accepted, duplicates }) => accepted + duplicates === 2000)).toBe(true);
    const stored = await rowsOf(
      house.databaseUrl,
      `select count(*)::integer from outcomes where id like 'at-once-%'`,
    );
    expect(stored).toEqual([{ count: 2000 }]);
  });

  it('keeps the earliest of exposures that come at once and in any order', async () => {
    const names = many('earliest');

    await Promise.all(
      [3, 1, 2, 4].map((hours, index) =>
        recordExposures(
          client,
          shuffled(names, [1, 3, 7, 9][index] ?? 1).map(name => exposure(name, hours)),
        ),
      ),
    );

    const stored = await rowsOf(
      house.databaseUrl,
      'select occurred_at, count(*)::integer from exposures group by occurred_at having count(*) > 100',
    );
    expect(stored).toEqual([{ occurred_at: new Date(at(1)), count: 2000 }]);
  });

  it('keeps of an exposure what was known at the earliest', async () => {
    const recipientKey = 'known';

    await recordExposures(client, [exposure(recipientKey, 5, { device: 'late' })]);
    await recordExposures(client, [exposure(recipientKey, 2, { device: 'early' })]);
    await recordExposures(client, [exposure(recipientKey, 3, { device: 'between' })]);

    const stored = await rowsOf(
      house.databaseUrl,
      `select occurred_at, dimensions from exposures where dimensions ? 'device'`,
    );
    expect(stored).toEqual([{ occurred_at: new Date(at(2)), dimensions: { device: 'early' } }]);
  });

  it('keeps the earliest of a call that holds several of a recipient', async () => {
    const recipientKey = 'several';
    const sent = [5, 2, 3].map(hours => exposure(recipientKey, hours, { source: `at ${hours}` }));

    const receipt = await recordExposures(client, sent);

    expect(receipt).toMatchObject({ accepted: 1, duplicates: 2 });
    const stored = await rowsOf(
      house.databaseUrl,
      `select occurred_at, dimensions, times from exposures where dimensions ? 'source'`,
    );
    expect(stored).toEqual([{ occurred_at: new Date(at(2)), dimensions: { source: 'at 2' }, times: 3 }]);
  });

  it('counts every exposure, sent by four at once, each in another order and some twice in a call', async () => {
    const names = many('counted').slice(0, 1000);
    const twice = [...names, ...names].map(name => exposure(name, 4));

    const receipts = await Promise.all([1, 3, 7, 9].map(by => recordExposures(client, shuffled(twice, by))));

    expect(receipts.map(({ accepted, duplicates }) => accepted + duplicates)).toEqual([
      2000, 2000, 2000, 2000,
    ]);
    expect(receipts.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(1000);
    const stored = await rowsOf(
      house.databaseUrl,
      'select times, count(*)::integer from exposures where times > 4 group by times',
    );
    expect(stored).toEqual([{ times: 8, count: 1000 }]);
  });

  it('tells exactly which were new, whatever else a call holds twice or knows already', async () => {
    const [known, twice, fresh] = ['told-known', 'told-twice', 'told-fresh'].map(name => exposure(name, 1));

    const receipts = [
      await recordExposures(client, [known ?? {}]),
      await recordExposures(
        client,
        [twice, fresh, known, twice, known].map(one => one ?? {}),
      ),
      await recordExposures(
        client,
        [known, fresh].map(one => one ?? {}),
      ),
    ];

    expect(receipts.map(({ accepted, duplicates }) => [accepted, duplicates])).toEqual([
      [1, 0],
      [2, 3],
      [0, 2],
    ]);
  });

  it('leaves on its page what comes again, even where a whole call does', async () => {
    const exposures = many('again').map(name => exposure(name, 6));
    const pages = () =>
      rowsOf(
        house.databaseUrl,
        `select recipient_id, tableoid, (ctid::text::point)[0] as page from exposures where occurred_at = $1
         order by recipient_id`,
        [at(6)],
      );
    await recordExposures(client, exposures);
    const before = await pages();

    // Once: there is room for one more version of every row; for the next, PostgreSQL must have dropped the last one, which
    // it cannot while anything else reads.
    await recordExposures(client, exposures);

    expect(before).toHaveLength(2000);
    expect(await pages()).toEqual(before);
  });

  it('stores every value as it came, alone and among others', async () => {
    const odd = {
      ...outcome('odd {"a",\\b} Zoë 😀'),
      value: 1e-7,
      currency: 'EUR',
      properties: { a: ['"', null] },
    };
    const plain = { ...outcome('plain'), value: null, occurredAt: '0099-12-31T23:59:59.999Z' };
    const stored = () =>
      rowsOf(
        house.databaseUrl,
        `select id, type, occurred_at, value::text, currency, properties from outcomes
         where id in ($1, $2) order by id`,
        [odd.id, plain.id],
      );
    const expected = [
      {
        id: odd.id,
        type: 'ordered',
        occurred_at: new Date(at(1)),
        value: '0.0000001',
        currency: 'EUR',
        properties: { a: ['"', null] },
      },
      {
        id: plain.id,
        type: 'ordered',
        occurred_at: new Date('0099-12-31T23:59:59.999Z'),
        value: null,
        currency: null,
        properties: null,
      },
    ];

    await recordOutcomes(client, [odd]);
    await recordOutcomes(client, [plain]);
    expect(await stored()).toEqual(expected);
    await rowsOf(house.databaseUrl, 'delete from outcomes where id in ($1, $2)', [odd.id, plain.id]);
    await recordOutcomes(client, [plain, odd]);
    expect(await stored()).toEqual(expected);
  });

  it('writes nothing to the audit log', async () => {
    const head = () => rowsOf(house.databaseUrl, 'select count(*) from audit_entries');
    const before = await head();

    await recordOutcomes(client, [outcome('unlogged')]);

    expect(await head()).toEqual(before);
  });

  it('stores exact decimals: a tenth and two tenths are three tenths', async () => {
    await recordOutcomes(client, [
      { ...outcome('decimal-1'), value: 0.1 },
      { ...outcome('decimal-2'), value: 0.2 },
    ]);

    const stored = await rowsOf(
      house.databaseUrl,
      `select sum(value)::text as sum from outcomes where id like 'decimal-%'`,
    );
    expect(stored).toEqual([{ sum: '0.3' }]);
  });

  it('is closed to those who may only look', async () => {
    const viewer = await house.as('viewer');
    const mutation = 'mutation ($input: [OutcomeInput!]!) { recordOutcomes(input: $input) { accepted } }';

    const refusal = await viewer.refusal(mutation, { input: [outcome('closed')] });

    expect(refusal).toMatchObject({ code: 'FORBIDDEN', action: 'record', subject: 'Outcome' });
    expect(await rowsOf(house.databaseUrl, `select from outcomes where id = 'closed'`)).toEqual([]);
  });
});
