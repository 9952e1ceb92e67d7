import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';
import {
  type EvaluationContext,
  OpenFeature,
  type Provider,
  ProviderEvents,
  ProviderStatus,
} from '@openfeature/web-sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { type House, openHouse } from '../support/house.js';
import { createExperiment, defineMetric, runningExperiment, verb } from '../support/make.js';

const DOMAIN = 'a page';
const OPEN = 'mutation ($input: OpenHoldoutInput!) { openHoldout(input: $input) { key } }';
const ASSIGN = `query ($recipients: [String!]!) {
  assignments(experimentKey: "subject", recipientKeys: $recipients, context: { market: "DE" }) { reasons variantKeys }
}`;
const people = Array.from({ length: 500 }, (_none, index) => `Kundin-${index}@Example.com`);
const payload = { subject: 'Größe 😀' };
const NOBODY = { variant: 'none', payload: null };

let house: House;
let owner: Client;
let secret: string;
let anybody: Record<'assigned' | 'heldOut' | 'outside', string>;

beforeAll(async () => {
  house = await openHouse();
  owner = await house.as('administrator');
  secret = (await house.key('model')).secret;
  await defineMetric(owner);
  const variants = [
    { key: 'control', weightBp: 5000 },
    { key: 'short', weightBp: 5000, payload, modelVersionId: 'writer-7' },
  ];
  await createExperiment(owner, {
    key: 'subject',
    variants,
    targeting: { market: 'DE' },
    allocationBp: 8000,
  });
  await createExperiment(owner, { key: 'paused' });
  await createExperiment(owner, { key: 'draft' });
  for (const key of ['subject', 'paused']) await verb(owner, 'start', key);
  await verb(owner, 'pause', 'paused');
  const holdout = { key: 'everything', name: 'Everything', listSize: 400_000, baseRate: 0.02, sizeBp: 2000 };
  await owner.ask(OPEN, { input: holdout });
  const { reasons, variantKeys } = await owner.ask<{ reasons: string[]; variantKeys: string[] }>(ASSIGN, {
    recipients: people,
  });
  anybody = {
    assigned: people[variantKeys.indexOf('short')] ?? '',
    heldOut: people[reasons.indexOf('HELD_OUT')] ?? '',
    outside: people[reasons.indexOf('NOT_IN_ALLOCATION')] ?? '',
  };
});

afterEach(() => OpenFeature.close());
afterAll(() => house.close());

interface Page {
  readonly client: ReturnType<typeof OpenFeature.getClient>;
  /** The status of every answer of the server, in order. */
  readonly statuses: number[];
  readonly setContext: (context: EvaluationContext) => Promise<void>;
}

/** A page with OpenFeature's own client, and what it asked of the server. */
async function open(context: EvaluationContext, { url = house.url, key = secret } = {}): Promise<Page> {
  const statuses: number[] = [];
  const provider = new OFREPWebProvider({
    baseUrl: url,
    headers: [['Authorization', `Bearer ${key}`]],
    cacheMode: 'disabled',
    fetchImplementation: async (input, init) => {
      const response = await fetch(input, init);
      statuses.push(response.status);
      return response;
    },
  });
  const client = OpenFeature.getClient(DOMAIN);
  // The types of the two packages differ in whether what is optional may be undefined.
  await OpenFeature.setProviderAndWait(DOMAIN, provider as Provider, context).catch(() => undefined);
  return { client, statuses, setContext: next => OpenFeature.setContext(DOMAIN, next) };
}

/** A header that is null is not sent. */
type Headers = Readonly<Record<string, string | null>>;

function post(path: string, body: unknown, changed: Headers = {}, url = house.url): Promise<Response> {
  const all: Headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}`, ...changed };
  const headers = Object.entries(all).filter((header): header is [string, string] => header[1] !== null);
  return fetch(`${url}/ofrep/v1/evaluate/flags${path}`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
const about = (targetingKey: string) => ({ context: { targetingKey, market: 'DE' } });

describe("OpenFeature's client", () => {
  it('has the variant, its payload, and why', async () => {
    const { client } = await open({ targetingKey: anybody.assigned, market: 'DE' });

    expect(client.getObjectDetails('subject', NOBODY)).toMatchObject({
      value: { variant: 'short', payload },
      variant: 'short',
      reason: 'SPLIT',
      flagMetadata: {
        probityReason: 'ASSIGNED',
        planVersion: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
        modelVersionId: 'writer-7',
      },
    });
  });

  it.each([
    ['held out', 'subject', () => anybody.heldOut, 'DE', 'DEFAULT', 'HELD_OUT'],
    ['outside the allocation', 'subject', () => anybody.outside, 'DE', 'DEFAULT', 'NOT_IN_ALLOCATION'],
    ['not targeted', 'subject', () => anybody.assigned, 'FR', 'DEFAULT', 'NOT_TARGETED'],
    ['in an experiment that is paused', 'paused', () => anybody.assigned, 'DE', 'DISABLED', 'NOT_RUNNING'],
  ])('has the default of the code for who is %s', async (_what, key, who, market, reason, probityReason) => {
    const { client } = await open({ targetingKey: who(), market });
    const details = client.getObjectDetails(key, NOBODY);

    expect(details).toMatchObject({ value: NOBODY, reason, flagMetadata: { probityReason } });
    expect([details.variant, details.errorCode]).toEqual([undefined, undefined]);
    expect(details.flagMetadata['holdoutKey']).toBe(probityReason === 'HELD_OUT' ? 'everything' : undefined);
    expect(client.getStringValue(key, 'whatever')).toBe('whatever');
  });

  it.each([
    ['an experiment that was never started', 'draft'],
    ['an experiment that is not there', 'nothing'],
  ])('is told that there is no flag: %s', async (_what, key) => {
    const { client } = await open({ targetingKey: anybody.assigned });

    expect(client.getObjectDetails(key, NOBODY)).toMatchObject({
      value: NOBODY,
      reason: 'ERROR',
      errorCode: 'FLAG_NOT_FOUND',
    });
  });

  it('is told that a flag is of another type', async () => {
    const { client } = await open({ targetingKey: anybody.assigned, market: 'DE' });

    expect(client.getBooleanDetails('subject', false)).toMatchObject({
      value: false,
      errorCode: 'TYPE_MISMATCH',
    });
  });

  it('asks again with its tag, and is told that nothing has changed, until something has', async () => {
    const context = { targetingKey: anybody.assigned, market: 'DE' };
    const { client, statuses, setContext } = await open(context);
    await createExperiment(owner, { key: 'late' });

    await setContext({ ...context });
    expect(statuses).toEqual([200, 304]);
    expect(client.getObjectValue('subject', NOBODY)).toEqual({ variant: 'short', payload });

    await verb(owner, 'start', 'late');
    await setContext({ ...context });
    expect(statuses).toEqual([200, 304, 200]);

    await setContext({ ...context, market: 'FR' });
    expect(statuses).toEqual([200, 304, 200, 200]);
    expect(client.getObjectValue('subject', NOBODY)).toEqual(NOBODY);
  });

  it.each([
    ['a key that was never made', () => `pk_00000000_${'x'.repeat(43)}`, 401],
    ['a key that may not ask', async () => (await house.key('viewer')).secret, 403],
  ])('gives up with %s', async (_what, key, status) => {
    const { client, statuses } = await open({ targetingKey: 'a' }, { key: await key() });

    expect(statuses).toEqual([status]);
    expect(client.providerStatus).toBe(ProviderStatus.FATAL);
    expect(client.getObjectDetails('subject', NOBODY)).toMatchObject({
      value: NOBODY,
      errorCode: 'PROVIDER_FATAL',
    });
  });

  it('does not come up without a targeting key', async () => {
    const { client, statuses } = await open({ market: 'DE' });

    expect(statuses).toEqual([400]);
    expect(client.providerStatus).toBe(ProviderStatus.ERROR);
  });
});

describe('a limit', () => {
  let limited: House;

  beforeAll(async () => {
    limited = await openHouse({ rateLimit: 0.01 });
    await runningExperiment(await limited.as('administrator'));
  });

  afterAll(() => limited.close());

  it('is told with the time to wait, and the client waits: it keeps its values and asks nothing', async () => {
    const { secret: key } = await limited.key('model');
    const { client, statuses, setContext } = await open({ targetingKey: 'a' }, { url: limited.url, key });
    const before = client.getObjectValue('subject-line', NOBODY);
    const stale: unknown[] = [];
    client.addHandler(ProviderEvents.Stale, details => stale.push(details?.message));

    await setContext({ targetingKey: 'a', age: 40 });
    expect(statuses).toEqual([200, 429]);
    await eventually(async () => {
      expect(stale).toEqual([expect.stringContaining('rate limit exceeded')]);
    });

    await setContext({ targetingKey: 'a', age: 41 });
    expect(statuses).toEqual([200, 429]);
    expect(before).not.toEqual(NOBODY);
    expect(client.getObjectValue('subject-line', NOBODY)).toEqual(before);
  });

  it('is that of each key, and is over in time', async () => {
    const { secret: one } = await limited.key('model');
    const { secret: other } = await limited.key('esp');
    const ask = (key: string, path = '') =>
      post(path, about('a'), { authorization: `Bearer ${key}` }, limited.url);

    expect([(await ask(one)).status, (await ask(other)).status]).toEqual([200, 200]);
    const refused = await ask(one, '/subject-line');
    const wait = Number(refused.headers.get('retry-after'));
    expect(refused.status).toBe(429);
    expect(wait).toBeGreaterThan(50);
    expect(await refused.json()).toEqual({
      key: 'subject-line',
      errorCode: 'GENERAL',
      errorDetails: `too many requests; try again in ${wait} s`,
    });

    limited.advance(wait * 1_000);
    expect((await ask(one)).status).toBe(200);
  });
});

describe('a request by hand', () => {
  it('takes the key in either header, and an address however it is spelt', async () => {
    const spelt = ` ${anybody.assigned.toUpperCase()}`;
    const bearer = await post('/subject', about(anybody.assigned));
    const other = await post('/subject', about(spelt), { authorization: null, 'x-api-key': secret });

    expect([bearer.status, other.status]).toEqual([200, 200]);
    const answer = await bearer.json();
    expect(answer).toMatchObject({ key: 'subject', reason: 'SPLIT', variant: 'short' });
    expect(await other.json()).toEqual(answer);
  });

  it('gives a household one variant', async () => {
    const variantOf = async (targetingKey: string) => {
      const context = { targetingKey, householdKey: 'family', market: 'DE', messageCategory: 'MARKETING' };
      return ((await (await post('/subject', { context })).json()) as { variant?: string }).variant;
    };
    const variants = await Promise.all(people.slice(0, 20).map(variantOf));

    expect(new Set(variants).size).toBe(1);
  });

  it.each([
    ['a flag that is not there', '/nothing', about('a'), 404, 'FLAG_NOT_FOUND', 'nothing'],
    ['a flag of a long name', `/${'n'.repeat(300)}`, about('a'), 404, 'FLAG_NOT_FOUND', 'n'.repeat(300)],
    ['a flag of a strange name', '/a%2Fb%20%F0%9F%98%80', about('a'), 404, 'FLAG_NOT_FOUND', 'a/b 😀'],
    ['a flag that every object has', '/constructor', about('a'), 404, 'FLAG_NOT_FOUND', 'constructor'],
    ['no targeting key', '/subject', {}, 400, 'TARGETING_KEY_MISSING', 'subject'],
    ['no targeting key for all', '', { context: {} }, 400, 'TARGETING_KEY_MISSING', undefined],
    [
      'a targeting key that is a number',
      '',
      { context: { targetingKey: 7 } },
      400,
      'INVALID_CONTEXT',
      undefined,
    ],
    ['half a letter', '/subject', about('\ud83d'), 400, 'INVALID_CONTEXT', 'subject'],
    ['a key of 10,000 letters', '', about('k'.repeat(10_000)), 400, 'INVALID_CONTEXT', undefined],
    ['a context that is a list', '/subject', { context: [] }, 400, 'INVALID_CONTEXT', 'subject'],
    ['no JSON', '/subject', '{ context', 400, 'PARSE_ERROR', 'subject'],
    ['nothing', '', '', 400, 'PARSE_ERROR', undefined],
    ['a list', '', '[]', 400, 'PARSE_ERROR', undefined],
    ['a key that poisons objects', '', '{"__proto__": {}}', 400, 'PARSE_ERROR', undefined],
    ['ten megabytes', '/subject', ' '.repeat(10_000_000), 413, 'GENERAL', 'subject'],
  ])('is refused: %s', async (_what, path, body, status, errorCode, key) => {
    const response = await post(path, body);

    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({
      ...(key !== undefined && { key }),
      errorCode,
      errorDetails: expect.any(String) as string,
    });
  });

  it.each([
    ['without a key', { authorization: null }],
    ['with the cookie of a session', { authorization: null, cookie: 'probity_session=x' }],
    ['with another scheme', { authorization: 'Basic c29tZWJvZHk=' }],
    ['with two keys of which one is none', { authorization: 'Bearer ', 'x-api-key': 'pk_' }],
  ])('is refused %s', async (_what, headers) => {
    const response = await post('', about('a'), headers);

    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errorCode: 'GENERAL' });
  });

  it('is refused before its body is read', async () => {
    expect((await post('', '{ context', { authorization: 'Bearer x' })).status).toBe(401);
  });

  it('has one tag for one plan and one context', async () => {
    const tagOf = async (context: object) => (await post('', { context })).headers.get('etag');
    const tag = await tagOf({ targetingKey: 'a', market: 'DE', age: 3 });

    expect(tag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(await tagOf({ age: 3, market: 'DE', targetingKey: 'a' })).toBe(tag);
    house.advance(3_600_000);
    expect(await tagOf({ targetingKey: 'a', market: 'DE', age: 3 })).toBe(tag);
    expect(await tagOf({ targetingKey: 'b', market: 'DE', age: 3 })).not.toBe(tag);
    expect(await tagOf({ targetingKey: 'a', market: 'DE', age: 4 })).not.toBe(tag);
  });

  it('of all flags is answered with every experiment that was ever started', async () => {
    const { flags } = (await (await post('', about('a'))).json()) as { flags: { key: string }[] };

    expect(flags.map(({ key }) => key)).toEqual(expect.arrayContaining(['subject', 'paused']));
    expect(flags.map(({ key }) => key)).not.toContain('draft');
  });
});
