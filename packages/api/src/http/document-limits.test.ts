import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Kind, getIntrospectionQuery, parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildProbitySchema } from '../schema.js';
import { costOf } from './document-cost.js';
import { MACHINE_LIMITS, PERSON_LIMITS, measured, requireAffordable } from './document-limits.js';
import { variablesSize } from './variables-size.js';

const schema = buildProbitySchema();
const DOCUMENTS = fileURLToPath(new URL('../../../admin/src/providers/documents', import.meta.url));

/** Each operation of the admin with all fragments of its file and of the others, as large as any page asks it. */
const definitions = readdirSync(DOCUMENTS).flatMap(
  name => parse(readFileSync(`${DOCUMENTS}/${name}`, 'utf8')).definitions,
);
const fragments = definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
const operations = definitions.flatMap(one =>
  one.kind === Kind.OPERATION_DEFINITION
    ? [[one.name?.value ?? '', [one, ...fragments].map(print).join('\n')] as const]
    : [],
);

const admit = (text: string, variables: Record<string, unknown> = {}, limits = PERSON_LIMITS) => {
  const question = measured(text, limits);
  if (question) requireAffordable(schema, question, variables, limits);
};
const cost = (text: string, variables: Record<string, unknown> = {}) => {
  const question = measured(text, PERSON_LIMITS);
  return question && costOf(schema, question.document, question.fragments, variables);
};

describe('what one request may ask for', () => {
  it.each(operations)('has room for what the admin asks: %s', (_name, text) => {
    expect(() => admit(text, { perPage: 100 })).not.toThrow();
  });

  it('has room for the whole schema, asked by whoever may read it', () => {
    expect(() => admit(getIntrospectionQuery(), {}, MACHINE_LIMITS)).not.toThrow();
  });

  it('has room for 5,000 facts of a machine and for 10,000 recipients, and not for twice as many', () => {
    const record = 'mutation ($input: [OutcomeInput!]!) { recordOutcomes(input: $input) { accepted } }';
    const facts = (count: number) => ({
      input: Array.from({ length: count }, (_none, id) => ({ id, p: {} })),
    });

    expect(() => admit(record, facts(5_000), MACHINE_LIMITS)).not.toThrow();
    expect(() => admit(record, facts(10_001), MACHINE_LIMITS)).not.toThrow();
    expect(() => admit(record, facts(20_001), MACHINE_LIMITS)).toThrow(/costs more than 1000/);
  });

  it('is less for a machine than for a person', () => {
    const deep = '{ a { b { c { d { e { f { g { h { i } } } } } } } } }';

    expect(() => admit(deep, {}, PERSON_LIMITS)).not.toThrow();
    expect(() => admit(deep, {}, MACHINE_LIMITS)).toThrow(/nested deeper than 8/);
  });

  it('is left to others where the text does not parse', () => {
    expect(measured('{', PERSON_LIMITS)).toBeNull();
  });

  it('counts no more than what is there: a document at its limits passes', () => {
    const aliases = Array.from({ length: 20 }, (_none, at) => `a${at}: name`).join(' ');
    const directives = '@include(if: true) @skip(if: false) '.repeat(10);

    expect(() => admit(`{ viewer { ${aliases} } }`)).not.toThrow();
    expect(() => admit(`{ viewer { name ${directives} } }`)).not.toThrow();
    expect(() => admit(`{ ${'viewer { name } '.repeat(10)} }`)).not.toThrow();
    expect(() => admit(`{ viewer { ${'name '.repeat(10)} } }`)).not.toThrow();
  });
});

describe('the cost of a document', () => {
  it.each([
    ['one for a question', '{ viewer { name } }', {}, 1],
    ['one more for each object', '{ experiment(key: "a") { design { method } } }', {}, 2],
    ['five for a list', '{ experiment(key: "a") { variants { key } } }', {}, 6],
    ['25 for a page', '{ experiments { items { key } total } }', {}, 26],
    ['as many as a page has', '{ experiments(perPage: 40) { items { key } } }', {}, 41],
    [
      'as many as a variable says',
      'query ($n: Int) { experiments(perPage: $n) { items { key } } }',
      { n: 7 },
      8,
    ],
    [
      'a hundred where a variable says nothing',
      'query ($n: Int = 9) { experiments(perPage: $n) { items { key } } }',
      {},
      101,
    ],
    [
      'a hundred at most: more is refused by its field',
      '{ experiments(perPage: 100000) { items { key } } }',
      {},
      101,
    ],
    ['a hundred where it is below nothing', '{ experiments(perPage: -5) { items { key } } }', {}, 101],
    ['lists in lists', '{ experiments(perPage: 10) { items { variants { key } } } }', {}, 61],
    [
      'what fragments spread',
      '{ experiments(perPage: 10) { ...a } } fragment a on ExperimentPage { items { ...b } } fragment b on Experiment { variants { key } }',
      {},
      61,
    ],
    ['a hundred for results', '{ experimentResults(key: "a") { status } }', {}, 101],
    ['one for what is not there', '{ nothing { of { it } } }', {}, 1],
    ['every question, also by another name', '{ a: viewer { name } b: viewer { name } }', {}, 2],
  ])('is %s', (_what, text, variables, data) => {
    expect(cost(text, variables)).toEqual({ data, introspection: 0 });
  });

  it('of the schema is counted apart', () => {
    expect(cost('{ __schema { types { name } } viewer { name } }')).toEqual({ data: 1, introspection: 151 });
    expect(cost('{ __type(name: "Query") { fields { name } } }')).toEqual({ data: 0, introspection: 11 });
  });

  it('of a schema asked for again and again is too much', () => {
    expect(() =>
      admit('{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }'),
    ).toThrow(/asks for more than 150000 things/);
  });
});

describe('the size of variables', () => {
  it.each([
    [undefined, { elements: 0, depth: 0 }],
    ['text', { elements: 0, depth: 0 }],
    [{}, { elements: 0, depth: 1 }],
    [{ a: [1, 2, [3]] }, { elements: 4, depth: 3 }],
    [{ a: { b: { c: 1 } } }, { elements: 0, depth: 3 }],
  ])('of %j is %j', (variables, size) => {
    expect(variablesSize(variables)).toEqual(size);
  });

  it('is told of values nested deeper than any stack', () => {
    const deep = Array.from({ length: 100_000 }).reduce<unknown>(inner => [inner], 1);

    expect(variablesSize({ deep })).toEqual({ elements: 100_000, depth: 100_001 });
  });
});
