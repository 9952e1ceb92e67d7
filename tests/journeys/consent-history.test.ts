import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { decisionOf, recordConsent, saying } from '../support/consent.js';
import { type House, openHouse } from '../support/house.js';
import { rowsOf } from '../support/rows.js';

let house: House;
let operator: Client;

beforeAll(async () => {
  house = await openHouse();
  operator = await house.as('privacy-operator');
});

afterAll(() => house.close());

const EVIDENCE = { ip: '192.0.2.7', form: { name: 'Ada Lovelace', box: true } };

const minutesAgo = (minutes: number) =>
  new Date(house.application.now().getTime() - minutes * 60_000).toISOString();
const says = (recipientKey: string, action: string, overrides: Record<string, unknown> = {}) =>
  recordConsent(operator, [saying(recipientKey, action, { occurredAt: minutesAgo(0), ...overrides })]);

interface History {
  readonly total: number;
  readonly items: { readonly id: string; readonly action: string; readonly hasEvidence: boolean }[];
}

const HISTORY = `query ($recipientKey: String!, $page: Int, $perPage: Int) {
  consentHistory(recipientKey: $recipientKey, page: $page, perPage: $perPage) {
    total items { id action hasEvidence }
  }
}`;
const EVIDENCE_OF = `query ($recipientKey: String!, $eventId: ID!, $reason: String!) {
  consentEvidence(recipientKey: $recipientKey, eventId: $eventId, reason: $reason)
}`;

const historyOf = (recipientKey: string, paging: object = {}) =>
  operator.ask<History>(HISTORY, { recipientKey, ...paging });
const firstEvent = async (recipientKey: string) => (await historyOf(recipientKey)).items[0]?.id ?? '';
const readings = (action: string) =>
  rowsOf<{ subject_type: string; subject_key: string; reason: string | null }>(
    house.databaseUrl,
    'select subject_type, subject_key, reason from audit_entries where action = $1 order by id',
    [action],
  );

describe('the history of a recipient', () => {
  it('tells what they said, the newest first, page by page', async () => {
    await says('ada', 'GRANT', { occurredAt: minutesAgo(3) });
    await says('ada', 'WITHDRAW', { occurredAt: minutesAgo(2) });
    await says('ada', 'GRANT', { occurredAt: minutesAgo(1) });
    await says('ben', 'GRANT');

    const first = await historyOf('ada', { page: 1, perPage: 2 });
    const second = await historyOf('ada', { page: 2, perPage: 2 });

    expect(first.total).toBe(3);
    expect(first.items.map(({ action }) => action)).toEqual(['GRANT', 'WITHDRAW']);
    expect(second.items.map(({ action }) => action)).toEqual(['GRANT']);
  });

  it('names the event that decided', async () => {
    await says('decided', 'GRANT');

    const decision = await decisionOf(operator, 'decided', { region: 'AT' });

    expect(decision.decisiveId).toBe(await firstEvent('decided'));
  });

  it('is not read without a trace, and the trace tells no key', async () => {
    const before = (await readings('consentHistory.read')).length;

    await historyOf('carol@example.com');

    const all = await readings('consentHistory.read');
    expect(all.length).toBe(before + 1);
    expect(all.at(-1)).toMatchObject({ subject_type: 'Recipient' });
    expect(all.at(-1)?.subject_key).toMatch(/^[0-9a-f]{32}$/);
    expect(
      await rowsOf(house.databaseUrl, `select from audit_personal_values where value like '%carol%'`),
    ).toEqual([]);
  });

  it.each(['viewer', 'esp', 'consent-source', 'administrator', 'reviewer'])(
    'is not read by %s, and evidence neither',
    async role => {
      const client = await house.as(role);
      const eventId = await firstEvent('ada');

      expect(await client.refusal(HISTORY, { recipientKey: 'ada' })).toMatchObject({ code: 'FORBIDDEN' });
      expect(
        await client.refusal(EVIDENCE_OF, { recipientKey: 'ada', eventId, reason: 'mine' }),
      ).toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  it('is not asked for by no key at all', async () => {
    expect(await operator.refusal(HISTORY, { recipientKey: ' ' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'recipientKey',
    });
  });
});

describe('evidence', () => {
  it('is opened for a reason, which is recorded', async () => {
    await says('proven', 'GRANT', { evidence: EVIDENCE });
    const eventId = await firstEvent('proven');

    const question = { recipientKey: ' proven', eventId, reason: 'a complaint' };
    const opened = await operator.ask(EVIDENCE_OF, question);

    expect(opened).toEqual(EVIDENCE);
    expect((await readings('consentEvidence.reveal')).at(-1)?.reason).toBe(`a complaint (event ${eventId})`);
  });

  it('is not opened without a reason', async () => {
    const eventId = await firstEvent('proven');

    expect(
      await operator.refusal(EVIDENCE_OF, { recipientKey: 'proven', eventId, reason: ' ' }),
    ).toMatchObject({ code: 'BAD_USER_INPUT', field: 'reason' });
  });

  it.each([
    ['of another recipient', 'ben'],
    ['of nobody', 'nobody'],
  ])('is not found under the name %s', async (_what, recipientKey) => {
    const eventId = await firstEvent('proven');

    expect(await operator.refusal(EVIDENCE_OF, { recipientKey, eventId, reason: 'looking' })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('of no event is not there', async () => {
    expect(
      await operator.refusal(EVIDENCE_OF, { recipientKey: 'proven', eventId: 'none', reason: 'looking' }),
    ).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('lies in the database locked, by a key of its recipient', async () => {
    await says('locked-1', 'GRANT', { id: 'l1', evidence: EVIDENCE });
    await says('locked-1', 'GRANT', { id: 'l2', evidence: EVIDENCE });
    await says('locked-2', 'GRANT', { id: 'l3', evidence: EVIDENCE });

    const stored = await rowsOf<{ locked: string; locked_key: string; recipient_id: string }>(
      house.databaseUrl,
      `select locked, locked_key, consent_evidence.recipient_id from consent_evidence join consent_data_keys using (recipient_id)
       join consent_events on consent_events.id = event_id
       where idempotency_key in ('l1', 'l2', 'l3') order by idempotency_key`,
    );
    expect(stored[0]?.locked_key).toBe(stored[1]?.locked_key);
    expect(stored[0]?.locked_key).not.toBe(stored[2]?.locked_key);
    expect(new Set(stored.map(({ locked }) => locked)).size).toBe(3);
    const { strongbox } = house.doors('privacy-operator');
    const keys = stored.map(({ locked_key, recipient_id }) =>
      strongbox.open(locked_key, recipient_id.replaceAll('-', '')),
    );
    expect(keys.every(key => Buffer.from(key, 'base64url').length === 32)).toBe(true);
    expect(Buffer.from(stored[0]?.locked ?? '', 'base64').toString('latin1')).not.toContain('Lovelace');
  });

  it('of which two first pieces come at once is locked by one key, and both are opened', async () => {
    const both = await Promise.all(['r1', 'r2'].map(id => says('raced', 'GRANT', { id, evidence: { id } })));

    const { items } = await historyOf('raced');
    const opened = await Promise.all(
      items.map(({ id }) =>
        operator.ask<{ id: string }>(EVIDENCE_OF, { recipientKey: 'raced', eventId: id, reason: 'a test' }),
      ),
    );
    expect(both.map(({ accepted }) => accepted)).toEqual([1, 1]);
    expect(opened.map(({ id }) => id).toSorted()).toEqual(['r1', 'r2']);
  });

  it('of 64 kB is kept', async () => {
    const evidence = { text: 'e'.repeat(64 * 1024 - '{"text":""}'.length) };

    expect(await says('long', 'GRANT', { evidence })).toMatchObject({ accepted: 1 });
    expect((await historyOf('long')).items[0]?.hasEvidence).toBe(true);
  });
});

describe('an erased recipient', () => {
  it('has no evidence any more, and no key that would open a copy of it', async () => {
    await says('erased', 'GRANT', { evidence: EVIDENCE, id: 'erased-1' });
    const eventId = await firstEvent('erased');

    await says('erased', 'ERASE', { evidence: EVIDENCE });

    expect(
      await operator.refusal(EVIDENCE_OF, { recipientKey: 'erased', eventId, reason: 'looking' }),
    ).toMatchObject({ code: 'NOT_FOUND' });
    const [row] = await rowsOf(
      house.databaseUrl,
      `select (select count(*)::integer from consent_evidence join consent_events using (recipient_id)
               where idempotency_key = 'erased-1') as evidence,
              (select count(*)::integer from consent_data_keys join consent_events using (recipient_id)
               where idempotency_key = 'erased-1' and locked_key is not null) as keys`,
    );
    expect(row).toEqual({ evidence: 0, keys: 0 });
  });

  it('is allowed nothing, for no purpose, and wherever they are', async () => {
    await says('gone', 'GRANT', { brand: 'shoes' });
    await says('gone', 'ERASE', { purpose: 'SHARING', brand: 'hats', channel: 'sms' });

    for (const purpose of ['MARKETING_EMAIL', 'PERSONALISATION', 'MEASUREMENT', 'SHARING']) {
      for (const brand of ['shoes', undefined]) {
        expect(await decisionOf(operator, 'gone', { purpose, brand, region: 'US' })).toMatchObject({
          isAllowed: false,
          reason: 'ERASED',
        });
      }
    }
  });

  it('is not addressed again, and may be erased again', async () => {
    await says('again', 'ERASE');
    house.advance(1_000);

    expect(await says('again', 'GRANT', { evidence: EVIDENCE })).toMatchObject({
      accepted: 0,
      rejected: [{ index: 0, code: 'ERASED' }],
    });
    expect(await says('again', 'WITHDRAW')).toMatchObject({ rejected: [{ code: 'ERASED' }] });
    expect(await says('again', 'ERASE')).toMatchObject({ accepted: 1 });
  });

  it('in the call that says so leaves no evidence behind', async () => {
    const at = { occurredAt: minutesAgo(0) };

    const receipt = await recordConsent(operator, [
      saying('at-once', 'GRANT', { ...at, id: 'at-once-1', evidence: EVIDENCE }),
      saying('at-once', 'ERASE', at),
    ]);

    expect(receipt).toMatchObject({ accepted: 2, rejected: [] });
    expect((await historyOf('at-once')).items.map(({ hasEvidence }) => hasEvidence)).toEqual([false, false]);
    expect(
      await rowsOf(
        house.databaseUrl,
        `select from consent_evidence join consent_events using (recipient_id) where idempotency_key = 'at-once-1'`,
      ),
    ).toEqual([]);
  });
});

describe('what was told once', () => {
  it('cannot be changed or taken back by the application', async () => {
    await says('lasting', 'GRANT', { evidence: EVIDENCE });
    for (const statement of [
      `update consent_events set action = 'WITHDRAW'`,
      'delete from consent_events',
      'update consent_evidence set event_id = event_id',
      'delete from consent_states',
      `update consent_notices set text = ''`,
      `update delivered_jurisdictions set name = ''`,
      `update jurisdiction_rules set rule = '{}'`,
    ]) {
      await expect(house.application.database.writer.query(statement)).rejects.toThrow('permission denied');
    }
  });
});
