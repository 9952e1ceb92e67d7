import { describe, expect, it } from 'vitest';
import { attribution } from './attribution.js';
import type { Credit, PathRow } from './paths.js';
import { type Case, casesOf, expectClose, numberAt, seeded, type Value } from '../vectors.test-support.js';

const counted = casesOf('attribution').filter(({ inputs }) => 'paths' in inputs);

function pathsAt(inputs: Case['inputs']): readonly PathRow[] {
  return inputs['paths'] as unknown as readonly PathRow[];
}

function expectCredit(credit: Credit, expected: Value | undefined): void {
  expect(Object.keys(credit).sort()).toEqual(Object.keys(expected as Credit).sort());
  for (const [channel, amount] of Object.entries(credit)) {
    expectClose(amount, (expected as Credit)[channel], 1e-14);
  }
}

/** The rules that divide what converted; `shapleyRate` divides a rate. */
const rules = ['first', 'last', 'linear', 'positionBased', 'timeDecay', 'shapley', 'markov'] as const;

/** Journeys through up to five channels, some of them through a channel that never converts. */
function seededPaths(seed: number): PathRow[] {
  const random = seeded(seed);
  const rows = Array.from({ length: 12 }, () => ({
    path: Array.from({ length: 1 + Math.floor(random() * 5) }, () =>
      'abcde'.charAt(Math.floor(random() * 5)),
    ),
    conversions: Math.floor(random() * 9),
    nulls: Math.floor(random() * 90),
    value: Math.floor(random() * 1000),
  }));
  return [...rows, { path: ['a', 'idle'], conversions: 0, nulls: 7, value: 0 }];
}

function sumOf(credit: Credit): number {
  return Object.values(credit).reduce((sum, amount) => sum + amount, 0);
}

describe('credit by rule', () => {
  it.each(counted)('agrees with exact fractions for $id', ({ inputs, outputs }) => {
    const paths = pathsAt(inputs);

    expectCredit(attribution.first(paths), outputs['first']);
    expectCredit(attribution.last(paths), outputs['last']);
    expectCredit(attribution.linear(paths), outputs['linear']);
    expectCredit(attribution.positionBased(paths), outputs['position_based']);
    expectCredit(attribution.timeDecay(paths), outputs['time_decay_steps']);
    expectCredit(attribution.shapley(paths), outputs['shapley']);
    for (const rule of rules) {
      expectClose(sumOf(attribution[rule](paths)), numberAt(outputs, 'total_conversions'), 1e-14);
    }
  });

  describe.each(rules)('%s', rule => {
    const divide = attribution[rule];

    it('hands out every conversion, or all value, and no more', () => {
      for (let seed = 1; seed <= 30; seed++) {
        const paths = seededPaths(seed);
        const total = (field: 'conversions' | 'value') =>
          paths.reduce((sum, row) => sum + (row[field] ?? 0), 0);

        expectClose(sumOf(divide(paths)), total('conversions'), 1e-13);
        expectClose(sumOf(divide(paths, { credit: 'value' })), total('value'), 1e-13);
      }
    });

    it('gives nothing to a channel after which nobody ever converted', () => {
      for (let seed = 1; seed <= 30; seed++) expect(divide(seededPaths(seed))['idle']).toBe(0);
    });

    it('does not mind the order of the rows, nor their being listed twice instead of counted twice', () => {
      const paths = seededPaths(3);
      const doubled = paths.map(row => ({
        ...row,
        conversions: 2 * (row.conversions ?? 0),
        nulls: 2 * (row.nulls ?? 0),
      }));
      const credit = divide(paths);
      const twice = divide(doubled);

      for (const [channel, amount] of Object.entries(divide(paths.toReversed()))) {
        expectClose(amount, credit[channel], 1e-13);
      }
      for (const [channel, amount] of Object.entries(divide([...paths, ...paths]))) {
        expectClose(amount, twice[channel], 1e-13);
      }
    });

    it('credits nobody when nobody converted, and knows no channels without journeys', () => {
      expect(divide([{ path: ['email', 'ad'], conversions: 0, nulls: 9 }])).toEqual({ email: 0, ad: 0 });
      expect(divide([])).toEqual({});
    });

    it('credits channels whose names mean something to the language', () => {
      const credit = divide([{ path: ['__proto__'] }, { path: ['constructor'] }, { path: ['constructor'] }]);

      expect(Object.entries(credit)).toEqual([
        ['__proto__', 1],
        ['constructor', 2],
      ]);
      expect(Object.getPrototypeOf(credit)).toBe(Object.prototype);
    });

    it.each<[string, readonly PathRow[]]>([
      ['paths[0].path', [{ path: [] }]],
      ['paths[1].path', [{ path: ['a'] }, {}]],
      ['paths[0].path', [{ path: [7 as unknown as string] }]],
      ['paths[0].conversions', [{ path: ['a'], conversions: -1 }]],
      ['paths[0].conversions', [{ path: ['a'], conversions: Number.NaN }]],
      ['paths[0].nulls', [{ path: ['a'], nulls: Number.POSITIVE_INFINITY }]],
      ['paths[0].value', [{ path: ['a'], value: Number.NaN }]],
      ['paths[0].times', [{ path: ['a', 'b'], times: [1] }]],
      ['paths[0].times', [{ path: ['a'], times: [Number.NEGATIVE_INFINITY] }]],
      ['paths[0].times', [{ path: ['a'], times: [2], conversionTime: 1 }]],
    ])('refuses an impossible row by the name of %s', (name, paths) => {
      expect(() => divide(paths)).toThrow(RangeError);
      expect(() => divide(paths)).toThrow(name);
    });

    it('refuses to divide a value that a converting row does not state, and what it does not know', () => {
      const paths: PathRow[] = [{ path: ['a'], conversions: 0, nulls: 1 }, { path: ['a'] }];

      expect(() => divide(paths, { credit: 'value' })).toThrow('paths[1].value');
      expect(() => divide(paths, { credit: 'clicks' as 'value' })).toThrow(
        "credit must be 'conversions' or 'value'",
      );
    });
  });

  it('divides conversions where rows state both, and value where they state nothing else', () => {
    expect(attribution.last([{ path: ['a'], conversions: 2, value: 50 }])).toEqual({ a: 2 });
    expect(attribution.last([{ path: ['a'], value: 50 }])).toEqual({ a: 50 });
  });

  it('knows the first touch by its time where rows state times', () => {
    const touches = [['late', 5] as const, ['early', 1] as const];

    expect(attribution.first([{ touches }])).toEqual({ early: 1, late: 0 });
    expect(attribution.last([{ path: ['late', 'early'], times: [5, 1] }])).toEqual({ early: 0, late: 1 });
  });
});

describe('credit by position', () => {
  const four = [{ path: ['a', 'b', 'c', 'd'], conversions: 10 }];

  it('gives the ends what is asked for, and the rest to the middle', () => {
    const credit = attribution.positionBased(four, { first: 0.5, last: 0.25 });

    expect(credit).toEqual({ a: 5, b: 1.25, c: 1.25, d: 2.5 });
  });

  it('lets two touches divide everything in the proportion of the ends', () => {
    const two = [{ path: ['a', 'b'], conversions: 10 }];

    expect(attribution.positionBased(two)).toEqual({ a: 5, b: 5 });
    expect(attribution.positionBased(two, { first: 0.6, last: 0.2 })['a']).toBeCloseTo(7.5, 12);
    expect(attribution.positionBased(two, { first: 0, last: 0 })).toEqual({ a: 5, b: 5 });
  });

  it('refuses ends that take more than there is', () => {
    expect(() => attribution.positionBased(four, { first: 0.7, last: 0.4 })).toThrow('first and last');
    expect(() => attribution.positionBased(four, { first: -0.1 })).toThrow('first must be');
    expect(() => attribution.positionBased(four, { last: 1.1 })).toThrow('last must be');
  });
});
