import type { Actor } from '../kernel/actor.js';
import { DomainError } from '../kernel/errors.js';

/** What is asked otherwise than by GraphQL, by the names under which keys are limited to it. */
export const BESIDE_GRAPHQL = { payload: 'features', flags: 'assignment', audit: 'auditExport' } as const;

/** Refuses a key that is limited to other operations, before anything runs. */
export function requireOperation({ operations }: Pick<Actor, 'operations'>, name: string): void {
  if (!operations || operations.has(name)) return;
  throw new DomainError('FORBIDDEN', `this key is not for ${name}`, { action: name });
}
