import { violation } from '../kernel/errors.js';
import { COMPARISONS } from './comparison.rules.js';
import { type Condition, isComparison } from './condition.rules.js';
import { operandFault } from './operand.rules.js';

/** What somebody may write at most: levels of conditions in one another, and parts in all. */
const MOST_LEVELS = 10;
const MOST_PARTS = 500;

/** Where in a condition we are, and how many parts it may have from here on. */
interface Place {
  readonly path: string;
  readonly level: number;
  readonly budget: { parts: number };
}

/**
 * Refuses a condition that would hold for nobody, or not for whom it seems to, when it is written and not when it is
 * needed. Evaluation is lenient where the SDKs are; what is stored here never relies on it.
 */
export function requireValidCondition(
  condition: unknown,
  path = 'targeting',
): asserts condition is Condition {
  requireCondition(condition, { path, level: 0, budget: { parts: MOST_PARTS } });
}

const at = (place: Place, name: string | number): Place => ({ ...place, path: `${place.path}.${name}` });
const below = (place: Place): Place => ({ ...place, level: place.level + 1 });

function requireCondition(condition: unknown, place: Place): void {
  if (!isRecord(condition) || place.level > MOST_LEVELS) {
    throw invalid(place, 'a condition is an object, at most ten levels deep');
  }
  for (const [key, expected] of Object.entries(condition)) {
    spend(place);
    const here = at(place, key);
    if (key === '$not') requireCondition(expected, below(here));
    else if (key === '$and' || key === '$or' || key === '$nor') requireConditions(expected, here);
    else if (key === '$savedGroup') throw invalid(here, 'there are no saved groups');
    else if (key.startsWith('$')) throw invalid(here, `there is no operator ${key}`);
    else requireValue(expected, below(here));
  }
}

function requireConditions(list: unknown, place: Place): void {
  if (!Array.isArray(list) || list.length === 0) throw invalid(place, 'this takes a list of conditions');
  list.forEach((part, index) => {
    requireCondition(part, below(at(place, index)));
  });
}

/** A value to be equal to, or operators and their operands. */
function requireValue(expected: unknown, place: Place): void {
  if (isRecord(expected) && !isComparison(expected)) {
    if (Object.keys(expected).some(key => key.startsWith('$'))) {
      throw invalid(place, 'this mixes operators with names of attributes');
    }
  } else if (isRecord(expected)) {
    for (const [operator, operand] of Object.entries(expected)) {
      spend(place);
      requireOperator(operator, operand, at(place, operator));
    }
  }
}

function requireOperator(operator: string, operand: unknown, place: Place): void {
  if (place.level > MOST_LEVELS + 1) throw invalid(place, 'a condition is at most ten levels deep');
  switch (operator) {
    case '$not':
      requireValue(operand, below(place));
      return;
    case '$size':
      if (isComparison(operand)) requireValue(operand, below(place));
      else if (!isCount(operand)) throw invalid(place, '$size takes a count or a comparison');
      return;
    case '$elemMatch':
      if (isComparison(operand)) requireValue(operand, below(place));
      else requireCondition(operand, below(place));
      return;
    case '$all':
    case '$alli':
      if (!Array.isArray(operand)) throw invalid(place, `${operator} takes a list`);
      operand.forEach((one, index) => {
        requireValue(one, below(at(place, index)));
      });
      return;
    case '$inGroup':
    case '$notInGroup':
      throw invalid(place, 'there are no saved groups');
    default: {
      if (!(operator in COMPARISONS)) throw invalid(place, `there is no operator ${operator}`);
      const fault = operandFault(operator, operand);
      if (fault) throw invalid(place, `${operator} takes ${fault}`);
    }
  }
}

function spend(place: Place): void {
  place.budget.parts -= 1;
  if (place.budget.parts < 0) throw invalid(place, `a condition has at most ${MOST_PARTS} parts`);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

const invalid = ({ path }: Place, message: string) =>
  violation('invalid-condition', message, { field: path });
