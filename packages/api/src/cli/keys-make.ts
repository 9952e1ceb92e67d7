import type { Role } from '../access/role.rules.js';
import { CliError } from './cli-error.js';
import { EXIT } from './exit-code.js';
import { note, print, printJson } from './output.js';
import { operatorDoors, withApplication } from './with-application.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface CreateOptions {
  readonly name: string;
  readonly role: Role;
  readonly operations?: readonly string[];
  readonly markets?: readonly string[];
  readonly addresses?: readonly string[];
  readonly expires?: number;
  readonly json?: true;
}

export async function createKey({ name, role, expires, json, ...scope }: CreateOptions): Promise<void> {
  const { id, secret } = await withApplication(async application => {
    const { createApiKey, newApiKey, operationNames, requireKnown } = await import('../access/index.js');
    const { buildProbitySchema } = await import('../schema.js');
    if (scope.operations) requireKnown(scope.operations, operationNames(buildProbitySchema()));
    const { environment } = application.config;
    const expiresAt = expires === undefined ? null : new Date(application.now().getTime() + expires);
    const key = newApiKey(name, role, expiresAt, { environment, ...scope });
    await (await operatorDoors(application)).change(createApiKey, key);
    return key;
  });
  if (json) return printJson({ id, key: secret });
  note(`the key ${id}; its secret is shown here and never again:`);
  print(secret);
}

export async function rotateKey(
  id: string,
  { overlap, json }: { readonly overlap: number; readonly json?: true },
): Promise<void> {
  requireId(id);
  const { key, previousExpiresAt } = await withApplication(async application => {
    const { newRotation, rotateApiKey } = await import('../access/index.js');
    const { rotation, secretOf } = newRotation(id, overlap, application.config.environment);
    const rotated = await (await operatorDoors(application)).change(rotateApiKey, rotation);
    return { key: secretOf(rotated), previousExpiresAt: rotated.previousExpiresAt };
  });
  if (json) return printJson({ id, key, previousExpiresAt });
  const before = previousExpiresAt ? `works until ${previousExpiresAt.toISOString()}` : 'has stopped working';
  note(`the secret before ${before}; the new one is shown here and never again:`);
  print(key);
}

export async function revokeKey(id: string): Promise<void> {
  requireId(id);
  const { name } = await withApplication(async application => {
    const { revokeApiKey } = await import('../access/index.js');
    return (await operatorDoors(application)).change(revokeApiKey, { id });
  });
  note(`the key "${name}" is revoked; it stops working everywhere within 5 seconds`);
}

function requireId(id: string): void {
  if (!UUID.test(id)) throw new CliError('not-found', `there is no API key "${id}"`, EXIT.notFound);
}
