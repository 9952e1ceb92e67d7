import {
  GraphQLError,
  GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLScalarType,
  type GraphQLSchema,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  GraphQLList,
  GraphQLNonNull,
} from 'graphql';
import { DateTime } from '../kernel/scalars.js';

/** The inputs of which a call brings thousands. */
const TYPES = ['ExposureInput', 'OutcomeInput'];

type Read = (value: unknown) => unknown;

interface ReadField {
  readonly isRequired: boolean;
  readonly read: Read;
}

/**
 * A schema that reads the rows of a large call in one go each: graphql-js keeps the path to every value for the error
 * that there might be. What cannot be read is not explained, because Apollo is asked again and does. Changes the schema
 * that it is given.
 */
export function withPlainInputs(schema: GraphQLSchema): GraphQLSchema {
  for (const name of TYPES) {
    const type = schema.getType(name);
    if (type instanceof GraphQLInputObjectType) replace(schema, type, plain(type));
  }
  return schema;
}

function replace(schema: GraphQLSchema, type: GraphQLInputObjectType, by: GraphQLScalarType): void {
  schema.getTypeMap()[type.name] = by;
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    for (const argument of field.args) argument.type = replaced(argument.type, type, by);
  }
}

function replaced(
  within: GraphQLInputType,
  type: GraphQLInputObjectType,
  by: GraphQLScalarType,
): GraphQLInputType {
  if (within === type) return by;
  if (isNonNullType(within)) return new GraphQLNonNull(replaced(within.ofType, type, by));
  if (isListType(within)) return new GraphQLList(replaced(within.ofType, type, by));
  return within;
}

function plain(type: GraphQLInputObjectType): GraphQLScalarType {
  const fields = fieldsOf(type);
  const required = [...fields].filter(([, { isRequired }]) => isRequired).map(([name]) => name);
  return new GraphQLScalarType({
    name: type.name,
    description: 'A row, read in one go.',
    parseValue: value => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unread(type);
      return rowOf(value as Record<string, unknown>, fields, required) ?? raise(unread(type));
    },
  });
}

function fieldsOf(type: GraphQLInputObjectType): Map<string, ReadField> {
  return new Map(
    Object.values(type.getFields()).map(field => {
      const leaf = getNullableType(field.type);
      if (!isLeafType(leaf) || field.defaultValue !== undefined)
        throw new TypeError(`${type.name}.${field.name} cannot be read plainly`);
      const read: Read = leaf === DateTime ? instant : value => leaf.parseValue(value);
      return [field.name, { isRequired: isNonNullType(field.type), read }];
    }),
  );
}

/** The row as it is written, its values read; null where it lacks a field, or has one too many. */
function rowOf(
  value: Record<string, unknown>,
  fields: ReadonlyMap<string, ReadField>,
  required: readonly string[],
): object | null {
  const row: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const field = fields.get(name);
    const given = value[name];
    if (!field || (given === null && field.isRequired)) return null;
    row[name] = given === null ? null : field.read(given);
  }
  for (const name of required) if (!(name in row)) return null;
  return row;
}

/** The form that most programs write, of the days that every month has. */
const PLAIN_INSTANT =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

const instant: Read = value =>
  typeof value === 'string' && PLAIN_INSTANT.test(value) ? new Date(value) : DateTime.parseValue(value);

const unread = ({ name }: GraphQLInputObjectType) => new GraphQLError(`this is no ${name}`);

function raise(error: Error): never {
  throw error;
}
