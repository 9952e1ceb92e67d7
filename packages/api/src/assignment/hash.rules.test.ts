import { describe, expect, it } from 'vitest';
import { fnv1a32, hash } from './hash.rules.js';

describe('the hash', () => {
  it.each([
    ['seed', 'a', 0.0505],
    ['seed', 'b', 0.2696],
    ['foo', 'ab', 0.2575],
    ['foo', 'def', 0.2019],
    ['89123klj', '8952klfjas09ujkasdf', 0.124],
    ['90850943850283058242805', '123', 0.7516],
    ['()**(%$##$%#$#', '___)((*":&', 0.0128],
  ])('is that of GrowthBook: %s and %s fall into %d', (seed, key, bucket) => {
    expect(hash(seed, key)).toBe(bucket);
  });

  it.each([
    ['é', 0.8663, 0.9593],
    ['日本', 0.9652, 0.8732],
    ['😀', 0.4346, 0.6493],
  ])(
    'is over UTF-16 code units: "%s" falls into %d, and not into %d as its bytes would',
    (key, bucket, ofBytes) => {
      const bytes = Buffer.from(key, 'utf8').toString('latin1');

      expect(hash('seed', key)).toBe(bucket);
      expect(hash('seed', bytes)).toBe(ofBytes);
    },
  );

  it('begins where FNV-1a begins', () => {
    expect(fnv1a32('')).toBe(0x811c9dc5);
    expect(fnv1a32('a')).toBe(0xe40c292c);
    expect(fnv1a32('foobar')).toBe(0xbf9cf968);
  });

  it('spreads recipients evenly: 100,000 of them over ten tenths', () => {
    const tenths = Array<number>(10).fill(0);
    for (let index = 0; index < 100_000; index += 1) {
      const tenth = Math.floor(hash('a seed of this test', `recipient-${index}`) * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }

    const chiSquare = tenths.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);

    // The 99.9 % point of chi-square with 9 degrees of freedom.
    expect(chiSquare).toBeLessThan(27.9);
  });

  it('is independent under another seed: knowing one half tells nothing of the other', () => {
    const both = Array.from({ length: 40_000 }, (_one, index) => `recipient-${index}`).filter(
      key => hash('one seed', key) < 0.5 && hash('another seed', key) < 0.5,
    );

    // Four standard deviations around a quarter.
    expect(Math.abs(both.length - 10_000)).toBeLessThan(350);
  });
});
