import { badInput, violation } from '../kernel/errors.js';
import type { ApiKey } from './api-key.entity.js';
import { ROLES, isRole } from './role.rules.js';

export interface NewApiKey {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly secret: string;
  readonly secretHash: string;
  readonly expiresAt?: Date | null | undefined;
}

const SECRET = /^pk_[0-9a-f]{8}_[A-Za-z0-9_-]{43}$/;

/** Whether a string has the form of a key: told before anything is hashed or looked up. */
export const looksLikeKey = (value: string): boolean => SECRET.test(value);

/** The part of a secret that may be shown: it names the key and opens nothing. */
export const prefixOf = (secret: string): string => secret.slice(0, 'pk_'.length + 8);

export function createKey(blank: Readonly<ApiKey>, input: NewApiKey, now: Date): ApiKey {
  const name = input.name.trim();
  if (name === '' || name.length > 200) throw badInput('name', 'a key has a name of 1 to 200 characters');
  if (!isRole(input.role)) throw badInput('role', `a role is one of ${ROLES.join(', ')}`);
  const expiresAt = input.expiresAt ?? null;
  if (expiresAt && expiresAt <= now) throw badInput('expiresAt', 'a key expires in the future');
  const { secret, secretHash, role } = input;
  return {
    ...blank,
    name,
    role,
    secretHash,
    prefix: prefixOf(secret),
    createdAt: now,
    expiresAt,
    revokedAt: null,
  };
}

export function revokeKey(key: Readonly<ApiKey>, now: Date): ApiKey {
  if (key.revokedAt) throw violation('key-already-revoked', 'this key is revoked already');
  return { ...key, revokedAt: now };
}

export const keyWorks = (key: Pick<ApiKey, 'revokedAt' | 'expiresAt'>, now: Date): boolean =>
  key.revokedAt === null && (key.expiresAt === null || key.expiresAt > now);
