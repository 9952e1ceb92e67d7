import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyPrefix, keyText, looksLikeKey, nameInPrefix } from './api-key-secret.rules.js';
import { crc32 } from './checksum.rules.js';

const PREFIX = keyPrefix('live', '0123abcd');
const KEY = keyText(PREFIX, 'ab'.repeat(32));
const hex = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(bytes => Buffer.from(bytes).toString('hex'));
const environment = fc.stringMatching(/^[a-z0-9]{1,12}$/);

describe('the text of a key', () => {
  it('says where it is of, which it is, 256 bits of chance and a checksum, and is always as long', () => {
    fc.assert(
      fc.property(environment, hex, (word, random) => {
        const text = keyText(keyPrefix(word, '0123abcd'), random);

        expect(text).toMatch(/^pk_[a-z0-9]{1,12}_0123abcd_[0-9A-Za-z]{49}$/);
        expect(text).toHaveLength('pk__0123abcd_'.length + word.length + 49);
        expect(looksLikeKey(text)).toBe(true);
      }),
    );
  });

  it.each(['00', '01', '3d', '3e', 'ff'])('writes chance that ends in %s, all of it', end => {
    for (const random of [end.padStart(64, '0'), end.padStart(64, 'f')]) {
      const digits = keyText(PREFIX, random).slice(PREFIX.length + 1, -6);

      expect(digits).toHaveLength(43);
      expect(fromBase62(digits)).toBe(BigInt(`0x${random}`));
    }
  });

  it('is another for every chance', () => {
    const texts = Array.from({ length: 1000 }, (_none, index) =>
      keyText(PREFIX, index.toString(16).padStart(64, '0')),
    );

    expect(new Set(texts).size).toBe(1000);
  });

  it('is told from one in which a letter is another, missing, doubled, or in the place of its neighbour', () => {
    const others = [...KEY].flatMap((letter, index) => [
      KEY.slice(0, index) + (letter === 'a' ? 'b' : 'a') + KEY.slice(index + 1),
      KEY.slice(0, index) + KEY.slice(index + 1),
      KEY.slice(0, index) + letter + KEY.slice(index),
      KEY.slice(0, index) + (KEY[index + 1] ?? '') + letter + KEY.slice(index + 2),
    ]);

    expect(others.filter(text => text !== KEY && looksLikeKey(text))).toEqual([]);
  });

  it('keeps its name when it gets another secret, of the older form too', () => {
    expect(nameInPrefix(PREFIX)).toBe('0123abcd');
    expect(nameInPrefix('pk_0123abcd')).toBe('0123abcd');
  });

  it.each([
    ['', false],
    ['pk_', false],
    [PREFIX, false],
    [KEY.toUpperCase(), false],
    [` ${KEY}`, false],
    [`${KEY}\n`, false],
    [keyText('pk_thirteenlong1_0123abcd', 'ab'.repeat(32)), false],
    [keyText('pk_LIVE_0123abcd', 'ab'.repeat(32)), false],
    [keyText('pk__0123abcd', 'ab'.repeat(32)), false],
    [keyText('pk_live_0123abcg', 'ab'.repeat(32)), false],
    // Of keys made before there was a checksum.
    [`pk_00000000_${'x'.repeat(43)}`, true],
    [`pk_00000000_${'-_'.repeat(21)}x`, true],
    [`pk_00000000_${'x'.repeat(42)}`, false],
    [`pk_00000000_${'x'.repeat(44)}`, false],
    [`PK_00000000_${'x'.repeat(43)}`, false],
    [`pk_0000000g_${'x'.repeat(43)}`, false],
    [` pk_00000000_${'x'.repeat(43)}`, false],
  ])('%j: %s', (text, looksLike) => {
    expect(looksLikeKey(text)).toBe(looksLike);
  });
});

describe('the checksum', () => {
  it('is that of the textbooks, and that of zlib', () => {
    expect(crc32('123456789')).toBe(0xcbf43926);
    fc.assert(
      fc.property(fc.stringMatching(/^[\w-]*$/), text => {
        expect(crc32(text)).toBe(zlibCrc32(text));
      }),
    );
  });
});

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const fromBase62 = (text: string): bigint =>
  [...text].reduce((value, digit) => value * 62n + BigInt(DIGITS.indexOf(digit)), 0n);
