import { contentHash } from '../kernel/content-hash.js';

/** The tag of an answer that is a function of this content. */
export const etagOf = (content: unknown): string => `"${contentHash(content).slice(0, 32)}"`;

/** Whether a client that sends this If-None-Match has the answer already. A proxy may have made the tag a weak one. */
export const hasAlready = (ifNoneMatch: string | undefined, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some(one => ['*', etag].includes(one.trim().replace(/^W\//, '')));
