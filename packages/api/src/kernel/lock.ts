import type { EntityTarget, FindOptionsWhere } from 'typeorm';
import type { Governed, Writer } from './command.js';
import { DomainError, notFound } from './errors.js';
import { isId } from './ids.js';

/**
 * Reads one subject and locks its row until the command ends; refuses who may not do to it what the command does.
 * `version`, where the caller gives one, is the version it saw: a newer row is a CONFLICT and nothing is written.
 */
export async function lock<Subject extends Governed>(
  { manager, permit }: Writer,
  entity: EntityTarget<Subject>,
  where: FindOptionsWhere<Subject>,
  version?: number | null,
): Promise<Subject> {
  const none = notFound(
    manager.getRepository(entity).metadata.name.toLowerCase(),
    String(Object.values(where)[0]),
  );
  if (typeof where.id === 'string' && !isId(where.id)) throw none;
  const found = await manager.findOne(entity, { where, lock: { mode: 'pessimistic_write' } });
  if (!found) throw none;
  permit(found, none);
  if (version !== undefined && version !== null && version !== found.version) {
    throw new DomainError('CONFLICT', 'somebody changed this in the meantime', {
      field: 'version',
      current: found.version,
    });
  }
  return found;
}
