import { badInput, violation } from '../kernel/errors.js';
import { withoutSessions } from './user.rules.js';
import type { User } from './user.entity.js';

/** A secret that counts for nothing until a code of it came back. It replaces one that was never confirmed. */
export function enrolTotp(user: Readonly<User>, lockedSecret: string): User {
  if (user.totpConfirmedAt)
    throw violation('totp-confirmed', 'one-time codes are set up already; remove them first');
  return { ...user, totpSecret: lockedSecret };
}

/** @param isRight whether a code came that only who holds the secret can know */
export function confirmTotp(
  user: Readonly<User>,
  codeHashes: readonly string[],
  isRight: boolean,
  now: Date,
): User {
  if (user.totpConfirmedAt)
    throw violation('totp-confirmed', 'one-time codes are set up already; remove them first');
  if (!user.totpSecret) throw violation('totp-not-enrolled', 'one-time codes are not set up');
  if (!isRight)
    throw badInput('code', 'this is not the code of this moment; look at the clock of the device');
  return { ...user, totpConfirmedAt: now, recoveryCodes: [...codeHashes] };
}

export function removeTotp(user: Readonly<User>): User {
  if (!user.totpSecret) throw violation('totp-not-enrolled', 'one-time codes are not set up');
  return { ...user, totpSecret: null, totpConfirmedAt: null, recoveryCodes: [] };
}

/** For who has lost the device. Who had it may have the session as well. */
export const resetTotp = (user: Readonly<User>): User => withoutSessions(removeTotp(user));
