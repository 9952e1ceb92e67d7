import { createHash, hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 of a secret of high entropy, in hex: what is stored of keys and tokens in place of themselves. */
export const secretHash = (secret: string): string => hash('sha256', secret);

/** SHA-256 of bytes as they are. */
export const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer');

/** RFC 8785: the one way to write a value as JSON. */
export function canonicalText(content: unknown): string {
  const plain = inOrder(content);
  return plain === undefined ? (canonicalize(content) ?? 'null') : JSON.stringify(plain);
}

/** Objects keep names that are numbers in an order of their own, and take the last for what they inherit. */
const isUnorderable = (name: string): boolean => /^\d/.test(name) || name === '__proto__';

/**
 * What JSON.parse could have made, with its names in order: JSON.stringify writes it as the RFC does, and much faster.
 * Undefined for anything else.
 */
function inOrder(content: unknown): unknown {
  if (typeof content === 'string') return content.isWellFormed() ? content : undefined;
  if (typeof content === 'number') return Number.isFinite(content) ? content : undefined;
  if (typeof content !== 'object' || content === null)
    return content === null || typeof content === 'boolean' ? content : undefined;
  return Array.isArray(content) ? listInOrder(content) : objectInOrder(content as Record<string, unknown>);
}

function listInOrder(list: readonly unknown[]): unknown {
  const parts = list.map(inOrder);
  return parts.includes(undefined) ? undefined : parts;
}

function objectInOrder(content: Readonly<Record<string, unknown>>): unknown {
  if (Object.getPrototypeOf(content) !== Object.prototype) return undefined;
  const ordered: Record<string, unknown> = {};
  for (const name of Object.keys(content).toSorted()) {
    const part = inOrder(content[name]);
    if (part === undefined || isUnorderable(name) || !name.isWellFormed()) return undefined;
    ordered[name] = part;
  }
  return ordered;
}

/**
 * The hash by which content is bound: SHA-256 over RFC 8785 canonical JSON, in hex.
 * The order of keys and the spelling of numbers do not matter; everything else does.
 */
export const contentHash = (content: unknown): string =>
  createHash('sha256').update(canonicalText(content)).digest('hex');
