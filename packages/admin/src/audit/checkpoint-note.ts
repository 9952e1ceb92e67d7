import { type Bytes, base64Bytes, hexOf, textBytes } from './bytes';

/** What a signed checkpoint (C2SP tlog-checkpoint) says. */
export interface Note {
  /** What is signed. */
  readonly text: string;
  readonly origin: string;
  readonly size: number;
  /** In hex. */
  readonly root: string;
  readonly signatures: readonly { readonly name: string; readonly bytes: Bytes }[];
}

const SIGNATURE = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;
const ED25519 = 1;

/** Reads a checkpoint; null where it is none. */
export function readNote(note: string): Note | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return null;
  const text = note.slice(0, end + 1);
  const [origin = '', size = '', root = ''] = text.split('\n');
  const lines = note.slice(end + 2, -1).split('\n');
  try {
    const signatures = lines.map(line => {
      const [, name = '', base64 = ''] = SIGNATURE.exec(line) ?? [];
      return { name, bytes: base64Bytes(base64) };
    });
    return { text, origin, size: Number(size), root: hexOf(base64Bytes(root)), signatures };
  } catch {
    return null;
  }
}

/**
 * Whether a checkpoint is signed with the key, in its name; null where this browser has no Ed25519.
 *
 * @param verifierKey as "name+id+key"
 */
export async function isSignedBy(note: Note, verifierKey: string): Promise<boolean | null> {
  const [name = '', id = '', ...rest] = verifierKey.split('+');
  const ours = note.signatures.filter(
    one => one.name === name && note.origin === name && hexOf(one.bytes.slice(0, 4)) === id,
  );
  try {
    const [algorithm, ...raw] = base64Bytes(rest.join('+'));
    if (algorithm !== ED25519 || ours.length === 0) return false;
    const key = await crypto.subtle.importKey('raw', Uint8Array.from(raw), 'Ed25519', false, ['verify']);
    const verified = await Promise.all(
      ours.map(({ bytes }) => crypto.subtle.verify('Ed25519', key, bytes.slice(4), textBytes(note.text))),
    );
    return verified.every(Boolean);
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotSupportedError' ? null : false;
  }
}
