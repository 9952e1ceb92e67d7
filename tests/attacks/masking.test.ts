import { Writable } from 'node:stream';
import fastify, { type FastifyInstance } from 'fastify';
import {
  GraphQLError,
  type GraphQLFieldConfig,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import { QueryFailedError } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Authentication } from '../../packages/api/src/access/index.js';
import type { Context } from '../../packages/api/src/context.js';
import { serveGraphQL } from '../../packages/api/src/http/graphql.js';
import { serveFaults } from '../../packages/api/src/http/http-faults.js';
import { type House, openHouse } from '../support/house.js';
import { rowsOf } from '../support/rows.js';
import { Stock } from './stock.js';

const SECRET = 'hunter2';
const refusedByPostgres = new QueryFailedError(
  `select '${SECRET}'`,
  [SECRET],
  Object.assign(new Error(`relation "${SECRET}" does not exist`), { code: '42P01', detail: SECRET }),
);

/** Every way in which something that a client must not read can be thrown. */
const THROWN: Readonly<Record<string, () => unknown>> = {
  postgres: () => refusedByPostgres,
  typeError: () => new TypeError(`cannot read properties of ${SECRET}`),
  connection: () =>
    new Error(`connect ECONNRESET 10.0.0.1 password=${SECRET}`.replace('ECONNRESET', 'EACCES')),
  cause: () => new Error('outer', { cause: new Error(SECRET) }),
  ofLibrary: () => new GraphQLError(SECRET),
  ofLibraryWithCode: () =>
    new GraphQLError(SECRET, { extensions: { code: 'BAD_USER_INPUT', secret: SECRET } }),
  ofLibraryRefusing: () => new GraphQLError(SECRET, { extensions: { code: 'BAD_REQUEST', secret: SECRET } }),
  claimed: () => Object.assign(new Error(SECRET), { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }),
  withHttp: () => Object.assign(new Error(SECRET), { extensions: { http: { status: 418 } } }),
  text: () => SECRET,
  nothing: () => undefined,
  object: () => ({ message: SECRET, extensions: { code: 'FORBIDDEN' } }),
};

const throwing = (thrown: () => unknown): GraphQLFieldConfig<unknown, Context> => ({
  type: GraphQLString,
  resolve: () => {
    throw thrown();
  },
});

const schema = new GraphQLSchema({
  query: new GraphQLObjectType<unknown, Context>({
    name: 'Query',
    fields: {
      ...Object.fromEntries(Object.entries(THROWN).map(([name, thrown]) => [name, throwing(thrown)])),
      rejected: { type: GraphQLString, resolve: () => Promise.reject(new Error(SECRET)) },
      returned: { type: GraphQLString, resolve: () => new Error(SECRET) },
      misfit: { type: GraphQLInt, resolve: () => SECRET },
      absent: { type: new GraphQLNonNull(GraphQLString), resolve: () => null },
    },
  }),
});

let app: FastifyInstance;
let url: string;
let lines: string[] = [];

const log = new Writable({
  write(chunk: Buffer, _encoding, done) {
    lines.push(chunk.toString());
    done();
  },
});

beforeAll(async () => {
  app = fastify({ logger: { level: 'error', stream: log } });
  serveFaults(app);
  app.get('/thrown', () => {
    throw new Error(SECRET);
  });
  app.get('/claimed', () => {
    throw Object.assign(new Error(SECRET), { statusCode: 404, code: SECRET });
  });
  const actor = { type: 'USER', id: 'a', name: 'Ada', roles: ['viewer'] } as const;
  const context = { actor, origin: { ip: null, operation: null } } as unknown as Context;
  const authentication = { actor: () => actor } as unknown as Authentication;
  await serveGraphQL(app, schema, async () => context, { authentication, known: null });
  url = await app.listen({ port: 0, host: '127.0.0.1' });
});

beforeEach(() => {
  lines = [];
});

afterAll(() => app.close());

interface Answer {
  readonly errors: readonly { readonly message: string; readonly extensions: { readonly errorId: string } }[];
}

async function answerTo(query: string): Promise<{ text: string; errors: Answer['errors'] }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  return { text, errors: (JSON.parse(text) as Answer).errors };
}

describe('what a resolver throws', () => {
  it.each([...Object.keys(THROWN), 'rejected', 'returned', 'misfit', 'absent'])(
    'is an id to the client, and all of it once in the log: %s',
    async field => {
      const { text, errors } = await answerTo(`{ ${field} }`);
      const [error] = errors;

      expect(text).not.toContain(SECRET);
      expect(errors).toEqual([
        {
          message: 'a fault of ours',
          locations: [{ line: 1, column: 3 }],
          path: [field],
          extensions: { code: 'INTERNAL_SERVER_ERROR', errorId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
        },
      ]);
      expect(lines.filter(line => line.includes(error?.extensions.errorId ?? '?'))).toHaveLength(1);
      if (!['nothing', 'absent'].includes(field)) expect(lines.join('')).toContain(SECRET);
    },
  );

  it('is several ids where several were thrown', async () => {
    const { errors } = await answerTo('{ postgres typeError cause }');
    const ids = errors.map(({ extensions }) => extensions.errorId);

    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(lines.filter(line => line.includes(id))).toHaveLength(1);
  });
});

describe('what HTTP itself throws', () => {
  it('is an id, and once in the log', async () => {
    const response = await fetch(`${url}/thrown`);
    const text = await response.text();
    const id =
      response.headers.get('x-request-id') ?? (JSON.parse(text) as Answer).errors[0]?.extensions.errorId;

    expect(response.status).toBe(500);
    expect(text).not.toContain(SECRET);
    expect(text).toContain('a fault of ours');
    expect(lines.filter(line => line.includes(`"errorId":"${id}"`) && line.includes(SECRET))).toHaveLength(1);
  });

  it('is not shown because it claims to be the fault of who asked', async () => {
    const response = await fetch(`${url}/claimed`);

    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain(SECRET);
  });
});

describe('in the house', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ logTo: log });
  });

  afterAll(() => house.close());

  it('a fault behind the hot door is masked as any other, and what was asked of the database is not in the log', async () => {
    const client = await house.as('administrator');
    await rowsOf(house.databaseUrl, 'alter table metrics rename column description to gone');
    const answer = await client.answer(
      'query ($filter: MetricFilter) { metrics(filter: $filter) { items { key } } }',
      { filter: { q: SECRET } },
    );
    await rowsOf(house.databaseUrl, 'alter table metrics rename column gone to description');
    const id = String(answer.errors?.[0]?.extensions.errorId);

    expect(JSON.stringify(answer)).not.toContain('gone');
    expect(lines.filter(line => line.includes(id))).toHaveLength(1);
    expect(lines.find(line => line.includes(id))).toContain('description');
    expect(lines.join('')).not.toContain(SECRET);
  });

  it.each(['/%zz', '/nothing-here', '/..%2f..%2fetc%2fpasswd'])(
    'a page that is not there is told in one form: %s',
    async path => {
      const response = await fetch(`${house.url}${path}`);

      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect(await response.json()).toEqual({
        errors: [{ message: expect.any(String), extensions: { code: expect.any(String) } }],
      });
    },
  );
});

describe('the control, Apollo Server as it comes', () => {
  it('tells the client the password', async () => {
    const stock = await Stock.start();
    const answer = await stock.post('{"query":"{ fault }"}');
    await stock.stop();

    expect(answer?.text).toContain(SECRET);
  });
});
