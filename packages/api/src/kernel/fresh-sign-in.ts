import type { Actor } from './actor.js';
import { DomainError } from './errors.js';

/** For how long it is believed that the person at the screen is still the one who signed in. */
export const FRESH_FOR_MS = 5 * 60_000;

/**
 * Refuses a person who proved too long ago who they are. What cannot be told is too long ago. Machines prove it with
 * each request, and the system is asked by nobody.
 */
export function requireFreshSignIn({ type, authenticatedAt }: Actor, now: Date): void {
  if (type !== 'USER') return;
  if (authenticatedAt && now.getTime() - authenticatedAt.getTime() <= FRESH_FOR_MS) return;
  throw new DomainError('STEP_UP_REQUIRED', 'confirm who you are, and try again', {
    maxAgeSeconds: FRESH_FOR_MS / 1000,
  });
}
