import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyedHash } from './keyed-hash.js';

const byNode = (key: Buffer, text: string): string => createHmac('sha256', key).update(text).digest('hex');

describe('a keyed hash', () => {
  it('is HMAC-SHA-256, for keys and texts of every length', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.array(fc.string({ unit: 'binary', maxLength: 1_100, size: 'max' }), { maxLength: 5 }),
        (bytes, texts) => {
          const key = Buffer.from(bytes);
          const hash = keyedHash(key);

          expect(texts.map(hash)).toEqual(texts.map(text => byNode(key, text)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(['', 'a', '日本 😀', '\ud800 alone', 'z'.repeat(1_024), '日'.repeat(1_024), '日'.repeat(1_025)])(
    'is that of node for %j, after a longer text as after a shorter one',
    text => {
      const key = Buffer.alloc(64, 7);
      const hash = keyedHash(key);

      hash('longer than any of these'.repeat(40));

      expect(hash(text)).toBe(byNode(key, text));
      expect(hash(text)).toBe(byNode(key, text));
    },
  );
});
