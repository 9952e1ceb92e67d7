import { commitment } from './record.rules.js';

/** A personal value beside its entry: what the commitment at this place commits to. */
export interface PersonalPart {
  readonly place: string;
  readonly salt: string;
  readonly value: string;
}

const COMMITMENT = /"(sha256:[0-9a-f]{64})"/g;

/**
 * The parts that can be checked by the record alone. What was before and after is in it only as far as it was changed:
 * what stands there unchanged is left out.
 *
 * @param written the record as canonical JSON
 */
export function partsIn(written: string, parts: readonly PersonalPart[]): PersonalPart[] {
  const committed = new Set([...written.matchAll(COMMITMENT)].map(([, text]) => text));
  return parts.filter(({ salt, value }) => committed.has(commitment(salt, value)));
}

/** The first place of which something is told that the record does not commit to; null where everything agrees. */
export function wrongDisclosure(record: unknown, parts: unknown): string | null {
  if (!Array.isArray(parts)) return 'personal';
  const wrong = parts.find(part => !isPart(part) || !isCommittedTo(record, part)) as unknown;
  if (wrong === undefined) return null;
  return isPart(wrong) ? wrong.place : 'personal';
}

export const wrongValue = (place: string): string =>
  `the value of ${place} is not the one that the entry commits to`;

function isPart(part: unknown): part is PersonalPart {
  if (typeof part !== 'object' || part === null) return false;
  const { place, salt, value } = part as Record<string, unknown>;
  return [place, salt, value].every(text => typeof text === 'string') && /^[0-9a-f]{32}$/.test(String(salt));
}

/** In a record, before and after are known by their changes: there, the commitment has to stand somewhere among them. */
function isCommittedTo(record: unknown, { place, salt, value }: PersonalPart): boolean {
  const expected = commitment(salt, value);
  const [, ...tokens] = place.split('/');
  const isKnownByChanges =
    /^(before|after)$/.test(tokens[0] ?? '') && at(record, tokens.slice(0, 1)) === undefined;
  return isKnownByChanges ? holds(at(record, ['patch']), expected) : at(record, tokens) === expected;
}

/** RFC 6901. */
function at(content: unknown, tokens: readonly string[]): unknown {
  return tokens
    .map(token => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? (value as Record<string, unknown>)[name]
          : undefined,
      content,
    );
}

function holds(content: unknown, text: string): boolean {
  if (content === text) return true;
  return (
    typeof content === 'object' && content !== null && Object.values(content).some(one => holds(one, text))
  );
}
