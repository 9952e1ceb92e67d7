import { badInput, violation } from '../../kernel/errors.js';
import type { User } from '../user.entity.js';
import { withoutSessions } from '../user.rules.js';

const SHORTEST = 12;
const LONGEST = 200;
const FEWEST_DIFFERENT = 5;

/** The form of a password that is hashed: another keyboard spells the same letters in other code points. */
export const canonicalPassword = (text: string): string => text.normalize('NFKC');

/** NIST SP 800-63B, 3.1.1.2: length counts, kinds of characters do not, and what is easily guessed is refused. */
export function requirePassword(
  text: string,
  { email, name }: { readonly email: string; readonly name: string },
): void {
  const password = canonicalPassword(text);
  const length = [...password].length;
  if (length < SHORTEST || length > LONGEST || !password.isWellFormed()) {
    throw badInput('password', `a password has ${SHORTEST} to ${LONGEST} characters`);
  }
  if (new Set(password).size < FEWEST_DIFFERENT) {
    throw badInput('password', `a password has at least ${FEWEST_DIFFERENT} different characters`);
  }
  const told = password.toLowerCase();
  if ([email, email.split('@')[0] ?? '', name.toLowerCase()].some(word => isMostOf(word, told))) {
    throw badInput('password', 'a password is not made of the name or the address of the person');
  }
}

/** Another password of one's own. @param isKnown whether the one of before was told */
export function setPassword(
  user: Readonly<User>,
  { isKnown, passwordHash }: { readonly isKnown: boolean; readonly passwordHash: string },
  now: Date,
): User {
  if (!isKnown) throw notConfirmed();
  return { ...withoutSessions(user), passwordHash, passwordSetAt: now };
}

/** The answer to whoever could not prove again who they are. */
export const notConfirmed = () =>
  violation('identity-not-confirmed', 'the password or the code is not right');

/** Whether little is left of a password without the word. */
const isMostOf = (word: string, password: string): boolean =>
  word.length >= 3 && password.replaceAll(word, '').length < SHORTEST / 2;
