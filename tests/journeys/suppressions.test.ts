import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recipientIdWith } from '../../packages/api/src/kernel/recipient.js';
import { SuppressionResolver } from '../../packages/api/src/suppressions/index.js';
import { type House, PEPPER, openHouse } from '../support/house.js';
import { rowsOf } from '../support/rows.js';
import {
  ADD,
  ALL,
  LIFT,
  LIST,
  STATUS,
  type Suppressing,
  type Told,
  suppressing,
} from '../support/suppressions.js';

let house: House;
let room: Suppressing;

beforeAll(async () => {
  house = await openHouse();
  room = await suppressing(house);
});

afterAll(() => house.close());

describe('somebody who is suppressed', () => {
  it('is so in whatever spelling, everywhere, at once', async () => {
    await room.suppress({ recipientKey: ' Ada@Example.org ' });

    expect(await room.status('ada@example.ORG', { brand: 'shop', purpose: 'MEASUREMENT' })).toMatchObject({
      isSuppressed: true,
      sentence: expect.stringMatching(/^Suppressed everywhere since .*: somebody decided so\.$/),
      decisive: { reason: 'MANUAL', scope: 'GLOBAL' },
    });
    expect(await room.isSuppressed('ben@example.org')).toBe(false);
  });

  it('at one brand is written to by another, and not where the brand is not known', async () => {
    await room.suppress({ recipientKey: 'brand-1', scope: 'BRAND', brand: 'Shop' });

    expect(await room.isSuppressed('brand-1', { brand: 'SHOP' })).toBe(true);
    expect(await room.isSuppressed('brand-1', { brand: 'other' })).toBe(false);
    expect(await room.isSuppressed('brand-1')).toBe(true);
    expect(await room.isSuppressed('brand-1', { brand: ' ' })).toBe(true);
  });

  it('for one purpose is written to for another', async () => {
    await room.suppress({ recipientKey: 'purpose-1', scope: 'PURPOSE', purpose: 'SHARING' });

    expect(await room.isSuppressed('purpose-1', { purpose: 'SHARING' })).toBe(true);
    expect(await room.isSuppressed('purpose-1', { purpose: 'MARKETING_EMAIL' })).toBe(false);
    expect(await room.isSuppressed('purpose-1')).toBe(true);
  });

  it('with their domain is so with everybody there, and with nobody of its subdomains', async () => {
    await room.suppress({ scope: 'DOMAIN', domain: 'Müller.example', reason: 'LEGAL' });

    expect(await room.isSuppressed('ada@müller.example')).toBe(true);
    expect(await room.isSuppressed('ben@xn--mller-kva.EXAMPLE')).toBe(true);
    expect(await room.isSuppressed('ada@mail.müller.example')).toBe(false);
    expect(await room.isSuppressed('müller.example')).toBe(false);
    expect(await room.of('ada@müller.example')).toHaveLength(1);
  });

  it('for a while is so until it ends', async () => {
    await room.suppress({ recipientKey: 'while-1', until: room.ago(-10) });

    expect(await room.isSuppressed('while-1')).toBe(true);
    house.advance(11 * 60_000);
    expect(await room.isSuppressed('while-1')).toBe(false);
    expect((await room.of('while-1', { isActive: false }))[0]).toMatchObject({
      isActive: false,
      possibleCommands: [],
    });
    expect(await room.of('while-1', { isActive: true })).toEqual([]);
  });

  it('twice is told so, but for longer is suppressed for longer', async () => {
    const first = await room.suppress({ recipientKey: 'twice-1', until: room.ago(-10) });

    const again = await room.officer.refusal(ADD, {
      input: { recipientKey: 'twice-1', until: room.ago(-5) },
    });
    const longer = await room.suppress({ recipientKey: 'twice-1' });

    expect(again).toMatchObject({ code: 'RULE_VIOLATED', rule: 'already-suppressed', current: first.id });
    expect(longer).toMatchObject({ id: first.id, version: 2, until: null });
  });

  it('at the same moment by two is suppressed once', async () => {
    const answers = await Promise.all(
      [1, 2].map(() => room.officer.answer(ADD, { input: { recipientKey: 'moment-1' } })),
    );

    expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
    expect(answers.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions['code'])).toEqual(
      [expect.stringMatching(/^(CONFLICT|RULE_VIOLATED)$/)],
    );
    expect(await room.of('moment-1')).toHaveLength(1);
  });

  it.each([
    ['recipientKey', { recipientKey: ' ' }],
    ['domain', { scope: 'DOMAIN', domain: 'no domain' }],
    ['brand', { scope: 'BRAND', recipientKey: 'a' }],
    ['until', { recipientKey: 'a', until: '2020-01-01T00:00:00Z' }],
    ['note', { recipientKey: 'noted' }, 'n'.repeat(501)],
  ])('is refused with the field at fault: %s', async (field, input, note?: string) => {
    expect(await room.officer.refusal(ADD, { input, note })).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});

describe('a suppression', () => {
  it('is lifted with a reason, by who saw it as it is, and stays in the list', async () => {
    const { id } = await room.suppress({ recipientKey: 'lift-1' });

    expect(await room.officer.refusal(LIFT, { input: { id, version: 2, reason: 'r' } })).toMatchObject({
      code: 'CONFLICT',
      current: 1,
    });
    expect(await room.lift({ id, version: 1, reason: 'A mistake.' })).toMatchObject({
      version: 2,
      isActive: false,
    });
    expect(await room.isSuppressed('lift-1')).toBe(false);
    expect(await room.of('lift-1', { isActive: false })).toHaveLength(1);
    expect(await room.officer.refusal(LIFT, { input: { id, reason: 'again' } })).toMatchObject({
      rule: 'suppression-over',
    });
  });

  it('can follow one that was lifted', async () => {
    const { id } = await room.suppress({ recipientKey: 'follow-1' });
    await room.lift({ id, reason: 'A mistake.' });

    const other = await room.suppress({ recipientKey: 'follow-1' });

    expect(other.id).not.toBe(id);
    expect(await room.isSuppressed('follow-1')).toBe(true);
  });

  it('for a complaint is lifted at the own later request of the person, and for an erasure never', async () => {
    const complaint = await room.suppress({
      recipientKey: 'own-1',
      reason: 'COMPLAINT',
      since: room.ago(60),
    });
    const erasure = await room.suppress({ recipientKey: 'own-2', reason: 'ERASURE' });

    expect(
      await room.officer.refusal(LIFT, { input: { id: complaint.id, reason: 'we would like to' } }),
    ).toMatchObject({
      rule: 'own-word-needed',
      field: 'requestedAt',
    });
    await room.lift({
      id: complaint.id,
      reason: 'Asked on the phone, ticket 17.',
      requestedAt: room.ago(30),
    });
    expect(await room.isSuppressed('own-1')).toBe(false);
    expect(
      await room.officer.refusal(LIFT, {
        input: { id: erasure.id, reason: 'asked', requestedAt: room.ago(0) },
      }),
    ).toMatchObject({ rule: 'erasure-kept' });
  });

  it('that is not there cannot be lifted', async () => {
    for (const id of ['0193b3a0-0000-7000-8000-000000000000', 'no id']) {
      expect(await room.officer.refusal(LIFT, { input: { id, reason: 'r' } })).toMatchObject({
        code: 'NOT_FOUND',
      });
      expect(await room.officer.ask('query ($id: ID!) { suppression(id: $id) { id } }', { id })).toBeNull();
    }
  });

  it('is told of in the audit log, and who is meant in no table', async () => {
    const key = 'a.name.to.look.for@audited.example';
    const { id } = await room.suppress({ recipientKey: key, reason: 'LEGAL' }, 'Ruling of the court.');
    await room.lift({ id, reason: 'Overruled.' });

    const entries = await rowsOf<{ action: string; reason: string }>(
      house.databaseUrl,
      `select action, reason from audit_entries where subject_type = 'Suppression' and subject_id = $1 order by id`,
      [id],
    );
    const [kept] = await rowsOf<{ text: string }>(
      house.databaseUrl,
      `select (select string_agg(to_jsonb(s)::text, '') from suppressions s)
           || (select string_agg(to_jsonb(e)::text, '') from audit_entries e) as text`,
    );

    expect(entries).toEqual([
      { action: 'suppression.add', reason: 'Ruling of the court.' },
      { action: 'suppression.lift', reason: 'Overruled.' },
    ]);
    expect(kept?.text).not.toContain('a.name.to.look.for');
    expect(kept?.text).not.toContain('audited.example');
  });
});

describe('the list of suppressions', () => {
  it('is filtered by what they are, and sorted', async () => {
    await room.suppress({ recipientKey: 'kind-1', scope: 'BRAND', brand: 'kinds', reason: 'SPAM_TRAP' });
    await room.suppress({ recipientKey: 'kind-2', scope: 'BRAND', brand: 'kinds', reason: 'LEGAL' });

    const asked = (filter: Record<string, unknown>, sort?: unknown) =>
      room.officer.ask<{ total: number; items: Told[] }>(LIST, {
        filter: { brand: 'Kinds', ...filter },
        sort,
      });
    const reasons = async (...question: Parameters<typeof asked>) =>
      (await asked(...question)).items.map(({ reason }) => reason);

    expect(await reasons({})).toEqual(['LEGAL', 'SPAM_TRAP']);
    expect(await reasons({}, [{ field: 'KIND', order: 'DESC' }])).toEqual(['SPAM_TRAP', 'LEGAL']);
    expect(await reasons({ reason: ['SPAM_TRAP'] })).toEqual(['SPAM_TRAP']);
    expect(await reasons({ scope: 'GLOBAL' })).toEqual([]);
    expect(await reasons({ purpose: 'SHARING' })).toEqual([]);
    expect(await reasons({ source: 'IMPORT' })).toEqual([]);
    expect(await reasons({ domain: 'example.com' })).toEqual([]);
  });

  it.each([
    ['recipientKey', { recipientKey: '' }],
    ['domain', { domain: 'no domain' }],
    ['brand', { brand: ' ' }],
  ])('is not asked for what nothing is called: %s', async (field, filter) => {
    expect(await room.officer.refusal(LIST, { filter })).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('is not shown to those who need not know, and machines only ask for one', async () => {
    expect(await (await house.as('experimenter')).refusal(LIST)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await room.esp.refusal(LIST)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await room.esp.refusal(ADD, { input: { recipientKey: 'a' } })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await (await house.as('viewer')).refusal(STATUS, { recipientKey: 'a' })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await (await house.as('model')).refusal(ALL, { input: [] })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await house.anonymous().refusal(LIST)).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('a person who looks somebody up', () => {
  it('is told of in the audit log, by the hash; a machine that asks is not', async () => {
    const doors = house.doors('privacy-operator');
    const recipientId = recipientIdWith(PEPPER);
    await room.suppress({ recipientKey: 'looked-up' });
    await room.status('looked-up');
    const lookUps = () =>
      rowsOf<{ actor_id: string; subject_id: string }>(
        house.databaseUrl,
        `select actor_id, replace(subject_id::text, '-', '') as subject_id from audit_entries
         where action = 'suppression.lookUp' and actor_type = 'USER'`,
      );
    expect(await lookUps()).toEqual([]);

    const resolver = new SuppressionResolver();
    await resolver.suppressionStatus(doors, 'looked-up');
    await resolver.suppressions(doors, { recipientKey: 'looked-up' });

    const told = { actor_id: 'test-user', subject_id: recipientId('looked-up') };
    expect(await lookUps()).toEqual([told, told]);
  });

  it('and may not, leaves no entry', async () => {
    await expect(
      new SuppressionResolver().suppressionStatus(house.doors('viewer'), 'unseen'),
    ).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const [{ count } = {}] = await rowsOf<{ count: number }>(
      house.databaseUrl,
      `select count(*)::integer as count from audit_entries where replace(subject_id::text, '-', '') = $1`,
      [recipientIdWith(PEPPER)('unseen')],
    );

    expect(count).toBe(0);
  });
});
