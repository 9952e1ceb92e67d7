import { type Bytes, hexOf, sha256, textBytes } from './bytes';
import { leafHash } from './inclusion';

/** Written anew from the text of RFC 9162: what is tested computes otherwise. */
export const nodeHash = (left: Bytes, right: Bytes): Promise<Bytes> => sha256(Uint8Array.of(1), left, right);

/** So many leaves, each with its own content. */
export const leavesOf = (count: number): Promise<Bytes[]> =>
  Promise.all(Array.from({ length: count }, (_none, at) => leafHash(Uint8Array.of(at))));

const splitOf = (count: number): number => 2 ** Math.ceil(Math.log2(count) - 1);

/** RFC 9162, 2.1.1. */
export async function rootOf(leaves: readonly Bytes[]): Promise<Bytes> {
  const [only] = leaves;
  if (only && leaves.length === 1) return only;
  const split = splitOf(leaves.length);
  return nodeHash(await rootOf(leaves.slice(0, split)), await rootOf(leaves.slice(split)));
}

/** RFC 9162, 2.1.3.1. */
export async function wayOf(leaves: readonly Bytes[], index: number): Promise<Bytes[]> {
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...(await wayOf(left, index)), await rootOf(right)]
    : [...(await wayOf(right, index - split)), await rootOf(left)];
}

/** RFC 9162, 2.1.4.1. */
export async function growthOf(leaves: readonly Bytes[], oldSize: number, isWhole = true): Promise<Bytes[]> {
  if (oldSize === leaves.length) return isWhole ? [] : [await rootOf(leaves)];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return oldSize <= split
    ? [...(await growthOf(left, oldSize, isWhole)), await rootOf(right)]
    : [...(await growthOf(right, oldSize - split, false)), await rootOf(left)];
}

const base64 = (bytes: Bytes) => btoa(String.fromCharCode(...bytes));

/** A new key, and the checkpoints that it signs. */
export async function checkpointsOf(origin: string) {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const verifierKey = `${origin}+01020304+${base64(Uint8Array.of(1, ...raw))}`;
  return async (size: number, root: Bytes) => {
    const text = `${origin}\n${size}\n${base64(root)}\n`;
    const signature = new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, textBytes(text)));
    const signed = base64(Uint8Array.of(1, 2, 3, 4, ...signature));
    const at = '2026-11-23T12:00:00.000Z';
    return { size, root: hexOf(root), text: `${text}\n\u2014 ${origin} ${signed}\n`, at, verifierKey };
  };
}
