import { createHash, hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 of a secret of high entropy, in hex: what is stored of keys and tokens in place of themselves. */
export const secretHash = (secret: string): string => hash('sha256', secret);

/** SHA-256 of bytes as they are. */
export const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer');

/** RFC 8785: the one way to write a value as JSON. */
export const canonicalText = (content: unknown): string => canonicalize(content) ?? 'null';

/**
 * The hash by which content is bound: SHA-256 over RFC 8785 canonical JSON, in hex.
 * The order of keys and the spelling of numbers do not matter; everything else does.
 */
export const contentHash = (content: unknown): string =>
  createHash('sha256').update(canonicalText(content)).digest('hex');
