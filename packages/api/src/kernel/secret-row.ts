import type {
  EntityTarget,
  FindManyOptions,
  FindOptionsSelect,
  FindOptionsWhere,
  ObjectLiteral,
} from 'typeorm';
import type { Database } from './database.js';
import { translated } from './postgres-errors.js';

/**
 * One row with what verifies a credential in it, which the role that reads may not see and the role that writes may.
 * For comparing with what somebody sent, never for showing.
 */
export async function secretRow<Row extends ObjectLiteral>(
  database: Database,
  entity: EntityTarget<Row>,
  where: FindOptionsWhere<Row>,
  select: FindOptionsSelect<Row>,
): Promise<Row | null> {
  try {
    return await database.writer.manager.findOne(entity, { where, select });
  } catch (error) {
    throw translated(error);
  }
}

/** Such rows, for whoever goes on recognising credentials while the database cannot be asked. */
export async function secretRows<Row extends ObjectLiteral>(
  database: Database,
  entity: EntityTarget<Row>,
  options: FindManyOptions<Row>,
): Promise<Row[]> {
  try {
    return await database.writer.manager.find(entity, options);
  } catch (error) {
    throw translated(error);
  }
}
