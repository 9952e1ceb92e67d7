import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CompiledQueries } from '../../packages/api/src/http/compiled-queries.js';
import { buildProbitySchema } from '../../packages/api/src/schema.js';
import { Client } from '../support/client.js';
import { exchange } from '../attacks/raw-socket.js';
import { type House, openHouse } from '../support/house.js';
import { runningExperiment } from '../support/make.js';

let house: House;
let clients: Record<'administrator' | 'model' | 'viewer' | 'nobody', Client>;

beforeAll(async () => {
  house = await openHouse();
  const administrator = await house.as('administrator');
  await runningExperiment(administrator, { key: 'running', targeting: { market: 'DE' } });
  const [model, viewer] = [await house.as('model'), await house.as('viewer')];
  clients = { administrator, model, viewer, nobody: house.anonymous() };
});

afterAll(() => house.close());

const ONE = `query One($experiment: Key!, $recipient: String!, $context: JSONObject) {
  assignment(experimentKey: $experiment, recipientKey: $recipient, context: $context) {
    experimentKey inExperiment variantKey reason bucket probability payload modelVersionId planVersion
  }
}`;
const MANY = `query ($experiment: Key!, $recipients: [String!]!, $context: JSONObject) {
  assignments(experimentKey: $experiment, recipientKeys: $recipients, context: $context) {
    planVersion variantKeys reasons buckets
  }
}`;
const context = { market: 'DE' };
const one = { experiment: 'running', recipient: 'somebody@example.com', context };
const keys = (count: number) => Array.from({ length: count }, (_none, index) => `customer-${index}`);

/** The same document; so long a text is never compiled. */
const byApollo = (query: string): string => query + ' '.repeat(4_000);

interface Reply {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly bytes: string;
}

async function reply(client: Client, body: object, headers: Record<string, string> = {}): Promise<Reply> {
  const response = await client.post(JSON.stringify(body), headers);
  const kept = [...response.headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
  return { status: response.status, headers: kept, bytes: await response.text() };
}

/** What is asked; what is wrong with it is the point of some tests. */
type Question = { readonly query: string } & Readonly<Record<string, unknown>>;

async function both(client: Client, body: Question, headers?: Record<string, string>) {
  const hot = await reply(client, body, headers);
  return { hot, apollo: await reply(client, { ...body, query: byApollo(body.query) }, headers) };
}

describe('a question that is asked all the time', () => {
  it.each([
    ['one recipient', { query: ONE, variables: one }],
    ['one recipient by the name of the operation', { query: ONE, variables: one, operationName: 'One' }],
    ['one recipient outside the target', { query: ONE, variables: { ...one, context: { market: 'FR' } } }],
    ['no context', { query: ONE, variables: { ...one, context: null } }],
    ['an experiment that is not there', { query: ONE, variables: { ...one, experiment: 'nothing' } }],
    ['nobody', { query: MANY, variables: { experiment: 'running', recipients: [] } }],
    ['a thousand', { query: MANY, variables: { experiment: 'running', recipients: keys(1000), context } }],
    ['letters of all kinds', { query: ONE, variables: { ...one, recipient: 'e\u0301 日本 😀 "\\\u2028' } }],
    [
      'other names for the fields',
      {
        query:
          'query ($r: String!) { who: assignment(experimentKey: "running", recipientKey: $r) { why: reason __typename } }',
        variables: { r: 'x' },
      },
    ],
    ['no variables', { query: '{ assignment(experimentKey: "running", recipientKey: "x") { reason } }' }],
  ])('has the same bytes on both ways: %s', async (_what, body) => {
    const { hot, apollo } = await both(clients.model, body);

    expect(hot).toEqual(apollo);
    expect(hot.status).toBe(200);
    expect(hot.bytes).not.toContain('"errors"');
  });

  it.each([
    ['a variable that is missing', { query: ONE, variables: { experiment: 'running' } }],
    ['a variable of another type', { query: ONE, variables: { ...one, recipient: 7 } }],
    ['a slug that is none', { query: ONE, variables: { ...one, experiment: 'No slug' } }],
    ['a context that is no object', { query: ONE, variables: { ...one, context: 'DE' } }],
    ['an empty key', { query: ONE, variables: { ...one, recipient: ' ' } }],
    ['half a surrogate pair', { query: ONE, variables: { ...one, recipient: '\ud800' } }],
    ['a key of ten kilobytes', { query: ONE, variables: { ...one, recipient: 'k'.repeat(10_000) } }],
    ['a key that is null', { query: MANY, variables: { experiment: 'running', recipients: ['a', null] } }],
    ['10,001 keys', { query: MANY, variables: { experiment: 'running', recipients: keys(10_001) } }],
    ['variables that are a list', { query: ONE, variables: [one] }],
    ['variables that are a text', { query: ONE, variables: 'one' }],
    ['an operation that is not in it', { query: ONE, variables: one, operationName: 'Two' }],
    ['an operation called by no name', { query: ONE, variables: one, operationName: '' }],
    [
      'a persisted query',
      { query: ONE, variables: one, extensions: { persistedQuery: { version: 1, sha256Hash: '0' } } },
    ],
    ['extensions that are none', { query: ONE, variables: one, extensions: 7 }],
  ])('is refused in the same bytes on both ways: %s', async (_what, body) => {
    const { hot, apollo } = await both(clients.model, body);

    expect(hot).toEqual(apollo);
    expect(hot.bytes).toContain('"errors"');
  });

  it.each<[string, Record<string, string[]>, string, number]>([
    ['assignment', { operations: ['assignment'] }, ONE, 200],
    ['assignment and more', { operations: ['viewer', 'assignment', 'assignments'] }, ONE, 200],
    ['assignments', { operations: ['assignments'] }, ONE, 403],
    ['something else', { operations: ['viewer'] }, ONE, 403],
    ['this network', { addresses: ['127.0.0.0/8', '::1'] }, ONE, 200],
    ['another network', { addresses: ['192.0.2.0/24'] }, ONE, 401],
  ])(
    'has the same bytes on both ways for a key that is for %s alone',
    async (_what, limits, query, status) => {
      const { key } = await clients.administrator.ask<{ key: string }>(
        'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key } }',
        { input: { name: 'Limited', role: 'model', ...limits } },
      );
      const client = new Client(house.url, { authorization: `Bearer ${key}` });

      const { hot, apollo } = await both(client, { query, variables: one });

      expect(hot).toEqual(apollo);
      expect(hot.status).toBe(status);
    },
  );

  it.each(['viewer', 'nobody'] as const)('is refused to a %s in the same bytes', async name => {
    const { hot, apollo } = await both(clients[name], { query: ONE, variables: one });

    expect(hot).toEqual(apollo);
    expect(hot.bytes).toContain(name === 'viewer' ? 'FORBIDDEN' : 'UNAUTHENTICATED');
  });

  it.each([{ authorization: 'Bearer pk_00000000_wrong' }, { authorization: 'Basic c29tZWJvZHk=' }])(
    'is refused alike to a stranger with %j',
    async headers => {
      const { hot, apollo } = await both(clients.nobody, { query: ONE, variables: one }, headers);

      expect(hot).toEqual(apollo);
      expect(hot.bytes).toContain('UNAUTHENTICATED');
    },
  );

  it.each([
    { accept: 'application/graphql-response+json' },
    { accept: 'application/json' },
    { accept: 'text/html' },
    { 'content-type': 'application/json; charset=utf-8' },
    { 'content-type': 'text/plain' },
  ])('is answered alike to a model that sends %j', async headers => {
    const { hot, apollo } = await both(clients.model, { query: ONE, variables: one }, headers);

    expect(hot).toEqual(apollo);
  });
});

describe('what is compiled', () => {
  const queries = new CompiledQueries(buildProbitySchema());

  it.each([ONE, MANY])('%s', text => {
    expect(queries.of(text)).not.toBeNull();
    expect(queries.of(text)).toBe(queries.of(text));
  });

  it.each([
    ['a query that is not asked all the time', '{ viewer { name } }'],
    [
      'a second question beside it',
      `{ assignment(experimentKey: "a", recipientKey: "b") { reason } viewer { name } }`,
    ],
    ['a mutation', 'mutation { pauseExperiment(key: "a", reason: "b") { key } }'],
    ['two operations', `${ONE} query Two { viewer { name } }`],
    ['what does not parse', '{ assignment('],
    ['what is not valid', '{ assignment(experimentKey: "a") { reason } }'],
    ['a text longer than any machine sends', byApollo(ONE)],
  ])('not %s', (_what, text) => {
    expect(queries.of(text)).toBeNull();
  });

  it('stops compiling when somebody writes a new text each time', () => {
    const flooded = new CompiledQueries(buildProbitySchema());
    const texts = Array.from({ length: 201 }, (_none, index) => `${ONE} # ${index}`);

    expect(texts.map(text => flooded.of(text) !== null).lastIndexOf(true)).toBe(199);
  });
});

describe('a long question', () => {
  it.each([20_000, 300_000, 4_000_000])(
    'of %i bytes is refused by its head alone, where its key does not work',
    async length => {
      const lines = [
        'POST /graphql HTTP/1.1',
        'Host: localhost',
        'Content-Type: application/json',
        'Connection: close',
        'Authorization: Bearer pk_00000000_wrong',
        `Content-Length: ${length}`,
      ];
      const { status, text } = await exchange(house.url, `${lines.join('\r\n')}\r\n\r\n`);

      expect(status).toBe(401);
      expect(text).toContain('"code":"UNAUTHENTICATED"');
    },
  );
});
