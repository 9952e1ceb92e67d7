import { violation } from '../kernel/errors.js';

/** A condition on the attributes of a recipient's context, in the Mongo-style language of GrowthBook's SDKs. */
export type Condition = Readonly<Record<string, unknown>>;
type Attributes = Readonly<Record<string, unknown>>;
type Comparison = (actual: unknown, expected: unknown) => boolean;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Equality of JSON values: the order of keys does not matter, and what is not there is null. */
function same(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => same(item, other[index]));
  }
  if (isObject(one) && isObject(other)) {
    const [names, others] = [Object.keys(one), Object.keys(other)];
    return (
      names.length === others.length &&
      names.every(name => Object.hasOwn(other, name) && same(one[name], other[name]))
    );
  }
  return (one ?? null) === (other ?? null);
}

const isOrdered = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number';
const isIn: Comparison = (actual, expected) =>
  Array.isArray(expected) &&
  (Array.isArray(actual) ? actual : [actual]).some(one => expected.some(other => same(one, other)));
const ordered =
  (holds: (one: string | number, other: string | number) => boolean): Comparison =>
  (one, other) =>
    isOrdered(one) && isOrdered(other) && typeof one === typeof other && holds(one, other);

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  $eq: same,
  $ne: (one, other) => !same(one, other),
  $in: isIn,
  $nin: (one, other) => !isIn(one, other),
  $gt: ordered((one, other) => one > other),
  $gte: ordered((one, other) => one >= other),
  $lt: ordered((one, other) => one < other),
  $lte: ordered((one, other) => one <= other),
  $exists: (actual, expected) => (actual !== undefined && actual !== null) === (expected === true),
};

/** Whether a context meets a condition. Pure; an attribute that is not there equals null. */
export function evaluateCondition(condition: Condition, attributes: Attributes): boolean {
  return Object.entries(condition).every(([key, expected]) => {
    const parts = Array.isArray(expected) ? (expected as Condition[]) : [];
    switch (key) {
      case '$and':
        return parts.every(part => evaluateCondition(part, attributes));
      case '$or':
        return parts.some(part => evaluateCondition(part, attributes));
      case '$nor':
        return !parts.some(part => evaluateCondition(part, attributes));
      case '$not':
        return !evaluateCondition(expected as Condition, attributes);
      default:
        return meets(at(attributes, key), expected);
    }
  });
}

function at(attributes: Attributes, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
      attributes,
    );
}

const isComparison = (expected: unknown): expected is Record<string, unknown> =>
  isObject(expected) &&
  Object.keys(expected).length > 0 &&
  Object.keys(expected).every(key => key.startsWith('$'));

function meets(actual: unknown, expected: unknown): boolean {
  if (!isComparison(expected)) return same(actual, expected);
  return Object.entries(expected).every(([operator, operand]) =>
    operator === '$not' ? !meets(actual, operand) : (COMPARISONS[operator]?.(actual, operand) ?? false),
  );
}

/** Refuses a condition that could not be evaluated, when it is written and not when it is needed. */
export function requireValidCondition(condition: unknown, path = 'targeting', depth = 0): void {
  if (!isObject(condition) || depth > 10)
    throw invalid(path, 'a condition is an object, at most ten levels deep');
  for (const [key, expected] of Object.entries(condition)) {
    const here = `${path}.${key}`;
    if (key === '$not') requireValidCondition(expected, here, depth + 1);
    else if (key === '$and' || key === '$or' || key === '$nor') requireList(expected, here, depth);
    else if (key.startsWith('$')) throw invalid(here, `there is no operator ${key}`);
    else if (isComparison(expected)) requireComparison(expected, here);
  }
}

function requireList(list: unknown, path: string, depth: number): void {
  if (!Array.isArray(list) || list.length === 0) throw invalid(path, 'this takes a list of conditions');
  list.forEach((part, index) => {
    requireValidCondition(part, `${path}.${index}`, depth + 1);
  });
}

function requireComparison(comparison: Record<string, unknown>, path: string): void {
  for (const [operator, operand] of Object.entries(comparison)) {
    const here = `${path}.${operator}`;
    if (operator === '$not') {
      if (isComparison(operand)) requireComparison(operand, here);
    } else if (!(operator in COMPARISONS)) throw invalid(here, `there is no operator ${operator}`);
    else if ((operator === '$in' || operator === '$nin') && !Array.isArray(operand)) {
      throw invalid(here, `${operator} takes a list`);
    }
  }
}

const invalid = (field: string, message: string) => violation('invalid-condition', message, { field });
