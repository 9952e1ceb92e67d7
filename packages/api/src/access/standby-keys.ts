import type { ApiKey } from './api-key.entity.js';
import { type Bearer, bearerOf } from './bearer.rules.js';
import { standsIn } from './standby.rules.js';

/** What is kept of a key: enough to recognise it and what it is limited to, and nothing that opens a door. */
export type StandbyKey = Pick<
  ApiKey,
  | 'id'
  | 'name'
  | 'role'
  | 'operations'
  | 'markets'
  | 'addresses'
  | 'secretHash'
  | 'expiresAt'
  | 'previousSecretHash'
  | 'previousExpiresAt'
>;

interface Standby extends Bearer {
  readonly expiresAt: Date | null;
}

/**
 * The keys that worked when the database was last asked, for when it cannot be. Who is recognised by them is
 * unconfirmed, and all doors but the plan are shut to them.
 */
export class StandbyKeys {
  /** Whether the database is known to be away: then nobody waits for it. */
  isNeeded = false;
  private known: ReadonlyMap<string, Standby> = new Map();
  private takenAt = Number.NEGATIVE_INFINITY;

  /** @param agoMs how long ago they were all the keys that work */
  take(keys: readonly StandbyKey[], agoMs = 0): void {
    this.known = new Map(keys.flatMap(secretsOf));
    this.takenAt = performance.now() - agoMs;
  }

  bearer(hash: string, now: Date): Bearer | null {
    const found = this.known.get(hash);
    if (!found || !standsIn(found.expiresAt, now, performance.now() - this.takenAt)) return null;
    return found;
  }
}

function secretsOf(key: StandbyKey): (readonly [string, Standby])[] {
  const { actor, networks } = bearerOf(key);
  const bearer = { actor: { ...actor, isUnconfirmed: true }, networks };
  const { secretHash, expiresAt, previousSecretHash, previousExpiresAt } = key;
  const one = [secretHash, { ...bearer, expiresAt }] as const;
  if (previousSecretHash === null || previousExpiresAt === null) return [one];
  const endsAt = expiresAt && expiresAt < previousExpiresAt ? expiresAt : previousExpiresAt;
  return [one, [previousSecretHash, { ...bearer, expiresAt: endsAt }]];
}
