import type { EntityMetadata } from 'typeorm';
import { isStorable } from './receipt.js';

/** How the values of a column are compared with those of a rule, so that PostgreSQL finds what JavaScript finds. */
interface Kind {
  /** The type that a value is sent as. */
  readonly type: string;
  /** Whether a value of a rule is one that a row of this kind can be compared with. */
  readonly accepts: (value: unknown) => boolean;
  /** Whether any row can have it: a text without a form in UTF-8 would be sent as another. */
  readonly canBe?: (value: unknown) => boolean;
  /** Whether both sides put such values in the same order. */
  readonly isOrdered?: true;
  /** The values as they are read into JavaScript. */
  readonly read?: (sql: string) => string;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isFiniteNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
const isInstant = (value: unknown) => value instanceof Date && !Number.isNaN(value.getTime());
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const TEXT: Kind = {
  type: 'text',
  accepts: isText,
  canBe: value => isText(value) && isStorable(value),
};
const NUMBER: Kind = { type: 'double precision', accepts: isFiniteNumber, isOrdered: true };

/** Text has no order here: PostgreSQL's is one of a language, or of code points, and JavaScript's of code units. */
const KINDS: Readonly<Record<string, Kind>> = {
  text: TEXT,
  // Read as text, which is too long for a number.
  bigint: { ...TEXT, read: sql => `${sql}::text` },
  uuid: { type: 'uuid', accepts: isText, canBe: value => isText(value) && UUID.test(value) },
  integer: NUMBER,
  'double precision': NUMBER,
  boolean: { type: 'boolean', accepts: value => typeof value === 'boolean' },
  timestamptz: {
    type: 'timestamptz',
    accepts: isInstant,
    isOrdered: true,
    read: sql => `date_trunc('milliseconds', ${sql})`,
  },
};

/** A column that rules may speak of. */
export interface PermittedColumn {
  readonly sql: string;
  readonly isArray: boolean;
  /** Null for documents: they are not looked into. */
  readonly kind: Kind | null;
}

export type PermittedColumns = ReadonlyMap<string, PermittedColumn>;

/** The columns of an entity by their properties: what a rule names otherwise is no column, and never becomes text. */
export function permittedColumns({ columns }: EntityMetadata, alias: string): PermittedColumns {
  return new Map(
    columns.map(({ propertyName, databaseName, type, isArray }) => [
      propertyName,
      { sql: `"${alias}"."${databaseName}"`, isArray, kind: KINDS[String(type)] ?? null },
    ]),
  );
}
