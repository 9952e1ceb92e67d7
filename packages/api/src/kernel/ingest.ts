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
  /** For facts of which the first counts: an earlier one that arrives later takes its place. */
  readonly earliest?: keyof Row & string;
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
 * Keys may repeat within `rows` only where the table keeps the first (`on conflict do nothing`).
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

function statement<Row extends Record<string, unknown>>({
  name,
  columns,
  key,
  earliest,
}: FactTable<Row>): string {
  const names = Object.keys(columns).join(', ');
  const arrays = Object.values(columns).map((type, index) => `$${index + 1}::${type as string}[]`);
  // In the order of the key: two calls that carry the same facts then wait for each other instead of deadlocking.
  const order = key.join(', ');
  const source = earliest
    ? `select distinct on (${order}) * from unnest(${arrays.join(', ')}) as fact(${names}) order by ${order}, ${earliest}`
    : `select * from unnest(${arrays.join(', ')}) as fact(${names}) order by ${order}`;
  const rest = Object.keys(columns).filter(column => !key.includes(column));
  const replaced = rest.map(column => `${column} = excluded.${column}`).join(', ');
  const conflict = earliest
    ? `do update set ${replaced} where excluded.${earliest} < ${name}.${earliest}`
    : 'do nothing';
  return `with written as (
    insert into ${name} (${names}) ${source} on conflict (${order}) ${conflict} returning (xmax = 0) as fresh
  ) select count(*) filter (where fresh) as fresh from written`;
}
