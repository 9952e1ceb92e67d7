import { COMPARISONS, NEVER, type Test, oneOf } from './comparison.rules.js';
import { type SavedGroups, meantBy, valuesOf } from './saved-group.rules.js';

/** A condition on the attributes of a recipient's context, in the Mongo-style language of GrowthBook's SDKs. */
export type Condition = Readonly<Record<string, unknown>>;
export type Attributes = Readonly<Record<string, unknown>>;
export type CompiledCondition = (attributes: Attributes) => boolean;

/** Deeper or larger than any condition that somebody wrote; one that is holds for nobody. */
const MOST_LEVELS = 100;
const MOST_PARTS = 10_000;

/** Where compilation stands: how deep, how much is left to spend, and which groups it is within. */
interface Place {
  readonly groups: SavedGroups;
  readonly within: ReadonlySet<string>;
  readonly level: number;
  readonly budget: { parts: number };
}

const NO_GROUP: ReadonlySet<string> = new Set();
const TOO_LARGE = new RangeError('the condition is too deep or too large');
const MALFORMED = new TypeError('the condition is malformed');

/** What stops the whole, wherever it stands: a condition that cannot be read must not hold because of a "not". */
const malformed: Test = () => {
  throw MALFORMED;
};

/**
 * Makes of a condition a function that says whether attributes meet it: compiled once, asked for every recipient.
 *
 * It answers as GrowthBook's SDKs do, coercions and all: `"40"` equals 40, `false` no attribute that is missing, and
 * arrays and objects are equal when their JSON is. What cannot be evaluated holds for nobody. Attributes and groups
 * are looked up among their own properties alone.
 *
 * @see https://docs.growthbook.io/lib/build-your-own#evalcondition
 */
export function compileCondition(condition: unknown, savedGroups: SavedGroups = {}): CompiledCondition {
  const place = { groups: savedGroups, within: NO_GROUP, level: 0, budget: { parts: MOST_PARTS } };
  const test = orElse(NEVER, () => conditionTest(condition, place));
  return attributes => {
    try {
      return test(attributes);
    } catch {
      return false;
    }
  };
}

/** Whether attributes meet a condition. Where many are asked, compile it once instead. */
export const evaluateCondition = (
  condition: unknown,
  attributes: Attributes,
  savedGroups: SavedGroups = {},
): boolean => compileCondition(condition, savedGroups)(attributes);

function orElse<T>(otherwise: T, compile: () => T): T {
  try {
    return compile();
  } catch {
    return otherwise;
  }
}

/** One level deeper, while there is something left to spend. */
function deeper(place: Place): Place {
  place.budget.parts -= 1;
  if (place.level >= MOST_LEVELS || place.budget.parts < 0) throw TOO_LARGE;
  return { ...place, level: place.level + 1 };
}

function conditionTest(condition: unknown, from: Place): Test {
  const place = deeper(from);
  if (condition === null || condition === undefined) return malformed;
  return all(Object.entries(condition).map(([key, expected]) => entryTest(key, expected, place)));
}

function entryTest(key: string, expected: unknown, place: Place): Test {
  switch (key) {
    case '$and':
      return listTest(expected, place, all);
    case '$or':
      return listTest(expected, place, anyOf);
    case '$nor':
      return listTest(expected, place, tests => not(anyOf(tests)));
    case '$not':
      return not(conditionTest(expected, place));
    case '$savedGroup':
      return groupTest(expected, place);
    default:
      return onPath(key, valueTest(expected, place));
  }
}

const all = (tests: readonly Test[]): Test => {
  const [one, other, ...more] = tests;
  if (!one) return () => true;
  if (!other) return one;
  if (more.length === 0) return value => one(value) && other(value);
  return value => tests.every(test => test(value));
};

/** An empty choice leaves nobody out. */
const anyOf = (tests: readonly Test[]): Test =>
  tests.length === 0 ? () => true : value => tests.some(test => test(value));

const not =
  (test: Test): Test =>
  value =>
    !test(value);

/** What is no list of conditions says nothing, and null says nothing that could be read. */
function listTest(list: unknown, place: Place, joined: (tests: readonly Test[]) => Test): Test {
  if (list === null || list === undefined) return malformed;
  const parts = typeof list === 'string' ? list.split('') : Array.isArray(list) ? (list as unknown[]) : [];
  return joined(parts.map(part => conditionTest(part, place)));
}

/** The value that a dotted path leads to, or null. */
function onPath(path: string, test: Test): Test {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) return from => test(own(from, name));
  return from => {
    let value = own(from, name);
    for (const next of rest) value = own(value, next);
    return test(value);
  };
}

const own = (from: unknown, name: string): unknown =>
  typeof from === 'object' && from !== null && Object.hasOwn(from, name)
    ? (from as Record<string, unknown>)[name]
    : null;

function groupTest(reference: unknown, place: Place): Test {
  const meant = meantBy(place.groups, reference);
  if (!meant) return NEVER;
  if ('attribute' in meant) return onPath(meant.attribute, oneOf(meant.values));
  // A group that is defined by itself has no members.
  if (place.within.has(meant.id)) return NEVER;
  return conditionTest(meant.condition, { ...place, within: new Set([...place.within, meant.id]) });
}

/** Whether an object is made of operators alone; otherwise it is a value to be equal to. */
export function isComparison(expected: unknown): expected is Readonly<Record<string, unknown>> {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected)) return false;
  const keys = Object.keys(expected);
  return keys.length > 0 && keys.every(key => key.startsWith('$'));
}

function valueTest(expected: unknown, from: Place, inAnyCase = false): Test {
  const place = deeper(from);
  if (typeof expected === 'string') return textTest(expected, inAnyCase);
  // As JavaScript multiplies: a missing attribute is 0, and so is an empty text.
  if (typeof expected === 'number') return value => (value as number) * 1 === expected;
  if (typeof expected === 'boolean') return value => value !== null && Boolean(value) === expected;
  if (expected === null) return value => value === null;
  if (expected === undefined) return malformed;
  if (!isComparison(expected)) {
    return orElse(malformed, () => jsonTest(JSON.stringify(expected)));
  }
  return all(Object.entries(expected).map(([operator, operand]) => operatorTest(operator, operand, place)));
}

const jsonTest =
  (json: string | undefined): Test =>
  value =>
    JSON.stringify(value) === json;

function textTest(expected: string, inAnyCase: boolean): Test {
  if (!inAnyCase) return value => (typeof value === 'string' ? value : `${value as string}`) === expected;
  const lowered = expected.toLowerCase();
  return value => String(value).toLowerCase() === lowered;
}

function operatorTest(operator: string, operand: unknown, place: Place): Test {
  switch (operator) {
    case '$not':
      return not(valueTest(operand, place));
    case '$size': {
      const test = valueTest(operand, place);
      return value => Array.isArray(value) && test(value.length);
    }
    case '$elemMatch':
      return itemTest(operand, place);
    case '$all':
    case '$alli':
      return everyTest(operand, place, operator === '$alli');
    case '$inGroup':
    case '$notInGroup':
      return orElse(malformed, () => memberTest(operand, place, operator === '$inGroup'));
    default:
      return COMPARISONS[operator]?.(operand) ?? NEVER;
  }
}

function memberTest(id: unknown, { groups }: Place, isIn: boolean): Test {
  const values = valuesOf(groups, id);
  if (!values) return NEVER;
  return isIn ? oneOf(values) : not(oneOf(values));
}

/** At least one item of a list, none that is missing, meets it. */
function itemTest(operand: unknown, place: Place): Test {
  if (operand === null || operand === undefined) return value => Array.isArray(value) && malformed(value);
  const test = isComparison(operand) ? valueTest(operand, place) : conditionTest(operand, place);
  return value =>
    Array.isArray(value) && value.some(item => item !== null && item !== undefined && test(item));
}

/** Each of these is met by at least one item of a list. */
function everyTest(operand: unknown, place: Place, inAnyCase: boolean): Test {
  if (!Array.isArray(operand)) return NEVER;
  const tests = operand.map(one => valueTest(one, place, inAnyCase));
  return value => Array.isArray(value) && tests.every(test => value.some(item => test(item)));
}
