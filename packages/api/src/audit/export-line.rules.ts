import { canonicalText } from '../kernel/content-hash.js';
import { type Finding, finding } from './finding.rules.js';
import { leafHash } from './merkle.rules.js';
import { type PersonalPart, wrongDisclosure, wrongValue } from './personal-part.rules.js';
import type { AuditRecord } from './record.rules.js';

/** One entry of an export. Its record is null where the database has lost it. */
export interface ExportedEntry {
  readonly index: number;
  readonly leafHash: Buffer;
  readonly record: AuditRecord | null;
  /** What may be told of the personal values; null where nobody asked for it. */
  readonly personal: readonly PersonalPart[] | null;
}

/**
 * The native line. Between `"record":` and what follows stand the very bytes that were hashed, so that a verifier needs
 * no canonical JSON of its own.
 */
export function exportLine({ index, leafHash: leaf, record, personal }: ExportedEntry): string {
  const told = personal === null ? '' : `,"personal":${canonicalText(personal)}`;
  return `{"index":${index},"leafHash":"${leaf.toString('hex')}","record":${canonicalText(record)}${told}}`;
}

const HEAD = /^\{"index":(0|[1-9][0-9]{0,15}),"leafHash":"([0-9a-f]{64})","record":/;
const PERSONAL = ',"personal":[';
/** Bytes that are not UTF-8 are no text; a byte order mark is part of it, and wrong. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

interface Line {
  readonly record?: unknown;
  readonly personal?: unknown;
}

/** The leaf of a line, which has to be the next one; or what is wrong with it. */
export function leafOfLine(bytes: Uint8Array, index: number): Buffer | Finding {
  const text = textOf(bytes);
  const line = text === null ? null : parsed(text);
  const head = HEAD.exec(text ?? '');
  if (text === null || line === null || head === null)
    return finding('FORM', 'the line is not one of an export', { index });
  if (Number(head[1]) !== index)
    return finding('ORDER', `entry ${head[1]} stands where entry ${index} belongs`, { index });
  const written = recordIn(text, line, head[0].length);
  if (written === 'null') return finding('RECORD', 'the entry of this place is not there', { index });
  const leaf = leafHash(Buffer.from(written));
  const entry = { index, entryId: idOf(line.record) };
  if (leaf.toString('hex') !== head[2])
    return finding('RECORD', 'the entry of this place is not the one that was hashed', entry);
  if (!isAsExported(text, line, written))
    return finding('FORM', 'the line is not written as exports are', entry);
  const place = line.personal === undefined ? null : wrongDisclosure(line.record, line.personal);
  return place === null ? leaf : finding('COMMITMENT', wrongValue(place), entry);
}

function idOf(record: unknown): string | null {
  const id = typeof record === 'object' && record !== null && 'id' in record ? record.id : null;
  return typeof id === 'string' ? id : null;
}

/** The bytes of the record, as they stand there. */
function recordIn(text: string, line: Line, from: number): string {
  return text.slice(from, Object.hasOwn(line, 'personal') ? text.lastIndexOf(PERSONAL) : -1);
}

function isAsExported(text: string, line: Line, written: string): boolean {
  try {
    return isCanonical(line.record, written) && text.endsWith(restOf(line));
  } catch {
    // Half a surrogate pair has no canonical form, and what is nested too deep is no entry.
    return false;
  }
}

/** Nothing stands behind the record, or behind the personal values. */
const restOf = ({ personal }: Line): string =>
  personal === undefined ? '}' : `,"personal":${canonicalText(personal)}}`;

/** One text for one content (RFC 8785): what stands there twice, or is written otherwise, would be read in two ways. */
const isCanonical = (record: unknown, written: string): boolean =>
  typeof record === 'object' &&
  record !== null &&
  ((JSON.stringify(record) === written && isOrdered(record)) || canonicalText(record) === written);

/** Whether every name comes after the one before, and every text is one: far quicker than to write it again. */
function isOrdered(content: unknown): boolean {
  if (typeof content === 'string') return content.isWellFormed();
  if (typeof content !== 'object' || content === null) return true;
  if (Array.isArray(content)) return content.every(isOrdered);
  let last: string | null = null;
  for (const [name, value] of Object.entries(content)) {
    if ((last !== null && name <= last) || !name.isWellFormed() || !isOrdered(value)) return false;
    last = name;
  }
  return true;
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return UTF8.decode(bytes);
  } catch {
    return null;
  }
}

function parsed(text: string): Line | null {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === 'object' ? line : null;
  } catch {
    return null;
  }
}
