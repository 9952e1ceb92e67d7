import { type KeyObject, createHash, createPublicKey, sign, verify } from 'node:crypto';

/** Why a signed note is not believed. */
export class NoteError extends Error {
  override readonly name = 'NoteError';
}

const ED25519 = 1;
const LINE = /^\u2014 ([^\s\u0085+]+) ([A-Za-z0-9+/]+={0,2})$/u;
/** No text of a note: control characters, and what stands for bytes that are no UTF-8. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const UNTOLD = /[\u0000-\u0009\u000b-\u001f\ufffd]/;

/** The 32 bytes of an Ed25519 public key. */
export function rawKey(publicKey: KeyObject): Buffer {
  if (publicKey.asymmetricKeyType !== 'ed25519') throw new NoteError('the key is not an Ed25519 key');
  return Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
}

/** Which key of this name it is: four bytes, to tell keys apart and to prove nothing. */
const keyId = (name: string, publicKey: KeyObject): Buffer =>
  createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.of(ED25519))
    .update(rawKey(publicKey))
    .digest()
    .subarray(0, 4);

/** The public key as verifiers of signed notes take it: name, key id, algorithm and key. */
export const verifierKeyOf = (name: string, publicKey: KeyObject): string =>
  `${name}+${keyId(name, publicKey).toString('hex')}+${Buffer.concat([Buffer.of(ED25519), rawKey(publicKey)]).toString('base64')}`;

/** Signs a text that ends in a newline (C2SP signed-note). */
export function signedNote(text: string, name: string, key: KeyObject): string {
  const signature = Buffer.concat([keyId(name, createPublicKey(key)), sign(null, Buffer.from(text), key)]);
  return `${text}\n\u2014 ${name} ${signature.toString('base64')}\n`;
}

/**
 * The text of a note that this key signed in this name. Signatures of others, as of witnesses, may stand beside it.
 *
 * @throws {NoteError} when it did not
 */
export function textOfNote(note: string, nameOf: (text: string) => string, publicKey: KeyObject): string {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n') || UNTOLD.test(note)) throw new NoteError('it is not a signed note');
  const text = note.slice(0, end + 1);
  const name = nameOf(text);
  const lines = note.slice(end + 2, -1).split('\n');
  const signatures = lines.map(signatureOf).filter(one => one.name === name);
  const ours = signatures.filter(({ bytes }) => bytes.subarray(0, 4).equals(keyId(name, publicKey)));
  if (ours.length === 0) throw new NoteError('it is not signed with this key');
  if (ours.every(({ bytes }) => verify(null, Buffer.from(text), publicKey, bytes.subarray(4)))) return text;
  throw new NoteError('its signature is wrong');
}

function signatureOf(line: string): { readonly name: string; readonly bytes: Buffer } {
  const [, name, base64] = LINE.exec(line) ?? [];
  const bytes = Buffer.from(base64 ?? '', 'base64');
  // Base64 that is written in two ways would let one note have two texts.
  if (name !== undefined && bytes.toString('base64') === base64) return { name, bytes };
  throw new NoteError('it is not a signed note');
}

const PEM = /^\s*-----BEGIN PUBLIC KEY-----\s+[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----\s*$/;

/**
 * The public key of a text in PEM. Of a private key Node would make a public one: who hands that on is to be told.
 *
 * @throws {NoteError} for what is no Ed25519 public key
 */
export function publicKeyIn(text: string): KeyObject {
  const key = PEM.test(text) ? keyOf(text) : null;
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw new NoteError('the public key is not an Ed25519 key in PEM');
}

function keyOf(pem: string): KeyObject | null {
  try {
    return createPublicKey(pem);
  } catch {
    return null;
  }
}
