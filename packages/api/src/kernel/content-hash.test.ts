import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import { canonicalText, contentHash, secretHash } from './content-hash.js';

describe('the hash of content', () => {
  // printf '{"a":[1,true,null,"\xc3\xa9"],"b":{"c":0.1}}' | sha256sum
  it('is that of its canonical JSON, as others compute it', () => {
    expect(contentHash({ b: { c: 0.1 }, a: [1, true, null, 'é'] })).toBe(
      'bf698fb844241bf93177d948eb8e2f6b4775e65de599c8634548f17b493d67de',
    );
  });

  it.each<[string, unknown, unknown]>([
    ['the order of keys', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
    ['the spelling of a number', { a: 100 }, JSON.parse('{"a": 1e2}')],
    ['a key without a value', { a: 1, b: undefined }, { a: 1 }],
  ])('does not depend on %s', (_what, one, other) => {
    expect(contentHash(one)).toBe(contentHash(other));
  });

  it.each<[string, unknown, unknown]>([
    ['the order of a list', [1, 2], [2, 1]],
    ['a value', { a: 1 }, { a: 2 }],
    ['the kind of a value', { a: 1 }, { a: '1' }],
    ['nothing and absence', { a: null }, {}],
    ['a blank', { a: 'x' }, { a: 'x ' }],
  ])('depends on %s', (_what, one, other) => {
    expect(contentHash(one)).not.toBe(contentHash(other));
  });
});

describe('canonical JSON', () => {
  const odd: readonly unknown[] = [
    -0,
    1e21,
    1e-7,
    2 ** 53 + 2,
    '\u2028 "\\\b \u0001 é 😀',
    '',
    [true, null, [], {}],
    { 10: 1, 9: 2 },
    { '01': 1, 1: 2, a: [{ 10: 1, 9: 2 }] },
    { '\uffff': 1, '😀': 2, a: 3, _: 4, Z: 5 },
    [undefined],
    { b: undefined },
    JSON.parse('{"b":1,"__proto__":{"z":1,"a":2}}'),
    { at: new Date(0) },
    Object.create(null),
    undefined,
    [[[{ b: [1, { d: 1, c: 2 }] }]]],
  ];

  it.each(odd.map(content => [content]))('of %j is what the reference writes', content => {
    for (const whole of [content, { b: content, a: [content] }])
      expect(canonicalText(whole)).toBe(canonicalize(whole) ?? 'null');
  });

  it.each(['\ud800', 'a\udc00', Number.NaN, Number.POSITIVE_INFINITY])('of %j is refused', content => {
    expect(() => canonicalText({ a: [content] })).toThrow('not allowed');
    expect(() => canonicalText({ a: 1, [`\ud800${content}`]: 1 })).toThrow('not allowed');
  });
});

describe('the hash of a secret', () => {
  // printf 'abc' | sha256sum
  it('is SHA-256', () => {
    expect(secretHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
