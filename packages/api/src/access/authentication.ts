import type { Actor } from '../kernel/actor.js';
import type { Clock } from '../kernel/clock.js';
import { secretHash } from '../kernel/content-hash.js';
import type { Database } from '../kernel/database.js';
import { DomainError } from '../kernel/errors.js';
import { isUnavailable, translated } from '../kernel/postgres-errors.js';
import { within } from '../kernel/within.js';
import { isWithin } from './address.rules.js';
import { looksLikeKey } from './api-key-secret.rules.js';
import { noteKeyUse } from './api-key-use.facts.js';
import { keyBySecret } from './api-key.queries.js';
import { keyWorks } from './api-key.rules.js';
import { type Bearer, bearerOf } from './bearer.rules.js';
import { noteSessionUse } from './session-use.facts.js';
import { personByCookie } from './session.queries.js';
import { StandbyKeys } from './standby-keys.js';

/** How long a verified credential is believed: a revocation is effective within this time on every process. */
export const BELIEVED_MS = 2_000;
/** How long the database is waited for by somebody who is known to have had a key that worked. */
const PATIENCE_MS = 2_000;
const LAST_USE_EVERY_MS = 60_000;
const MOST_REMEMBERED = 10_000;

export const ANONYMOUS: Actor = { type: 'ANONYMOUS', id: 'anonymous', name: 'anonymous', roles: [] };

interface Known extends Bearer {
  readonly until: number;
}

export interface Credentials {
  readonly bearer?: string | undefined;
  readonly cookie?: string | undefined;
  /** Where the request comes from: some keys are for some networks only. */
  readonly address?: string | undefined;
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
  actor({ bearer, cookie, address }: Credentials): Actor | Promise<Actor> {
    const secret = bearer ?? cookie;
    if (secret === undefined) return ANONYMOUS;
    const hash = secretHash(secret);
    const known = this.known.get(hash);
    const now = this.now().getTime();
    // A key is no cookie, and a cookie is no key.
    const isOfSuchAKind = (known?.actor.type === 'KEY') === (bearer !== undefined);
    if (known && isOfSuchAKind && known.until > now) return admitted(known, address);
    if (bearer !== undefined && !looksLikeKey(bearer)) throw invalid();
    return bearer === undefined ? this.person(hash, now) : this.machine(hash, address, now);
  }

  private async person(hash: string, now: number): Promise<Actor> {
    const actor = await this.asked(personByCookie(this.database.reader.manager, hash, this.now()));
    if (!actor) {
      this.known.delete(hash);
      return ANONYMOUS;
    }
    if (actor.sessionId) await this.asked(this.noteUse(actor.sessionId, noteSessionUse));
    this.believe(hash, { actor, networks: null }, now);
    return actor;
  }

  private async machine(hash: string, address: string | undefined, now: number): Promise<Actor> {
    const standIn = this.standby.bearer(hash, this.now());
    if (standIn && this.standby.isNeeded) return admitted(standIn, address);
    const verified = this.verified(hash, address, now);
    return standIn ? this.orStandIn(verified, () => admitted(standIn, address)) : verified;
  }

  /** Forgets what it believes, so that a session that ends here ends at once. */
  forget(): void {
    this.known.clear();
  }

  private async verified(hash: string, address: string | undefined, now: number): Promise<Actor> {
    const key = await this.asked(keyBySecret(this.database.reader.manager, hash));
    if (!key || !keyWorks(key, key.isPrevious, this.now())) {
      this.known.delete(hash);
      throw invalid();
    }
    const bearer = bearerOf(key);
    const actor = admitted(bearer, address);
    await this.asked(this.noteUse(key.id, noteKeyUse));
    this.believe(hash, bearer, now);
    return actor;
  }

  private believe(hash: string, bearer: Bearer, now: number): void {
    if (this.known.size >= MOST_REMEMBERED) this.known.clear();
    this.known.set(hash, { ...bearer, until: now + BELIEVED_MS });
  }

  private async asked<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      throw translated(error);
    }
  }

  /** Who comes after need not wait in vain too: whoever keeps the keys notices when the database answers again. */
  private async orStandIn(verified: Promise<Actor>, standIn: () => Actor): Promise<Actor> {
    try {
      return await within(PATIENCE_MS, verified);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      this.standby.isNeeded = true;
      return standIn();
    }
  }

  private async noteUse(id: string, note: typeof noteKeyUse): Promise<void> {
    const now = this.now();
    if ((this.noted.get(id) ?? 0) > now.getTime() - LAST_USE_EVERY_MS) return;
    if (this.noted.size >= MOST_REMEMBERED) this.noted.clear();
    this.noted.set(id, now.getTime());
    await note(this.database, id, now);
  }
}

/** One answer for every key that opens nothing: of another place, of another time, of nobody. */
const invalid = () => new DomainError('UNAUTHENTICATED', 'the API key is not valid');

function admitted({ actor, networks }: Bearer, address: string | undefined): Actor {
  if (networks && !isWithin(networks, address)) throw invalid();
  return actor;
}
