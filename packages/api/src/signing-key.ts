import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { KeyFormatError, type SigningKey, ed25519, signingKeyOf } from './audit/signing-key.js';
import { keptIn } from './kept-file.js';

export interface SigningKeyWishes {
  /** The key in PEM (PKCS8); made and kept in the data directory unless given. */
  readonly signingKey: string | null;
  /** The name that checkpoints are signed in; made of the public key unless given. */
  readonly auditOrigin: string | null;
}

const NAME = 'signing-key.pem';

const made = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

/**
 * The key that checkpoints of the audit log are signed with: given, or made on the first start and kept with mode 0600.
 * It is never in the database, so that who has the database cannot make another past.
 */
export async function signingKeyIn(
  dataDirectory: string,
  { signingKey, auditOrigin }: SigningKeyWishes,
): Promise<SigningKey> {
  if (signingKey !== null) return signingKeyOf(ed25519(signingKey), auditOrigin);
  try {
    return signingKeyOf(ed25519(await keptIn(dataDirectory, NAME, made)), auditOrigin);
  } catch (error) {
    if (!(error instanceof KeyFormatError)) throw error;
    throw new Error(`${join(dataDirectory, NAME)} is damaged: ${error.message}`, { cause: error });
  }
}
