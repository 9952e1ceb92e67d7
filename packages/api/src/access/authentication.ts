import type { Actor } from '../kernel/actor.js';
import type { Clock } from '../kernel/clock.js';
import { secretHash } from '../kernel/content-hash.js';
import type { Database } from '../kernel/database.js';
import { DomainError } from '../kernel/errors.js';
import { isUnavailable, translated } from '../kernel/postgres-errors.js';
import { within } from '../kernel/within.js';
import { noteKeyUse } from './api-key-use.facts.js';
import { ApiKey } from './api-key.entity.js';
import { keyWorks, looksLikeKey } from './api-key.rules.js';
import { Session } from './session.entity.js';
import { sessionWorks } from './session.rules.js';
import { StandbyKeys } from './standby-keys.js';

/** How long a verified credential is believed: a revocation is effective within this time on every process. */
export const BELIEVED_MS = 2_000;
/** How long the database is waited for by somebody who is known to have had a key that worked. */
const PATIENCE_MS = 2_000;
const LAST_USE_EVERY_MS = 60_000;
const MOST_REMEMBERED = 10_000;

export const ANONYMOUS: Actor = { type: 'ANONYMOUS', id: 'anonymous', name: 'anonymous', roles: [] };

interface Known {
  readonly actor: Actor;
  readonly until: number;
}

export interface Credentials {
  readonly bearer?: string | undefined;
  readonly cookie?: string | undefined;
}

/**
 * Tells who asks. A key that does not work is UNAUTHENTICATED, never anonymous: a machine must not go on unknown.
 * A session that is over leaves nobody known, who may sign in again. While the database is away, keys that worked are
 * recognised still, unconfirmed.
 */
export class Authentication {
  private readonly known = new Map<string, Known>();
  private readonly noted = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly now: Clock,
    private readonly standby = new StandbyKeys(),
  ) {}

  /** At once where it is known already, as it is for a machine that asks all the time. */
  actor({ bearer, cookie }: Credentials): Actor | Promise<Actor> {
    const secret = bearer ?? cookie;
    if (secret === undefined) return ANONYMOUS;
    const hash = secretHash(secret);
    const known = this.known.get(hash);
    const now = this.now().getTime();
    return known && known.until > now ? known.actor : this.found(hash, bearer, now);
  }

  private async found(hash: string, bearer: string | undefined, now: number): Promise<Actor> {
    const standIn = bearer === undefined ? null : this.standby.actor(hash, this.now());
    if (standIn && this.standby.isNeeded) return standIn;
    const verified = this.verified(hash, bearer);
    const actor = standIn ? await this.orStandIn(verified, standIn) : await verified;
    if (actor === ANONYMOUS || actor.isUnconfirmed) return actor;
    if (this.known.size >= MOST_REMEMBERED) this.known.clear();
    this.known.set(hash, { actor, until: now + BELIEVED_MS });
    return actor;
  }

  /** Forgets what it believes, so that a session that ends here ends at once. */
  forget(): void {
    this.known.clear();
  }

  private async verified(hash: string, bearer: string | undefined): Promise<Actor> {
    try {
      const actor =
        bearer === undefined ? await this.person(hash) : looksLikeKey(bearer) && (await this.machine(hash));
      if (actor) return actor;
    } catch (error) {
      throw translated(error);
    }
    this.known.delete(hash);
    if (bearer === undefined) return ANONYMOUS;
    throw new DomainError('UNAUTHENTICATED', 'the API key is not valid');
  }

  /** Who comes after need not wait in vain too: whoever keeps the keys notices when the database answers again. */
  private async orStandIn(verified: Promise<Actor>, standIn: Actor): Promise<Actor> {
    try {
      return await within(PATIENCE_MS, verified);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      this.standby.isNeeded = true;
      return standIn;
    }
  }

  private async person(hash: string): Promise<Actor | null> {
    const session = await this.database.reader.manager.findOneBy(Session, { cookieHash: hash });
    if (!session || !sessionWorks(session, this.now())) return null;
    return { type: 'USER', id: session.id, name: session.personName, roles: session.roles };
  }

  private async machine(hash: string): Promise<Actor | null> {
    const key = await this.database.reader.manager.findOneBy(ApiKey, { secretHash: hash });
    if (!key || !keyWorks(key, this.now())) return null;
    await this.noteUse(key.id);
    return { type: 'KEY', id: key.id, name: key.name, roles: [key.role] };
  }

  private async noteUse(id: string): Promise<void> {
    const now = this.now();
    if ((this.noted.get(id) ?? 0) > now.getTime() - LAST_USE_EVERY_MS) return;
    this.noted.set(id, now.getTime());
    await noteKeyUse(this.database, id, now);
  }
}
