import type { Condition } from '../experiments/condition.rules.js';

/**
 * Whether GrowthBook's SDKs read a condition as it is read here, whatever the attributes. They do, but for three things:
 * names that every object inherits, patterns that their memory of patterns confuses, and `id`, which holds the recipient
 * key there and belongs to nobody here.
 */
export const isReadAlike = (condition: Condition | null): boolean => condition === null || isAlike(condition);

/** `ofRecipient`: names are those of the recipient's attributes, not of something within one. */
function isAlike(part: unknown, ofRecipient = true): boolean {
  if (Array.isArray(part)) return part.every(one => isAlike(one, ofRecipient));
  if (typeof part !== 'object' || part === null) return true;
  return Object.entries(part).every(([key, value]) => {
    if (key === '$regex' || key === '$regexi') return isPatternAlike(value);
    if (key.startsWith('$')) return isAlike(value, ofRecipient);
    const names = key.split('.');
    return !(ofRecipient && names[0] === 'id') && !names.some(isInherited) && isAlike(value, false);
  });
}

/** The length of a list is its own. */
const isInherited = (name: string): boolean => name !== 'length' && name in Array.prototype;

/** The SDKs remember patterns in an object, by their text: under "a/i" what takes "a" in any case of letters. */
const isPatternAlike = (pattern: unknown): boolean =>
  typeof pattern === 'string' && !pattern.endsWith('/i') && !(pattern in Object.prototype);
