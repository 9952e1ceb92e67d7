import { describe, expect, it } from 'vitest';
import { IDENTITY_RULE_VERSION, canonicalKey } from './recipient-key.js';

describe('the rule of identity', () => {
  it('is named: keys that become canonical by another rule are another version', () => {
    const spellings = ['  Ada@Example.COM ', 'e\u0301', 'Customer-1', 'ZOE\u0308@example.com'];

    expect(IDENTITY_RULE_VERSION).toBe(1);
    expect(spellings.map(canonicalKey)).toEqual([
      'ada@example.com',
      '\u00e9',
      'Customer-1',
      'zo\u00eb@example.com',
    ]);
  });
});
