import { createHmac } from 'node:crypto';

/** The longest recipient key taken, in UTF-16 code units. */
export const MAX_RECIPIENT_KEY_LENGTH = 512;

/**
 * The form of a recipient key that is hashed: Unicode NFC, trimmed, and lower-cased when it is an address.
 * Two spellings of one address are one recipient, in every experiment and on every machine.
 */
export function canonicalKey(recipientKey: string): string {
  const key = recipientKey.normalize('NFC').trim();
  return key.includes('@') ? key.toLowerCase() : key;
}

/** Why a recipient key cannot be used, or null when it can. */
export function recipientKeyFault(recipientKey: string): string | null {
  if (recipientKey.length > MAX_RECIPIENT_KEY_LENGTH)
    return `longer than ${MAX_RECIPIENT_KEY_LENGTH} characters`;
  if (recipientKey.trim() === '') return 'empty';
  return recipientKey.isWellFormed() ? null : 'not well-formed Unicode';
}

/**
 * The only form in which a recipient is stored: HMAC-SHA-256 of the canonical key, truncated to 16 bytes.
 *
 * @returns 32 hexadecimal digits, which PostgreSQL reads as a uuid
 */
export type RecipientId = (canonicalKey: string) => string;

export const recipientIdWith =
  (pepper: Buffer): RecipientId =>
  key =>
    createHmac('sha256', pepper).update(key).digest('hex').slice(0, 32);
