import {
  type GraphQLArgument,
  getIntrospectionQuery,
  isEnumType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProbitySchema } from '../../packages/api/src/schema.js';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { asPerson } from './callers.js';
import { Stock } from './stock.js';

let house: House;
let stock: Stock;

beforeAll(async () => {
  house = await openHouse();
  stock = await Stock.start();
});

afterAll(async () => {
  await stock.stop();
  await house.close();
});

const answerOf = async (client: Client, query: string): Promise<string> =>
  (await client.post(JSON.stringify({ query }))).text();

describe('the schema', () => {
  const ASKED = [
    '{ __schema { queryType { name } } }',
    '{ __type(name: "Experiment") { name } }',
    getIntrospectionQuery(),
  ];
  const asKey = (role: string) => house.as(role);
  const IDENTITIES: readonly (readonly [string, () => Client | Promise<Client>, boolean])[] = [
    ['nobody', () => house.anonymous(), false],
    ['a model', () => asKey('model'), false],
    ['an e-mail service', () => asKey('esp'), false],
    ['a page', () => asKey('sdk'), false],
    ['an experimenter', () => asPerson(house, 'experimenter'), true],
    ['an analyst', () => asPerson(house, 'analyst'), true],
    ['an auditor', () => asPerson(house, 'auditor'), true],
    ['an administrator', () => asPerson(house, 'administrator'), true],
    ["an administrator's key", () => asKey('administrator'), true],
  ];

  it.each(IDENTITIES)('is told to those who may read it: %s', async (_who, clientOf, isTold) => {
    const client = await clientOf();

    for (const query of ASKED) {
      const answer = JSON.parse(await answerOf(client, query)) as { data?: object; errors?: object[] };
      expect([query, 'data' in answer, 'errors' in answer]).toEqual([query, isTold, !isTold]);
    }
  });

  it('is not told through a fragment, an alias or an operation beside the one that is asked', async () => {
    const hidden = [
      'query { ...a } fragment a on Query { __schema { queryType { name } } }',
      'query { innocent: __schema { queryType { name } } }',
      'query { ... on Query { ... { __type(name: "Query") { name } } } }',
    ];
    const model = await house.as('model');

    for (const query of hidden) expect(await answerOf(model, query)).toContain('"FORBIDDEN"');
  });

  it('is told to everybody by the control', async () => {
    const answer = await stock.post(JSON.stringify({ query: ASKED[0] }));

    expect(answer?.text).toContain('"queryType"');
  });
});

describe('a near miss', () => {
  const schema = buildProbitySchema();
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const named = new Set(
    types.flatMap(type => {
      if (isEnumType(type)) return type.getValues().map(({ name }) => name);
      if (!isObjectType(type) && !isInputObjectType(type)) return [];
      return Object.values(type.getFields()).flatMap(field => [
        field.name,
        ...('args' in field ? (field.args as readonly GraphQLArgument[]).map(({ name }) => name) : []),
      ]);
    }),
  );
  const misses = (name: string): string[] => [
    `${name}x`,
    `${name}s2`,
    `x${name}`,
    name.slice(0, -1) || 'x',
    `${name.slice(0, 1)}_${name.slice(1)}`,
  ];

  /** Fields of each type, arguments, values of enums and types, each a letter off. */
  const fragments = types.flatMap((type, index) =>
    isObjectType(type) && !['Query', 'Mutation'].includes(type.name)
      ? Object.keys(type.getFields()).flatMap((field, at) =>
          misses(field).map((miss, turn) => `fragment f${index}x${at}x${turn} on ${type.name} { ${miss} }`),
        )
      : [],
  );
  const ofTypes = types.flatMap(({ name }, index) =>
    misses(name).map((miss, turn) => `fragment t${index}x${turn} on ${miss} { a }`),
  );
  const roots = Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap(({ name, args }) => [
    ...misses(name).map(miss => `{ ${miss} }`),
    ...args.flatMap(arg => misses(arg.name).map(miss => `{ ${name}(${miss}: 1) { __typename } }`)),
  ]);
  const values = ['KE', 'NAM', 'STATU', 'CREATED_A', 'AS'].map(
    value => `{ experiments(sort: [{ field: ${value}, order: AS }]) { total } }`,
  );
  const inChunks = (texts: readonly string[], size: number): string[] =>
    Array.from({ length: Math.ceil(texts.length / size) }, (_none, at) =>
      ['{ __typename }', ...texts.slice(at * size, (at + 1) * size)].join(' '),
    );
  const documents = [...inChunks(fragments, 49), ...inChunks(ofTypes, 49), ...roots, ...values];
  const count = fragments.length + ofTypes.length + roots.length + values.length;

  /** A machine is told which argument is missing of a field that it knows; nobody else is told even that. */
  const MISSING = /argument \\"\w+\\" of type \\"[^"]+\\" is required/g;
  const told = (question: string, answer: string): string[] => [
    ...(answer.includes('Did you mean') ? ['Did you mean'] : []),
    ...[...answer.matchAll(/\\?"(\w+)\\?"/g)]
      .map(([, name = '']) => name)
      .filter(name => named.has(name) && !new RegExp(`\\b${name}\\b`).test(question))
      .filter(name => !['errors', 'message', 'code', 'locations', 'line', 'column', 'name'].includes(name)),
  ];

  it.each([
    ['nobody', () => house.anonymous()],
    ['a model', () => house.as('model')],
  ])('teaches %s nothing', async (who, clientOf) => {
    const client = await clientOf();
    const leaks: string[] = [];
    for (const query of documents) {
      const answer = await answerOf(client, query);
      leaks.push(...told(query, who === 'nobody' ? answer : answer.replaceAll(MISSING, '')));
    }

    expect(count).toBeGreaterThan(2_000);
    expect([...new Set(leaks)]).toEqual([]);
  });

  it('in a variable teaches a model nothing', async () => {
    const answer = await (await house.as('model')).post(
      JSON.stringify({
        query: 'query ($sort: [SortInput!]) { experiments(sort: $sort) { total } }',
        variables: { sort: [{ field: 'KE' }] },
      }),
    );
    const text = await answer.text();

    expect(text).toContain('BAD_USER_INPUT');
    expect(text).not.toContain('Did you mean');
  });

  it('is told its neighbours by the control', async () => {
    const answer = await stock.post('{"query":"{ viewr { name } }"}');

    expect(answer?.text).toContain('Did you mean \\"viewer\\"');
  });
});
