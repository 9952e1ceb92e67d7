import type { KeyObject } from 'node:crypto';
import { NoteError, signedNote, textOfNote, verifierKeyOf } from '../kernel/signed-note.js';

/** So many entries, and the root of their tree: whoever keeps one can tell whether anything before it was altered. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

const SIZE = /^(0|[1-9][0-9]{0,15})$/;
const ROOT = /^[A-Za-z0-9+/]{43}=$/;

/** The checkpoint as a signed note (C2SP tlog-checkpoint): origin, size, root, and the signature in the origin's name. */
export const signedCheckpoint = ({ origin, size, root }: Checkpoint, key: KeyObject): string =>
  signedNote(`${origin}\n${size}\n${root.toString('base64')}\n`, origin, key);

/**
 * What a checkpoint says, once its signature is seen to be this key's.
 *
 * @throws {NoteError} when the signature or the form is wrong
 */
export function readCheckpoint(text: string, publicKey: KeyObject): Checkpoint {
  const [origin = '', size = '', root = ''] = textOfNote(text, originOf, publicKey).split('\n');
  const [count, hash] = [Number(size), Buffer.from(root, 'base64')];
  // Base64 that is written in two ways would let one checkpoint have two texts.
  const isWhole = SIZE.test(size) && ROOT.test(root) && hash.toString('base64') === root;
  if (!isWhole || !Number.isSafeInteger(count)) throw new NoteError('it is not a checkpoint');
  return { origin, size: count, root: hash };
}

const originOf = (text: string): string => text.slice(0, text.indexOf('\n'));

/** The public key for verifiers of signed notes, as "origin+id+key". */
export const verifierKey = (origin: string, publicKey: KeyObject): string => verifierKeyOf(origin, publicKey);
