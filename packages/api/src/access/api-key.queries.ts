import {
  type EntityManager,
  type FindOptionsWhere,
  ILike,
  In,
  IsNull,
  LessThanOrEqual,
  MoreThan,
  Not,
  Or,
  Raw,
} from 'typeorm';
import type { Database } from '../kernel/database.js';
import { type Look, type PageRequest, page, permitRead } from '../kernel/query.js';
import { containing } from '../kernel/search.js';
import { secretRows } from '../kernel/secret-row.js';
import { ApiKey } from './api-key.entity.js';
import type { ApiKeyStatus } from './api-key.enums.js';
import { type KeyEvidence, UNUSED_MS } from './api-key.rules.js';
import type { StandbyKey } from './standby-keys.js';
import { STANDBY_ROLES } from './standby.rules.js';

export interface ApiKeyQuestion {
  readonly q?: string | null;
  readonly role?: string | null;
  readonly status?: readonly `${ApiKeyStatus}`[] | null;
}

/** A key, and when it was last used, to the minute. */
export type UsedApiKey = ApiKey & { readonly lastUsedAt: Date | null };

const COLUMNS = { NAME: 'name', ROLE: 'role', CREATED_AT: 'createdAt' } as const;

export async function apiKeys(
  look: Look,
  { q, role, status }: ApiKeyQuestion,
  request: PageRequest,
  now: Date,
): Promise<{ items: UsedApiKey[]; total: number }> {
  permitRead(look, 'ApiKey');
  const criteria: FindOptionsWhere<ApiKey> = {};
  if (q) criteria.name = ILike(containing(q));
  if (role) criteria.role = role;
  const alternatives = status?.length ? status.flatMap(one => having(one, now)) : [{}];
  const where = alternatives.map(alternative => ({ ...criteria, ...alternative }));
  const { items, total } = await page(look, ApiKey, where, COLUMNS, request);
  return { items: await withLastUse(look, items), total };
}

/** The same keys, with their last use. */
export async function withLastUse({ manager }: Look, keys: readonly ApiKey[]): Promise<UsedApiKey[]> {
  const rows = await manager.query<{ key_id: string; last_used_at: Date }[]>(
    'select key_id, last_used_at from api_key_uses where key_id = any($1::uuid[])',
    [keys.map(({ id }) => id)],
  );
  const uses = new Map(rows.map(row => [row.key_id, row.last_used_at]));
  return keys.map(key => ({ ...key, lastUsedAt: uses.get(key.id) ?? null }));
}

/** What `keyStatus` tells of one key, as a question for all of them; one of the alternatives holds. */
function having(status: `${ApiKeyStatus}`, now: Date): FindOptionsWhere<ApiKey>[] {
  const revokedAt = IsNull();
  const expiresAt = Or(IsNull(), MoreThan(now));
  const since = new Date(now.getTime() - UNUSED_MS);
  const isUsed = Raw(id => `${id} in (select key_id from api_key_uses where last_used_at > :since)`, {
    since,
  });
  switch (status) {
    case 'REVOKED':
      return [{ revokedAt: Not(IsNull()) }];
    case 'EXPIRED':
      return [{ revokedAt, expiresAt: LessThanOrEqual(now) }];
    case 'ACTIVE':
      return [{ createdAt: MoreThan(since) }, { rotatedAt: MoreThan(since) }, { id: isUsed }].map(heard => ({
        revokedAt,
        expiresAt,
        ...heard,
      }));
    case 'UNUSED': {
      const silent = { createdAt: LessThanOrEqual(since), rotatedAt: Or(IsNull(), LessThanOrEqual(since)) };
      return [{ revokedAt, expiresAt, ...silent, id: Not(isUsed) }];
    }
  }
}

/** What PostgreSQL tells of the key of a secret. */
export interface PresentedKey extends Omit<UsedApiKey, 'secretHash' | 'previousSecretHash' | 'version'> {
  /** Whether it is the secret from before the last rotation. */
  readonly isPrevious: boolean;
}

/** The key of a secret, whether it works or not. */
export async function keyBySecret(manager: EntityManager, hash: string): Promise<PresentedKey | null> {
  const [found] = await manager.query<PresentedKey[]>(
    `select id, name, role, prefix, operations, markets, addresses, on_behalf_of as "onBehalfOf",
            created_at as "createdAt",
            expires_at as "expiresAt", revoked_at as "revokedAt", rotated_at as "rotatedAt",
            previous_expires_at as "previousExpiresAt", last_used_at as "lastUsedAt", is_previous as "isPrevious"
     from api_key_by_secret($1)`,
    [hash],
  );
  return found ?? null;
}

/** What a rotation depends on beside the key. Its row is locked already. */
export async function keyEvidence(manager: EntityManager, id: string): Promise<KeyEvidence> {
  const [found] = await manager.query<KeyEvidence[]>(
    `select k.secret_hash as "secretHash", u.last_used_at as "lastUsedAt"
     from api_keys k left join api_key_uses u on u.key_id = k.id where k.id = $1`,
    [id],
  );
  if (!found) throw new TypeError('the key was locked and is not there');
  return found;
}

/** The keys that work and may ask the plan, with what tells their secrets. */
export const standbyKeys = (database: Database, now: Date): Promise<StandbyKey[]> =>
  secretRows(database, ApiKey, {
    select: {
      id: true,
      name: true,
      role: true,
      operations: true,
      markets: true,
      addresses: true,
      secretHash: true,
      expiresAt: true,
      previousSecretHash: true,
      previousExpiresAt: true,
    },
    where: having('ACTIVE', now).map(one => ({ ...one, role: In([...STANDBY_ROLES]) })),
    order: { id: 'ASC' },
  });
