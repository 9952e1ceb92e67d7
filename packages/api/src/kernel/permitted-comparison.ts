import type { PermittedColumn } from './permitted-column.js';

/** Binds a value to a statement, and says how the statement calls it. */
export type Bind = (value: unknown) => string;

/** A condition in SQL that is true or false and never null: `not` turns it into its opposite. */
export type Sql = string;

export const ALWAYS: Sql = 'true';
export const NEVER: Sql = 'false';

export function all(parts: readonly Sql[]): Sql {
  if (parts.includes(NEVER)) return NEVER;
  const telling = parts.filter(part => part !== ALWAYS);
  return telling.length === 0 ? ALWAYS : telling.map(part => `(${part})`).join(' and ');
}

export function any(parts: readonly Sql[]): Sql {
  if (parts.includes(ALWAYS)) return ALWAYS;
  const telling = parts.filter(part => part !== NEVER);
  return telling.length === 0 ? NEVER : telling.map(part => `(${part})`).join(' or ');
}

export const not = (condition: Sql): Sql =>
  condition === ALWAYS ? NEVER : condition === NEVER ? ALWAYS : `not (${condition})`;

type Kind = NonNullable<PermittedColumn['kind']>;

/** What a comparison says of no value, and of a value. */
interface Comparison {
  readonly ofNull: boolean;
  readonly ofValue: (sql: string) => Sql;
}

/** A column compared with the value of a rule, as CASL compares the property with it; an array by any of its items. */
export function compared(operator: string, column: PermittedColumn, value: unknown, bind: Bind): Sql {
  const { sql, kind, isArray } = column;
  if (kind === null) throw new TypeError('rules do not look into documents');
  const comparison = comparisonOf(operator, kind, value, bind);
  if (!isArray) return either(comparison, sql);
  const item = `exists (select from unnest(${sql}) as item(value) where ${either(comparison, 'item.value')})`;
  return any([comparison.ofNull ? `${sql} is null` : NEVER, item]);
}

const either = ({ ofNull, ofValue }: Comparison, sql: string): Sql =>
  any([ofNull ? `${sql} is null` : NEVER, all([`${sql} is not null`, ofValue(sql)])]);

function comparisonOf(operator: string, kind: Kind, value: unknown, bind: Bind): Comparison {
  switch (operator) {
    case 'eq':
      return among(kind, [value], bind);
    case 'in':
      return among(kind, listed(value), bind);
    case 'lt':
    case 'lte':
      return ordered(operator === 'lt' ? '<' : '<=', kind, value, bind);
    case 'gt':
    case 'gte':
      return ordered(operator === 'gt' ? '>' : '>=', kind, value, bind);
    default:
      throw new TypeError(`rules do not compare by "${operator}"`);
  }
}

function listed(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new TypeError('a rule that names several values lists them');
}

function among(kind: Kind, values: readonly unknown[], bind: Bind): Comparison {
  const named = values.filter(value => value !== null);
  if (!named.every(kind.accepts)) throw new TypeError(`a rule compares ${kind.type} with something else`);
  const possible = named.filter(value => kind.canBe?.(value) ?? true);
  return {
    ofNull: values.includes(null),
    ofValue: sql =>
      possible.length === 0 ? NEVER : `${readBy(kind, sql)} = any(${bind(possible)}::${kind.type}[])`,
  };
}

function ordered(sign: '<' | '<=' | '>' | '>=', kind: Kind, value: unknown, bind: Bind): Comparison {
  if (!kind.isOrdered || !kind.accepts(value)) throw new TypeError(`rules do not order ${kind.type} by this`);
  const isBelowZero = Number(value) < 0;
  return {
    // As CASL has it: no value counts as zero, and is never equal to it.
    ofNull: sign.startsWith('<') ? !isBelowZero : isBelowZero,
    ofValue: sql => `${readBy(kind, sql)} ${sign} ${bind(value)}::${kind.type}`,
  };
}

const readBy = ({ read }: Kind, sql: string): string => read?.(sql) ?? sql;
