import type { Ability, Actor } from './actor.js';
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
}

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
 * Appends facts in one statement; a fact whose key is known already changes nothing and is not counted.
 *
 * @returns how many rows were new
 */
export async function append<Row extends Record<string, unknown>>(
  { database }: Pick<Facts, 'database'>,
  table: FactTable<Row>,
  rows: readonly Row[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const columns = Object.keys(table.columns) as (keyof Row & string)[];
  const values = columns.map(column => rows.map(row => row[column]));
  try {
    const [counted] = await database.writer.query<[{ fresh: string }]>(statement(table), values);
    return Number(counted.fresh);
  } catch (error) {
    throw translated(error);
  }
}

function statement<Row extends Record<string, unknown>>(table: FactTable<Row>): string {
  const { name, columns, key } = table;
  const names = Object.keys(columns).join(', ');
  const arrays = Object.values(columns).map((type, index) => `$${index + 1}::${type as string}[]`);
  // In the order of the key: two calls that carry the same facts then wait for each other instead of deadlocking.
  const order = key.join(', ');
  const facts = `unnest(${arrays.join(', ')}) as fact(${names})`;
  return `with written as (
    insert into ${name} (${names}) ${chosen(table, facts)} on conflict (${order}) ${merged(table)}
    returning (xmax = 0) as fresh
  ) select count(*) filter (where fresh) as fresh from written`;
}

/** One row of each key among the facts of a call. */
function chosen<Row extends Record<string, unknown>>(
  { columns, key, keep, times }: FactTable<Row>,
  facts: string,
): string {
  const order = key.join(', ');
  if (!keep) return `select * from ${facts} order by ${order}`;
  const values = Object.keys(columns).map(column =>
    column === times ? `sum(${column}) over (partition by ${order})::integer` : column,
  );
  const direction = keep.which === 'latest' ? ' desc' : '';
  return `select distinct on (${order}) ${values.join(', ')} from ${facts} order by ${order}, ${keep.by}${direction}`;
}

/** What a fact does to the row that has its key already. */
function merged<Row extends Record<string, unknown>>(table: FactTable<Row>): string {
  const { name, columns, key, keep, times } = table;
  if (!keep) return 'do nothing';
  const isKept = `excluded.${keep.by} ${keep.which === 'latest' ? '>' : '<'} ${name}.${keep.by}`;
  const rest = Object.keys(columns).filter(column => !key.includes(column) && column !== times);
  if (!times) {
    return `do update set ${rest.map(column => `${column} = excluded.${column}`).join(', ')} where ${isKept}`;
  }
  const replaced = rest.map(
    column => `${column} = case when ${isKept} then excluded.${column} else ${name}.${column} end`,
  );
  return `do update set ${[...replaced, `${times} = ${name}.${times} + excluded.${times}`].join(', ')}`;
}
