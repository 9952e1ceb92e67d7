import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { publishNotice, recordConsent, saying } from '../support/consent.js';
import { type House, openHouse } from '../support/house.js';
import {
  createExperiment,
  recordExposures,
  recordOutcomes,
  runningExperiment,
  verb,
} from '../support/make.js';
import { type Imported, importedExperiment } from '../support/results.js';
import { rowsOf } from '../support/rows.js';
import { ALL } from '../support/suppressions.js';

let house: House;
let client: Client;
/** Assigned elsewhere, and begun four days ago. */
let imported: Imported;
/** Nobody but a source of consent and a privacy operator may tell of it. */
let source: Client;
/** Assigned by hash, all of them, half each; and one with one recipient in a hundred. */
let startedAt: string;
/** Since when a holdout keeps recipients from one of them. */
let openedAt: string;

beforeAll(async () => {
  house = await openHouse();
  client = await house.as('experimenter');
  await runningExperiment(client, { key: 'hashed' });
  await createExperiment(client, { key: 'narrow', allocationBp: 100 });
  await verb(client, 'start', 'narrow');
  await createExperiment(client, { key: 'drafted' });
  imported = await importedExperiment(client, 'imported');
  await createExperiment(client, { key: 'kept-from' });
  await verb(client, 'start', 'kept-from');
  await client.ask('mutation ($input: OpenHoldoutInput!) { openHoldout(input: $input) { key } }', {
    input: {
      key: 'kept',
      name: 'Kept',
      scope: 'EXPERIMENTS',
      experimentKeys: ['kept-from'],
      sizeBp: 2_000,
      listSize: 1_000,
      baseRate: 0.1,
    },
  });
  openedAt = house.application.now().toISOString();
  house.advance(96 * 3_600_000);
  startedAt = imported.at(1);
  source = await house.as('consent-source');
  await publishNotice(await house.as('compliance-officer'), { key: 'asked' });
  await recordConsent(source, [saying('erased', 'ERASE', { occurredAt: minutesAgo(0) })]);
});

afterAll(() => house.close());

const outcome = (overrides: Record<string, unknown>) => ({
  id: 'fine',
  recipientKey: 'r',
  type: 'ordered',
  occurredAt: startedAt,
  ...overrides,
});

const exposure = (overrides: Record<string, unknown>) => ({
  experimentKey: 'imported',
  recipientKey: 'r',
  variantKey: 'control',
  occurredAt: startedAt,
  ...overrides,
});

/** Who gets which variant, and who gets none. */
async function assigned(experimentKey: string, variantKey: string | null): Promise<string> {
  const keys = Array.from({ length: 50 }, (_one, index) => `recipient-${index}`);
  const { variantKeys } = await client.ask<{ variantKeys: (string | null)[] }>(
    `query ($experimentKey: Key!, $keys: [String!]!) {
      assignments(experimentKey: $experimentKey, recipientKeys: $keys) { variantKeys }
    }`,
    { experimentKey, keys },
  );
  return keys[variantKeys.indexOf(variantKey)] ?? 'nobody';
}

const never = () => new Date(house.application.now().getTime() + 11 * 60_000).toISOString();
const soon = () => new Date(house.application.now().getTime() + 9 * 60_000).toISOString();

type Case = readonly [code: string, what: string, overrides: () => Record<string, unknown>];

const OUTCOMES: readonly Case[] = [
  ['BAD_ID', 'an id of nothing', () => ({ id: '' })],
  ['BAD_ID', 'an id of 201 characters', () => ({ id: 'i'.repeat(201) })],
  ['BAD_ID', 'an id that cannot be stored', () => ({ id: 'a\u0000b' })],
  ['BAD_ID', 'an id with half a character', () => ({ id: 'a\ud83d' })],
  ['BAD_RECIPIENT_KEY', 'a recipient of nothing', () => ({ recipientKey: '' })],
  ['BAD_RECIPIENT_KEY', 'a recipient of blanks', () => ({ recipientKey: ' \t ' })],
  ['BAD_RECIPIENT_KEY', 'a recipient of 513 characters', () => ({ recipientKey: 'r'.repeat(513) })],
  ['BAD_RECIPIENT_KEY', 'a recipient with half a character', () => ({ recipientKey: '\ud83d' })],
  ['BAD_TYPE', 'a type of nothing', () => ({ type: '' })],
  ['BAD_TYPE', 'a type of 65 characters', () => ({ type: 't'.repeat(65) })],
  ['BAD_TYPE', 'a type of odd spelling', () => ({ type: 'ordered;' })],
  ['BAD_VALUE', 'a value that no sum could hold', () => ({ value: 1e300 })],
  ['BAD_PROPERTIES', 'properties that cannot be stored', () => ({ properties: { note: 'a\u0000b' } })],
  ['BAD_PROPERTIES', 'properties with half a character', () => ({ properties: { 'a\ud83d': 1 } })],
  ['BAD_CURRENCY', 'a currency in words', () => ({ currency: 'Euro' })],
  ['BAD_CURRENCY', 'a currency in small letters', () => ({ currency: 'eur' })],
  ['IN_THE_FUTURE', 'an instant eleven minutes ahead', () => ({ occurredAt: never() })],
];

const EXPOSURES: readonly Case[] = [
  ['BAD_RECIPIENT_KEY', 'a recipient of nothing', () => ({ recipientKey: '' })],
  ['NO_SUCH_EXPERIMENT', 'an experiment nobody created', () => ({ experimentKey: 'nothing' })],
  ['NO_SUCH_EXPERIMENT', 'an experiment that was never started', () => ({ experimentKey: 'drafted' })],
  ['IN_THE_FUTURE', 'an instant eleven minutes ahead', () => ({ occurredAt: never() })],
  ['BAD_PROPERTIES', 'dimensions that cannot be stored', () => ({ dimensions: { market: '\u0000' } })],
  ['NOT_RUNNING', 'an instant before the start', () => ({ occurredAt: imported.at(-0.001) })],
  ['NOT_ASSIGNED', 'no variant where it is assigned elsewhere', () => ({ variantKey: null })],
  ['NO_SUCH_VARIANT', 'a variant that there is not', () => ({ variantKey: 'other' })],
  [
    'NO_SUCH_VARIANT',
    'a variant that the hash does not know',
    () => ({ experimentKey: 'hashed', variantKey: 'other' }),
  ],
];

const CONSENTS: readonly Case[] = [
  ['BAD_ID', 'an id of nothing', () => ({ id: '' })],
  ['BAD_RECIPIENT_KEY', 'a recipient of nothing', () => ({ recipientKey: '' })],
  ['BAD_BRAND', 'a brand of 65 characters', () => ({ brand: 'b'.repeat(65) })],
  ['BAD_BRAND', 'a channel that cannot be stored', () => ({ channel: '\u0000' })],
  ['BAD_GROUND', 'a grant that claims to be confirmed', () => ({ ground: 'CONFIRMED' })],
  ['BAD_GROUND', 'a confirmation with a ground', () => ({ action: 'CONFIRM', ground: 'EXPRESS' })],
  ['NO_PURPOSE', 'a grant for everything', () => ({ purpose: null })],
  ['BACKDATED', 'a grant of six minutes ago', () => ({ occurredAt: minutesAgo(6) })],
  ['BACKDATED', 'a confirmation of yesterday', () => ({ action: 'CONFIRM', occurredAt: minutesAgo(1440) })],
  ['BACKDATED', 'an import that is not historical', () => ({ action: 'IMPORT', occurredAt: minutesAgo(6) })],
  [
    'BACKDATED',
    'a grant that claims to be historical',
    () => ({ isHistorical: true, occurredAt: minutesAgo(6) }),
  ],
  ['IN_THE_FUTURE', 'an instant eleven minutes ahead', () => ({ occurredAt: never() })],
  ['UNKNOWN_JURISDICTION', 'a region in words', () => ({ region: 'Germany' })],
  ['NO_SUCH_NOTICE', 'a notice that there is not', () => ({ noticeKey: 'nothing', noticeVersion: 1 })],
  ['NO_SUCH_NOTICE', 'a version that there is not', () => ({ noticeKey: 'asked', noticeVersion: 2 })],
  ['NO_SUCH_NOTICE', 'a notice without a version', () => ({ noticeKey: 'asked' })],
  ['NO_SUCH_NOTICE', 'a version without a notice', () => ({ noticeVersion: 1 })],
  ['EVIDENCE_TOO_LARGE', 'evidence of more than 64 kB', () => ({ evidence: { text: 'é'.repeat(32_768) } })],
  ['BAD_PROPERTIES', 'evidence that cannot be stored', () => ({ evidence: { text: '\u0000' } })],
  ['ERASED', 'a recipient who was erased', () => ({ recipientKey: 'erased' })],
];

const SUPPRESSIONS: readonly Case[] = [
  ['BAD_RECIPIENT_KEY', 'a recipient of nothing', () => ({ recipientKey: '' })],
  ['BAD_SCOPE', 'a brand that is not named', () => ({ scope: 'BRAND' })],
  ['BAD_SCOPE', 'a brand where all are meant', () => ({ brand: 'north' })],
  ['BAD_SCOPE', 'an erasure for one brand', () => ({ scope: 'BRAND', brand: 'north', reason: 'ERASURE' })],
  ['BAD_DOMAIN', 'a domain of two words', () => ({ scope: 'DOMAIN', recipientKey: null, domain: 'a b' })],
  ['NOT_A_ROLE_ACCOUNT', 'the address of no office', () => ({ reason: 'ROLE_ACCOUNT' })],
  ['BAD_UNTIL', 'an end that is over', () => ({ until: minutesAgo(1) })],
  ['BAD_UNTIL', 'an end of an erasure', () => ({ reason: 'ERASURE', until: never() })],
  ['IN_THE_FUTURE', 'an instant eleven minutes ahead', () => ({ since: never() })],
];

const minutesAgo = (minutes: number) =>
  new Date(house.application.now().getTime() - minutes * 60_000).toISOString();

describe('one fact of a call that is not taken', () => {
  it.each(CONSENTS)('%s: a consent with %s, and the others are', async (code, what, overrides) => {
    const consent = (recipientKey: string, more: Record<string, unknown> = {}) =>
      saying(recipientKey, 'GRANT', { occurredAt: minutesAgo(4), ...more });
    const around = [
      consent(`a ${what}`, { noticeKey: 'asked', noticeVersion: 1, region: 'DE' }),
      consent(`b ${what}`, { ground: 'CUSTOMER' }),
    ] as const;

    const receipt = await recordConsent(source, [around[0], consent('r', overrides()), around[1]]);

    expect(receipt).toMatchObject({ accepted: 2, duplicates: 0, rejected: [{ index: 1, code }] });
  });

  it('is not a no for what is wrong about its circumstances', async () => {
    const circumstances = { region: 'Germany', noticeKey: 'nothing', noticeVersion: 9, ground: 'CONFIRMED' };

    const receipt = await recordConsent(
      source,
      ['DENY', 'WITHDRAW', 'OPT_OUT_SIGNAL', 'COMPLAINT', 'OBJECT', 'RESTRICT', 'EXPIRE'].map(action =>
        saying('unwilling', action, { ...circumstances, occurredAt: minutesAgo(10_000) }),
      ),
    );

    expect(receipt).toEqual({ accepted: 7, duplicates: 0, rejected: [] });
  });

  it.each(SUPPRESSIONS)('%s: a suppression with %s, and the others are', async (code, what, overrides) => {
    const suppressed = (name: string) => ({ recipientKey: `${name}@example.com`, reason: 'MANUAL' });
    const around = [suppressed(`before ${what}`), suppressed(`after ${what}`)] as const;

    const receipt = await source.ask(ALL, {
      input: [around[0], { ...suppressed('r'), ...overrides() }, around[1]],
    });

    expect(receipt).toMatchObject({ accepted: 2, duplicates: 0, rejected: [{ index: 1, code }] });
  });

  it.each(OUTCOMES)('%s: an outcome with %s, and the others are', async (code, what, overrides) => {
    const around = [outcome({ id: `before ${what}` }), outcome({ id: `after ${what}` })] as const;

    const receipt = await recordOutcomes(client, [around[0], outcome(overrides()), around[1]]);

    expect(receipt).toMatchObject({ accepted: 2, duplicates: 0, rejected: [{ index: 1, code }] });
  });

  it.each(EXPOSURES)('%s: an exposure with %s, and the others are', async (code, what, overrides) => {
    const around = [
      exposure({ recipientKey: `a ${what}` }),
      exposure({ recipientKey: `b ${what}` }),
    ] as const;

    const receipt = await recordExposures(client, [around[0], exposure(overrides()), around[1]]);

    expect(receipt).toMatchObject({ accepted: 2, duplicates: 0, rejected: [{ index: 1, code }] });
  });

  it('VARIANT_MISMATCH: an exposure to another variant than the assigned one', async () => {
    const recipientKey = await assigned('hashed', 'control');

    const receipt = await recordExposures(client, [
      exposure({ experimentKey: 'hashed', recipientKey, variantKey: 'variant-1' }),
    ]);

    expect(receipt).toEqual({
      accepted: 0,
      duplicates: 0,
      rejected: [{ index: 0, code: 'VARIANT_MISMATCH', message: 'the recipient is assigned to "control"' }],
    });
  });

  it('NOT_ASSIGNED: an exposure of a recipient outside the allocation', async () => {
    const recipientKey = await assigned('narrow', null);

    const receipt = await recordExposures(client, [
      exposure({ experimentKey: 'narrow', recipientKey, variantKey: null }),
    ]);

    expect(receipt.rejected).toMatchObject([{ code: 'NOT_ASSIGNED' }]);
  });

  it('HELD_OUT: an exposure of a held-out recipient to a variant', async () => {
    const recipientKey = await assigned('kept-from', null);

    const receipt = await recordExposures(client, [
      exposure({ experimentKey: 'kept-from', recipientKey, occurredAt: openedAt }),
    ]);

    expect(receipt.rejected).toMatchObject([{ code: 'HELD_OUT' }]);
  });

  it('BAD_VALUE: an outcome whose value is beyond all numbers', async () => {
    const receipt = await client.ask(
      `mutation { recordOutcomes(input: [{ id: "x", recipientKey: "r", type: "ordered", value: 1e999,
        occurredAt: "2026-01-01T00:00:00Z" }]) { accepted rejected { index code } } }`,
    );

    expect(receipt).toEqual({ accepted: 0, rejected: [{ index: 0, code: 'BAD_VALUE' }] });
  });

  it('has a code, and every code is tried here', async () => {
    const { enumValues } = await client.ask<{ enumValues: { name: string }[] }>(
      '{ __type(name: "RejectionCode") { enumValues { name } } }',
    );

    const tried = [...OUTCOMES, ...EXPOSURES, ...CONSENTS, ...SUPPRESSIONS]
      .map(([code]) => code)
      .concat('VARIANT_MISMATCH', 'HELD_OUT');
    expect(new Set(enumValues.map(({ name }) => name))).toEqual(new Set(tried));
  });
});

describe('a fact that is taken', () => {
  it.each([
    ['nine minutes ahead of the server', () => ({ id: 'soon', occurredAt: soon() })],
    ['of the year 1', () => ({ id: 'year-1', occurredAt: '0001-01-01T00:00:00Z' })],
    ['with a currency and a value', () => ({ id: 'money', value: -12.5, currency: 'EUR' })],
    ['with an id of 200 characters', () => ({ id: 'ü'.repeat(200) })],
    ['with a backslash in its properties', () => ({ id: 'slash', properties: { path: 'C:\\u0000' } })],
    ['with properties', () => ({ id: 'properties', properties: { order: { lines: [1, 2] } } })],
  ])('can be an outcome %s', async (_what, overrides) => {
    expect(await recordOutcomes(client, [outcome(overrides())])).toMatchObject({ accepted: 1, rejected: [] });
  });

  it('is an exposure whose variant is found by the hash', async () => {
    const recipientKey = await assigned('hashed', 'variant-1');
    const input = exposure({ experimentKey: 'hashed', recipientKey, variantKey: null });

    await recordExposures(client, [input]);

    const stored = await rowsOf(
      house.databaseUrl,
      `select variant_key from exposures
      where experiment_id = (select id from experiments where key = 'hashed')`,
    );
    expect(stored).toEqual([{ variant_key: 'variant-1' }]);
  });

  it('may come late: after a pause and after the stop, of an instant when it ran', async () => {
    const paused = await importedExperiment(client, 'paused');
    house.advance(2 * 3_600_000);
    await verb(client, 'pause', 'paused');
    const during = (hours: number, recipientKey: string) =>
      exposure({ experimentKey: 'paused', recipientKey, occurredAt: paused.at(hours) });
    house.advance(2 * 3_600_000);

    const whilePaused = await recordExposures(client, [during(1, 'p1'), during(3, 'p2')]);
    await verb(client, 'stop', 'paused');
    house.advance(2 * 3_600_000);
    const afterStop = await recordExposures(client, [during(1.5, 'p3'), during(5, 'p4')]);

    expect(whilePaused).toMatchObject({ accepted: 1, rejected: [{ index: 1, code: 'NOT_RUNNING' }] });
    expect(afterStop).toMatchObject({ accepted: 1, rejected: [{ index: 1, code: 'NOT_RUNNING' }] });
  });
});

describe('more than a call may carry', () => {
  it('is refused whole: nothing of it is stored', async () => {
    const input = Array.from({ length: 5001 }, (_one, index) => exposure({ recipientKey: `many-${index}` }));

    const refusal = await client.refusal(
      'mutation ($input: [ExposureInput!]!) { recordExposures(input: $input) { accepted } }',
      { input },
    );

    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input' });
    expect(await recordExposures(client, input.slice(0, 5000))).toMatchObject({ accepted: 5000 });
  });
});

describe('a fact that has no form', () => {
  it.each([
    ['a value in words', { value: 'ten' }, 'input[0].value'],
    ['a value that is a truth', { value: true }, 'input[0].value'],
    ['no instant', { occurredAt: 'yesterday' }, 'input[0].occurredAt'],
    ['an instant without a zone', { occurredAt: '2026-01-01T00:00:00' }, 'input[0].occurredAt'],
    ['no id', { id: null }, 'input[0].id'],
    ['properties that are a list', { properties: [] }, 'input[0].properties'],
  ])('is told by its place and field: %s', async (_what, overrides, field) => {
    const refusal = await client.refusal(
      'mutation ($input: [OutcomeInput!]!) { recordOutcomes(input: $input) { accepted } }',
      { input: [outcome(overrides)] },
    );

    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});
