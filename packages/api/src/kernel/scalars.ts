import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';

const KEY = /^[a-z0-9][a-z0-9._-]{0,63}$/;

const scalar = <T>(name: string, description: string, parse: (value: unknown) => T) =>
  new GraphQLScalarType<T, T>({
    name,
    description,
    serialize: value => value as T,
    parseValue: parse,
    parseLiteral: node => parse(literal(node)),
  });

const literal = (node: ValueNode): unknown =>
  node.kind === Kind.INT || node.kind === Kind.FLOAT
    ? Number(node.value)
    : node.kind === Kind.STRING
      ? node.value
      : null;

/** A slug that people and programs use as a name. */
export const Key = scalar(
  'Key',
  'A slug: 1 to 64 of a-z 0-9 . _ - and it starts with a letter or digit.',
  value => {
    if (typeof value === 'string' && KEY.test(value)) return value;
    throw new GraphQLError('a key is 1 to 64 of a-z 0-9 . _ - and starts with a letter or digit');
  },
);

/** A share in hundredths of a percent. */
export const BasisPoints = scalar(
  'BasisPoints',
  'A share as an integer from 0 to 10000; 10000 is all.',
  value => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10_000) return value;
    throw new GraphQLError('basis points are an integer from 0 to 10000');
  },
);

/** A share, a probability or a level. */
export const UnitInterval = scalar('UnitInterval', 'A number from 0 to 1.', value => {
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  throw new GraphQLError('this is a number from 0 to 1');
});

export const DateTime = GraphQLDateTime;
export const JSONObject = GraphQLJSONObject;
