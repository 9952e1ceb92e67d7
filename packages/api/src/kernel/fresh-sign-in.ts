import type { Actor } from './actor.js';
import { DomainError } from './errors.js';

/** For how long it is believed that the person at the screen is still the one who signed in. */
export const FRESH_FOR_MS = 5 * 60_000;

const BY_LINK = 'this session was opened by a link; ask for a new link, open it, and try again';

/**
 * Refuses a person who proved too long ago who they are. What cannot be told is too long ago. Machines prove it with
 * each request, and the system is asked by nobody.
 */
export function requireFreshSignIn({ type, id, sessionId, authenticatedAt }: Actor, now: Date): void {
  if (type !== 'USER') return;
  if (authenticatedAt && now.getTime() - authenticatedAt.getTime() <= FRESH_FOR_MS) return;
  // Who is known by a session alone has no account that could be confirmed.
  const message = id === sessionId ? BY_LINK : 'confirm who you are, and try again';
  throw new DomainError('STEP_UP_REQUIRED', message, { maxAgeSeconds: FRESH_FOR_MS / 1000 });
}
