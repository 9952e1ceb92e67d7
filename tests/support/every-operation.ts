import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

export interface EveryOperation {
  readonly name: string;
  /** A document that is valid, asks this one thing, and would change nothing that is there. */
  readonly document: string;
}

/** Each query and each mutation of a schema. */
export function everyOperation(schema: GraphQLSchema): EveryOperation[] {
  const of = (kind: string, fields: Record<string, GraphQLField<unknown, unknown>> = {}) =>
    Object.values(fields).map(field => ({ name: field.name, document: `${kind} { ${asked(field)} }` }));
  return [
    ...of('query', schema.getQueryType()?.getFields()),
    ...of('mutation', schema.getMutationType()?.getFields()),
  ];
}

function asked({ name, args, type }: GraphQLField<unknown, unknown>): string {
  const given = args
    .filter(argument => isNonNullType(argument.type))
    .map(argument => `${argument.name}: ${literal(argument.type)}`);
  const selection = isCompositeType(getNamedType(type)) ? ' { __typename }' : '';
  return `${name}${given.length > 0 ? `(${given.join(', ')})` : ''}${selection}`;
}

const LITERALS: Readonly<Record<string, string>> = {
  Int: '1',
  Float: '1',
  BasisPoints: '1',
  UnitInterval: '0.5',
  Boolean: 'true',
  DateTime: '"2026-01-01T00:00:00Z"',
  JSONObject: '{}',
};

function literal(type: GraphQLInputType): string {
  const inner = getNullableType(type);
  if (isListType(inner)) return '[]';
  if (isEnumType(inner)) return inner.getValues()[0]?.name ?? '';
  if (!isInputObjectType(inner)) return LITERALS[inner.name] ?? '"none"';
  const fields = Object.values(inner.getFields()).filter(field => isNonNullType(field.type));
  return `{ ${fields.map(field => `${field.name}: ${literal(field.type)}`).join(', ')} }`;
}
