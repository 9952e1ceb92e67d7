import { compiledPattern } from './pattern.rules.js';
import { sortableVersion } from './version.rules.js';

/** A compiled question about one value: the value of an attribute, or all attributes. */
export type Test = (value: unknown) => boolean;

/** From this many values on a set is asked, and not a list. */
const MANY = 8;

export const NEVER: Test = () => false;

/** What a value is one of. An attribute that is a list is one of them when any of its items is. */
export function oneOf(expected: readonly unknown[]): Test {
  const has = expected.length < MANY ? (one: unknown) => expected.includes(one) : setHas(new Set(expected));
  return actual => (Array.isArray(actual) ? actual.some(has) : has(actual));
}

const setHas =
  (set: ReadonlySet<unknown>): Test =>
  one =>
    set.has(one);

const lowered = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

/** The same whatever the case of letters; and where values are not the same as themselves, they are not in. */
function oneOfInAnyCase(expected: readonly unknown[]): Test {
  const loweredOnes = expected.map(lowered);
  const has = (one: unknown): boolean => loweredOnes.indexOf(lowered(one)) >= 0;
  return actual => (Array.isArray(actual) ? actual.some(has) : has(actual));
}

const not =
  (test: Test): Test =>
  value =>
    !test(value);
const ofList = (expected: unknown, test: (list: readonly unknown[]) => Test): Test =>
  Array.isArray(expected) ? test(expected) : NEVER;

const KINDS = ['string', 'number', 'boolean', 'object', 'undefined'];

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return KINDS.includes(typeof value) ? typeof value : 'unknown';
}

function matching(source: unknown, flags: '' | 'i'): Test {
  const pattern = compiledPattern(source, flags);
  return pattern ? value => isMatch(pattern, value) : NEVER;
}

function isMatch(pattern: RegExp, value: unknown): boolean {
  try {
    return pattern.test(value as string);
  } catch {
    return false;
  }
}

/** A comparison of versions by `holds`, which is told the order of both: -1, 0 or 1. */
function versions(expected: unknown, holds: (order: number) => boolean): Test {
  const limit = sortableVersion(expected);
  return actual => {
    const version = sortableVersion(actual);
    return holds(version === limit ? 0 : version > limit ? 1 : -1);
  };
}

// The operands are compared as JavaScript compares them, whatever they are: so do the SDKs, and `8 > "5"` holds.
type Comparable = number;

/** The operators that compare a value with an operand and look no deeper. */
export const COMPARISONS: Readonly<Record<string, (expected: unknown) => Test>> = {
  $eq: expected => actual => actual === expected,
  $ne: expected => actual => actual !== expected,
  $gt: expected => actual => (actual as Comparable) > (expected as Comparable),
  $gte: expected => actual => (actual as Comparable) >= (expected as Comparable),
  $lt: expected => actual => (actual as Comparable) < (expected as Comparable),
  $lte: expected => actual => (actual as Comparable) <= (expected as Comparable),
  $in: expected => ofList(expected, oneOf),
  $nin: expected => ofList(expected, list => not(oneOf(list))),
  $ini: expected => ofList(expected, oneOfInAnyCase),
  $nini: expected => ofList(expected, list => not(oneOfInAnyCase(list))),
  $exists: expected => (expected ? actual => isThere(actual) : actual => !isThere(actual)),
  $type: expected => actual => typeOf(actual) === expected,
  $regex: expected => matching(expected, ''),
  $regexi: expected => matching(expected, 'i'),
  $veq: expected => versions(expected, order => order === 0),
  $vne: expected => versions(expected, order => order !== 0),
  $vgt: expected => versions(expected, order => order > 0),
  $vgte: expected => versions(expected, order => order >= 0),
  $vlt: expected => versions(expected, order => order < 0),
  $vlte: expected => versions(expected, order => order <= 0),
};

const isThere = (value: unknown): boolean => value !== null && value !== undefined;
