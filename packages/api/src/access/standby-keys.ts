import type { Actor } from '../kernel/actor.js';
import type { ApiKey } from './api-key.entity.js';
import { standsIn } from './standby.rules.js';

/** What is kept of a key: enough to recognise it, and nothing that opens a door. */
export type StandbyKey = Pick<ApiKey, 'id' | 'name' | 'role' | 'secretHash' | 'expiresAt'>;

interface Standby {
  readonly actor: Actor;
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
    this.known = new Map(keys.map(key => [key.secretHash, standbyOf(key)]));
    this.takenAt = performance.now() - agoMs;
  }

  actor(hash: string, now: Date): Actor | null {
    const found = this.known.get(hash);
    if (!found || !standsIn(found.expiresAt, now, performance.now() - this.takenAt)) return null;
    return found.actor;
  }
}

const standbyOf = ({ id, name, role, expiresAt }: StandbyKey): Standby => ({
  actor: { type: 'KEY', id, name, roles: [role], isUnconfirmed: true },
  expiresAt,
});
