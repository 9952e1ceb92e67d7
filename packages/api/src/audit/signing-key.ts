import { type KeyObject, createHash, createPrivateKey, createPublicKey } from 'node:crypto';

/** What checkpoints are signed with, and in which name. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly origin: string;
}

/** @param origin the name to sign in; unless given it is made of the public key, so that it is one of its own */
export function signingKeyOf(privateKey: KeyObject, origin: string | null): SigningKey {
  const publicKey = createPublicKey(privateKey);
  const bytes = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const fingerprint = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return { privateKey, publicKey, origin: origin ?? `probity/${fingerprint}` };
}

export class KeyFormatError extends Error {
  override readonly name = 'KeyFormatError';
}

/**
 * The private key of a PEM text. What is wrong with another is not told: the text is a secret.
 *
 * @throws {KeyFormatError} for what is no Ed25519 key
 */
export function ed25519(pem: string): KeyObject {
  const key = parsed(pem);
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw new KeyFormatError('it must hold an Ed25519 private key in PEM (PKCS8)');
}

function parsed(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}
