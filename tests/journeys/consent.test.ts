import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { decisionOf, publishNotice, recordConsent, saying, withdraw } from '../support/consent.js';
import { type House, openHouse } from '../support/house.js';
import { rowsOf } from '../support/rows.js';

let house: House;
let source: Client;
let officer: Client;
let operator: Client;
let esp: Client;

beforeAll(async () => {
  house = await openHouse();
  [source, officer, operator, esp] = (await Promise.all(
    ['consent-source', 'compliance-officer', 'privacy-operator', 'esp'].map(role => house.as(role)),
  )) as [Client, Client, Client, Client];
});

afterAll(() => house.close());

const now = () => house.application.now();
const daysAgo = (days: number) => new Date(now().getTime() - days * 86_400_000).toISOString();
const says = (recipientKey: string, action: string, overrides: Record<string, unknown> = {}) =>
  recordConsent(source, [saying(recipientKey, action, { occurredAt: now().toISOString(), ...overrides })]);
const asked = (recipientKey: string, overrides: Record<string, unknown> = {}) =>
  decisionOf(esp, recipientKey, { region: 'AT', ...overrides });

describe('a notice', () => {
  it('is published in versions that are counted, each with the hash of its text', async () => {
    const text = 'May we write to you? ☺\n';

    const first = await publishNotice(officer, { key: 'letters', text });
    const second = await publishNotice(officer, { key: 'letters', text: 'Dürfen wir?', locale: 'DE-at' });

    expect(first).toMatchObject({
      noticeVersion: 1,
      text,
      textHash: createHash('sha256').update(text).digest('hex'),
    });
    expect(second).toMatchObject({ noticeVersion: 2, locale: 'de-AT' });
    expect(await officer.ask('{ notice(key: "letters") { noticeVersion } }')).toEqual({ noticeVersion: 2 });
    expect(await officer.ask('{ notice(key: "letters", noticeVersion: 1) { text } }')).toEqual({ text });
    expect(await officer.ask('{ notice(key: "letters", noticeVersion: 3) { text } }')).toBeNull();
  });

  it('is found by what it says', async () => {
    await publishNotice(officer, { key: 'found', text: 'Needle in a haystack' });

    const page = await officer.ask(
      '{ notices(filter: { q: "needle", mechanism: OPT_IN, locale: "en" }) { total items { key } } }',
    );

    expect(page).toEqual({ total: 1, items: [{ key: 'found' }] });
  });

  it('never changes, even for the owner of the database', async () => {
    await publishNotice(officer, { key: 'kept' });

    await expect(
      rowsOf(house.databaseUrl, `update consent_notices set locale = 'fr' where key = 'kept'`),
    ).rejects.toThrow('never changes');
  });

  it('that two publish at once is published by one, or has two versions', async () => {
    const both = await Promise.allSettled(
      [1, 2].map(number => publishNotice(officer, { key: 'raced', text: `Text ${number}` })),
    );

    const done = both.filter(({ status }) => status === 'fulfilled').length;
    const [row] = await rowsOf(
      house.databaseUrl,
      `select count(*)::integer as versions, max(notice_version) as newest from consent_notices where key = 'raced'`,
    );
    expect(row).toEqual({ versions: done, newest: done });
  });

  it.each([
    ['an empty text', { text: ' ' }, 'text'],
    ['a text of 20,001 characters', { text: 't'.repeat(20_001) }, 'text'],
    ['a text that cannot be stored', { text: 'a\u0000' }, 'text'],
    ['a text with half a character', { text: '\ud83d' }, 'text'],
    ['no purpose', { purposes: [] }, 'purposes'],
    ['a language in words', { locale: 'not a language' }, 'locale'],
  ])('is not published with %s', async (_what, overrides, field) => {
    await expect(publishNotice(officer, { key: 'refused', ...overrides })).rejects.toThrow(
      `"field":"${field}"`,
    );
  });

  it.each(['viewer', 'administrator', 'privacy-operator'])('is not published by %s', async role => {
    await expect(publishNotice(await house.as(role), { key: 'mine' })).rejects.toThrow('FORBIDDEN');
  });
});

describe('what a recipient says', () => {
  it('is told by a source of consent and by a privacy operator, and by nobody else', async () => {
    const input = [saying('teller', 'WITHDRAW', { occurredAt: daysAgo(0) })];

    expect(await recordConsent(operator, input)).toMatchObject({ accepted: 1 });
    for (const role of ['viewer', 'esp', 'model', 'administrator', 'compliance-officer']) {
      await expect(recordConsent(await house.as(role), input)).rejects.toThrow('FORBIDDEN');
    }
    await expect(recordConsent(house.anonymous(), input)).rejects.toThrow('UNAUTHENTICATED');
  });

  it('counts at once, and with the words of who asks', async () => {
    const before = await asked('ada@example.com');
    await says(' Ada@Example.com ', 'GRANT');
    const after = await asked('ada@example.com');

    expect(before).toMatchObject({ isAllowed: false, reason: 'NO_CONSENT', decisiveId: null });
    expect(before.sentence).toBe(
      'Not allowed: marketing e-mail needs consent by the rule for European Union, and the recipient has given none.',
    );
    expect(after).toMatchObject({ isAllowed: true, reason: 'GRANTED', jurisdiction: 'EU' });
    expect(after.sentence).toBe(
      `Allowed: the recipient said yes to marketing e-mail on ${daysAgo(0).slice(0, 10)}.`,
    );
  });

  it('that is told twice counts once, whatever it says the second time', async () => {
    const grant = saying('twice', 'GRANT', { id: 'one', occurredAt: daysAgo(0) });

    const first = await recordConsent(source, [grant, grant]);
    const second = await recordConsent(source, [{ ...grant, action: 'WITHDRAW' }]);

    expect(first).toEqual({ accepted: 1, duplicates: 1, rejected: [] });
    expect(second).toEqual({ accepted: 0, duplicates: 1, rejected: [] });
    expect((await asked('twice')).isAllowed).toBe(true);
  });

  it('by one id is something else of another recipient', async () => {
    await says('one-id', 'GRANT', { id: 'same' });
    await says('other-id', 'GRANT', { id: 'same' });

    expect((await asked('other-id')).isAllowed).toBe(true);
  });

  it('is withdrawn by one call, which says so for every purpose, channel and brand', async () => {
    await says('leaver', 'GRANT', { channel: 'email', brand: 'shoes' });
    await says('leaver', 'GRANT', { purpose: 'PERSONALISATION' });

    expect(await withdraw(source, { recipientKey: 'leaver', source: 'LIST_UNSUBSCRIBE' })).toMatchObject({
      accepted: 1,
    });

    expect(await asked('leaver', { channel: 'email', brand: 'shoes' })).toMatchObject({
      isAllowed: false,
      reason: 'WITHDRAWN',
    });
    expect(await asked('leaver', { purpose: 'PERSONALISATION' })).toMatchObject({ reason: 'WITHDRAWN' });
  });

  it('to one brand, in one channel and for one purpose counts there alone', async () => {
    await says('choosy', 'GRANT', { channel: 'email', brand: 'Shoes ' });

    expect(await asked('choosy', { channel: 'EMAIL', brand: 'shoes' })).toMatchObject({ isAllowed: true });
    expect(await asked('choosy', { channel: 'email', brand: 'hats' })).toMatchObject({ isAllowed: false });
    expect(await asked('choosy', { channel: 'sms', brand: 'shoes' })).toMatchObject({ isAllowed: false });
    expect(await asked('choosy', { purpose: 'SHARING', channel: 'email', brand: 'shoes' })).toMatchObject({
      isAllowed: false,
    });
  });

  it('as a no to one brand counts where no brand was told', async () => {
    await says('torn', 'GRANT');
    await says('torn', 'WITHDRAW', { brand: 'hats', occurredAt: daysAgo(1) });

    expect(await asked('torn', { brand: 'shoes' })).toMatchObject({ isAllowed: true });
    expect(await asked('torn', { brand: 'hats' })).toMatchObject({ isAllowed: true, reason: 'GRANTED' });
    await says('torn', 'WITHDRAW', { brand: 'hats', id: 'later' });
    house.advance(1);
    expect(await asked('torn', { brand: 'hats' })).toMatchObject({ isAllowed: false });
    expect(await asked('torn', { brand: 'shoes' })).toMatchObject({ isAllowed: true });
    expect(await asked('torn')).toMatchObject({ isAllowed: false, reason: 'WITHDRAWN' });
  });

  it('counts by the rule of where the recipient is', async () => {
    await says('traveller', 'GRANT');

    const reasons = await Promise.all(
      ['AT', 'DE', 'US', undefined].map(async region => (await asked('traveller', { region })).reason),
    );

    expect(reasons).toEqual(['GRANTED', 'NOT_CONFIRMED', 'GRANTED', 'NOT_CONFIRMED']);
    expect(await asked('stranger', { region: 'US-CA' })).toMatchObject({
      isAllowed: true,
      reason: 'NOT_OPTED_OUT',
      jurisdiction: 'US-OPT-OUT',
    });
  });

  it('to a notice that asks for a confirmation counts once that is there', async () => {
    const { noticeVersion } = await publishNotice(officer, { key: 'doi', mechanism: 'DOUBLE_OPT_IN' });
    await says('careful', 'GRANT', { noticeKey: 'doi', noticeVersion });
    const before = await asked('careful');
    house.advance(1_000);
    await says('careful', 'CONFIRM');

    expect(before).toMatchObject({ isAllowed: false, reason: 'NOT_CONFIRMED' });
    expect(await asked('careful')).toMatchObject({ isAllowed: true, reason: 'CONFIRMED' });
    expect(await asked('careful', { region: 'DE' })).toMatchObject({ isAllowed: true });
  });

  it('by an import is historical only where it is said to be, and never against a no', async () => {
    const import_ = { occurredAt: daysAgo(300), isHistorical: true };
    await says('imported', 'IMPORT', import_);
    await says('unwilling', 'WITHDRAW', { occurredAt: daysAgo(400) });
    await says('unwilling', 'IMPORT', import_);

    expect(await asked('imported')).toMatchObject({ isAllowed: true, reason: 'IMPORTED' });
    expect(await asked('unwilling')).toMatchObject({ isAllowed: false, reason: 'WITHDRAWN' });
  });

  it('as a no may come late, and is then not newer than it is', async () => {
    await says('late-no', 'GRANT');
    await says('late-no', 'WITHDRAW', { occurredAt: daysAgo(2) });
    expect((await asked('late-no')).isAllowed).toBe(true);

    await says('newer-no', 'IMPORT', { occurredAt: daysAgo(5), isHistorical: true });
    await says('newer-no', 'WITHDRAW', { occurredAt: daysAgo(2) });
    expect((await asked('newer-no')).isAllowed).toBe(false);
  });

  it('of the future counts from now: a clock that runs ahead does not outlive a withdrawal', async () => {
    await says('ahead', 'GRANT', { occurredAt: new Date(now().getTime() + 9 * 60_000).toISOString() });
    expect((await asked('ahead')).isAllowed).toBe(true);
    house.advance(1_000);

    await withdraw(source, { recipientKey: 'ahead', source: 'FORM' });

    expect((await asked('ahead')).isAllowed).toBe(false);
  });

  it('expires by the clock of the rule, and by an event', async () => {
    const inquired = { ground: 'INQUIRY', isHistorical: true };
    await says('asker', 'IMPORT', { ...inquired, occurredAt: daysAgo(170) });
    await says('old-asker', 'IMPORT', { ...inquired, occurredAt: daysAgo(190) });
    await says('ended', 'GRANT');
    house.advance(1_000);
    await says('ended', 'EXPIRE');

    expect(await asked('asker', { region: 'CA' })).toMatchObject({ isAllowed: true, reason: 'INQUIRY' });
    expect(await asked('old-asker', { region: 'CA' })).toMatchObject({ isAllowed: false, reason: 'EXPIRED' });
    expect(await asked('ended')).toMatchObject({ isAllowed: false, reason: 'EXPIRED' });
  });

  it('is kept as it was told, under the rule that counted then', async () => {
    await says('kept', 'GRANT', { id: 'kept-1', region: 'DE', brand: ' Shoes' });
    await says('kept', 'WITHDRAW', {
      id: 'kept-2',
      region: 'nowhere',
      noticeKey: 'no-such',
      occurredAt: daysAgo(9),
    });

    const rows = await rowsOf(
      house.databaseUrl,
      `select idempotency_key, action, counts_as, brand, region, jurisdiction, jurisdiction_version, actor_type
       from consent_events where idempotency_key like 'kept-%' order by idempotency_key`,
    );
    expect(rows).toEqual([
      {
        idempotency_key: 'kept-1',
        action: 'GRANT',
        counts_as: 'GRANTED',
        brand: 'shoes',
        region: 'DE',
        jurisdiction: 'DE',
        jurisdiction_version: 0,
        actor_type: 'KEY',
      },
      {
        idempotency_key: 'kept-2',
        action: 'WITHDRAW',
        counts_as: 'WITHDRAWN',
        brand: '',
        region: null,
        jurisdiction: 'STRICT',
        jurisdiction_version: 0,
        actor_type: 'KEY',
      },
    ]);
  });
});

describe('a suppressed recipient', () => {
  it('is allowed nothing, though they said yes', async () => {
    await says('returned@example.com', 'GRANT');
    await officer.ask(`mutation ($input: SuppressionInput!) { suppress(input: $input) { id } }`, {
      input: { recipientKey: 'returned@example.com' },
    });

    expect(await asked('returned@example.com')).toMatchObject({ isAllowed: false, reason: 'SUPPRESSED' });
  });

  it('who was erased as well is told to be erased', async () => {
    await officer.ask(`mutation ($input: SuppressionInput!) { suppress(input: $input) { id } }`, {
      input: { recipientKey: 'both' },
    });
    await says('both', 'ERASE');

    expect(await asked('both')).toMatchObject({ reason: 'ERASED' });
  });

  it('by their domain is allowed nothing either', async () => {
    await says('somebody@blocked.example', 'GRANT');
    await officer.ask(`mutation ($input: SuppressionInput!) { suppress(input: $input) { id } }`, {
      input: { scope: 'DOMAIN', domain: 'blocked.example' },
    });

    expect(await asked('somebody@blocked.example')).toMatchObject({ reason: 'SUPPRESSED' });
  });
});

describe('a question about many', () => {
  const COLUMNS = `query ($keys: [String!]!, $region: String) {
    consentDecisions(recipientKeys: $keys, purpose: MARKETING_EMAIL, region: $region) {
      allowed reasons decisiveIds jurisdiction jurisdictionVersion
    }
  }`;

  it('is answered in its order, as one would be', async () => {
    await says('many-1', 'GRANT');
    await says('many-3', 'WITHDRAW');
    const keys = ['many-1', 'many-2', 'many-3', 'many-1'];

    const batch = await esp.ask<Record<string, unknown[]>>(COLUMNS, { keys, region: 'AT' });

    const single = await Promise.all(keys.map(key => asked(key)));
    expect(batch).toEqual({
      allowed: [true, false, false, true],
      reasons: ['GRANTED', 'NO_CONSENT', 'WITHDRAWN', 'GRANTED'],
      decisiveIds: single.map(one => one.decisiveId),
      jurisdiction: 'EU',
      jurisdictionVersion: 0,
    });
    expect(single[0]?.decisiveId).not.toBeNull();
  });

  it('names at most 10,000, and each of them well', async () => {
    const refusal = (keys: string[]) => esp.refusal(COLUMNS, { keys });

    expect(await refusal(Array.from({ length: 10_001 }, (_one, index) => `r${index}`))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'recipientKeys',
    });
    expect(await refusal(['fine', ' '])).toMatchObject({ code: 'BAD_USER_INPUT', field: 'recipientKeys.1' });
  });

  it.each([
    ['region', { region: 'Austria' }],
    ['brand', { brand: 'b'.repeat(65) }],
    ['channel', { channel: 'c'.repeat(65) }],
    ['recipientKey', { recipientKey: '' }],
  ])('or one is told a wrong %s', async (field, overrides) => {
    const { recipientKey = 'r', ...rest } = overrides as Record<string, string>;

    await expect(asked(recipientKey, rest)).rejects.toThrow(`"field":"${field}"`);
  });

  it('is not answered to who has no need to know', async () => {
    for (const role of ['viewer', 'experimenter', 'sdk', 'consent-source', 'administrator']) {
      await expect(decisionOf(await house.as(role), 'r')).rejects.toThrow('FORBIDDEN');
    }
    await expect(decisionOf(house.anonymous(), 'r')).rejects.toThrow('UNAUTHENTICATED');
  });
});
