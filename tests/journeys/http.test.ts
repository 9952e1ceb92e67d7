import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { runningExperiment } from '../support/make.js';
import { rowsOf } from '../support/rows.js';

let house: House;
let client: Client;

beforeAll(async () => {
  house = await openHouse();
  client = await house.as('administrator');
  await runningExperiment(client);
});

afterAll(() => house.close());

interface Errors {
  readonly errors: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

const errorsOf = async (response: Response): Promise<Errors['errors']> =>
  ((await response.json()) as Errors).errors;
const VIEWER = JSON.stringify({ query: '{ viewer { name } }' });

describe('a request that is not one', () => {
  it.each([
    ['no JSON', '{ viewer', 400, 'BAD_REQUEST'],
    ['nothing', '', 400, 'BAD_REQUEST'],
    ['a list of queries', `[${VIEWER}, ${VIEWER}]`, 400, 'BAD_REQUEST'],
    ['JSON that is no object', '"{ viewer { name } }"', 400, 'BAD_REQUEST'],
    ['an object without a query', '{}', 400, 'BAD_REQUEST'],
    ['a query that does not parse', '{"query": "{ viewer"}', 400, 'GRAPHQL_PARSE_FAILED'],
    ['a mistyped query', '{"query": "{ experimnts { total } }"}', 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a query without its fields', '{"query": "{ viewer }"}', 400, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'an operation that is not in it',
      '{"query": "{ viewer { name } }", "operationName": "x"}',
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['a key that poisons objects', '{"query": "{ viewer { name } }", "__proto__": {}}', 400, 'BAD_REQUEST'],
  ])('is told so: %s', async (_what, body, status, code) => {
    const response = await client.post(body);

    expect(response.status).toBe(status);
    expect((await errorsOf(response)).map(({ extensions }) => extensions.code)).toEqual([code]);
  });

  it('is told what was probably meant by a mistyped query', async () => {
    const response = await client.post('{"query": "{ experimnts { total } }"}');

    const [error] = await errorsOf(response);
    expect(error?.message).toContain('Did you mean "experiments"');
  });

  it('is refused as JSON when its body has ten megabytes', async () => {
    const response = await client.post(`{"query": "${' '.repeat(10_000_000)}"}`);

    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({
      errors: [
        { message: 'the body is larger than 4194304 bytes', extensions: { code: 'PAYLOAD_TOO_LARGE' } },
      ],
    });
  });

  it.each([
    ['{ experiments(page: 0) { total } }', 'page'],
    ['{ experiments(page: -1) { total } }', 'page'],
    ['{ experiments(page: 1000001) { total } }', 'page'],
    ['{ experiments(perPage: 0) { total } }', 'perPage'],
    ['{ experiments(perPage: 101) { total } }', 'perPage'],
    ['{ experiments(sort: [{ field: KIND }]) { total } }', 'sort'],
    ['{ metrics(sort: [{ field: STATUS }]) { total } }', 'sort'],
    ['{ apiKeys(sort: [{ field: KEY }]) { total } }', 'sort'],
    ['{ auditEntries(sort: [{ field: NAME }]) { total } }', 'sort'],
    ['{ experimentResults(key: "subject-line", phase: 2) { status } }', 'phase'],
    ['{ assignment(experimentKey: "subject-line", recipientKey: " ") { reason } }', 'recipientKey'],
    [
      '{ assignments(experimentKey: "subject-line", recipientKeys: ["a", ""]) { reasons } }',
      'recipientKeys.1',
    ],
  ])('is told its field: %s', async (query, field) => {
    expect(await client.refusal(query)).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('is told that it asks for too many recipients at once', async () => {
    const refusal = await client.refusal(
      'query ($keys: [String!]!) { assignments(experimentKey: "subject-line", recipientKeys: $keys) { reasons } }',
      { keys: Array.from({ length: 10_001 }, (_one, index) => `r${index}`) },
    );

    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', field: 'recipientKeys' });
  });

  it('is told of a sort that no list has', async () => {
    const response = await client.post('{"query": "{ experiments(sort: [{ field: PRICE }]) { total } }"}');

    expect((await errorsOf(response))[0]?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
  });
});

describe('a page of somebody else', () => {
  const mutation = JSON.stringify({ query: 'mutation { stopExperiment(key: "subject-line") { key } }' });
  const statusOfExperiment = () =>
    client.ask<{ status: string }>('{ experiment(key: "subject-line") { status } }');

  it.each([
    [
      'a form',
      { 'content-type': 'application/x-www-form-urlencoded' },
      `query=${encodeURIComponent('{viewer{name}}')}`,
    ],
    ['plain text', { 'content-type': 'text/plain' }, mutation],
    ['plain text that claims to be more', { 'content-type': 'text/plain; application/json' }, mutation],
    ['a form with files', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--'],
  ])('cannot make a browser send a request without asking first: %s', async (_what, headers, body) => {
    const response = await client.post(body, headers);

    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect((await errorsOf(response))[0]?.extensions.code).toBe('BAD_REQUEST');
    expect(await statusOfExperiment()).toEqual({ status: 'RUNNING' });
  });

  it('is told why plain text is refused: it could come from any page', async () => {
    const response = await client.post(mutation, { 'content-type': 'text/plain' });

    expect((await errorsOf(response))[0]?.message).toContain('potential Cross-Site Request Forgery');
  });

  it.each([
    'query={viewer{name}}',
    `query=${encodeURIComponent('mutation{stopExperiment(key:"subject-line"){key}}')}`,
  ])('cannot ask by GET, which any picture could: %s', async search => {
    const response = await fetch(`${house.url}/graphql?${search}`, {
      headers: { cookie: 'probity_session=x' },
    });

    expect(response.status).toBe(404);
    expect(await statusOfExperiment()).toEqual({ status: 'RUNNING' });
  });
});

describe('a fault of ours', () => {
  it('is masked: the caller gets an id, and nothing of what happened', async () => {
    await rowsOf(house.databaseUrl, 'alter table metrics rename column description to gone');

    const response = await client.post('{"query": "{ metrics { items { key } } }"}');
    await rowsOf(house.databaseUrl, 'alter table metrics rename column gone to description');

    expect(await response.json()).toEqual({
      data: null,
      errors: [
        {
          message: 'a fault of ours',
          locations: [{ line: 1, column: 3 }],
          path: ['metrics'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', errorId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
        },
      ],
    });
  });

  it('in one command is no reason to refuse the next', async () => {
    expect(await client.ask('{ metrics { total } }')).toEqual({ total: 1 });
  });
});

describe('every answer', () => {
  it.each([
    ['/livez', 200],
    ['/readyz', 200],
    ['/nothing-here', 404],
  ])('carries the id of its request: %s', async (path, status) => {
    const response = await fetch(`${house.url}${path}`);

    expect(response.status).toBe(status);
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
