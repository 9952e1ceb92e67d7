import type { KeyRowFragment } from '../generated/graphql';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const SOON_MS = 14 * DAY_MS;

/** For how long a key can be made. */
export const LIFETIMES = [
  { days: '30', name: 'In 30 days' },
  { days: '90', name: 'In 90 days' },
  { days: '', name: 'In a year' },
] as const;

/** For how long the secret before a rotation goes on. */
export const OVERLAPS = [
  { hours: 0, name: 'Not at all: it stops at once' },
  { hours: 1, name: 'An hour' },
  { hours: 24, name: 'A day' },
  { hours: 72, name: 'Three days' },
  { hours: 168, name: 'A week' },
] as const;

/** The instant at which a key made now stops working; null for a year from now, by the clock of the server. */
export const expiryOf = (days: string, now: Date): string | null =>
  days === '' ? null : new Date(now.getTime() + Number(days) * DAY_MS).toISOString();

type KeyLife = Pick<KeyRowFragment, 'expiresAt' | 'status'>;

/** Whether a key that works will stop so soon that whoever needs it should be given another. */
export const expiresSoon = ({ expiresAt, status }: KeyLife, now: Date): boolean =>
  status === 'ACTIVE' && expiresAt !== null && Date.parse(expiresAt) - now.getTime() <= SOON_MS;

/** Until when the secret before the last rotation works as well; null where it does not. */
export function overlapOf(
  { previousExpiresAt, status }: Pick<KeyRowFragment, 'previousExpiresAt' | 'status'>,
  now: Date,
): string | null {
  if (status !== 'ACTIVE' || previousExpiresAt === null) return null;
  return Date.parse(previousExpiresAt) > now.getTime() ? previousExpiresAt : null;
}
