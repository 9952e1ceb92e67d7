import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../support/sources.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SPEAKS_SQL = /\.(queries|sql|facts|commands)\.ts$|^packages\/api\/src\/kernel\//;
const files = sourceFiles(root, ['packages/api/src']).filter(
  path => SPEAKS_SQL.test(path) && !path.endsWith('.test.ts'),
);

/** A template that PostgreSQL is to read, and no message to a person. */
const IS_SQL =
  /\b(select|insert into|update|delete from|from|where|group by|order by|union all)\b|\b(filter|coalesce|nullif|sum|count|least|any|in) ?\(|::/;
/** A constant of the module, or several of them. */
const CONSTANT = /^[A-Z][A-Z0-9_]*(\.join\('[^'$]*'\))?$/;

interface Reason {
  readonly path: RegExp;
  readonly what: RegExp;
  readonly why: string;
}

/** What is put into SQL as text, and why it is nothing that came from outside. */
const ALLOWED: readonly Reason[] = [
  {
    path: /results\/result\.sql\.ts$/,
    what: /^(key|level|levels|grouping|numerator|denominator|total|name|index|x|y|filter|after|span|types|dimension|money|unbiased\(.*|bind\(.*|pairs\.flatMap\(.*|parameters\.push\(value\)|type)$/s,
    why: 'numbers of columns, words of this file, and the placeholders that bind() gives for whatever came from outside',
  },
  {
    path: /assignment\/plan-sources\.queries\.ts$/,
    what: /^(table|sums\.join\(' union all '\))$/,
    why: 'the tables of a constant list',
  },
  {
    path: /audit\/audit\.sql\.ts$/,
    what: /^(column|table|condition)$/,
    why: 'columns and conditions that stand in the same file',
  },
  {
    path: /audit\/(checkpoint\.facts|leaf\.sql)\.ts$/,
    what: /^which$/,
    why: 'one of two clauses that stand in the same file',
  },
  {
    path: /suppressions\/suppression\.sql\.ts$/,
    what: /^(told|only|bind\(.*|type|name)$/s,
    why: 'columns and clauses of this room, and the placeholders that bind() gives for whatever came from outside',
  },
  {
    path: /suppressions\/suppression\.facts\.ts$/,
    what: /^insertion$/,
    why: 'the statement of suppression.sql.ts',
  },
  {
    path: /audit\/reconciliation\.queries\.ts$/,
    what: /^table$/,
    why: 'the governed tables, a constant list',
  },
  {
    path: /consent\/consent-(event|state)\.sql\.ts$/,
    what: /^(type|mark|index \+ 4)$/,
    why: 'the columns of our own tables and their types, which stand in the same room',
  },
  { path: /\.queries\.ts$/, what: /^id$/, why: 'the name of a column, which TypeORM hands to Raw()' },
  {
    path: /kernel\/(ingest|audit-row|secret-row)\.ts$/,
    what: /.*/s,
    why: 'the columns of our own tables, as the code names them; whatever was sent is a parameter',
  },
  {
    path: /kernel\/permitted[a-z-]*\.ts$/,
    what: /.*/s,
    why: 'columns of the entity and placeholders; compared with the ability by a test of its own',
  },
];

/** The templates of a text with what is put into them, one level deep. */
function templatesIn(text: string): { readonly template: string; readonly inserted: readonly string[] }[] {
  return [...text.matchAll(/`((?:[^`\\$]|\\.|\$(?!\{)|\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*\})*)`/gs)].map(
    ([, template = '']) => ({
      template,
      inserted: [...template.matchAll(/\$\{((?:[^{}`]|\{[^{}]*\}|`[^`]*`)*)\}/gs)].map(([, one = '']) => one),
    }),
  );
}

const isAllowed = (path: string, what: string): boolean =>
  CONSTANT.test(what) || ALLOWED.some(one => one.path.test(path) && one.what.test(what));

const insertedInto = (path: string, text: string): string[] =>
  templatesIn(text)
    .filter(({ template }) => IS_SQL.test(template.replaceAll(/\$\{[^}]*\}/g, '?')))
    .flatMap(({ inserted }) => inserted)
    .filter(what => !isAllowed(path, what))
    .map(what => `${path}: \${${what}}`);

/** What TypeORM takes as SQL wherever it is no text of ours. */
const BUILT =
  /\.(orderBy|addOrderBy|select|addSelect|groupBy|addGroupBy|having|distinctOn)\(\s*([^)'][^,)]*)/g;

const builtIn = (path: string, text: string): string[] =>
  [...text.matchAll(BUILT)]
    .filter(([, , what = '']) => !CONSTANT.test(what.trim()) && !/^\[?\s*'/.test(what))
    .map(([, verb, what]) => `${path}: ${verb}(${what?.trim()})`);

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('a sort or a filter', () => {
  it('is looked for where SQL is spoken', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  it('never reaches SQL as text: what is put into a statement is a constant or a placeholder', () => {
    expect(files.flatMap(path => insertedInto(path, read(path)))).toEqual([]);
  });

  it('never reaches the query builder as text', () => {
    expect(files.flatMap(path => builtIn(path, read(path)))).toEqual([]);
  });

  it.each([
    ['a.queries.ts', 'query(`select * from keys order by ${sort}`)'],
    ['a.facts.ts', "query(`insert into keys values ('${name}')`)"],
    ['kernel/b.ts', 'query(`select key\n  from keys\n  where name = ${name}`)'],
  ])('would be found: %s %s', (path, text) => {
    expect(insertedInto(path, text)).toHaveLength(1);
  });

  it.each(['.orderBy(sort)', '.addSelect(`${column}`)', '.groupBy( input.field )'])(
    'would be found: %s',
    text => {
      expect(builtIn('a.queries.ts', text)).toHaveLength(1);
    },
  );

  it.each(['query(`select * from ${TABLE} where id = $1`)', "badInput('a', `a is at most ${most}`)"])(
    'is not taken for SQL: %s',
    text => {
      expect(insertedInto('a.queries.ts', text)).toEqual([]);
    },
  );
});
