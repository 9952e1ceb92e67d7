import { type EntityManager, type FindOptionsWhere, ILike, In, IsNull, Not } from 'typeorm';
import { type Look, type PageRequest, one, page, permitRead } from '../kernel/query.js';
import { containing } from '../kernel/search.js';
import { Layer } from './layer.entity.js';

export interface LayerQuestion {
  readonly q?: string | null;
  readonly isArchived?: boolean | null;
  readonly keys?: readonly string[] | null;
}

const COLUMNS = { KEY: 'key', NAME: 'name', CREATED_AT: 'createdAt' } as const;

export function layers(look: Look, { q, isArchived, keys }: LayerQuestion, request: PageRequest) {
  permitRead(look, 'Layer');
  const criteria: FindOptionsWhere<Layer> = {};
  if (typeof isArchived === 'boolean') criteria.archivedAt = isArchived ? Not(IsNull()) : IsNull();
  if (keys) criteria.key = In([...keys]);
  const where = q
    ? ['key', 'name'].map(column => ({ ...criteria, [column]: ILike(containing(q)) }))
    : criteria;
  return page(look, Layer, where, COLUMNS, request);
}

export function layer(look: Look, key: string): Promise<Layer | null> {
  permitRead(look, 'Layer');
  return one(look, Layer, { key });
}

/** Every layer that was ever defined: what plans are compiled from. */
export const allLayers = (manager: EntityManager): Promise<Layer[]> =>
  manager.find(Layer, { order: { key: 'ASC' } });

/**
 * The layer of a key, locked until the command ends: whoever takes or enlarges a range in it waits here, and then sees
 * what was taken before. Null when there is none.
 */
export const lockedLayer = (manager: EntityManager, key: string): Promise<Layer | null> =>
  manager.findOne(Layer, { where: { key }, lock: { mode: 'pessimistic_write' } });

/**
 * The keys of the experiments that keep a range in a layer. The room of experiments stands on this one, so its table
 * is asked by name.
 */
export async function holdersOf(manager: EntityManager, layerKey: string): Promise<string[]> {
  const rows = await manager.query<{ key: string }[]>(
    `select key from experiments where layer_key = $1 and status in ('DRAFT', 'RUNNING', 'PAUSED') order by key`,
    [layerKey],
  );
  return rows.map(({ key }) => key);
}
