import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networksOf } from '../../packages/api/src/access/index.js';
import { BELIEVED_MS } from '../../packages/api/src/access/authentication.js';
import { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { runningExperiment } from '../support/make.js';
import { rowsOf } from '../support/rows.js';

/** Here, the test itself is a proxy of ours. */
let house: House;
/** Here it is not. */
let stranger: House;
let administrator: Client;

beforeAll(async () => {
  house = await openHouse({ config: { trustedProxies: networksOf('proxies', ['127.0.0.1']) } });
  stranger = await openHouse({ beside: house });
  administrator = await house.as('administrator');
  await runningExperiment(administrator, { key: 'running' });
});

afterAll(async () => {
  await stranger.close();
  await house.close();
});

const QUESTION = '{ assignment(experimentKey: "running", recipientKey: "somebody") { reason } }';
/** The same document; so long a text is never answered at the door. */
const WAYS = { 'the door': QUESTION, Apollo: QUESTION + ' '.repeat(4_000) };

const made = (addresses: string[] | null, role = 'model') =>
  administrator.ask<{ id: string; key: string }>(
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { id key } }',
    { input: { name: 'Placed', role, addresses } },
  );

/** What a request is answered that says it was forwarded for these addresses. */
async function answered(key: string, forwardedFor: string | null, query = QUESTION, at = house) {
  const client = new Client(at.url, { authorization: `Bearer ${key}` });
  const headers: Record<string, string> = forwardedFor === null ? {} : { 'x-forwarded-for': forwardedFor };
  const response = await client.post(JSON.stringify({ query }), headers);
  return { status: response.status, body: (await response.json()) as unknown };
}

const UNKNOWN = {
  status: 401,
  body: { errors: [{ message: 'the API key is not valid', extensions: { code: 'UNAUTHENTICATED' } }] },
};

describe.each(Object.entries(WAYS))('a key for some networks, by way of %s', (_way, query) => {
  it.each([
    ['192.0.2.7', true],
    ['192.0.3.7', false],
    ['2001:db8::7', true],
    ['2001:db9::7', false],
    ['::ffff:192.0.2.7', true],
    // What is written before the address that our proxy saw, anybody may have written.
    ['192.0.2.7, 198.51.100.1', false],
    ['198.51.100.1, 192.0.2.7', true],
    ['192.0.2.7, unknown', false],
    [null, false],
  ])('is one from %s: %s', async (forwardedFor, isOne) => {
    const { key } = await made(['192.0.2.0/24', '2001:db8::/32']);

    const answer = await answered(key, forwardedFor, query);

    if (isOne)
      expect(answer).toMatchObject({ status: 200, body: { data: { assignment: expect.anything() } } });
    else expect(answer).toEqual(UNKNOWN);
  });

  it('is none from elsewhere while it is believed from where it may be used', async () => {
    const { key } = await made(['192.0.2.0/24']);

    expect((await answered(key, '192.0.2.7', query)).status).toBe(200);
    expect(await answered(key, '198.51.100.1', query)).toEqual(UNKNOWN);
    expect((await answered(key, '192.0.2.7', query)).status).toBe(200);
  });

  it('is not told a forwarded address by who is no proxy of ours', async () => {
    const { key } = await made(['192.0.2.0/24']);
    const { key: here } = await made(['127.0.0.1']);

    expect(await answered(key, '192.0.2.7', query, stranger)).toEqual(UNKNOWN);
    expect((await answered(here, '192.0.2.7', query, stranger)).status).toBe(200);
  });

  it('is not for the networks of our proxy, whoever asks through it', async () => {
    const { key } = await made(['127.0.0.1']);

    expect(await answered(key, '198.51.100.1', query)).toEqual(UNKNOWN);
    expect((await answered(key, null, query)).status).toBe(200);
  });

  it('is answered as one that nobody has', async () => {
    const { key } = await made(['192.0.2.0/24']);

    expect(await answered(key, null, query)).toEqual(
      await answered(`pk_00000000_${'x'.repeat(43)}`, null, query),
    );
  });
});

describe('a key for some networks', () => {
  it('is not used by whoever tries it from elsewhere', async () => {
    const { id, key } = await made(['192.0.2.0/24']);

    await answered(key, '198.51.100.1');

    expect(await rowsOf(house.databaseUrl, 'select 1 from api_key_uses where key_id = $1', [id])).toEqual([]);
  });

  it('is for OFREP and the payload of SDKs from there alone', async () => {
    const model = await made(['192.0.2.0/24']);
    const sdk = await made(['192.0.2.0/24'], 'sdk');
    const statuses = async (forwardedFor: string) => {
      const forwarded = { 'x-forwarded-for': forwardedFor };
      const flag = await fetch(`${house.url}/ofrep/v1/evaluate/flags/running`, {
        method: 'POST',
        headers: { ...forwarded, 'x-api-key': model.key, 'content-type': 'application/json' },
        body: JSON.stringify({ context: { targetingKey: 'somebody' } }),
      });
      const payload = await fetch(`${house.url}/api/features/${sdk.key}`, { headers: forwarded });
      return [flag.status, payload.status];
    };

    expect([await statuses('192.0.2.7'), await statuses('198.51.100.1')]).toEqual([
      [200, 200],
      [401, 401],
    ]);
  });

  it('sends large bodies from there alone', async () => {
    const { key } = await made(['192.0.2.0/24']);
    const large = `${QUESTION}#${'x'.repeat(300_000)}`;

    expect((await answered(key, '198.51.100.1', large)).status).toBe(401);
    expect((await answered(key, '192.0.2.7', large)).status).not.toBe(401);
  });

  it('goes on to be limited when what is believed of it is asked again', async () => {
    const { key } = await made(['192.0.2.0/24']);
    await answered(key, '192.0.2.7');
    house.advance(BELIEVED_MS);

    expect(await answered(key, '198.51.100.1')).toEqual(UNKNOWN);
  });

  it('is for every network unless some are named', async () => {
    const { key } = await made(null);

    expect((await answered(key, '203.0.113.9')).status).toBe(200);
  });
});
