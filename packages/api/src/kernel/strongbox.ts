import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { sealingKey } from './sealed-file.js';

/** Locks what is stored under keys that are derived from the pepper: the database alone gives nothing away. */
export interface Strongbox {
  /** `about` is whose it is: what was locked for one opens for nobody else. */
  lock(secret: string, about: string): string;
  /** @throws where it was not locked here, for this owner */
  open(locked: string, about: string): string;
  /** The same for the same text, and nothing that the text can be told from without the key. */
  fingerprint(text: string): string;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function strongboxWith(pepper: Buffer): Strongbox {
  const key = sealingKey(pepper, 'probity strongbox');
  const fingerprintKey = sealingKey(pepper, 'probity fingerprints');
  return {
    lock: (secret, about) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(
        Buffer.from(about),
      );
      const locked = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), locked]).toString('base64');
    },
    open: (text, about) => {
      const bytes = Buffer.from(text, 'base64');
      const [nonce, rest] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES)];
      const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(about))
        .setAuthTag(rest.subarray(0, TAG_BYTES));
      return Buffer.concat([decipher.update(rest.subarray(TAG_BYTES)), decipher.final()]).toString('utf8');
    },
    fingerprint: text => createHmac('sha256', fingerprintKey).update(text).digest('hex'),
  };
}
