import { GrowthBook, GrowthBookClient } from '@growthbook/growthbook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalKey } from '../../packages/api/src/kernel/recipient-key.js';
import type { Client } from '../support/client.js';
import { type House, type Key, openHouse } from '../support/house.js';
import { createExperiment, defineMetric, make, verb } from '../support/make.js';

let house: House;
let owner: Client;
let model: Client;
let sdk: Key;

const OPEN = 'mutation ($input: OpenHoldoutInput!) { openHoldout(input: $input) { key } }';
const CLOSE = 'mutation ($key: Key!) { closeHoldout(key: $key) { key } }';
const ASSIGN = `query ($experiment: Key!, $recipients: [String!]!, $context: JSONObject) {
  assignments(experimentKey: $experiment, recipientKeys: $recipients, context: $context) { reasons variantKeys }
}`;

const STEMS = ['kunde-', 'Größe ', 'e\u0301tage', '日本', '😀', ' Somebody+', 'ﬁ', "o'"];
/** Written as people write them, and no two of them alike. */
const people = Array.from({ length: 10_000 }, (_none, index) => {
  const stem = STEMS[index % STEMS.length] ?? '';
  return index % 3 === 0 ? `${stem}${index}@Example.COM` : `${stem}${index}`;
});

const CONTEXTS: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { market: 'DE', tier: 'gold', orders: 12 },
  { market: 'FR', channel: 'email', tier: 'silver', orders: 3 },
  { channel: 'push', orders: '7', tags: ['vip'] },
  { messageCategory: 'LEGAL', channel: 'email', tier: 'gold', market: 'DE' },
  { messageCategory: ['LEGAL'], channel: ['email'], tier: 'gold', orders: 12 },
];

const EXPERIMENTS = [
  { key: 'plain' },
  { key: 'uneven', variants: make.variants(100, 6900, 3000), allocationBp: 3333 },
  { key: 'targeted', targeting: { market: 'DE', orders: { $gte: 5 } }, channel: 'email' },
  {
    key: 'either',
    targeting: { $or: [{ tier: { $in: ['gold', 'silver'] } }, { tags: { $elemMatch: { $eq: 'vip' } } }] },
    market: 'DE',
    allocationBp: 9000,
  },
  {
    key: 'with-payload',
    channel: 'push',
    variants: [
      { key: 'lang', weightBp: 1, payload: { subject: 'Größe 😀' } },
      { key: 'kurz', weightBp: 9999 },
    ],
  },
];

/** Two that share a layer: nobody is in both. */
const LAYERED = [
  { key: 'lower', layerKey: 'lines', layerRange: { fromBp: 0, toBp: 4000 }, targeting: { market: 'DE' } },
  { key: 'upper', layerKey: 'lines', layerRange: { fromBp: 4000, toBp: 9000 }, channel: 'email' },
];

const payloadOf = async (clientKey: string) => {
  const response = await fetch(`${house.url}/api/features/${clientKey}`);
  return (await response.json()) as { features: Record<string, unknown> };
};

/** What the API gives everybody, and what the SDK gives them from our payload. */
async function both(experiment: string, context: Readonly<Record<string, unknown>>) {
  const client = new GrowthBookClient().initSync({ payload: (await payloadOf(sdk.secret)) as never });
  const question = { experiment, recipients: people, context };
  const ours = await model.ask<{ reasons: string[]; variantKeys: (string | null)[] }>(ASSIGN, question);
  const theirs = people.map(person => {
    const attributes = { ...context, id: canonicalKey(person) };
    return client.evalFeature(experiment, { attributes }).experimentResult?.key ?? null;
  });
  return { ours: ours.variantKeys, theirs, reasons: ours.reasons };
}

const differing = (one: readonly (string | null)[], other: readonly (string | null)[]): string[] =>
  people.filter((_person, index) => one[index] !== other[index]);

beforeAll(async () => {
  house = await openHouse();
  owner = await house.as('administrator');
  model = await house.as('model');
  sdk = await house.key('sdk');
  await defineMetric(owner);
  await owner.ask('mutation ($input: DefineLayerInput!) { defineLayer(input: $input) { key } }', {
    input: { key: 'lines', name: 'Subject lines' },
  });
  for (const input of [...EXPERIMENTS, ...LAYERED]) {
    await createExperiment(owner, input);
    await verb(owner, 'start', input.key);
  }
  const holdouts = [
    { key: 'everything', sizeBp: 500, exemptions: [{ category: 'LEGAL', reason: 'the law asks for it' }] },
    { key: 'letters', scope: 'CHANNEL', channel: 'email', eligibility: { tier: 'gold' }, sizeBp: 2000 },
    { key: 'german', scope: 'MARKET', market: 'DE', sizeBp: 1000 },
  ];
  for (const holdout of holdouts) {
    await owner.ask(OPEN, { input: { name: 'A holdout', listSize: 400_000, baseRate: 0.02, ...holdout } });
  }
});

afterAll(() => house.close());

describe("GrowthBook's SDK with our payload", () => {
  it.each(EXPERIMENTS.map(({ key }) => key))(
    'gives 10,000 recipients what the API gives them, in every context: %s',
    async experiment => {
      const counts: Record<string, number> = {};
      for (const context of CONTEXTS) {
        const { ours, theirs, reasons } = await both(experiment, context);
        for (const reason of reasons) counts[reason] = (counts[reason] ?? 0) + 1;
        expect(differing(ours, theirs), JSON.stringify(context)).toEqual([]);
      }

      expect(counts['ASSIGNED']).toBeGreaterThan(5_000);
      expect(counts['HELD_OUT']).toBeGreaterThan(2_000);
    },
  );

  it('keeps apart whom a layer keeps apart', async () => {
    const context = { market: 'DE' };
    const [lower, upper] = [await both('lower', context), await both('upper', context)];

    expect(differing(lower.ours, lower.theirs)).toEqual([]);
    expect(differing(upper.ours, upper.theirs)).toEqual([]);
    const isIn = (variant: string | null | undefined) => typeof variant === 'string';
    expect(people.filter((_one, index) => isIn(lower.theirs[index]) && isIn(upper.theirs[index]))).toEqual(
      [],
    );
    expect(lower.theirs.filter(isIn).length).toBeGreaterThan(2_000);
    expect(upper.theirs.filter(isIn).length).toBeGreaterThan(2_000);
  });

  it('does not give them the same where the key is not canonical: it is the caller who makes it so', async () => {
    const client = new GrowthBookClient().initSync({ payload: (await payloadOf(sdk.secret)) as never });
    const variantOf = (id: string) =>
      client.evalFeature('plain', { attributes: { id } }).experimentResult?.key ?? null;

    expect(
      people.filter(person => variantOf(person) !== variantOf(canonicalKey(person))).length,
    ).toBeGreaterThan(1_000);
  });

  it('fetches the payload by itself, has its values, and the default of the code for who has no variant', async () => {
    const question = { experiment: 'with-payload', recipients: people, context: { orders: 12 } };
    const { variantKeys } = await model.ask<{ variantKeys: (string | null)[] }>(ASSIGN, question);
    const id = canonicalKey(people[variantKeys.indexOf('kurz')] ?? '');
    const gb = new GrowthBook({
      apiHost: house.url,
      clientKey: sdk.secret,
      attributes: { id, orders: 12 },
    });
    const fallback = { variant: 'none', payload: null };

    expect(await gb.init({ timeout: 10_000, skipCache: true })).toMatchObject({
      success: true,
      source: 'network',
    });
    expect(gb.getFeatureValue('with-payload', fallback)).toEqual({ variant: 'kurz', payload: null });
    expect(gb.getFeatureValue('targeted', fallback)).toBe(fallback);
    expect(gb.getFeatureValue('nothing', fallback)).toBe(fallback);
    gb.destroy();
  });

  it('sees a pause, a resumption and a holdout that is closed', async () => {
    const variants = async () => {
      const { ours, theirs } = await both('plain', {});
      expect(differing(ours, theirs)).toEqual([]);
      return theirs.filter(variant => variant !== null).length;
    };
    const before = await variants();

    await verb(owner, 'pause', 'plain');
    expect(await variants()).toBe(0);
    await verb(owner, 'resume', 'plain');
    expect(await variants()).toBe(before);
    await owner.ask(CLOSE, { key: 'german' });
    expect(await variants()).toBeGreaterThan(before);
  });
});

describe('the payload', () => {
  const get = (clientKey: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${house.url}/api/features/${clientKey}`, { method, headers });

  it('is for browsers of every origin, and kept for five seconds', async () => {
    const response = await get(sdk.secret, { origin: 'https://shop.example' });

    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=5',
      'content-type': 'application/json; charset=utf-8',
    });
    expect(await response.json()).toMatchObject({ status: 200, features: { plain: { defaultValue: null } } });
  });

  it('is not sent again to whoever has it, until something changes', async () => {
    const etag = (await get(sdk.secret)).headers.get('etag') ?? '';

    const again = await get(sdk.secret, { 'if-none-match': `W/${etag}` });
    expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
    expect((await get(sdk.secret, { 'if-none-match': etag }, 'HEAD')).status).toBe(304);

    await verb(owner, 'pause', 'uneven');
    const changed = await get(sdk.secret, { 'if-none-match': etag });
    expect([changed.status, changed.headers.get('etag') === etag]).toEqual([200, false]);
  });

  it.each([
    ['a key that was never made', () => `pk_00000000_${'x'.repeat(43)}`, 401],
    ['what is no key', () => 'sdk-abc123', 401],
    ['a key longer than any', () => 'k'.repeat(90), 401],
    ['a key that may do other things', async () => (await house.key('esp')).secret, 403],
    ["an administrator's key", async () => (await house.key('administrator')).secret, 403],
  ])('is refused as JSON to %s', async (_what, clientKey, status) => {
    const response = await get(await clientKey());

    expect(response.status).toBe(status);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ status, error: expect.any(String) as string });
  });

  it('is all that its key opens', async () => {
    const question = '{ assignment(experimentKey: "plain", recipientKey: "a") { reason } }';
    const flags = await fetch(`${house.url}/ofrep/v1/evaluate/flags`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${sdk.secret}` },
      body: JSON.stringify({ context: { targetingKey: 'a' } }),
    });

    expect(await sdk.client.refusal(question)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await sdk.client.refusal('{ experiments { total } }')).toMatchObject({ code: 'FORBIDDEN' });
    expect(flags.status).toBe(403);
  });

  it('is refused to a key that was revoked', async () => {
    const { id, secret } = await house.key('sdk');
    expect((await get(secret)).status).toBe(200);

    await owner.ask('mutation ($id: ID!) { revokeApiKey(id: $id) { id } }', { id });
    house.advance(5_000);
    expect((await get(secret)).status).toBe(401);
  });
});
