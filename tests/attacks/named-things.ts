import {
  type GraphQLField,
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

export const NOUNS = [
  'experiment',
  'holdout',
  'layer',
  'metric',
  'notice',
  'suppression',
  'team',
  'user',
  'apiKey',
  'auditEntry',
] as const;

export type Noun = (typeof NOUNS)[number];

/** A place where the API takes the name of a thing, and a document that puts one there. */
export interface NamedThing {
  /** The operation, the argument, and the way into it. */
  readonly path: string;
  readonly operation: string;
  readonly noun: Noun;
  readonly isQuery: boolean;
  readonly query: string;
  readonly variablesWith: (name: string) => Readonly<Record<string, unknown>>;
}

/** What the last part of a way names, whatever the operation; null for what is only a part of the thing itself. */
const BY_FIELD: Readonly<Record<string, Noun | null>> = {
  experimentKey: 'experiment',
  experimentKeys: 'experiment',
  layerKey: 'layer',
  primaryMetric: 'metric',
  secondaryMetrics: 'metric',
  covariateMetric: 'metric',
  metric: 'metric',
  noticeKey: 'notice',
  teams: 'team',
  team: 'team',
  entryId: 'auditEntry',
  subjectId: 'experiment',
  variantKey: null,
  eventId: null,
  modelVersionId: null,
};
/** Texts that name things. */
const BY_TEXT: Readonly<Record<string, Noun>> = {
  'alerts.filter.subjectKey': 'holdout',
  'auditEntries.filter.subjectKey': 'experiment',
};
const DEEPEST = 4;

/** The ways into a value that end in a name. */
function waysTo(type: GraphQLInputType, at: string, depth = 0): string[][] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return ['ID', 'Key'].includes(named.name) || at in BY_TEXT ? [[]] : [];
  if (depth >= DEEPEST) return [];
  return Object.values(named.getFields()).flatMap(field =>
    waysTo(field.type, `${at}.${field.name}`, depth + 1).map(way => [field.name, ...way]),
  );
}

/** @throws where a new place names something that nobody has said of what it is */
function nounOf(path: string): Noun | null {
  const parts = path.split('.');
  const last = parts.at(-1) ?? '';
  if (parts.includes('variants')) return null;
  const said = Object.hasOwn(BY_FIELD, last) ? BY_FIELD[last] : BY_TEXT[path];
  if (said !== undefined) return said;
  const operation = path.slice(0, path.indexOf('.')).toLowerCase();
  const noun = NOUNS.find(one => operation.includes(one.toLowerCase()));
  if (noun && /^(key|keys|id)$/.test(last)) return noun;
  throw new Error(`nobody has said what ${path} names`);
}

/** Values that make sense where the smallest would be refused before anything is looked for. */
export type Sense = Readonly<Record<string, unknown>>;

const SAMPLES: Sense = {
  Key: 'own-experiment',
  String: 'text',
  ID: '0193b3a0-0000-7000-8000-000000000000',
  Int: 1_000,
  Float: 0.5,
  Boolean: true,
  BasisPoints: 5_000,
  UnitInterval: 0.5,
  DateTime: '2026-01-01T00:00:00Z',
  JSONObject: {},
};

function valueWith(
  type: GraphQLInputType,
  at: string,
  way: readonly string[] | null,
  name: string,
  sense: Sense,
): unknown {
  const given = senseOf(at, sense);
  if (way === null && given !== undefined) return given;
  if (isNonNullType(type)) return valueWith(type.ofType, at, way, name, sense);
  if (isListType(type)) return [valueWith(type.ofType, at, way, name, sense)];
  if (!isInputObjectType(type)) {
    if (way !== null) return name;
    return isEnumType(type) ? type.getValues()[0]?.name : SAMPLES[getNamedType(type).name];
  }
  const fields = Object.values(type.getFields()).filter(
    field =>
      isNonNullType(field.type) ||
      field.name === way?.[0] ||
      senseOf(`${at}.${field.name}`, sense) !== undefined,
  );
  return Object.fromEntries(
    fields.map(field => [
      field.name,
      valueWith(
        field.type,
        `${at}.${field.name}`,
        field.name === way?.[0] ? way.slice(1) : null,
        name,
        sense,
      ),
    ]),
  );
}

/** By the whole path, or by its last part. */
const senseOf = (path: string, sense: Sense): unknown => sense[path] ?? sense[path.split('.').at(-1) ?? ''];

/** Everything that an answer can show without being asked for more. */
export function selectionOf(type: GraphQLOutputType, depth = 0): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (!isObjectType(named) || depth > 2) return '{ __typename }';
  const fields = Object.values(named.getFields())
    .filter(field => isLeafType(getNamedType(field.type)) || depth < 2)
    .map(field => `${field.name} ${selectionOf(field.type, depth + 1)}`);
  return `{ __typename ${fields.join(' ')} }`;
}

function ofField(isQuery: boolean, field: GraphQLField<unknown, unknown>, sense: Sense): NamedThing[] {
  const kind = isQuery ? 'query' : 'mutation';
  const selection = selectionOf(field.type);
  return field.args.flatMap(argument =>
    waysTo(argument.type, `${field.name}.${argument.name}`).flatMap(way => {
      const path = [field.name, argument.name, ...way].join('.');
      const noun = nounOf(path);
      if (noun === null) return [];
      const sent = field.args.filter(
        one =>
          one === argument ||
          isNonNullType(one.type) ||
          senseOf(`${field.name}.${one.name}`, sense) !== undefined,
      );
      const declared = sent.map(({ name, type }) => `$${name}: ${type.toString()}`).join(', ');
      const passed = sent.map(({ name }) => `${name}: $${name}`).join(', ');
      return {
        path,
        operation: field.name,
        noun,
        isQuery,
        query: `${kind} (${declared}) { it: ${field.name}(${passed}) ${selection} }`,
        variablesWith: (name: string) =>
          Object.fromEntries(
            sent.map(one => [
              one.name,
              valueWith(one.type, `${field.name}.${one.name}`, one === argument ? way : null, name, sense),
            ]),
          ),
      };
    }),
  );
}

/** Every place of the schema where a thing is named. */
export const namedThings = (schema: GraphQLSchema, sense: Sense): NamedThing[] => [
  ...Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap(field => ofField(true, field, sense)),
  ...Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(field =>
    ofField(false, field, sense),
  ),
];
