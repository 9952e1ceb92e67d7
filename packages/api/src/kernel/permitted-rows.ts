import type { EntityTarget, FindManyOptions, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { permittedColumns } from './permitted-column.js';
import { ALWAYS } from './permitted-comparison.js';
import { permittedSql } from './permitted.js';
import type { Look } from './query.js';

/** The rows that a caller may read, and no others: PostgreSQL is asked for them, nothing is left out afterwards. */
export function permittedRows<Row extends ObjectLiteral>(
  { manager, ability }: Pick<Look, 'manager' | 'ability'>,
  entity: EntityTarget<Row>,
  options: FindManyOptions<Row>,
): SelectQueryBuilder<Row> {
  const { metadata } = manager.getRepository(entity);
  const values: Record<string, unknown> = {};
  const bind = (value: unknown): string => {
    const name = `permitted${Object.keys(values).length}`;
    values[name] = value;
    return `:${name}`;
  };
  const asked = { verb: 'read', noun: metadata.name };
  const permitted = permittedSql(ability, asked, permittedColumns(metadata, 'it'), bind);
  const query = manager.createQueryBuilder(entity, 'it').setFindOptions(options);
  return permitted === ALWAYS ? query : query.andWhere(`(${permitted})`, values);
}
