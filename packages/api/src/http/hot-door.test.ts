import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { FastifyServerFactory } from 'fastify';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HotDoor } from './hot-door.js';

const LIMIT = 40_000;
const HOT = JSON.stringify({ query: '{ assignment }' });
const REFUSED = JSON.stringify({ query: '{ assignment }', note: 'unusual' });
const FAULTY = JSON.stringify({ query: '{ assignment }', note: 'faulty' });
const SECRET = 'what nobody outside should read';
const JSON_TYPE = 'application/json';

/** A hot question that is longer than what is read of everybody. */
const long = (question = HOT): string =>
  JSON.stringify({ ...(JSON.parse(question) as object), more: 'x'.repeat(20_000) });

const logged: string[] = [];
let app: FastifyInstance;
let url: string;

beforeAll(async () => {
  const door = new HotDoor(LIMIT);
  app = fastify({
    serverFactory: door.serverFactory satisfies FastifyServerFactory,
    bodyLimit: 10 * LIMIT,
    logger: { level: 'error', stream: { write: (line: string) => void logged.push(line) } },
  });
  app.post('/graphql', async ({ body }) => ({ framework: body }));
  app.post('/elsewhere', async ({ body }) => ({ framework: body }));
  door.open(app, answerOf, authorization => {
    if (authorization.includes('faulty')) throw new Error(SECRET);
    return authorization.includes('later')
      ? Promise.resolve(!authorization.includes('wrong'))
      : !authorization.includes('wrong');
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${((app.server as Server).address() as AddressInfo).port}`;
});

afterAll(() => app.close());

function answerOf(body: string, authorization: string): string | null | Promise<string | null> {
  if (body.includes('"unusual"')) return null;
  if (!body.includes('"faulty"')) return JSON.stringify({ door: authorization });
  if (authorization.includes('later')) return Promise.reject(new Error(SECRET));
  throw new Error(SECRET);
}

async function answer(body: string, headers: Record<string, string> = {}, path = '/graphql') {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': JSON_TYPE, authorization: 'Bearer key', ...headers },
  });
  return (await response.json()) as unknown;
}

describe('the hot door', () => {
  it.each([
    {},
    { accept: '*/*' },
    { accept: JSON_TYPE },
    { 'content-type': 'application/json; charset=utf-8' },
  ])('answers a hot question that comes with a key, and %j', async headers => {
    expect(await answer(HOT, headers)).toEqual({ door: 'Bearer key' });
  });

  it('hands on what it cannot answer, with the body that it has read', async () => {
    expect(await answer(REFUSED)).toEqual({ framework: JSON.parse(REFUSED) as unknown });
  });

  it.each([
    ['asks for another type', HOT, { accept: 'application/graphql-response+json' }, '/graphql'],
    ['is for another page', HOT, {}, '/elsewhere'],
    ['is of nothing hot', '{"query":"{ viewer }"}', {}, '/graphql'],
    [
      'is longer than it may be',
      JSON.stringify({ query: '{ assignment }', more: 'x'.repeat(LIMIT) }),
      {},
      '/graphql',
    ],
  ])('leaves alone what %s', async (_what, body, headers, path) => {
    expect(await answer(body, headers, path)).toEqual({ framework: JSON.parse(body) as unknown });
  });

  it.each(['Bearer key', 'Bearer key that is known later'])(
    'answers a long question to who has a key that works: %s',
    async authorization => {
      expect(await answer(long(), { authorization })).toEqual({ door: authorization });
    },
  );

  it.each(['Bearer wrong key', 'Bearer wrong key that is known later'])(
    'leaves alone a long question of a key that does not work: %s',
    async authorization => {
      expect(await answer(long(), { authorization })).toEqual({ framework: JSON.parse(long()) as unknown });
    },
  );

  it.each([
    ['while it answers', FAULTY, 'Bearer key'],
    ['while it is waited for', FAULTY, 'Bearer key that is known later'],
    ['before a long body is read', long(), 'Bearer faulty key'],
    ['after a long body was read', long(FAULTY), 'Bearer key that is known later'],
  ])(
    'answers a fault %s with an id that finds it in the log, and goes on',
    async (_when, body, authorization) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        body,
        headers: { 'content-type': JSON_TYPE, authorization },
      });
      const text = await response.text();
      const errorId = response.headers.get('x-request-id') ?? 'none';

      expect(response.status).toBe(500);
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(JSON.parse(text)).toEqual({
        errors: [{ message: 'a fault of ours', extensions: { code: 'INTERNAL_SERVER_ERROR', errorId } }],
      });
      expect(logged.filter(line => line.includes(errorId))).toEqual([expect.stringContaining(SECRET)]);
      expect(await answer(HOT)).toEqual({ door: 'Bearer key' });
    },
  );

  it('leaves alone who comes without a key', async () => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      body: HOT,
      headers: { 'content-type': JSON_TYPE },
    });

    expect(await response.json()).toEqual({ framework: JSON.parse(HOT) as unknown });
  });

  it('reads heads of 16 kilobytes at most, whatever Node is told', () => {
    expect(app.server).toHaveProperty('maxHeaderSize', 16_384);
  });

  it('leaves alone a body whose length is not told', async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(HOT));
        controller.close();
      },
    });
    const headers = { 'content-type': JSON_TYPE, authorization: 'Bearer key' };
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      body,
      headers,
      duplex: 'half',
    } as RequestInit);

    expect(await response.json()).toEqual({ framework: JSON.parse(HOT) as unknown });
  });
});
