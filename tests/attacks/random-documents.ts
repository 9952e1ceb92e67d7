import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { HOSTILE } from './hostile-texts.js';

/** One operation with its variables, as a client would send it. */
export interface RandomDocument {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

type RootField = GraphQLField<unknown, unknown>;

const DEEPEST = 4;

/** What is no value of any type, or of another one. */
const misfit = fc.constantFrom<unknown>(
  null,
  '',
  0,
  -1,
  1e308,
  true,
  [],
  {},
  [[]],
  { a: { b: [] } },
  'NOPE',
  '\ud800',
);
const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 10 }),
);
const key = fc.oneof(
  fc.constantFrom('subject-line', 'ordered', 'constructor', '__proto__', 'tostring', 'control', 'variant-1'),
  fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,10}$/),
);
const SCALARS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  Key: key,
  String: fc.oneof(text, key),
  ID: fc.oneof(fc.uuid(), text),
  Int: fc.oneof(fc.integer(), fc.integer({ min: -2, max: 200 })),
  Float: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 0, max: 100_000 })),
  Boolean: fc.boolean(),
  BasisPoints: fc.constantFrom(0, 1, 100, 5_000, 10_000),
  UnitInterval: fc.constantFrom(0, 0.05, 0.8, 1),
  DateTime: fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map(date => date.toISOString()),
  JSONObject: fc.dictionary(text, fc.jsonValue({ maxDepth: 4 }), { maxKeys: 4 }),
};

/** Mostly a value of the type; now and then one that is none. */
function valueOf(type: GraphQLInputType, depth = 0): fc.Arbitrary<unknown> {
  if (isNonNullType(type))
    return fc.oneof({ weight: 40, arbitrary: present(type.ofType, depth) }, { weight: 1, arbitrary: misfit });
  return fc.oneof(
    { weight: 8, arbitrary: present(type, depth) },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: misfit },
  );
}

function present(type: GraphQLInputType, depth: number): fc.Arbitrary<unknown> {
  if (isListType(type)) return fc.array(valueOf(type.ofType, depth + 1), { maxLength: 3 });
  if (isEnumType(type))
    return fc.constantFrom(...(type as GraphQLEnumType).getValues().map(({ name }) => name));
  if (isInputObjectType(type)) return inputOf(type, depth);
  return SCALARS[getNamedType(type).name] ?? text;
}

function inputOf(type: GraphQLInputObjectType, depth: number): fc.Arbitrary<unknown> {
  const fields = Object.values(type.getFields());
  const isKept = (field: GraphQLInputField): boolean => isNonNullType(field.type) || depth < DEEPEST;
  const shape = Object.fromEntries(
    fields.filter(isKept).map(field => [field.name, valueOf(field.type, depth + 1)]),
  );
  const required = fields.filter(({ type: one }) => isNonNullType(one)).map(({ name }) => name);
  return fc.record(shape, { requiredKeys: required });
}

/** Every leaf below a field, as deep as it may be asked. */
function selectionOf(type: GraphQLOutputType, depth = 0): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (!isObjectType(named) || depth > DEEPEST) return '{ __typename }';
  const below = Object.values(named.getFields())
    .filter(({ args }) => args.every(({ type: one }) => !isNonNullType(one)))
    .map(field => `${field.name} ${selectionOf(field.type, depth + 1)}`);
  return `{ ${below.length > 0 && depth < 3 ? below.join(' ') : '__typename'} }`;
}

const argumentOf = (argument: GraphQLArgument): fc.Arbitrary<unknown> =>
  isNonNullType(argument.type)
    ? valueOf(argument.type)
    : fc.option(valueOf(argument.type), { nil: undefined });

function documentOf(kind: string, field: RootField): fc.Arbitrary<RandomDocument> {
  const declared = field.args.map(({ name, type }) => `$${name}: ${type.toString()}`).join(', ');
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const query = `${kind} ${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${selectionOf(field.type)} }`;
  return fc
    .record(Object.fromEntries(field.args.map(argument => [argument.name, argumentOf(argument)])))
    .map(variables => ({ query, variables }));
}

/** Documents that are valid by the schema, with variables that may not be. */
export function randomDocuments(
  schema: GraphQLSchema,
  without: readonly string[] = [],
): fc.Arbitrary<RandomDocument> {
  const of = (kind: string, fields: Readonly<Record<string, RootField>> = {}) =>
    Object.values(fields)
      .filter(({ name }) => !without.includes(name))
      .map(field => documentOf(kind, field));
  return fc.oneof(
    ...of('query', schema.getQueryType()?.getFields()),
    ...of('mutation', schema.getMutationType()?.getFields()),
  );
}
