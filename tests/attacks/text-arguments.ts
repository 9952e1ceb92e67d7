import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';

/** A place where the API takes a text, and a document that puts one there. */
export interface TextArgument {
  readonly path: string;
  readonly query: string;
  readonly variablesWith: (text: string) => Readonly<Record<string, unknown>>;
}

const SAMPLES: Readonly<Record<string, unknown>> = {
  Key: 'subject-line',
  String: 'text',
  ID: '0193b3a0-0000-7000-8000-000000000000',
  Int: 1,
  Float: 1,
  Boolean: true,
  BasisPoints: 5_000,
  UnitInterval: 0.5,
  DateTime: '2026-01-01T00:00:00Z',
  JSONObject: {},
};
const TEXTS: ReadonlySet<string> = new Set(['String', 'ID', 'Key', 'JSONObject', 'DateTime']);
const DEEPEST = 3;

/** Where in a value a text can stand, as a way to it. */
function waysTo(type: GraphQLInputType, depth = 0): string[][] {
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    if (depth >= DEEPEST) return [];
    return Object.values(named.getFields()).flatMap(field =>
      waysTo(field.type, depth + 1).map(way => [field.name, ...way]),
    );
  }
  return isEnumType(named) || TEXTS.has(named.name) ? [[]] : [];
}

/** The smallest value of a type, with the text where the way leads. */
function valueWith(type: GraphQLInputType, way: readonly string[] | null, text: string): unknown {
  if (isNonNullType(type)) return valueWith(type.ofType, way, text);
  if (isListType(type)) return [valueWith(type.ofType, way, text)];
  if (isInputObjectType(type)) {
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter(({ name, type: one }) => isNonNullType(one) || name === way?.[0])
        .map(({ name, type: one }) => [name, valueWith(one, name === way?.[0] ? way.slice(1) : null, text)]),
    );
  }
  if (way !== null) return getNamedType(type).name === 'JSONObject' ? { [text]: text } : text;
  return isEnumType(type) ? type.getValues()[0]?.name : SAMPLES[getNamedType(type).name];
}

function ofField(kind: string, field: GraphQLField<unknown, unknown>): TextArgument[] {
  const named = getNamedType(field.type);
  const selection = isLeafType(named) ? '' : '{ __typename }';
  return field.args.flatMap(argument =>
    waysTo(argument.type).map(way => {
      const sent = field.args.filter(one => one === argument || isNonNullType(one.type));
      const declared = sent.map(({ name, type }) => `$${name}: ${type.toString()}`).join(', ');
      const passed = sent.map(({ name }) => `${name}: $${name}`).join(', ');
      return {
        path: [field.name, argument.name, ...way].join('.'),
        query: `${kind} (${declared}) { ${field.name}(${passed}) ${selection} }`,
        variablesWith: (text: string) =>
          Object.fromEntries(
            sent.map(one => [one.name, valueWith(one.type, one === argument ? way : null, text)]),
          ),
      };
    }),
  );
}

/** Every place of the schema where a text, a name of an enum or an object of any form is taken. */
export const textArguments = (schema: GraphQLSchema, without: readonly string[] = []): TextArgument[] =>
  (
    [
      ['query', schema.getQueryType()],
      ['mutation', schema.getMutationType()],
    ] as const
  ).flatMap(([kind, type]) =>
    Object.values(type?.getFields() ?? {})
      .filter(({ name }) => !without.includes(name))
      .flatMap(field => ofField(kind, field)),
  );
