import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../packages/api/src/config.js';
import { type House, openHouse } from '../support/house.js';
import { exchange } from './raw-socket.js';

const PATIENCE = { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 };

let house: House;
let key: string;

beforeAll(async () => {
  house = await openHouse({ patience: PATIENCE });
  key = (await house.key('administrator')).secret;
});

afterAll(() => house.close());

const BODY = JSON.stringify({ query: '{ viewer { name } }' });
const head = (...lines: string[]): string =>
  ['POST /graphql HTTP/1.1', 'Host: localhost', ...lines, '', ''].join('\r\n');
const JSON_TYPE = 'Content-Type: application/json';

describe('a client that is slow', () => {
  it.each([
    ['with its head', () => head(JSON_TYPE, `X-Long: ${'a'.repeat(2_000)}`)],
    [
      'with its body',
      () => `${head(JSON_TYPE, `Content-Length: ${BODY.length + 5_000}`)}${BODY}${' '.repeat(2_000)}`,
    ],
    [
      'with its body, and with a key',
      () =>
        `${head(JSON_TYPE, `Authorization: Bearer ${key}`, 'Content-Length: 9000')}{"query":"{ assignment`,
    ],
  ])('is cut off: one byte after another %s', async (_what, bytes) => {
    const { status, text } = await exchange(house.url, bytes(), 5);

    expect(status).toBe(408);
    expect(text).toContain(
      '{"errors":[{"message":"the request cannot be read","extensions":{"code":"BAD_REQUEST"}}]}',
    );
  });

  it('that says nothing at all is cut off', async () => {
    expect((await exchange(house.url, '')).status).toBe(408);
  });
});

describe('bytes that two servers could read differently', () => {
  const SMUGGLED = 'GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n';

  it.each([
    [
      'a length and chunks',
      head(JSON_TYPE, 'Content-Length: 6', 'Transfer-Encoding: chunked') + `0\r\n\r\n${SMUGGLED}`,
    ],
    [
      'chunks and a length',
      head(JSON_TYPE, 'Transfer-Encoding: chunked', 'Content-Length: 4') + `5c\r\n${SMUGGLED}\r\n0\r\n\r\n`,
    ],
    ['two lengths', head(JSON_TYPE, 'Content-Length: 6', 'Content-Length: 7') + `{}    ${SMUGGLED}`],
    ['a length that is a list', head(JSON_TYPE, 'Content-Length: 6, 7') + `{}    ${SMUGGLED}`],
    ['a length with a sign', head(JSON_TYPE, 'Content-Length: +6') + `{}    ${SMUGGLED}`],
    [
      'another encoding after chunks',
      head(JSON_TYPE, 'Transfer-Encoding: chunked, identity') + `0\r\n\r\n${SMUGGLED}`,
    ],
    ['an encoding nobody knows', head(JSON_TYPE, 'Transfer-Encoding: xchunked') + SMUGGLED],
    ['a space before the colon', head(JSON_TYPE, 'Content-Length : 6') + `{}    ${SMUGGLED}`],
    ['a folded line', head(JSON_TYPE, 'X-Folded: a\r\n b', 'Content-Length: 2') + `{}${SMUGGLED}`],
    [
      'a line that ends in a line feed alone',
      `POST /graphql HTTP/1.1\nHost: localhost\nContent-Length: 2\n\n{}${SMUGGLED}`,
    ],
    [
      'a chunk of a size that is none',
      head(JSON_TYPE, 'Transfer-Encoding: chunked') + `0x5\r\nhello\r\n0\r\n\r\n${SMUGGLED}`,
    ],
    ['two hosts', 'GET /livez HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n'],
    ['no host', 'GET /livez HTTP/1.1\r\n\r\n'],
    ['a zero byte in a header', head('X-Zero: a\0b', JSON_TYPE, 'Content-Length: 2') + '{}'],
  ])('are refused, and what follows them is not read: %s', async (_what, bytes) => {
    const { status, text } = await exchange(house.url, bytes);

    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(text).not.toContain('"status":"ok"');
  });
});

describe('a head', () => {
  it('of 64 kilobytes is refused', async () => {
    const { status } = await exchange(house.url, head(`X-Large: ${'a'.repeat(65_536)}`));

    expect(status).toBe(431);
  });

  it('of 15 kilobytes is read', async () => {
    const { status } = await exchange(
      house.url,
      `GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Large: ${'a'.repeat(15_000)}\r\n\r\n`,
    );

    expect(status).toBe(200);
  });

  it.each(['TRACE', 'TRACK', 'DEBUG', 'CONNECT', 'PUT', 'DELETE', 'PATCH', 'PROPFIND', 'get', 'QUERY'])(
    'with the verb %s is refused',
    async verb => {
      const { status, text } = await exchange(
        house.url,
        `${verb} /graphql HTTP/1.1\r\nHost: localhost\r\nX-Secret: hunter2\r\nConnection: close\r\n\r\n`,
      );

      // Node hangs up on CONNECT without a word.
      if (verb !== 'CONNECT') expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(text).not.toContain('hunter2');
    },
  );
});

describe('a body', () => {
  const post = (body: string | Buffer, headers: Record<string, string>) =>
    fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, ...headers },
      body: body as BodyInit,
    });

  it.each(['utf-7', 'utf-32', 'UTF-16LE', 'iso-8859-1', '"utf-7"', 'ibm500'])(
    'in %s is refused',
    async charset => {
      expect((await post(BODY, { 'content-type': `application/json; charset=${charset}` })).status).toBe(415);
    },
  );

  it.each(['utf-8', 'UTF-8', '"utf-8"', 'utf8'])('in %s is read', async charset => {
    expect((await post(BODY, { 'content-type': `application/json; charset=${charset}` })).status).toBe(200);
  });

  it.each(['gzip', 'br', 'deflate', 'zstd'])(
    'compressed by %s is refused before it could grow',
    async encoding => {
      expect(
        (await post(BODY, { 'content-type': 'application/json', 'content-encoding': encoding })).status,
      ).toBe(415);
    },
  );

  it('in UTF-16 that does not say so is refused', async () => {
    expect(
      (await post(Buffer.from(`\ufeff${BODY}`, 'utf16le'), { 'content-type': 'application/json' })).status,
    ).toBe(400);
  });
});

describe('the address of a client', () => {
  const FORGED = {
    'x-forwarded-for': '203.0.113.7',
    forwarded: 'for=203.0.113.7',
    'x-real-ip': '203.0.113.7',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'evil.example',
  };

  const cookieSet = async (one: House): Promise<string> => {
    const response = await one.anonymous().post(
      JSON.stringify({
        query: 'mutation ($token: String!) { signIn(token: $token) { id } }',
        variables: { token: await one.signInToken() },
      }),
      FORGED,
    );
    return response.headers.get('set-cookie') ?? '';
  };

  it('is that of the socket, whatever headers say', async () => {
    expect(await cookieSet(house)).not.toContain('Secure');
  });

  it('and whether it came by https are what a proxy says that is known', async () => {
    const { trustedProxies } = readConfig({ PROBITY_TRUSTED_PROXIES: '127.0.0.0/8' });
    const behind = await openHouse({ config: { trustedProxies } });

    expect(await cookieSet(behind)).toContain('Secure');
    const page = await fetch(`${behind.url}/livez`, { headers: FORGED });
    expect(page.headers.get('strict-transport-security')).toContain('max-age=31536000');
    await behind.close();
  });

  it('is not what a proxy says that is not known', async () => {
    const { trustedProxies } = readConfig({ PROBITY_TRUSTED_PROXIES: '192.0.2.1' });
    const other = await openHouse({ config: { trustedProxies } });

    expect(await cookieSet(other)).not.toContain('Secure');
    await other.close();
  });
});

describe('how much may be sent', () => {
  const large = (bytes: number): string =>
    JSON.stringify({ query: '{ viewer { name } }', more: 'x'.repeat(bytes) });
  const send = (body: string | ReadableStream, headers: Record<string, string> = {}) =>
    fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      ...(typeof body === 'string' ? {} : { duplex: 'half' }),
    } as RequestInit);
  const streamed = (text: string): ReadableStream =>
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(text));
        controller.close();
      },
    });

  it('is nothing for somebody with a key that does not work, told or not', async () => {
    for (const body of [large(262_144), streamed(large(262_144))]) {
      const response = await send(body, { authorization: 'Bearer pk_00000000_wrong' });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({
        errors: [{ message: 'the API key is not valid', extensions: { code: 'UNAUTHENTICATED' } }],
      });
    }
  });

  it('is 256 kilobytes for nobody, told or not', async () => {
    for (const body of [large(262_144), streamed(large(262_144))]) {
      const response = await send(body);
      expect(response.status).toBe(413);
      expect(await response.json()).toEqual({
        errors: [
          { message: 'the body is larger than 262144 bytes', extensions: { code: 'PAYLOAD_TOO_LARGE' } },
        ],
      });
    }
  });

  it('is told by the head alone: nothing of what is too long is waited for', async () => {
    const { status } = await exchange(
      house.url,
      head(JSON_TYPE, 'Content-Length: 262145', 'Connection: close'),
    );

    expect(status).toBe(413);
  });

  it('is less than that for nobody, told or not', async () => {
    for (const body of [large(200_000), streamed(large(200_000))])
      expect((await send(body)).status).toBe(200);
  });

  it('is four megabytes for a key, told or not', async () => {
    const authorization = `Bearer ${key}`;

    for (const body of [large(300_000), streamed(large(300_000))])
      expect((await send(body, { authorization })).status).toBe(200);
    for (const body of [large(4_200_000), streamed(large(4_200_000))])
      expect((await send(body, { authorization })).status).toBe(413);
  });
});
