import { type EntityManager, type FindOptionsWhere, ILike, IsNull, Not } from 'typeorm';
import { type Look, type PageRequest, one, page, permitRead } from '../kernel/query.js';
import { containing } from '../kernel/search.js';
import { Team } from './team.entity.js';

export interface TeamQuestion {
  readonly q?: string | null;
  readonly isArchived?: boolean | null;
}

const COLUMNS = { KEY: 'key', NAME: 'name', CREATED_AT: 'createdAt' } as const;

export function teams(look: Look, { q, isArchived }: TeamQuestion, request: PageRequest) {
  permitRead(look, 'Team');
  const criteria: FindOptionsWhere<Team> = {};
  if (typeof isArchived === 'boolean') criteria.archivedAt = isArchived ? Not(IsNull()) : IsNull();
  const where = q
    ? ['key', 'name'].map(column => ({ ...criteria, [column]: ILike(containing(q)) }))
    : criteria;
  return page(look, Team, where, COLUMNS, request);
}

export function team(look: Look, key: string): Promise<Team | null> {
  permitRead(look, 'Team');
  return one(look, Team, { key });
}

/** The keys of the teams that somebody can be put into, which stay so until the command ends. */
export async function openTeams(manager: EntityManager): Promise<string[]> {
  const found = await manager.find(Team, {
    where: { archivedAt: IsNull() },
    lock: { mode: 'pessimistic_read' },
  });
  return found.map(({ key }) => key);
}
