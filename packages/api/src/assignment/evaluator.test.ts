import { GrowthBook, evalCondition } from '@growthbook/growthbook';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  bucketRanges,
  canonicalKey,
  chooseVariant,
  equalWeights,
  evaluateCondition,
  hash,
  inNamespace,
} from './evaluator.js';

const SEED = 20_260_801;

// The SDK complains aloud of operators, weights and allocations that it does not know what to do with.
beforeAll(() => {
  vi.spyOn(console, 'error').mockReturnValue();
});
afterAll(() => {
  vi.restoreAllMocks();
});

describe('a condition', () => {
  const name = fc.constantFrom('a', 'b', 'list', 'deep', 'missing');
  const path = fc.oneof(
    { weight: 4, arbitrary: name },
    fc.tuple(name, fc.constantFrom('a', 'list', '0', '1', 'length')).map(names => names.join('.')),
  );
  const plain = fc.oneof(
    fc.constantFrom(
      '',
      'a',
      'A',
      'ab',
      'null',
      'true',
      '0',
      '1',
      '-1',
      '1.5',
      ' 1 ',
      '1.0.0',
      'v1.2.10',
      '1.2.9-rc.1+7',
      'é',
    ),
    fc.constantFrom<unknown>(0, 1, -1, 2, 1.5, 10, null, true, false),
  );
  const value: fc.Arbitrary<unknown> = fc.letrec(tie => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 4, arbitrary: plain },
      { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
      {
        weight: 1,
        arbitrary: fc.dictionary(fc.constantFrom('a', 'list', 'x'), tie('value'), { maxKeys: 2 }),
      },
    ),
  })).value;
  const attributes = fc.dictionary(fc.constantFrom('a', 'b', 'list', 'deep', '$where'), value, {
    maxKeys: 4,
  });

  const groupId = fc.constantFrom('plain', 'list', 'condition', 'circular', 'broken', 'unknown');
  const pattern = fc.constantFrom('a', '^A', '(', '[0-9]+$', '/', 'null', '^1\\.', '');
  const { condition } = fc.letrec<{ condition: unknown; expected: unknown }>(tie => {
    const operands: Record<string, fc.Arbitrary<unknown>> = {
      $not: tie('expected'),
      $size: tie('expected'),
      $elemMatch: fc.oneof(tie('expected'), tie('condition')),
      $regex: pattern,
      $regexi: pattern,
      $type: fc.constantFrom('string', 'number', 'boolean', 'array', 'object', 'null', 'undefined', 'other'),
      $exists: fc.boolean(),
      $inGroup: groupId,
      $notInGroup: groupId,
      $regx: plain,
    };
    for (const one of [
      '$eq',
      '$ne',
      '$gt',
      '$gte',
      '$lt',
      '$lte',
      '$veq',
      '$vne',
      '$vgt',
      '$vgte',
      '$vlt',
      '$vlte',
    ])
      operands[one] = plain;
    for (const one of ['$in', '$nin', '$ini', '$nini']) operands[one] = fc.array(plain, { maxLength: 12 });
    for (const one of ['$all', '$alli']) operands[one] = fc.array(tie('expected'), { maxLength: 3 });
    const operator = fc.constantFrom(...Object.keys(operands)).chain(one =>
      fc
        // Now and then an operand of another kind; not of a pattern, where the SDK answers by what it was asked before:
        // its patterns are kept by their text, and a 1 that is no pattern finds the "1" that is one.
        .oneof(
          { weight: 9, arbitrary: operands[one] ?? plain },
          { weight: 1, arbitrary: one.startsWith('$regex') ? pattern : value },
        )
        .map(operand => [one, operand] as const),
    );
    const conditions = fc.oneof(
      { weight: 12, arbitrary: fc.array(tie('condition'), { maxLength: 3 }) },
      { weight: 1, arbitrary: value },
    );
    const reference = fc.oneof(
      { weight: 6, arbitrary: groupId.map(id => ({ id })) },
      {
        weight: 2,
        arbitrary: fc.record({ id: groupId, attributeKey: fc.constantFrom<unknown>('a', 'list.0', null) }),
      },
      { weight: 1, arbitrary: value },
    );
    return {
      condition: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        { weight: 6, arbitrary: fc.dictionary(path, tie('expected'), { maxKeys: 2 }) },
        {
          weight: 1,
          arbitrary: fc.dictionary(fc.constantFrom('$and', '$or', '$nor'), conditions, {
            minKeys: 1,
            maxKeys: 2,
          }),
        },
        { weight: 1, arbitrary: tie('condition').map(one => ({ $not: one })) },
        { weight: 1, arbitrary: reference.map(one => ({ $savedGroup: one })) },
        { weight: 1, arbitrary: fc.constantFrom(null, {}) },
      ),
      expected: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        { weight: 3, arbitrary: value },
        {
          weight: 6,
          arbitrary: fc.array(operator, { minLength: 1, maxLength: 2 }).map(all => Object.fromEntries(all)),
        },
      ),
    };
  });
  const groups = fc.record({
    plain: fc.array(plain, { maxLength: 12 }),
    list: fc.record({
      type: fc.constant('list'),
      attributeKey: path,
      values: fc.array(plain, { maxLength: 4 }),
    }),
    condition: fc.record({ type: fc.constant('condition'), condition }),
    circular: fc.constant({ type: 'condition', condition: { $not: { $savedGroup: { id: 'circular' } } } }),
    broken: fc.oneof(value, fc.record({ type: fc.constantFrom('list', 'condition', 'query') })),
  });

  /** What the SDK fails on holds for nobody here: a condition of one experiment must not stop an assignment. */
  function bySdk(...[attributesGiven, asked, saved]: Parameters<typeof evalCondition>): boolean {
    try {
      return evalCondition(attributesGiven, asked, saved);
    } catch {
      return false;
    }
  }

  it('is met by whom it is met by in the SDK, whatever it asks and whatever is known', () => {
    const answers = { held: 0, failed: 0 };
    fc.assert(
      fc.property(condition, attributes, groups, (asked, known, saved) => {
        const theirs = bySdk(known, asked as never, saved as never);
        answers[theirs ? 'held' : 'failed'] += 1;
        expect(evaluateCondition(asked, known, saved as never)).toBe(theirs);
      }),
      { seed: SEED, numRuns: 4000 },
    );

    // A comparison of answers that are all alike would prove little.
    expect(Math.min(answers.held, answers.failed)).toBeGreaterThan(1000);
  });

  it('is met by whom it is met by where the SDK itself targets', () => {
    fc.assert(
      fc.property(condition, attributes, (asked, known) => {
        fc.pre(asked !== null);
        const rules = [{ condition: asked as never, force: true }];
        const gb = new GrowthBook({
          attributes: known,
          features: { targeted: { defaultValue: false, rules } },
        });
        let theirs = false;
        try {
          theirs = gb.isOn('targeted');
        } catch {
          // What fails there holds for nobody here.
        }
        expect(evaluateCondition(asked, known)).toBe(theirs);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
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
