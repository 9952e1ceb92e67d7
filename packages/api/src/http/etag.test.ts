import { describe, expect, it } from 'vitest';
import { etagOf, hasAlready } from './etag.js';

describe('a tag', () => {
  it('is that of its content, whatever the order of its keys', () => {
    expect(etagOf({ a: 1, b: [2] })).toMatch(/^"[0-9a-f]{32}"$/);
    expect(etagOf({ b: [2], a: 1 })).toBe(etagOf({ a: 1, b: [2] }));
    expect(etagOf({ a: 1, b: [3] })).not.toBe(etagOf({ a: 1, b: [2] }));
  });

  it.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['"b",W/"a"', true],
    ['*', true],
    ['"b"', false],
    ['a', false],
    ['', false],
    [undefined, false],
  ])('is known to a client that sends %s: %s', (ifNoneMatch, isKnown) => {
    expect(hasAlready(ifNoneMatch, '"a"')).toBe(isKnown);
  });
});
