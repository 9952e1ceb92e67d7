import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type House } from '../support/house.js';
import { rowsOf } from '../support/rows.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Columns that PostgreSQL fills by itself and nobody reads through an entity. */
const UNMAPPED = ['audit_entries.xid'];

interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  int4: 'integer',
  int8: 'bigint',
  float8: 'double precision',
  _text: 'text',
};

describe('the entities', () => {
  it('have the columns of their tables, with their types, and null only where the table allows it', async () => {
    const { reader } = house.application.database;

    const mapped = reader.entityMetadatas.map(({ tableName, columns }) => ({
      tableName,
      columns: sorted(
        columns.map(column => ({
          name: column.databaseName,
          type: String(column.type),
          nullable: column.isNullable,
        })),
      ),
    }));
    const stored = await Promise.all(
      mapped.map(async ({ tableName }) => ({ tableName, columns: sorted(await columnsOf(tableName)) })),
    );

    expect(mapped.length).toBeGreaterThan(4);
    expect(mapped).toEqual(stored);
  });
});

async function columnsOf(table: string): Promise<Column[]> {
  // As the owner: the role that reads does not see every column.
  const rows = await rowsOf<{ name: string; udt: string; nullable: boolean }>(
    house.databaseUrl,
    `select column_name as name, udt_name as udt, is_nullable = 'YES' as nullable
     from information_schema.columns where table_schema = 'public' and table_name = $1`,
    [table],
  );
  return rows
    .filter(({ name }) => !UNMAPPED.includes(`${table}.${name}`))
    .map(({ name, udt, nullable }) => ({ name, type: TYPES[udt] ?? udt, nullable }));
}

const sorted = (columns: readonly Column[]): Column[] =>
  columns.toSorted((one, other) => (one.name < other.name ? -1 : 1));
