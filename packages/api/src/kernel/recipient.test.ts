import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalKey, recipientIdWith, recipientKeyFault } from './recipient.js';

describe('the canonical form of a recipient key', () => {
  it.each([
    ['customer-1', 'customer-1'],
    ['  customer-1\t\n', 'customer-1'],
    ['Customer-1', 'Customer-1'],
    ['Ada@Example.COM', 'ada@example.com'],
    [' ada@example.com ', 'ada@example.com'],
    ['ZOE\u0308@example.com', 'zo\u00eb@example.com'],
    ['zo\u00eb@example.com', 'zo\u00eb@example.com'],
    ['e\u0301', '\u00e9'],
    ['\u212b', '\u00c5'],
    ['\ufb01n', '\ufb01n'],
    ['\u65e5\u672c', '\u65e5\u672c'],
    ['\u{1f600}', '\u{1f600}'],
    ['STRASSE@example.com', 'strasse@example.com'],
    ['ada+news@example.com', 'ada+news@example.com'],
    ['a d a', 'a d a'],
  ])('of %j is %j', (key, canonical) => {
    expect(canonicalKey(key)).toBe(canonical);
    expect(canonicalKey(canonical)).toBe(canonical);
  });

  it('is found faster for the keys that are common, and is the same', () => {
    const unit = fc.constantFrom(...'aZ09@.+ \t~', '\u007f', '\u0301', '\u00e9', '\u212b', '\u{1f600}');
    const slowly = (key: string) => {
      const form = key.normalize('NFC').trim();
      return form.includes('@') ? form.toLowerCase() : form;
    };

    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), key => canonicalKey(key) === slowly(key)),
      { seed: 1, numRuns: 5_000 },
    );
  });
});

describe('a recipient key', () => {
  it.each(['a', '0', 'x'.repeat(512), '\u{1f600}', 'ada@example.com', '\u0000'])('can be %j', key => {
    expect(recipientKeyFault(key)).toBeNull();
  });

  it.each([
    ['', 'empty'],
    [' \t\n', 'empty'],
    ['x'.repeat(513), 'longer than 512 characters'],
    [' '.repeat(513), 'longer than 512 characters'],
    ['\ud83d', 'not well-formed Unicode'],
    ['a\ude00b', 'not well-formed Unicode'],
  ])('cannot be %j', (key, fault) => {
    expect(recipientKeyFault(key)).toBe(fault);
  });
});

describe('the id of a recipient', () => {
  // printf 'ada@example.com' | openssl dgst -sha256 -hmac 'pepper'
  it('is the first half of an HMAC, as others compute it', () => {
    expect(recipientIdWith(Buffer.from('pepper'))('ada@example.com')).toBe(
      '73c43507a0192e95887a051ea55e31d1',
    );
  });

  it('is another with another pepper, and another for another recipient', () => {
    const [one, other] = [recipientIdWith(Buffer.from('one')), recipientIdWith(Buffer.from('other'))];

    expect(new Set([one('a'), one('b'), other('a'), other('b')]).size).toBe(4);
    expect(one('a')).toBe(one('a'));
  });
});
