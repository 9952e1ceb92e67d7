import type { Actor } from '../kernel/actor.js';
import { secretHash } from '../kernel/content-hash.js';
import { badInput, violation } from '../kernel/errors.js';
import { type KeyScopeInput, requireCovered, scopeFrom } from './api-key-scope.rules.js';
import { keyPrefix, keyText, nameInPrefix } from './api-key-secret.rules.js';
import type { ApiKey } from './api-key.entity.js';
import type { ApiKeyStatus } from './api-key.enums.js';
import { ROLES, isRole } from './role.rules.js';

export interface NewApiKey extends KeyScopeInput {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly prefix: string;
  readonly secret: string;
  readonly secretHash: string;
  readonly expiresAt?: Date | null | undefined;
}

/** How a key gets another secret. The random part is made before, so that the rule stays pure. */
export interface KeyRotation {
  readonly environment: string;
  readonly random: string;
  readonly overlapHours: number;
}

/** What else of a key decides whether it works, and which secret it has now. */
export interface KeyEvidence {
  readonly secretHash: string;
  readonly lastUsedAt: Date | null;
}

type KeyLife = Pick<ApiKey, 'createdAt' | 'expiresAt' | 'revokedAt' | 'rotatedAt'> &
  Pick<KeyEvidence, 'lastUsedAt'>;

const HOUR_MS = 3_600_000;
/** A key that nobody has used for so long is missed by nobody, except by whoever finds it. */
export const UNUSED_MS = 90 * 24 * HOUR_MS;
export const MOST_OVERLAP_HOURS = 168;

export function createKey(
  blank: Readonly<ApiKey>,
  input: NewApiKey,
  { now, actor }: { readonly now: Date; readonly actor: Actor },
): ApiKey {
  const name = input.name.trim();
  if (name === '' || name.length > 200) throw badInput('name', 'a key has a name of 1 to 200 characters');
  if (!isRole(input.role)) throw badInput('role', `a role is one of ${ROLES.join(', ')}`);
  const scope = scopeFrom(input);
  requireCovered(scope, actor);
  return {
    ...blank,
    name,
    role: input.role,
    ...scope,
    onBehalfOf: principalOf(actor),
    secretHash: input.secretHash,
    prefix: input.prefix,
    createdAt: now,
    expiresAt: expiryFrom(input.expiresAt, now),
    revokedAt: null,
    rotatedAt: null,
    previousSecretHash: null,
    previousExpiresAt: null,
  };
}

/** A key that makes keys does it for whom it acts itself. */
const principalOf = ({ type, id, onBehalfOf }: Actor): string | null =>
  type === 'USER' ? id : (onBehalfOf ?? null);

function expiryFrom(asked: Date | null | undefined, now: Date): Date {
  const latest = inAYear(now);
  const expiresAt = asked ?? latest;
  if (expiresAt <= now) throw badInput('expiresAt', 'a key expires in the future');
  if (expiresAt > latest) throw badInput('expiresAt', 'a key expires within a year');
  return expiresAt;
}

function inAYear(now: Date): Date {
  const later = new Date(now);
  later.setUTCFullYear(now.getUTCFullYear() + 1);
  return later;
}

export function revokeKey(key: Readonly<ApiKey>, now: Date): ApiKey {
  if (key.revokedAt) throw violation('key-already-revoked', 'this key is revoked already');
  return { ...key, revokedAt: now };
}

/** Another secret for the same key. The one before goes on for the overlap, unless it had stopped for want of use. */
export function rotateKey(
  key: Readonly<ApiKey>,
  { environment, random, overlapHours }: KeyRotation,
  { now, actor, evidence }: { readonly now: Date; readonly actor: Actor; readonly evidence: KeyEvidence },
): ApiKey {
  if (!Number.isInteger(overlapHours) || overlapHours < 0 || overlapHours > MOST_OVERLAP_HOURS) {
    throw badInput('overlapHours', `the overlap is from 0 to ${MOST_OVERLAP_HOURS} whole hours`);
  }
  requireCovered(key, actor);
  const status = keyStatus({ ...key, lastUsedAt: evidence.lastUsedAt }, now);
  if (status === 'REVOKED') throw violation('key-already-revoked', 'this key is revoked already');
  if (status === 'EXPIRED') throw violation('key-expired', 'this key has expired; make a new one');
  const prefix = keyPrefix(environment, nameInPrefix(key.prefix));
  const overlapMs = status === 'UNUSED' ? 0 : overlapHours * HOUR_MS;
  return {
    ...key,
    prefix,
    secretHash: secretHash(keyText(prefix, random)),
    rotatedAt: now,
    // Keys made before every key had an end get one with their next secret.
    expiresAt: key.expiresAt ?? inAYear(now),
    previousSecretHash: overlapMs > 0 ? evidence.secretHash : null,
    previousExpiresAt: overlapMs > 0 ? new Date(now.getTime() + overlapMs) : null,
  };
}

export function keyStatus(key: KeyLife, now: Date): `${ApiKeyStatus}` {
  const { createdAt, rotatedAt, lastUsedAt, revokedAt, expiresAt } = key;
  if (revokedAt !== null) return 'REVOKED';
  if (expiresAt !== null && expiresAt <= now) return 'EXPIRED';
  const lastHeardOf = Math.max(...[createdAt, rotatedAt, lastUsedAt].map(Number));
  return now.getTime() - lastHeardOf >= UNUSED_MS ? 'UNUSED' : 'ACTIVE';
}

/** Whether a secret of a key opens anything now. The one before the last rotation does until its overlap is over. */
export function keyWorks(
  key: KeyLife & Pick<ApiKey, 'previousExpiresAt'>,
  isPrevious: boolean,
  now: Date,
): boolean {
  if (keyStatus(key, now) !== 'ACTIVE') return false;
  return !isPrevious || (key.previousExpiresAt !== null && key.previousExpiresAt > now);
}
