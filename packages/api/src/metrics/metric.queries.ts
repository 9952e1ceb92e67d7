import { type EntityManager, type FindOptionsWhere, ILike, In, IsNull, Not } from 'typeorm';
import { type Look, type PageRequest, one, page, permitRead } from '../kernel/query.js';
import { containing } from '../kernel/search.js';
import { Metric } from './metric.entity.js';
import type { MetricKind } from './metric.enums.js';

export interface MetricQuestion {
  readonly q?: string | null;
  readonly kind?: MetricKind | null;
  readonly retired?: boolean | null;
  readonly keys?: readonly string[] | null;
}

export function metrics(look: Look, { q, kind, retired, keys }: MetricQuestion, request: PageRequest) {
  permitRead(look, 'Metric');
  const criteria: FindOptionsWhere<Metric> = {};
  if (kind) criteria.kind = kind;
  if (keys) criteria.key = In([...keys]);
  if (retired != null) criteria.retiredAt = retired ? Not(IsNull()) : IsNull();
  const where = q
    ? ['key', 'name', 'description'].map(column => ({ ...criteria, [column]: ILike(containing(q)) }))
    : criteria;
  const columns = { KEY: 'key', NAME: 'name', KIND: 'kind', CREATED_AT: 'createdAt' } as const;
  return page(look, Metric, where, columns, request);
}

export function metric(look: Look, key: string): Promise<Metric | null> {
  permitRead(look, 'Metric');
  return one(look, Metric, { key });
}

/** The metrics of these keys, retired ones included, for rooms that decide or compute. */
export async function metricsByKey(
  manager: EntityManager,
  keys: readonly string[],
): Promise<Map<string, Metric>> {
  const found = await manager.findBy(Metric, { key: In([...keys]) });
  return new Map(found.map(one => [one.key, one]));
}
