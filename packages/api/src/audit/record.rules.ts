import { canonicalText, sha256 } from '../kernel/content-hash.js';

/**
 * One entry of the audit log as it is hashed: the data of a leaf. Every field is always there, null where there is
 * nothing. In the place of a personal value stands a commitment to it.
 */
export interface AuditRecord {
  readonly schema: 1;
  readonly id: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string;
  readonly actor: { readonly type: string; readonly id: string; readonly name: string };
  readonly onBehalfOf: string | null;
  readonly action: string;
  readonly outcome: 'ALLOWED' | 'DENIED' | 'FAILED';
  readonly subject: {
    readonly type: string;
    readonly id: string;
    readonly key: string;
    readonly version: number | null;
  };
  /** `contentHash` of what the log keeps of the subject before. */
  readonly beforeHash: string | null;
  readonly afterHash: string | null;
  /** RFC 6902, from what was before to what was after. */
  readonly patch: readonly unknown[] | null;
  readonly reason: string | null;
  readonly request: {
    readonly id: string;
    readonly operation: string | null;
    readonly ip: string | null;
  };
}

/** The bytes that are hashed: RFC 8785 canonical JSON in UTF-8. */
export const recordBytes = (record: AuditRecord): Buffer => Buffer.from(canonicalText(record));

/**
 * What stands for a personal value: it can be shown later to be that value, and tells nothing without its salt.
 *
 * @param salt 32 hexadecimal characters, hashed as they are written
 */
export const commitment = (salt: string, value: string): string =>
  `sha256:${sha256(Buffer.from(`${salt}\0${value}`)).toString('hex')}`;
