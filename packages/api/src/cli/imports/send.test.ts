import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ApiClient } from './api-client.js';
import type { FactBatch } from './facts.js';
import { sendAll } from './send.js';

interface Request {
  readonly query: string;
  readonly input: readonly unknown[];
  readonly authorization: string | undefined;
}
type Reply = readonly [status: number, body: unknown];

/** A server that answers what the test says: for what the real one does only when something is wrong. */
async function against(
  reply: (request: Request, number: number) => Reply,
  work: (client: ApiClient) => Promise<void>,
  retryForMs = 5_000,
): Promise<number> {
  let asked = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { query, variables } = JSON.parse(await text(request)) as {
      query: string;
      variables: { input: unknown[] };
    };
    asked += 1;
    const { authorization } = request.headers;
    const [status, body] = reply({ query, input: variables.input, authorization }, asked);
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await work(new ApiClient({ url, key: 'pk_test', retryForMs, signal: new AbortController().signal }));
  } finally {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
  return asked;
}

const batch = (from: number, count: number): FactBatch => ({
  kind: 'exposures',
  facts: Array.from({ length: count }, (_, index) => ({ recipientKey: `r${from + index}` })),
  rows: Array.from({ length: count }, (_, index) => from + index),
});
const accepted = (count: number, rejected: unknown[] = []): Reply => [
  200,
  { data: { recordExposures: { accepted: count, duplicates: 0, rejected } } },
];
const refused = (status: number, code: string, extensions = {}): Reply => [
  status,
  { errors: [{ message: 'no', extensions: { code, ...extensions } }] },
];

describe('sending facts', () => {
  it('signs every call, and tells which rows of the file were not taken', async () => {
    await against(
      ({ input, authorization }) => {
        expect(authorization).toBe('Bearer pk_test');
        return accepted(input.length - 1, [{ index: 1, code: 'NO_SUCH_VARIANT', message: 'none' }]);
      },
      async client => {
        const sent = await sendAll(client, [batch(0, 3), batch(3, 3)], () => {});

        expect(sent.exposures).toEqual({ accepted: 4, duplicates: 0, rejected: 2 });
        // The header is row 1 of the file.
        expect(sent.rejections.map(({ row, code }) => [row, code])).toEqual([
          [3, 'NO_SUCH_VARIANT'],
          [6, 'NO_SUCH_VARIANT'],
        ]);
      },
    );
  });

  it.each([
    ['says that the database is away', refused(503, 'UNAVAILABLE')],
    ['stands behind a proxy without an answer', [502, '<html>Bad Gateway</html>'] as const],
    ['asks for patience', [429, 'later'] as const],
  ])('tries again while the server %s', async (_what, away) => {
    const asked = await against(
      ({ input }, number) => (number <= 2 ? away : accepted(input.length)),
      async client => {
        const sent = await sendAll(client, [batch(0, 3)], () => {});

        expect(sent.exposures.accepted).toBe(3);
      },
    );

    expect(asked).toBe(3);
  });

  it('gives up when the server stays away', async () => {
    const asked = await against(
      () => refused(503, 'UNAVAILABLE'),
      async client => {
        const batches = Array.from({ length: 50 }, (_, number) => batch(number, 1));

        await expect(sendAll(client, batches, () => {})).rejects.toMatchObject({
          code: 'unavailable',
          exitCode: 75,
        });
      },
      0,
    );

    expect(asked).toBeLessThanOrEqual(3);
  });

  it('sends no more batches once one is refused', async () => {
    const asked = await against(
      (_request, number) => (number === 1 ? refused(200, 'FORBIDDEN') : accepted(1)),
      async client => {
        const batches = Array.from({ length: 50 }, (_, number) => batch(number, 1));

        await expect(sendAll(client, batches, () => {})).rejects.toMatchObject({ code: 'forbidden' });
      },
    );

    expect(asked).toBeLessThan(10);
  });

  it.each([
    ['who it does not know', refused(401, 'UNAUTHENTICATED'), 'unauthenticated', 3],
    ['who may not do it', refused(200, 'FORBIDDEN'), 'forbidden', 3],
    ['at the door of a proxy', [403, 'no'] as const, 'denied', 3],
    ['by a rule', refused(200, 'RULE_VIOLATED', { rule: 'wrong-status' }), 'wrong-status', 1],
    ['for a value', refused(200, 'BAD_USER_INPUT'), 'bad-user-input', 2],
    ['as something else than Probity', [200, '<html></html>'] as const, 'not-probity', 1],
  ])('does not try again where the server refuses %s', async (_what, reply, code, exitCode) => {
    const asked = await against(
      () => reply,
      async client => {
        await expect(sendAll(client, [batch(0, 3)], () => {})).rejects.toMatchObject({ code, exitCode });
      },
    );

    expect(asked).toBe(1);
  });

  it('halves a call that is too large until it fits', async () => {
    await against(
      ({ input }) => (input.length > 3 ? refused(413, 'PAYLOAD_TOO_LARGE') : accepted(input.length)),
      async client => {
        const sent = await sendAll(client, [batch(0, 10)], () => {});

        expect(sent.exposures.accepted).toBe(10);
      },
    );
  });
});
