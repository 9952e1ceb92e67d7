import {
  type GraphQLArgument,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProbitySchema } from '../../packages/api/src/schema.js';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { defineMetric } from '../support/make.js';
import { columnsOf, everything } from './columns.js';

/** Grows with the schema; a smaller number has to be meant. */
const FEWEST = 10_000;
const AT_ONCE = 8;
const REFUSED: ReadonlySet<unknown> = new Set(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']);

let house: House;
let owner: Client;
let columns: readonly string[];

beforeAll(async () => {
  house = await openHouse();
  owner = await house.as('administrator');
  columns = columnsOf(house);
  await defineMetric(owner);
});

afterAll(() => house.close());

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
function attempts(schema: GraphQLSchema, seen: Set<GraphQLInputObjectType>): Attempt[] {
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

describe('a column that an input does not have', () => {
  it('is refused wherever it is sent, by what GraphQL says of the input, and changes nothing', async () => {
    const schema = buildProbitySchema();
    const inputs = new Set<GraphQLInputObjectType>();
    const tried = attempts(schema, inputs);
    const before = await everything(house);
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
    expect([...inputs].map(({ name }) => name).toSorted()).toEqual(
      Object.values(schema.getTypeMap())
        .filter(type => isInputObjectType(type))
        .map(({ name }) => name)
        .toSorted(),
    );
    expect(taken).toEqual([]);
    expect(await everything(house)).toEqual(before);
  }, 120_000);
});
