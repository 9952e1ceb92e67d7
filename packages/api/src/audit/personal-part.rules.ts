import { commitment } from './record.rules.js';

/** A personal value beside its entry: what the commitment at this place commits to. */
export interface PersonalPart {
  readonly place: string;
  readonly salt: string;
  readonly value: string;
}

/**
 * The parts that can be checked by the record alone. What was before and after is in it only as far as it was changed:
 * what stands there unchanged is left out.
 */
export const partsIn = (record: unknown, parts: readonly PersonalPart[]): PersonalPart[] =>
  parts.filter(part => isCommittedTo(record, part));

/** The first place of which something is told that the record does not commit to; null where everything agrees. */
export function wrongDisclosure(record: unknown, parts: unknown): string | null {
  if (!Array.isArray(parts)) return 'personal';
  const wrong = parts.find(part => !isPart(part) || !isCommittedTo(record, part)) as unknown;
  if (wrong === undefined) return null;
  return isPart(wrong) ? wrong.place : 'personal';
}

export const wrongValue = (place: string): string =>
  `the value of ${place} is not the one that the entry commits to`;

const NAMES = 'place,salt,value';

/** Nothing stands beside place, salt and value: no commitment would cover it. */
function isPart(part: unknown): part is PersonalPart {
  if (typeof part !== 'object' || part === null || Object.keys(part).toSorted().join() !== NAMES)
    return false;
  const { place, salt, value } = part as Record<string, unknown>;
  return [place, salt, value].every(text => typeof text === 'string') && /^[0-9a-f]{32}$/.test(String(salt));
}

/** In a record, what was after is known by the changes that led to it, and what was before is not. */
function isCommittedTo(record: unknown, { place, salt, value }: PersonalPart): boolean {
  const expected = commitment(salt, value);
  const tokens = tokensOf(place);
  if (tokens[0] !== 'after' || at(record, ['after']) !== undefined) return at(record, tokens) === expected;
  const patch = at(record, ['patch']);
  return Array.isArray(patch) && patch.some(change => hasPut(change, tokens.slice(1), expected));
}

/** Whether a change has put something there. Places in lists move while a patch is applied, names never do. */
function hasPut(change: unknown, tokens: readonly string[], expected: string): boolean {
  const path = at(change, ['path']);
  const put = typeof path === 'string' ? tokensOf(path) : null;
  return (
    put !== null &&
    put.every((token, index) => isSamePlace(token, tokens[index])) &&
    at(change, ['value', ...tokens.slice(put.length)]) === expected
  );
}

const PLACE_IN_LIST = /^(\d+|-)$/;

const isSamePlace = (token: string, other = ''): boolean =>
  token === other || (PLACE_IN_LIST.test(token) && PLACE_IN_LIST.test(other));

/** RFC 6901. */
const tokensOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map(token => token.replaceAll('~1', '/').replaceAll('~0', '~'));

const at = (content: unknown, tokens: readonly string[]): unknown =>
  tokens.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Record<string, unknown>)[name]
        : undefined,
    content,
  );
