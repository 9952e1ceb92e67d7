import { patternFault } from './pattern.rules.js';

/** The most values that one list may name. */
const MOST_VALUES = 1000;

const TYPES: readonly unknown[] = ['string', 'number', 'boolean', 'array', 'object', 'null', 'undefined'];

type Takes = (operand: unknown) => string | null;

/** `null` and texts, numbers and truth values: what is equal to another only when it is the same. */
const isPlain = (value: unknown): boolean =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);
const isOrdered = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

const takes =
  (holds: (operand: unknown) => boolean, what: string): Takes =>
  operand =>
    holds(operand) ? null : what;

const PLAIN = takes(isPlain, 'a text, a number, true, false or null');
const ORDERED = takes(isOrdered, 'a text or a number');
const LIST = takes(
  operand => Array.isArray(operand) && operand.length <= MOST_VALUES && operand.every(isPlain),
  `a list of at most ${MOST_VALUES} texts and numbers`,
);
const PATTERN: Takes = operand => {
  if (typeof operand !== 'string') return 'a regular expression as a text';
  const fault = patternFault(operand);
  return fault && `a regular expression, and this is ${fault}`;
};

const OPERANDS: Readonly<Record<string, Takes>> = {
  $eq: PLAIN,
  $ne: PLAIN,
  $gt: ORDERED,
  $gte: ORDERED,
  $lt: ORDERED,
  $lte: ORDERED,
  $in: LIST,
  $nin: LIST,
  $ini: LIST,
  $nini: LIST,
  $exists: takes(operand => typeof operand === 'boolean', 'true or false'),
  $type: takes(operand => TYPES.includes(operand), `one of ${TYPES.join(', ')}`),
  $regex: PATTERN,
  $regexi: PATTERN,
  $veq: ORDERED,
  $vne: ORDERED,
  $vgt: ORDERED,
  $vgte: ORDERED,
  $vlt: ORDERED,
  $vlte: ORDERED,
};

/** What an operator takes, where this operand is not it; null where it is. */
export const operandFault = (operator: string, operand: unknown): string | null =>
  OPERANDS[operator]?.(operand) ?? null;
