import { badInput } from '../kernel/errors.js';

/** RFC 5321, 4.5.3.1.3, less the angle brackets. */
const LONGEST = 254;
const FORM = /^[^\s@<>"]+@[^\s@<>"]+$/u;

/** Two spellings of one address are one person. */
export const canonicalEmail = (text: string): string => text.trim().normalize('NFC').toLowerCase();

export function requireEmail(text: string): string {
  const email = canonicalEmail(text);
  if (email.length <= LONGEST && email.isWellFormed() && FORM.test(email)) return email;
  throw badInput('email', 'an e-mail address has the form name@domain and at most 254 characters');
}
