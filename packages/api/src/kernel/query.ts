import {
  type EntityManager,
  type EntityTarget,
  type FindOptionsOrder,
  type FindOptionsSelect,
  type FindOptionsWhere,
  In,
  type ObjectLiteral,
} from 'typeorm';
import type { Ability, Actor } from './actor.js';
import { DomainError, badInput } from './errors.js';
import type { SortInput, SortField } from './list.js';
import { permittedRows } from './permitted-rows.js';
import { translated } from './postgres-errors.js';

/** The door for reading: a read-only connection, and what the caller may see. */
export interface Look {
  readonly manager: EntityManager;
  readonly ability: Ability;
  readonly actor: Actor;
}

/** Refuses callers who may not read this kind of thing. Denies by default. */
export function permitRead(
  { ability, actor }: Pick<Look, 'ability' | 'actor'>,
  subject: string,
  verb = 'read',
): void {
  if (ability.can(verb, subject)) return;
  if (actor.type === 'ANONYMOUS') throw new DomainError('UNAUTHENTICATED', 'sign in or send an API key');
  throw new DomainError('FORBIDDEN', `${subject} may not be read by this caller`, { action: verb, subject });
}

export interface PageRequest {
  readonly sort?: readonly SortInput[] | null | undefined;
  readonly page?: number | null | undefined;
  readonly perPage?: number | null | undefined;
}

export interface Page<Item> {
  readonly items: Item[];
  readonly total: number;
}

/**
 * One page of a list, of what the caller may read: at most 100 items, the first page is 1. `columns` maps the sort
 * fields this list knows.
 */
export async function page<Item extends ObjectLiteral>(
  look: Look,
  entity: EntityTarget<Item>,
  where: FindOptionsWhere<Item> | FindOptionsWhere<Item>[],
  columns: Partial<Record<SortField, keyof Item & string>>,
  request: PageRequest,
  select: FindOptionsSelect<Item> = {},
): Promise<Page<Item>> {
  const { page: number, perPage } = limits(request);
  try {
    const [items, total] = await permittedRows(look, entity, {
      select,
      where,
      order: orderOf(columns, request.sort ?? []) as unknown as FindOptionsOrder<Item>,
      skip: (number - 1) * perPage,
      take: perPage,
    }).getManyAndCount();
    return { items, total };
  } catch (error) {
    throw translated(error);
  }
}

/** The same of a long list: the rows before the page are counted off in an index, and only those of the page are read. */
export async function pageOfMany<Item extends ObjectLiteral & { readonly id: string }>(
  look: Look,
  entity: EntityTarget<Item>,
  where: FindOptionsWhere<Item>,
  columns: Partial<Record<SortField, keyof Item & string>>,
  request: PageRequest,
): Promise<Page<Item>> {
  const onlyId = { id: true } as FindOptionsSelect<Item>;
  const { items: found, total } = await page(look, entity, where, columns, request, onlyId);
  const ids = found.map(({ id }) => id);
  const rows = await permittedRows(look, entity, {
    where: { id: In(ids) } as FindOptionsWhere<Item>,
  }).getMany();
  const byId = new Map(rows.map(row => [row.id, row]));
  return { items: ids.flatMap(id => byId.get(id) ?? []), total };
}

/** One thing, or null: what the caller may not read is not there. */
export async function one<Item extends ObjectLiteral>(
  look: Look,
  entity: EntityTarget<Item>,
  where: FindOptionsWhere<Item>,
): Promise<Item | null> {
  try {
    return await permittedRows(look, entity, { where, take: 1 }).getOne();
  } catch (error) {
    throw translated(error);
  }
}

function limits({ page: number, perPage }: PageRequest): { page: number; perPage: number } {
  const asked = { page: number ?? 1, perPage: perPage ?? 25 };
  if (asked.page < 1 || asked.page > 1_000_000) throw badInput('page', 'page counts from 1');
  if (asked.perPage < 1 || asked.perPage > 100) throw badInput('perPage', 'perPage is from 1 to 100');
  return asked;
}

function orderOf<Column extends string>(
  columns: Partial<Record<SortField, Column>>,
  sort: readonly SortInput[],
): Partial<Record<Column | 'id', 'ASC' | 'DESC'>> {
  const order: Partial<Record<Column | 'id', 'ASC' | 'DESC'>> = {};
  for (const { field, order: direction } of sort) {
    const column = columns[field];
    if (!column) throw badInput('sort', `this list sorts by ${Object.keys(columns).join(', ')}`);
    order[column] = direction;
  }
  // Ties are broken by id, so that a row is on one page only.
  return { ...order, id: order.id ?? 'ASC' };
}
