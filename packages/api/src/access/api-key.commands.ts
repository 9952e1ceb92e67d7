import { randomBytes } from 'node:crypto';
import type { Command, SubjectType } from '../kernel/command.js';
import { secretHash } from '../kernel/content-hash.js';
import { newId, newSecret } from '../kernel/ids.js';
import { lock } from '../kernel/lock.js';
import { ApiKey } from './api-key.entity.js';
import { type NewApiKey, createKey, revokeKey } from './api-key.rules.js';

const apiKey: SubjectType<ApiKey> = {
  name: 'ApiKey',
  entity: ApiKey,
  keyOf: key => key.name ?? 'new key',
  auditView: ({ secretHash: _secret, ...rest }) => rest,
};

/** What `createApiKey` is called with: the secret is made before the command, so that the command stays repeatable. */
export function newApiKey(name: string, role: string, expiresAt?: Date | null): NewApiKey {
  const secret = `pk_${randomBytes(4).toString('hex')}_${newSecret()}`;
  return { id: newId(), name, role, secret, secretHash: secretHash(secret), expiresAt };
}

export const createApiKey: Command<NewApiKey, ApiKey> = {
  name: 'apiKey.create',
  subject: apiKey,
  load: async (_writer, { id, name }) => Object.assign(new ApiKey(), { id, name, version: 0 }),
  apply: (blank, input, { now }) => createKey(blank, input, now),
};

export const revokeApiKey: Command<{ id: string }, ApiKey> = {
  name: 'apiKey.revoke',
  subject: apiKey,
  load: (writer, { id }) => lock(writer, ApiKey, { id }),
  apply: (key, _input, { now }) => revokeKey(key, now),
};
