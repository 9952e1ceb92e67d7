import {
  type GraphQLArgument,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENTITIES } from '../../packages/api/src/entities.js';
import { buildProbitySchema } from '../../packages/api/src/schema.js';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import {
  createExperiment,
  defineMetric,
  make,
  recordExposures,
  recordOutcomes,
  verb,
} from '../support/make.js';
import { rowsOf } from '../support/rows.js';

/** Grows with the schema; a smaller number has to be meant. */
const FEWEST = 7_000;
const AT_ONCE = 8;
const REFUSED: ReadonlySet<unknown> = new Set(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']);

let house: House;
let owner: Client;
let secret: string;
let columns: readonly string[];

beforeAll(async () => {
  house = await openHouse();
  ({ client: owner, secret } = await house.key('administrator'));
  columns = [...new Set(ENTITIES.flatMap(columnsOf))].toSorted();
  await defineMetric(owner);
});

afterAll(() => house.close());

/** The columns of an entity, as its properties are called. */
function columnsOf(entity: (typeof ENTITIES)[number]): string[] {
  return house.application.database.writer
    .getMetadata(entity)
    .columns.map(({ propertyName }) => propertyName);
}

interface Attempt {
  readonly path: string;
  readonly columns: readonly string[];
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The way to every input type of an operation, lists left out: one value counts as a list of one. */
function inputsIn(
  type: GraphQLInputObjectType,
  way: readonly string[],
  depth = 0,
): (readonly [readonly string[], GraphQLInputObjectType])[] {
  if (depth > 3) return [];
  const inner = Object.values(type.getFields()).flatMap(field => {
    const named = getNamedType(field.type);
    return isInputObjectType(named) ? inputsIn(named, [...way, field.name], depth + 1) : [];
  });
  return [[way, type], ...inner];
}

const AT_A_TIME = 25;

function inParts(all: readonly string[]): (readonly string[])[] {
  return Array.from({ length: Math.ceil(all.length / AT_A_TIME) }, (_, part) =>
    all.slice(part * AT_A_TIME, (part + 1) * AT_A_TIME),
  );
}

/** The columns that an input type does not have, put into it; and those that an operation does not take, beside it. */
function attempts(schema: GraphQLSchema): Attempt[] {
  const seen = new Set<GraphQLInputObjectType>();
  const kinds = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const;
  return kinds.flatMap(([kind, type]) =>
    Object.values(type?.getFields() ?? {}).flatMap(({ name, args }) => {
      const foreign = columns.filter(column => args.every(argument => argument.name !== column));
      const beside = inParts(kind === 'mutation' ? foreign : []).map(sent => ({
        path: name,
        columns: sent,
        query: `${kind} { ${name}(${sent.map(column => `${column}: "x"`).join(', ')}) { __typename } }`,
        variables: {},
      }));
      return [...beside, ...args.flatMap(argument => within(kind, name, argument, seen))];
    }),
  );
}

function within(
  kind: string,
  operation: string,
  argument: GraphQLArgument,
  seen: Set<GraphQLInputObjectType>,
) {
  const named = getNamedType(argument.type);
  if (!isInputObjectType(named)) return [];
  const { name } = argument;
  const query = `${kind} ($${name}: ${argument.type.toString()}) { ${operation}(${name}: $${name}) { __typename } }`;
  return inputsIn(named, [name]).flatMap(([way, input]) => {
    if (seen.has(input)) return [];
    seen.add(input);
    const foreign = columns.filter(column => !Object.hasOwn(input.getFields(), column));
    return inParts(foreign).map(sent => ({
      path: [operation, ...way].join('.'),
      columns: sent,
      query,
      variables: way.reduceRight<Record<string, unknown>>(
        (value, part) => ({ [part]: value }),
        Object.fromEntries(sent.map(column => [column, 'x'])),
      ),
    }));
  });
}

async function sent({ query, variables }: Attempt): Promise<{ codes: unknown[]; text: string }> {
  const response = await owner.post(JSON.stringify({ query, variables }));
  const text = await response.text();
  const { errors = [] } = JSON.parse(text) as { errors?: { extensions: { code: unknown } }[] };
  return { codes: errors.map(({ extensions }) => extensions.code), text };
}

const tables = ['experiments', 'holdouts', 'layers', 'metrics', 'teams', 'users', 'api_keys'];
const everything = async () =>
  Promise.all(tables.map(table => rowsOf(house.databaseUrl, `select * from ${table} order by id`)));

/** Content under the names of columns. */
const named = (): Record<string, unknown> =>
  Object.fromEntries([...columns, 'constructor', 'prototype'].map(column => [column, `forged ${column}`]));

describe('a column that an input does not have', () => {
  it('is refused wherever it is sent, by what GraphQL says of the input, and changes nothing', async () => {
    const tried = attempts(buildProbitySchema());
    const before = await everything();
    const taken: string[] = [];
    const waiting = tried.values();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const attempt of waiting) {
          const { codes, text } = await sent(attempt);
          const isRefused = codes.some(code => REFUSED.has(code));
          const unnamed = attempt.columns.filter(column => !text.includes(`\\"${column}\\"`));
          if (!isRefused || unnamed.length > 0)
            taken.push(`${attempt.path} ${unnamed.join()}: ${text.slice(0, 300)}`);
        }
      }),
    );
    const count = tried.reduce((sum, attempt) => sum + attempt.columns.length, 0);
    process.stdout.write(`mass assignment: ${count} columns sent\n`);

    expect(count).toBeGreaterThanOrEqual(FEWEST);
    expect(taken).toEqual([]);
    expect(await everything()).toEqual(before);
  }, 120_000);
});

describe('a document that has the names of columns', () => {
  it('is content of an experiment, and no column of it', async () => {
    const payload = named();
    const variants = make.variants(5000, 5000).map(variant => ({ ...variant, payload }));
    const { id, seed } = await createExperiment(owner, {
      key: 'forged',
      variants,
      targeting: { status: 'forged' },
    });
    const [row] = await rowsOf(house.databaseUrl, 'select * from experiments where key = $1', ['forged']);

    expect(row).toMatchObject({ id, seed, status: 'DRAFT', version: 1, design_hash: null, decision: null });
    expect(row?.['targeting']).toEqual({ status: 'forged' });
    expect(JSON.stringify({ ...row, variants: null, targeting: null })).not.toContain('forged ');
    expect(row?.['variants']).toMatchObject([{ payload }, { payload }]);
  });

  it('is content of facts, and no column of them', async () => {
    const { key } = await createExperiment(owner, { key: 'asked' });
    await verb(owner, 'start', key);
    const [fact] = await rowsOf<{ now: Date }>(house.databaseUrl, 'select now()');
    const occurredAt = fact?.now.toISOString();
    await recordExposures(owner, [
      { experimentKey: key, recipientKey: 'r', occurredAt, dimensions: named() },
    ]);
    const outcome = { id: 'o', recipientKey: 'r', type: 'ordered', occurredAt, properties: named() };
    await recordOutcomes(owner, [outcome]);

    for (const [table, document] of [
      ['exposures', 'dimensions'],
      ['outcomes', 'properties'],
    ] as const) {
      const [row] = await rowsOf(house.databaseUrl, `select * from ${table}`);
      expect(row?.[document]).toEqual(named());
      expect(JSON.stringify({ ...row, [document]: null })).not.toContain('forged ');
    }
  });

  it('is a context that is asked with, by GraphQL and by OFREP, and is not kept', async () => {
    const before = await everything();
    const told = await owner.ask<{ experimentKey: string; reason: string }>(
      'query ($context: JSONObject) { assignment(experimentKey: "asked", recipientKey: "r", context: $context) { experimentKey reason } }',
      { context: named() },
    );
    const response = await fetch(`${house.url}/ofrep/v1/evaluate/flags/asked`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify({ context: { ...named(), targetingKey: 'r', householdKey: null } }),
    });
    const text = await response.text();

    expect(told).toEqual({ experimentKey: 'asked', reason: 'ASSIGNED' });
    expect(response.status).toBe(200);
    expect(text).not.toContain('forged ');
    expect(await everything()).toEqual(before);
  });
});
