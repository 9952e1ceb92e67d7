import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { FastifyServerFactory } from 'fastify';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HotDoor } from './hot-door.js';

const LIMIT = 1_000;
const HOT = JSON.stringify({ query: '{ assignment }' });
const REFUSED = JSON.stringify({ query: '{ assignment }', note: 'unusual' });
const JSON_TYPE = 'application/json';

let app: FastifyInstance;
let url: string;

beforeAll(async () => {
  const door = new HotDoor(LIMIT);
  app = fastify({ serverFactory: door.serverFactory satisfies FastifyServerFactory, bodyLimit: 10 * LIMIT });
  app.post('/graphql', async ({ body }) => ({ framework: body }));
  app.post('/elsewhere', async ({ body }) => ({ framework: body }));
  door.open(app, async (body, authorization) =>
    body.includes('unusual') ? null : JSON.stringify({ door: authorization }),
  );
  await app.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${((app.server as Server).address() as AddressInfo).port}`;
});

afterAll(() => app.close());

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
