import { DomainError, violation } from '../kernel/errors.js';
import type { Session } from './session.entity.js';
import type { User } from './user.entity.js';

export const LINK_LASTS_MS = 60 * 60 * 1000;
export const SESSION_LASTS_MS = 12 * 60 * 60 * 1000;
/** How long a session goes on that nobody uses. */
export const SESSION_IDLES_MS = 30 * 60 * 1000;

export interface SessionOffer {
  readonly id: string;
  readonly personName: string;
  readonly roles: readonly string[];
  readonly linkHash: string;
}

const later = (instant: Date, ms: number) => new Date(instant.getTime() + ms);

export const offer = (blank: Readonly<Session>, input: SessionOffer, now: Date): Session => ({
  ...blank,
  ...input,
  roles: [...input.roles],
  linkExpiresAt: later(now, LINK_LASTS_MS),
  cookieHash: null,
  offeredAt: now,
  openedAt: null,
  expiresAt: null,
  endedAt: null,
  userId: null,
  userEpoch: null,
  authenticatedAt: null,
});

/** Whoever proved who they are is in, with a cookie that was not there before. */
export function begin(
  blank: Readonly<Session>,
  { epoch, cookieHash }: { readonly epoch: number; readonly cookieHash: string },
  user: Readonly<User> | null,
  now: Date,
): Session {
  const { id, name, roles, sessionEpoch } = requireSame(user, epoch);
  return {
    ...blank,
    personName: name,
    roles: [...roles],
    linkHash: null,
    linkExpiresAt: null,
    cookieHash,
    offeredAt: now,
    openedAt: now,
    expiresAt: later(now, SESSION_LASTS_MS),
    endedAt: null,
    userId: id,
    userEpoch: sessionEpoch,
    authenticatedAt: now,
  };
}

/** Whoever proved again who they are goes on, though every other session of theirs may be over. */
export function confirm(
  session: Readonly<Session>,
  epoch: number,
  user: Readonly<User> | null,
  now: Date,
): Session {
  requireOpen(session, now);
  return { ...session, userEpoch: requireSame(user, epoch).sessionEpoch, authenticatedAt: now };
}

/** What was proved was proved of the user as they were in that epoch. */
function requireSame(user: Readonly<User> | null, epoch: number): Readonly<User> {
  if (user?.status === 'ACTIVE' && user.sessionEpoch === epoch) return user;
  throw new DomainError('UNAUTHENTICATED', 'this account was changed just now; sign in again');
}

/** A link opens one session, once, within the hour. */
export function open(session: Readonly<Session>, cookieHash: string, now: Date): Session {
  if (session.openedAt) throw violation('link-used', 'this sign-in link was used already; ask for a new one');
  if (!session.linkExpiresAt || session.linkExpiresAt <= now)
    throw violation('link-expired', 'this sign-in link has expired; ask for a new one');
  const expiresAt = later(now, SESSION_LASTS_MS);
  return { ...session, cookieHash, openedAt: now, authenticatedAt: now, expiresAt };
}

export function end(session: Readonly<Session>, now: Date): Session {
  requireOpen(session, now);
  return { ...session, endedAt: now };
}

type Life = Pick<Session, 'openedAt' | 'expiresAt' | 'endedAt'>;

function requireOpen(session: Life, now: Date): void {
  if (!isOpen(session, now)) throw new DomainError('UNAUTHENTICATED', 'this session has ended already');
}

const isOpen = ({ openedAt, expiresAt, endedAt }: Life, now: Date): boolean =>
  openedAt !== null && endedAt === null && expiresAt !== null && expiresAt > now;

/** @param lastUsedAt when somebody was last seen to use it, to the minute; null for not since it was opened */
export function sessionWorks(session: Life, lastUsedAt: Date | null, now: Date): boolean {
  const usedAt = lastUsedAt ?? session.openedAt;
  return usedAt !== null && isOpen(session, now) && later(usedAt, SESSION_IDLES_MS) > now;
}
