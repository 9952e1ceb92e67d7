import { keyedHash } from './keyed-hash.js';

// The pure part stands alone, so that it runs where there is no node.
export {
  IDENTITY_RULE_VERSION,
  MAX_RECIPIENT_KEY_LENGTH,
  canonicalKey,
  recipientKeyFault,
} from './recipient-key.js';

/**
 * The only form in which a recipient is stored: HMAC-SHA-256 of the canonical key, truncated to 16 bytes.
 *
 * @returns 32 hexadecimal digits, which PostgreSQL reads as a uuid
 */
export type RecipientId = (canonicalKey: string) => string;

export function recipientIdWith(pepper: Buffer): RecipientId {
  const hash = keyedHash(pepper);
  return key => hash(key).slice(0, 32);
}
