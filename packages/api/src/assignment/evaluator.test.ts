import { GrowthBook } from '@growthbook/growthbook';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bucketRanges, canonicalKey, chooseVariant, equalWeights, hash, inNamespace } from './evaluator.js';

const SEED = 20_260_801;

// The SDK complains aloud of weights and allocations that it does not know what to do with.
beforeAll(() => {
  vi.spyOn(console, 'error').mockReturnValue();
});
afterAll(() => {
  vi.restoreAllMocks();
});

describe('a bucket', () => {
  const key = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });

  it('is that of an experiment of the SDK, under both versions of the hash', () => {
    fc.assert(
      fc.property(key, key, fc.constantFrom(1 as const, 2 as const), (seed, id, hashVersion) => {
        const gb = new GrowthBook({ attributes: { id } });
        const { bucket } = gb.run({ key: 'any', seed, variations: [0, 1], hashVersion });
        expect(hash(seed, id, hashVersion)).toBe(bucket);
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it('is none under a version that nobody knows', () => {
    expect([hash('seed', 'a', 0), hash('seed', 'a', 3), hash('seed', 'a', 99)]).toEqual([null, null, null]);
  });

  it.each([
    ['é', 0.8663],
    ['e\u0301', 0.8663],
    ['日本', 0.9652],
    ['😀', 0.4346],
  ])('is over the UTF-16 code units of the canonical key: %s falls into %d', (recipientKey, bucket) => {
    expect(hash('seed', canonicalKey(recipientKey))).toBe(bucket);
  });
});

describe('a variant', () => {
  const weights: fc.Arbitrary<number[]> = fc.oneof(
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 6 }),
    fc
      .array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 6 })
      .map(parts => parts.map(part => part / parts.reduce((sum, one) => sum + one, 0))),
    fc.constantFrom<number[]>([0.4, 0.5999], [0.5, 0.49], [0.5, 0.51], [0.5, 0.4899], [0.5, 0.5101], [1, 0]),
  );
  const allocation = fc.double({ min: -0.5, max: 1.5, noNaN: true });

  it('is the one of an experiment of the SDK with these weights, good or bad, and this allocation', () => {
    fc.assert(
      fc.property(
        weights,
        allocation,
        fc.integer({ min: -1, max: 1 }),
        fc.nat(),
        (given, share, more, recipient) => {
          const id = `recipient-${recipient}`;
          const count = Math.max(2, given.length + more);
          const variations = Array.from({ length: count }, (_one, index) => index) as [
            number,
            number,
            ...number[],
          ];
          const { variationId, inExperiment } = new GrowthBook({ attributes: { id } }).run({
            key: 'any',
            variations,
            weights: given,
            coverage: share,
            hashVersion: 2,
          });
          const chosen = chooseVariant(hash('any', id), bucketRanges(given, share, count));
          expect(chosen).toBe(inExperiment ? variationId : -1);
        },
      ),
      { seed: SEED, numRuns: 1500 },
    );
  });

  it.each([
    [
      'weights are equal where none are given',
      null,
      0.5,
      2,
      [
        [0, 0.25],
        [0.5, 0.75],
      ],
    ],
    [
      'weights are equal where they are not as many as the variants',
      [0.4, 0.4, 0.2],
      1,
      4,
      [
        [0, 0.25],
        [0.25, 0.5],
        [0.5, 0.75],
        [0.75, 1],
      ],
    ],
    [
      'weights are equal where they add up to less than 0.99',
      [0.4, 0.1],
      1,
      2,
      [
        [0, 0.5],
        [0.5, 1],
      ],
    ],
    [
      'weights are equal where they add up to more than 1.01',
      [0.7, 0.6],
      1,
      2,
      [
        [0, 0.5],
        [0.5, 1],
      ],
    ],
    [
      'weights stay where they add up to almost 1',
      [0.4, 0.5999],
      1,
      2,
      [
        [0, 0.4],
        [0.4, 0.9999],
      ],
    ],
    [
      'an allocation below 0 is none',
      [0.5, 0.5],
      -0.2,
      2,
      [
        [0, 0],
        [0.5, 0.5],
      ],
    ],
    [
      'an allocation above 1 is all',
      [0.5, 0.5],
      1.5,
      2,
      [
        [0, 0.5],
        [0.5, 1],
      ],
    ],
  ])('owns its range: %s', (_what, given, share, count, ranges) => {
    expect(bucketRanges(given, share, count)).toEqual(ranges);
  });

  it('is as likely as any other where no weights are given', () => {
    expect([equalWeights(-1), equalWeights(0), equalWeights(1), equalWeights(4)]).toEqual([
      [],
      [],
      [1],
      [0.25, 0.25, 0.25, 0.25],
    ]);
  });
});

describe('a namespace', () => {
  it('holds whom it holds in the SDK', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 8 }),
        fc.nat(),
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 0, max: 1000 }),
        (id, recipient, start, end) => {
          const key = `recipient-${recipient}`;
          const namespace: [string, number, number] = [id, start / 1000, end / 1000];
          const gb = new GrowthBook({ attributes: { id: key } });
          const { inExperiment } = gb.run({ key: 'any', variations: [0, 1], namespace });
          expect(inNamespace(key, namespace)).toBe(inExperiment);
        },
      ),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it('ends before its end: two that meet share nobody, and leave nobody out', () => {
    const keys = Array.from({ length: 2000 }, (_one, index) => `recipient-${index}`);
    const border = hash('__side by side', 'recipient-7', 1);

    const homes = keys.map(
      key =>
        Number(inNamespace(key, ['side by side', 0, border])) +
        Number(inNamespace(key, ['side by side', border, 1])),
    );

    expect(new Set(homes)).toEqual(new Set([1]));
    expect(inNamespace('recipient-7', ['side by side', border, 1])).toBe(true);
  });
});
