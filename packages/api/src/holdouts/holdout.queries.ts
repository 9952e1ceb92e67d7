import { type EntityManager, type FindOptionsWhere, ILike, In, Not } from 'typeorm';
import { experimentKeysIn } from '../experiments/index.js';
import { type Look, type PageRequest, one, page, permitRead } from '../kernel/query.js';
import { containing } from '../kernel/search.js';
import { Holdout } from './holdout.entity.js';
import type { HoldoutOutlook } from './holdout-outlook.entity.js';
import { HoldoutScope, HoldoutState } from './holdout.enums.js';
import { requireProspect } from './holdout.rules.js';
import { type Prospect, outlook } from './outlook.rules.js';

export interface HoldoutQuestion {
  readonly q?: string | null;
  readonly status?: readonly HoldoutState[] | null;
  readonly scope?: HoldoutScope | null;
  readonly keys?: readonly string[] | null;
}

const COLUMNS = { KEY: 'key', NAME: 'name', STATUS: 'status', STARTED_AT: 'openedAt' } as const;

export function holdouts(look: Look, question: HoldoutQuestion, request: PageRequest) {
  permitRead(look, 'Holdout');
  const { q, status, scope, keys } = question;
  const criteria: FindOptionsWhere<Holdout> = {};
  if (status?.length) criteria.status = In([...status]);
  if (scope) criteria.scope = scope;
  if (keys) criteria.key = In([...keys]);
  const where = q
    ? ['key', 'name'].map(column => ({ ...criteria, [column]: ILike(containing(q)) }))
    : criteria;
  return page(look, Holdout, where, COLUMNS, request);
}

export function holdout(look: Look, key: string): Promise<Holdout | null> {
  permitRead(look, 'Holdout');
  return one(look, Holdout, { key });
}

/** Those of the experiments that a holdout names of which the caller may read. */
export async function readableExperiments(look: Look, keys: readonly string[]): Promise<string[]> {
  const readable = await experimentKeysIn(look, keys);
  return keys.filter(key => readable.has(key));
}

/** Every holdout that was ever opened: what plans are compiled from. */
export const allHoldouts = (manager: EntityManager): Promise<Holdout[]> =>
  manager.find(Holdout, { order: { key: 'ASC' } });

/** The key of the global holdout that is not closed. */
export async function openGlobalHoldout(manager: EntityManager): Promise<string | null> {
  const found = await manager.findOneBy(Holdout, {
    scope: HoldoutScope.GLOBAL,
    status: Not(HoldoutState.CLOSED),
  });
  return found?.key ?? null;
}

/** What a holdout would be able to tell, for those who may read of holdouts. */
export function holdoutOutlook(look: Look, prospect: Prospect): HoldoutOutlook {
  permitRead(look, 'Holdout');
  requireProspect(prospect);
  return outlook(prospect);
}
