import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../support/house.js';
import { recordOutcomes } from '../support/make.js';
import { rowsOf } from '../support/rows.js';
import { ALL, LIFT, type Suppressing, suppressing } from '../support/suppressions.js';

let house: House;
let room: Suppressing;

beforeAll(async () => {
  house = await openHouse();
  room = await suppressing(house);
});

afterAll(() => house.close());

const outcome = (recipientKey: string, type: string, overrides: Record<string, unknown> = {}) => ({
  id: `${recipientKey} ${type}`,
  recipientKey,
  type,
  occurredAt: room.ago(60),
  ...overrides,
});

describe('an outcome', () => {
  it.each([
    ['complained', {}, 'COMPLAINT'],
    ['unsubscribed', {}, 'UNSUBSCRIBE'],
    ['bounced', { properties: { bounceType: 'hard' } }, 'HARD_BOUNCE'],
  ])('%s suppresses from when it is acknowledged on', async (type, overrides, reason) => {
    await recordOutcomes(room.esp, [
      outcome(`fed ${type}`, type, overrides),
      outcome(`fed ${type}`, 'ordered'),
    ]);

    expect(await room.status(`fed ${type}`)).toMatchObject({ isSuppressed: true, decisive: { reason } });
    expect(await room.of(`fed ${type}`)).toMatchObject([{ source: 'OUTCOME', version: 0 }]);
  });

  it('bounced for now suppresses nobody', async () => {
    await recordOutcomes(room.esp, [outcome('soft', 'bounced', { properties: { bounceType: 'soft' } })]);

    expect(await room.isSuppressed('soft')).toBe(false);
  });

  it('that says of which brand and purpose suppresses there', async () => {
    const properties = { brand: 'Shop', purpose: 'MARKETING_EMAIL' };
    await recordOutcomes(room.esp, [outcome('placed', 'unsubscribed', { properties })]);

    expect(await room.isSuppressed('placed', { brand: 'shop', purpose: 'MARKETING_EMAIL' })).toBe(true);
    expect(await room.isSuppressed('placed', { brand: 'other', purpose: 'MARKETING_EMAIL' })).toBe(false);
    expect(await room.isSuppressed('placed', { brand: 'shop', purpose: 'MEASUREMENT' })).toBe(false);
  });

  it('that comes again says nothing again: what was lifted stays lifted', async () => {
    const told = outcome('again', 'complained');
    await recordOutcomes(room.esp, [told]);
    const [{ id } = { id: '' }] = await room.of('again');
    await room.lift({ id, reason: 'Asked on the phone.', requestedAt: room.ago(1) });

    await recordOutcomes(room.esp, [told, { ...told, type: 'unsubscribed' }]);

    expect(await room.isSuppressed('again')).toBe(false);
    expect(await room.of('again')).toHaveLength(1);
  });

  it('that is another one suppresses again after a lift', async () => {
    await recordOutcomes(room.esp, [outcome('another', 'complained')]);
    const [{ id } = { id: '' }] = await room.of('another');
    await room.lift({ id, reason: 'Asked on the phone.', requestedAt: room.ago(1) });

    await recordOutcomes(room.esp, [outcome('another', 'complained', { id: 'second' })]);

    expect(await room.isSuppressed('another')).toBe(true);
    expect(await room.of('another')).toHaveLength(2);
  });

  it('that follows another of its kind moves the last time on, and an earlier one the first time back', async () => {
    const [first, middle, last] = [room.ago(90), room.ago(60), room.ago(30)];
    await recordOutcomes(room.esp, [
      outcome('moving', 'complained', { id: 'middle', occurredAt: middle }),
      outcome('moving', 'complained', { id: 'last', occurredAt: last }),
    ]);
    await recordOutcomes(room.esp, [outcome('moving', 'complained', { id: 'first', occurredAt: first })]);

    expect(await room.of('moving')).toMatchObject([{ since: first, lastAt: last }]);
    const [{ id } = { id: '' }] = await room.of('moving');
    const early = { id, reason: 'Asked before the last one.', requestedAt: middle };
    expect(await room.officer.refusal(LIFT, { input: early })).toMatchObject({
      rule: 'own-word-needed',
      current: last,
    });
  });

  it('is stored with what follows from it, or neither is', async () => {
    await rowsOf(
      house.databaseUrl,
      `alter table suppressions add constraint no_room check (brand is distinct from 'no-room')`,
    );
    const told = outcome('neither', 'unsubscribed', { properties: { brand: 'no-room' } });

    const { errors } = await room.esp.answer(
      'mutation ($input: [OutcomeInput!]!) { recordOutcomes(input: $input) { accepted } }',
      { input: [told, outcome('neither', 'ordered')] },
    );
    await rowsOf(house.databaseUrl, 'alter table suppressions drop constraint no_room');
    const receipt = await recordOutcomes(room.esp, [told]);

    expect(errors).toHaveLength(1);
    expect(receipt).toMatchObject({ accepted: 1, duplicates: 0 });
    expect(await room.isSuppressed('neither', { brand: 'no-room' })).toBe(true);
  });

  it('of thousands is told of in one statement', async () => {
    const many = Array.from({ length: 2_000 }, (_none, index) =>
      outcome(`many-${index % 500}@example.net`, 'unsubscribed', { id: `many-${index}` }),
    );

    const receipt = await recordOutcomes(room.esp, many);

    expect(receipt).toEqual({ accepted: 2_000, duplicates: 0, rejected: [] });
    expect(await room.isSuppressed('many-499@example.net')).toBe(true);
    expect(await room.of('many-499@example.net')).toHaveLength(1);
  });

  it('is told by two at once without waiting for each other for ever', async () => {
    const keys = Array.from({ length: 300 }, (_none, index) => `crossed-${index}`);
    const told = (from: string, some: readonly string[]) =>
      recordOutcomes(
        room.esp,
        some.map(key => outcome(key, 'complained', { id: from })),
      );

    const receipts = await Promise.all([
      told('one', keys),
      told('other', keys.toReversed()),
      room.suppressAll(keys.toReversed().map(recipientKey => ({ recipientKey, reason: 'COMPLAINT' }))),
    ]);

    expect(receipts.map(({ rejected }) => rejected)).toEqual([[], [], []]);
    expect(await room.of('crossed-17')).toHaveLength(1);
  });
});

describe('a list of many', () => {
  it('is taken as a whole, each by itself, and changes nothing when it comes again', async () => {
    const list = [
      { recipientKey: 'list-1', reason: 'HARD_BOUNCE' },
      { recipientKey: 'list-1', reason: 'HARD_BOUNCE', since: room.ago(60) },
      { recipientKey: 'postmaster@list.example' },
      { scope: 'DOMAIN', domain: 'list.example' },
      { recipientKey: ' ' },
    ];

    const [first, second] = [await room.suppressAll(list), await room.suppressAll(list)];

    expect(first).toMatchObject({
      accepted: 3,
      duplicates: 1,
      rejected: [{ index: 4, code: 'BAD_RECIPIENT_KEY' }],
    });
    expect(second).toMatchObject({ accepted: 0, duplicates: 4 });
    expect(await room.of('postmaster@list.example')).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ reason: 'ROLE_ACCOUNT', source: 'IMPORT' }),
        expect.objectContaining({ scope: 'DOMAIN' }),
      ]),
    );
  });

  it('makes what stands last longer, and never shorter', async () => {
    const { id } = await room.suppress({ recipientKey: 'longer-1', until: room.ago(-60) });
    const until = room.ago(-120);

    await room.suppressAll([{ recipientKey: 'longer-1', until: room.ago(-30) }]);
    expect(await room.of('longer-1')).toMatchObject([{ id, version: 1 }]);
    await room.suppressAll([{ recipientKey: 'longer-1', until }]);
    expect(await room.of('longer-1')).toMatchObject([{ id, version: 1, until }]);
    await room.suppressAll([{ recipientKey: 'longer-1' }]);
    expect(await room.of('longer-1')).toMatchObject([{ id, version: 1, until: null }]);
  });

  it('of nothing stores nothing', async () => {
    expect(await room.suppressAll([])).toEqual({ accepted: 0, duplicates: 0, rejected: [] });
  });

  it('of more than a call carries is refused', async () => {
    const input = Array.from({ length: 5_001 }, () => ({ recipientKey: 'r' }));

    expect(await room.esp.refusal(ALL, { input })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input' });
  });
});
