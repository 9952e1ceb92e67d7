import { type EntityManager, In, IsNull } from 'typeorm';
import { type Look, type PageRequest, page, permitRead } from '../kernel/query.js';
import { ApiKey } from './api-key.entity.js';
import type { StandbyKey } from './standby-keys.js';
import { STANDBY_ROLES } from './standby.rules.js';

export function apiKeys(look: Look, request: PageRequest) {
  permitRead(look, 'ApiKey');
  return page(look, ApiKey, {}, { NAME: 'name', ROLE: 'role', CREATED_AT: 'createdAt' }, request);
}

/** When each key was last used, to the minute. */
export async function lastUses({ manager }: Look, ids: readonly string[]): Promise<Map<string, Date>> {
  const rows = await manager.query<{ key_id: string; last_used_at: Date }[]>(
    'select key_id, last_used_at from api_key_uses where key_id = any($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(row => [row.key_id, row.last_used_at]));
}

/** The keys that are not revoked and may ask the plan. */
export const standbyKeys = (manager: EntityManager): Promise<StandbyKey[]> =>
  manager.find(ApiKey, {
    select: { id: true, name: true, role: true, secretHash: true, expiresAt: true },
    where: { revokedAt: IsNull(), role: In([...STANDBY_ROLES]) },
    order: { id: 'ASC' },
  });
