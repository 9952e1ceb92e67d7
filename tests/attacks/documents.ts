/** A document that is small to send and large to answer, and the limit that stops it. */
export interface Attack {
  readonly name: string;
  readonly query: string;
  readonly limit: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_none, index) => text(index)).join(' ');

const nested = (levels: number): string =>
  `${'variants { experiment { '.repeat(levels)}key${' } }'.repeat(levels)}`;

/** Each fragment spreads the next one twice. */
const bomb = (levels: number): string =>
  `{ experiments { ...f0 } } ${times(levels, at => `fragment f${at} on Experiment { ...f${at + 1} ...f${at + 1} }`)}
   fragment f${levels} on Experiment { key }`;

/** S1: fifty levels of two each are more than there are grains of sand. */
export const DEPTH: Attack = {
  name: 'fifty levels of two each',
  query: `{ experiments { ${nested(50)} } }`,
  limit: 'depth',
};

/** S2: much of one kind. */
export const WIDTH: readonly Attack[] = [
  { name: '200 aliases', query: `{ ${times(200, at => `a${at}: viewer { name }`)} }`, limit: 'rootFields' },
  {
    name: '200 aliases below',
    query: `{ viewer { ${times(200, at => `a${at}: name`)} } }`,
    limit: 'aliases',
  },
  { name: '5,000 aliases', query: `{ ${times(5_000, at => `a${at}: viewer { name }`)} }`, limit: 'tokens' },
  {
    name: '100 directives',
    query: `{ viewer { name ${'@include(if: true) '.repeat(100)} } }`,
    limit: 'directives',
  },
  {
    name: '3,000 directives',
    query: `{ viewer { name ${'@include(if: true) '.repeat(3_000)} } }`,
    limit: 'tokens',
  },
  { name: '100,000 tokens', query: `{ viewer { ${'a '.repeat(100_000)} } }`, limit: 'tokens' },
  {
    name: '60 fragments',
    query: `{ viewer { name } } ${times(60, at => `fragment f${at} on Viewer { name }`)}`,
    limit: 'definitions',
  },
  { name: '11 questions', query: `{ ${times(11, () => 'viewer { name }')} }`, limit: 'rootFields' },
  {
    name: 'lists of a hundred in lists of a hundred',
    query: `query ($n: Int) { ${times(10, at => `a${at}: experiments(perPage: $n) { items { variants { key } phases { number weights { weightBp } } design { guardrails { metric } } } }`)} }`,
    limit: 'cost',
    variables: { n: 100 },
  },
  {
    name: 'lists of an unknown length in variables',
    query: '{ viewer { name } }',
    limit: 'cost',
    variables: { all: Array.from({ length: 70_000 }, () => 1) },
  },
  {
    name: 'values in values',
    query: '{ viewer { name } }',
    limit: 'variableDepth',
    variables: { all: Array.from({ length: 100 }).reduce<unknown>(inner => [inner], 1) },
  },
];

/** S3: what validation itself chokes on. */
export const VALIDATION: readonly Attack[] = [
  {
    name: 'a fragment in itself',
    query: '{ viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }',
    limit: 'fragments',
  },
  {
    name: 'a fragment in itself that nobody asks for',
    query: '{ viewer { ...a } } fragment a on Viewer { ...a }',
    limit: 'fragments',
  },
  { name: 'a bomb of 30 levels', query: bomb(30), limit: 'spreads' },
  {
    name: 'a bomb of fields',
    query: `{ experiments { ...f0 } } ${times(6, at => `fragment f${at} on Experiment { ${times(4, alias => `x${at}${alias} { ...f${at + 1} }`)} }`)} fragment f6 on Experiment { key }`,
    limit: 'spreads',
  },
  {
    name: 'one field a hundred times',
    query: `{ viewer { ${'name '.repeat(100)} } }`,
    limit: 'repeats',
  },
  {
    name: 'one field a hundred times through fragments',
    query: `{ viewer { ${'... on Viewer { name } '.repeat(100)} } }`,
    limit: 'repeats',
  },
  {
    name: '600 fields',
    query: `{ ${times(10, () => `experiments { ${times(110, field => `f${field}`)} }`)} }`,
    limit: 'fields',
  },
  {
    name: '10,000 fields of the schema',
    query: `{ __schema { types { ${times(10_000, () => 'name')} } } }`,
    limit: 'tokens',
  },
  {
    name: 'the schema in the schema',
    query: `{ __schema { types { ${'fields { type { '.repeat(9)} name ${'} } '.repeat(9)} } } }`,
    limit: 'introspectionDepth',
  },
];

/** S5: a guess a line. */
export const GUESSES: Attack = {
  name: 'fifty guesses at once',
  query: `mutation { ${times(50, at => `a${at}: signIn(token: "guess-${at}") { name }`)} }`,
  limit: 'rootFields',
};
