import { randomBytes } from 'node:crypto';
import type { Command, SubjectType } from '../kernel/command.js';
import { secretHash } from '../kernel/content-hash.js';
import { newId } from '../kernel/ids.js';
import { lock } from '../kernel/lock.js';
import type { KeyScopeInput } from './api-key-scope.rules.js';
import { keyPrefix, keyText } from './api-key-secret.rules.js';
import { ApiKey } from './api-key.entity.js';
import { keyEvidence } from './api-key.queries.js';
import {
  type KeyEvidence,
  type KeyRotation,
  type NewApiKey,
  createKey,
  revokeKey,
  rotateKey,
} from './api-key.rules.js';

const apiKey: SubjectType<ApiKey> = {
  name: 'ApiKey',
  entity: ApiKey,
  keyOf: key => key.name ?? 'new key',
  auditView: ({ secretHash: _secret, previousSecretHash: _previous, ...rest }) => rest,
};

export interface KeyWishes extends KeyScopeInput {
  /** The word in its text that tells keys of one installation from those of another. */
  readonly environment?: string;
}

const newRandom = (): string => randomBytes(32).toString('hex');

/** What `createApiKey` is called with: the secret is made before the command, so that the command stays repeatable. */
export function newApiKey(
  name: string,
  role: string,
  expiresAt?: Date | null,
  { environment = 'live', ...scope }: KeyWishes = {},
): NewApiKey {
  const prefix = keyPrefix(environment, randomBytes(4).toString('hex'));
  const secret = keyText(prefix, newRandom());
  return { id: newId(), name, role, prefix, secret, secretHash: secretHash(secret), expiresAt, ...scope };
}

/** What `rotateApiKey` is called with, and how the new secret is told when the key has it. */
export function newRotation(id: string, overlapHours: number, environment = 'live') {
  const random = newRandom();
  const secretOf = ({ prefix }: Pick<ApiKey, 'prefix'>): string => keyText(prefix, random);
  return { rotation: { id, overlapHours, environment, random }, secretOf };
}

export const createApiKey: Command<NewApiKey, ApiKey> = {
  name: 'apiKey.create',
  subject: apiKey,
  needsFreshSignIn: true,
  load: async (_writer, { id, name }) => Object.assign(new ApiKey(), { id, name, version: 0 }),
  apply: createKey,
};

export const rotateApiKey: Command<KeyRotation & { readonly id: string }, ApiKey, KeyEvidence> = {
  name: 'apiKey.rotate',
  subject: apiKey,
  needsFreshSignIn: true,
  load: (writer, { id }) => lock(writer, ApiKey, { id }),
  consult: ({ manager }, { id }) => keyEvidence(manager, id),
  apply: rotateKey,
};

export const revokeApiKey: Command<{ id: string }, ApiKey> = {
  name: 'apiKey.revoke',
  subject: apiKey,
  load: (writer, { id }) => lock(writer, ApiKey, { id }),
  apply: (key, _input, { now }) => revokeKey(key, now),
};
