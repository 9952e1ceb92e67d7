import { DomainError, violation } from '../kernel/errors.js';
import type { Session } from './session.entity.js';

export const LINK_LASTS_MS = 60 * 60 * 1000;
export const SESSION_LASTS_MS = 12 * 60 * 60 * 1000;

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
});

/** A link opens one session, once, within the hour. */
export function open(session: Readonly<Session>, cookieHash: string, now: Date): Session {
  if (session.openedAt) throw violation('link-used', 'this sign-in link was used already; ask for a new one');
  if (session.linkExpiresAt <= now)
    throw violation('link-expired', 'this sign-in link has expired; ask for a new one');
  return { ...session, cookieHash, openedAt: now, expiresAt: later(now, SESSION_LASTS_MS) };
}

export function end(session: Readonly<Session>, now: Date): Session {
  if (!sessionWorks(session, now)) throw new DomainError('UNAUTHENTICATED', 'this session has ended already');
  return { ...session, endedAt: now };
}

export const sessionWorks = (
  session: Pick<Session, 'openedAt' | 'expiresAt' | 'endedAt'>,
  now: Date,
): boolean =>
  session.openedAt !== null &&
  session.endedAt === null &&
  session.expiresAt !== null &&
  session.expiresAt > now;
