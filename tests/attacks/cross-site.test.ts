import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../support/house.js';
import { runningExperiment } from '../support/make.js';
import { sessionCookie } from './callers.js';
import { Stock } from './stock.js';

let house: House;
let stock: Stock;
let cookie: string;
let host: string;

beforeAll(async () => {
  house = await openHouse();
  stock = await Stock.start();
  cookie = await sessionCookie(house);
  host = new URL(house.url).host;
  await runningExperiment(await house.as('administrator'));
});

afterAll(async () => {
  await stock.stop();
  await house.close();
});

const STOP = 'mutation { stopExperiment(key: "subject-line") { key } }';
const JSON_BODY = JSON.stringify({ query: STOP });
const JSON_TYPE = { 'content-type': 'application/json' };

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends exactly these headers: what a browser would send for a page of somebody else. */
function send({
  method = 'POST',
  path = '/graphql',
  body = '',
  headers = {},
}: Sent): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(`${house.url}${path}`, { method, headers: { cookie, ...headers } }, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const statusOfExperiment = async (): Promise<string> =>
  (
    await (
      await house.as('administrator')
    ).ask<{ status: string }>('{ experiment(key: "subject-line") { status } }')
  ).status;

const FORGERIES: readonly (readonly [string, Sent])[] = [
  [
    'a picture that asks',
    { method: 'GET', path: `/graphql?query=${encodeURIComponent('{ viewer { name } }')}` },
  ],
  ['a picture that changes', { method: 'GET', path: `/graphql?query=${encodeURIComponent(STOP)}` }],
  ['plain text', { body: JSON_BODY, headers: { 'content-type': 'text/plain' } }],
  [
    'a form',
    {
      body: `query=${encodeURIComponent(STOP)}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
  ],
  [
    'a form with files',
    { body: '--x\r\n\r\n--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
  ],
  ['no type', { body: JSON_BODY }],
  ['a list of questions', { body: `[${JSON_BODY}]`, headers: JSON_TYPE }],
  [
    'the origin of another site',
    { body: JSON_BODY, headers: { ...JSON_TYPE, origin: 'https://evil.example' } },
  ],
  ['another port', { body: JSON_BODY, headers: { ...JSON_TYPE, origin: 'http://127.0.0.1:1' } }],
  ['no origin that could be told', { body: JSON_BODY, headers: { ...JSON_TYPE, origin: 'null' } }],
  ['a page of another site', { body: JSON_BODY, headers: { ...JSON_TYPE, 'sec-fetch-site': 'cross-site' } }],
  ['a page of a neighbour', { body: JSON_BODY, headers: { ...JSON_TYPE, 'sec-fetch-site': 'same-site' } }],
];

describe('a page of somebody else', () => {
  it.each(FORGERIES)('cannot use the session of who looks at it: %s', async (_what, sent) => {
    const { status } = await send(sent);

    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(await statusOfExperiment()).toBe('RUNNING');
  });

  it('is not let in by both headers where one of them tells on it', async () => {
    const own = { ...JSON_TYPE, origin: `http://${host}`, 'sec-fetch-site': 'cross-site' };

    expect((await send({ body: JSON_BODY, headers: own })).status).toBe(403);
    expect(await statusOfExperiment()).toBe('RUNNING');
  });

  it('gets no permission to ask from a browser that asks first', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const answer = await fetch(`${house.url}/graphql`, { method: 'OPTIONS', headers });

    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('is read by the control, which looks at no origin', async () => {
    const answer = await stock.post('{"query":"mutation { pauseExperiment(key: \\"a\\") { key } }"}', {
      origin: 'https://evil.example',
      cookie: 'session=x',
    });

    expect(answer?.text).toContain('"pauseExperiment":{');
  });
});

describe('a page of our own', () => {
  it.each([
    ['with both headers', () => ({ origin: `http://${host}`, 'sec-fetch-site': 'same-origin' })],
    ['of an old browser', () => ({ origin: `http://${host}` })],
    ['that tells nothing', () => ({})],
  ])('uses its session: %s', async (_what, headersOf) => {
    const { text } = await send({
      body: JSON.stringify({ query: '{ viewer { name } }' }),
      headers: { ...JSON_TYPE, ...headersOf() },
    });

    expect(JSON.parse(text)).toEqual({ data: { viewer: { name: 'Owner' } } });
  });
});

describe('a key', () => {
  it('is asked alone: no cookie that comes with it counts, and no origin', async () => {
    const { secret } = await house.key('viewer');
    const { text } = await send({
      body: JSON.stringify({ query: '{ viewer { name roles } }' }),
      headers: {
        ...JSON_TYPE,
        authorization: `Bearer ${secret}`,
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
      },
    });

    expect(JSON.parse(text)).toEqual({ data: { viewer: { name: 'viewer of the test', roles: ['viewer'] } } });
  });

  it('that does not work is not made up for by a cookie that does', async () => {
    const { status } = await send({
      body: JSON.stringify({ query: '{ viewer { name } }' }),
      headers: { ...JSON_TYPE, authorization: 'Bearer pk_00000000_wrong' },
    });

    expect(status).toBe(401);
  });

  it('of a machine asks by POST, and nobody changes anything by GET', async () => {
    const asked = (secret: string, query: string) =>
      send({
        method: 'GET',
        path: `/graphql?query=${encodeURIComponent(query)}`,
        headers: { authorization: `Bearer ${secret}` },
      });
    const { secret } = await house.key('administrator');

    expect((await asked((await house.key('model')).secret, '{ viewer { name } }')).status).toBe(403);
    expect((await asked(secret, '{ viewer { name } }')).status).toBe(200);
    expect((await asked(secret, STOP)).status).toBe(405);
    expect(await statusOfExperiment()).toBe('RUNNING');
  });
});
