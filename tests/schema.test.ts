import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type GraphQLArgument,
  type GraphQLNamedType,
  isInputObjectType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { rulesFor } from '../packages/api/src/access/role.rules.js';
import { buildProbitySchema } from '../packages/api/src/schema.js';

const schema = buildProbitySchema();
const committed = fileURLToPath(new URL('../packages/api/schema.graphql', import.meta.url));
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

const isOurs = ({ name }: GraphQLNamedType): boolean => !name.startsWith('__');

describe('the schema', () => {
  it('is the committed one; "npm run schema" rewrites it', () => {
    expect(readFileSync(committed, 'utf8')).toBe(`${printSchema(lexicographicSortSchema(schema))}\n`);
  });

  it('has no mutation that is not a command or a recording of facts', () => {
    const rogue = mutations.filter(({ extensions }) => !extensions.command && !extensions.facts);

    expect(rogue.map(({ name }) => name)).toEqual([]);
  });

  it('grants every command and every kind of fact to somebody', () => {
    const granted = new Set(
      (['SYSTEM', 'USER', 'ANONYMOUS'] as const)
        .flatMap(type => rulesFor({ type, id: 'id', roles: [] }))
        .concat(rulesFor({ type: 'KEY', id: 'id', roles: ['model', 'esp'] }))
        .flatMap(({ subject, action }) =>
          [action].flat().map(verb => `${String(subject)}.${verb}`.toLowerCase()),
        ),
    );
    const asked = mutations.map(({ extensions }) =>
      String(extensions.command ?? extensions.facts).toLowerCase(),
    );

    expect(asked.filter(name => !granted.has(name))).toEqual([]);
  });

  it('describes every type, field and argument', () => {
    const bare = Object.values(schema.getTypeMap())
      .filter(isOurs)
      .flatMap(type => [
        ...(type.description || ['Query', 'Mutation'].includes(type.name) ? [] : [type.name]),
        ...(isObjectType(type) || isInputObjectType(type) ? undescribed(type) : []),
      ])
      .filter(name => !['Boolean', 'Float', 'ID', 'Int', 'String'].includes(name));

    expect(bare).toEqual([]);
  });
});

function undescribed(type: GraphQLNamedType): string[] {
  if (!isObjectType(type) && !isInputObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap(field => [
    ...(field.description ? [] : [`${type.name}.${field.name}`]),
    ...('args' in field
      ? (field.args as readonly GraphQLArgument[])
          .filter(({ description }) => !description)
          .map(({ name }) => `${field.name}(${name})`)
      : []),
  ]);
}
