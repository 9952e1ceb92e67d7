import { type EntityManager, type FindOptionsWhere, ILike, In } from 'typeorm';
import { type Look, type PageRequest, one, page, permitRead } from '../kernel/query.js';
import { containing } from '../kernel/search.js';
import { ConsentNotice } from './notice.entity.js';
import type { NoticeMechanism } from './notice.enums.js';

export interface NoticeQuestion {
  readonly q?: string | null;
  readonly keys?: readonly string[] | null;
  readonly locale?: string | null;
  readonly mechanism?: NoticeMechanism | null;
}

const COLUMNS = { KEY: 'key', CREATED_AT: 'publishedAt', NAME: 'locale' } as const;

export function notices(look: Look, { q, keys, locale, mechanism }: NoticeQuestion, request: PageRequest) {
  permitRead(look, 'ConsentNotice');
  const criteria: FindOptionsWhere<ConsentNotice> = {};
  if (keys) criteria.key = In([...keys]);
  if (locale) criteria.locale = locale;
  if (mechanism) criteria.mechanism = mechanism;
  const where = q
    ? ['key', 'text'].map(column => ({ ...criteria, [column]: ILike(containing(q)) }))
    : criteria;
  return page(look, ConsentNotice, where, COLUMNS, request);
}

/** One version of a notice; the newest unless one is asked for. */
export async function notice(
  look: Look,
  key: string,
  noticeVersion?: number | null,
): Promise<ConsentNotice | null> {
  permitRead(look, 'ConsentNotice');
  const asked = noticeVersion ?? (await newestVersion(look.manager, key));
  return one(look, ConsentNotice, { key, noticeVersion: asked });
}

/** How many versions a notice has. */
export async function newestVersion(manager: EntityManager, key: string): Promise<number> {
  return (await manager.maximum(ConsentNotice, 'noticeVersion', { key })) ?? 0;
}

/** How the versions of some notices are answered, by "key version". */
export async function mechanismsOf(
  manager: EntityManager,
  keys: readonly string[],
): Promise<ReadonlyMap<string, NoticeMechanism>> {
  if (keys.length === 0) return new Map();
  const found = await manager.find(ConsentNotice, {
    select: { id: true, key: true, noticeVersion: true, mechanism: true },
    where: { key: In([...new Set(keys)]) },
  });
  return new Map(found.map(({ key, noticeVersion, mechanism }) => [`${key} ${noticeVersion}`, mechanism]));
}
