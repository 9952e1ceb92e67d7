import { ENTITIES } from '../../packages/api/src/entities.js';
import type { House } from '../support/house.js';
import { rowsOf } from '../support/rows.js';

/** The columns of all entities, as their properties are called. */
export const columnsOf = ({ application }: House): readonly string[] =>
  [
    ...new Set(
      ENTITIES.flatMap(entity =>
        application.database.writer.getMetadata(entity).columns.map(({ propertyName }) => propertyName),
      ),
    ),
  ].toSorted();

const TABLES = ['experiments', 'holdouts', 'layers', 'metrics', 'teams', 'users', 'api_keys'];

/** All that is configured, row by row. */
export const everything = ({ databaseUrl }: House): Promise<unknown[]> =>
  Promise.all(TABLES.map(table => rowsOf(databaseUrl, `select * from ${table} order by id`)));
