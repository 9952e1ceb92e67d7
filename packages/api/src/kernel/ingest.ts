import type { Ability, Actor } from './actor.js';
import { binaryArray, isBinaryType } from './binary-array.js';
import type { Database } from './database.js';
import { DomainError } from './errors.js';
import { translated } from './postgres-errors.js';

/** The door for facts: append-only, set-wise, without an audit row each. */
export interface Facts {
  readonly database: Database;
  readonly ability: Ability;
  readonly actor: Actor;
}

/** A table of facts, as the door needs to know it. */
export interface FactTable<Row extends Record<string, unknown>> {
  readonly name: string;
  /** PostgreSQL type of each column, in the order of insertion. */
  readonly columns: { readonly [Column in keyof Row]: string };
  readonly key: readonly (keyof Row & string)[];
  /** For facts of which the first or the last counts, whatever the order of their arrival: by which instant. */
  readonly keep?: { readonly which: 'earliest' | 'latest'; readonly by: keyof Row & string };
  /** The column that counts how often the fact came: the one kept counts the others. Only with `keep`. */
  readonly times?: keyof Row & string;
  /** What says whether a row is told of when it is new, and is not stored; all are unless given. Only with `times`. */
  readonly told?: keyof Row & string;
}

/** The statement that appends rows to one table; null where there are none. */
export type Batch = { readonly text: string; readonly parameters: unknown[] } | null;

/**
 * What follows from facts that are new, in the statement that stores them: an insertion that reads their keys from
 * `written`. Only of tables without `keep`.
 */
export type Following = (bind: (value: unknown) => string) => string;

/** Refuses callers who may not record this kind of fact. Denies by default. */
export function permitFacts({ ability, actor }: Facts, noun: string): void {
  if (ability.can('record', noun)) return;
  if (actor.type === 'ANONYMOUS') throw new DomainError('UNAUTHENTICATED', 'send an API key');
  throw new DomainError('FORBIDDEN', `this caller may not record ${noun}`, {
    action: 'record',
    subject: noun,
  });
}

/**
 * Appends facts in one statement; a fact whose key is known already changes nothing and is not counted as new.
 *
 * @returns how many rows were new
 */
export async function append<Row extends Record<string, unknown>>(
  door: Pick<Facts, 'database'>,
  table: FactTable<Row>,
  rows: readonly Row[],
  following?: Following,
): Promise<number> {
  const [fresh = 0] = await appendAll(door, [batch(table, rows, following)]);
  return fresh;
}

/** Rows for one table, to be appended together with others. */
export const batch = <Row extends Record<string, unknown>>(
  table: FactTable<Row>,
  rows: readonly Row[],
  following?: Following,
): Batch =>
  rows.length === 0 ? null : statement(table, table.keep ? oneOfEachKey(table, rows) : rows, following);

/**
 * Appends to several tables, all or nothing: a call that failed can be sent again, and counts once.
 * Callers name each table once, and all in the same order, so that they wait for each other instead of deadlocking.
 *
 * @returns how many rows of each batch were new
 */
export async function appendAll(
  { database }: Pick<Facts, 'database'>,
  batches: readonly Batch[],
): Promise<number[]> {
  const isOne = batches.filter(Boolean).length < 2;
  try {
    return await (isOne
      ? written(database, batches)
      : database.writer.transaction(writer => written({ writer }, batches)));
  } catch (error) {
    throw translated(error);
  }
}

async function written(
  database: { readonly writer: Pick<Database['writer'], 'query'> },
  batches: readonly Batch[],
): Promise<number[]> {
  const counts: number[] = [];
  for (const one of batches) {
    const [counted] = one
      ? await database.writer.query<[{ fresh: number }]>(one.text, one.parameters)
      : [{ fresh: 0 }];
    counts.push(counted.fresh);
  }
  return counts;
}

/** One row of each key among the facts of a call, which counts the others. */
function oneOfEachKey<Row extends Record<string, unknown>>(
  table: FactTable<Row>,
  rows: readonly Row[],
): readonly Row[] {
  const [first = '', ...more] = table.key;
  // A call seldom names a recipient twice, and the first column of the key alone is compared quickly.
  if (new Set(rows.map(row => row[first])).size === rows.length) return rows;
  const kept = new Map<string, Row>();
  for (const row of rows) {
    const name = [first, ...more].map(column => String(row[column])).join('\0');
    const known = kept.get(name);
    kept.set(name, known ? oneOf(table, known, row) : row);
  }
  return [...kept.values()];
}

function oneOf<Row extends Record<string, unknown>>(
  { keep, times, told }: FactTable<Row>,
  known: Row,
  other: Row,
): Row {
  if (!keep) return known;
  const later = Number(other[keep.by]) - Number(known[keep.by]);
  const one = (keep.which === 'earliest' ? later < 0 : later > 0) ? other : known;
  if (!times) return one;
  const both = { ...one, [times]: Number(known[times]) + Number(other[times]) };
  return told ? { ...both, [told]: known[told] || other[told] } : both;
}

function statement<Row extends Record<string, unknown>>(
  table: FactTable<Row>,
  rows: readonly Row[],
  following?: Following,
) {
  const { name, columns, key } = table;
  const names = Object.keys(columns).join(', ');
  const stored = storedColumns(table).join(', ');
  const { fact, parameters } = bound(table, rows);
  const { returning, fresh } = newness(table, rows);
  // In the order of the key: two calls that carry the same facts then wait for each other instead of deadlocking.
  const order = key.join(', ');
  const also = following ? `, following as (${following(value => `$${parameters.push(value)}`)})` : '';
  const text = `with fact (${names}) as (select ${fact}), written as (
    insert into ${name} (${stored}) select ${stored} from fact order by ${order}
    on conflict (${order}) ${merged(table)} returning ${following ? order : returning}
  )${also} select count(*)::integer as fresh from ${fresh}`;
  return { text, parameters };
}

const storedColumns = <Row extends Record<string, unknown>>({ columns, told }: FactTable<Row>): string[] =>
  Object.keys(columns).filter(column => column !== told);

/** The rows, column by column. A column that says the same of each, as that of receipt does, is sent once. */
function bound<Row extends Record<string, unknown>>({ columns }: FactTable<Row>, rows: readonly Row[]) {
  const parameters: unknown[] = [];
  const fact = Object.entries<string>(columns).map(([column, type]) => {
    const values = rows.map(row => row[column]);
    if (values.every(value => value === values[0])) return `$${parameters.push(values[0])}::${type}`;
    const sent = isBinaryType(type) ? type : 'text';
    return `unnest($${parameters.push(binaryArray(sent, values))}::${sent}[])::${type}`;
  });
  return { fact: fact.join(', '), parameters };
}

/** How the rows that are new are told from those that were merged. */
function newness<Row extends Record<string, unknown>>(
  { key, keep, times, told }: FactTable<Row>,
  rows: readonly Row[],
): { returning: string; fresh: string } {
  if (!keep) return { returning: 'true', fresh: 'written' };
  if (!times) return { returning: 'xmax = 0 as is_new', fresh: 'written where is_new' };
  // Partitioned tables do not show xmax. A row that was merged counts more than what was sent.
  if (!told && rows.every(row => row[times] === 1))
    return { returning: times, fresh: `written where ${times} = 1` };
  const same = [...key, times].join(', ');
  return { returning: same, fresh: `written join fact using (${same}) ${told ? `where ${told}` : ''}` };
}

/** What a fact does to the row that has its key already. */
function merged<Row extends Record<string, unknown>>(table: FactTable<Row>): string {
  const { name, key, keep, times } = table;
  if (!keep) return 'do nothing';
  const isKept = `excluded.${keep.by} ${keep.which === 'latest' ? '>' : '<'} ${name}.${keep.by}`;
  const rest = storedColumns(table).filter(column => !key.includes(column) && column !== times);
  if (!times) {
    return `do update set ${rest.map(column => `${column} = excluded.${column}`).join(', ')} where ${isKept}`;
  }
  const replaced = rest.map(
    column => `${column} = case when ${isKept} then excluded.${column} else ${name}.${column} end`,
  );
  return `do update set ${[...replaced, `${times} = ${name}.${times} + excluded.${times}`].join(', ')}`;
}
