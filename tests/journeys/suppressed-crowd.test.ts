import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { binaryArray } from '../../packages/api/src/kernel/binary-array.js';
import { recipientIdWith } from '../../packages/api/src/kernel/recipient.js';
import { SUPPRESSED } from '../../packages/api/src/suppressions/suppressed.queries.js';
import { addressees, suppressedAmong } from '../../packages/api/src/suppressions/index.js';
import { type House, PEPPER, openHouse } from '../support/house.js';
import { rowsOf } from '../support/rows.js';
import { type Suppressing, suppressing } from '../support/suppressions.js';

let house: House;
let room: Suppressing;

beforeAll(async () => {
  house = await openHouse();
  room = await suppressing(house);
});

afterAll(() => house.close());

describe('of 10,000 recipients', () => {
  const recipientId = recipientIdWith(PEPPER);
  const keys = Array.from({ length: 10_000 }, (_none, index) => `crowd-${index}@crowd-${index % 7}.example`);

  it('those who are suppressed are told at once, each with what weighs most', async () => {
    await room.suppressAll([
      ...keys.slice(0, 100).map(recipientKey => ({ recipientKey })),
      { recipientKey: keys[0], reason: 'COMPLAINT' },
      { scope: 'DOMAIN', domain: 'crowd-3.example', reason: 'LEGAL' },
    ]);
    const recipients = addressees(keys, recipientId);

    const found = await suppressedAmong(house.doors().look, recipients, {
      brand: 'shop',
      purpose: 'MARKETING_EMAIL',
      now: house.application.now(),
    });

    const reasonOf = (index: number) => found.get(recipients[index]?.recipientId ?? '')?.reason;
    expect([0, 1, 3, 101, 9_998].map(reasonOf)).toEqual(['COMPLAINT', 'MANUAL', 'LEGAL', 'LEGAL', undefined]);
    expect(found.size).toBe(100 + keys.filter((_key, index) => index >= 100 && index % 7 === 3).length);
  });

  it('nobody is asked about where there is nobody', async () => {
    const occasion = { brand: null, purpose: null, now: house.application.now() };

    expect(await suppressedAmong(house.doors().look, [], occasion)).toEqual(new Map());
  });

  it('are asked for by the index of those that stand, however many are suppressed', async () => {
    await rowsOf(
      house.databaseUrl,
      `insert into suppressions (id, version, scope, target_id, reason, since, last_at, source, recorded_by, recorded_at)
       select gen_random_uuid(), 0, 'GLOBAL', gen_random_uuid(), 'HARD_BOUNCE', now(), now(), 'IMPORT', 'test', now()
       from generate_series(1, 300000)`,
    );
    await rowsOf(house.databaseUrl, 'analyze suppressions');
    const ids = addressees(keys, recipientId).map(one => one.recipientId);

    const plan = await rowsOf<{ 'QUERY PLAN': string }>(house.databaseUrl, `explain ${SUPPRESSED}`, [
      binaryArray('uuid', ids),
      house.application.now(),
      'shop',
      'MARKETING_EMAIL',
    ]);

    const lines = plan.map(row => row['QUERY PLAN']).join('\n');
    expect(lines).toContain('suppressions_target_key');
    expect(lines).not.toContain('Seq Scan');
  });
});
