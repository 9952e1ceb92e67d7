import { describe, expect, it } from 'vitest';
import { hellinger, jensenShannon, klDivergence, totalVariation } from './divergences.js';
import { expectClose, numberAt, numbersAt, seeded } from '../vectors.test-support.js';
import { countCases, randomCounts } from './samples.test-support.js';

const METRICS = { jensenShannon, hellinger, totalVariation };
const metrics = Object.entries(METRICS);

describe('a distance between the shares of two samples', () => {
  it.each(countCases)('agrees with scipy for $id', ({ inputs, outputs }) => {
    const reference = numbersAt(outputs, 'counts_ref');
    const current = numbersAt(outputs, 'counts_cur');
    const floor = numberAt(inputs, 'eps');

    expectClose(jensenShannon(reference, current), outputs['js_distance_2'], 1e-13);
    expectClose(jensenShannon(reference, current, { base: Math.E }), outputs['js_distance_e'], 1e-13);
    expectClose(hellinger(reference, current), outputs['hellinger'], 1e-13);
    expectClose(totalVariation(reference, current), outputs['total_variation'], 1e-13);
    expectClose(klDivergence(reference, current, { floor }), outputs['kl_cur_vs_ref'], 1e-13);
  });

  // mpmath, 50 digits
  it.each([
    [
      [1e8 + 1, 1e8, 1e8],
      [1e8, 1e8 + 1, 1e8],
      [3.4673417157654854e-9, 2.8867513339199983e-9, 3.3333333222222224e-9, 3.333333305555556e-17],
    ],
    [
      [1e12 + 1, 1e12],
      [1e12, 1e12 + 1],
      [4.246609001437972e-13, 3.53553390593097e-13, 4.9999999999975e-13, 4.999999999995e-25],
    ],
    [
      [1e9, 1],
      [1, 1e9],
      [0.9999999843299759, 0.9999683767234141, 0.999999998, 9.209419327728744],
    ],
  ])('keeps its digits for %j against %j', (reference, current, [js, root, variation, kl]) => {
    expectClose(jensenShannon(reference, current), js, 1e-13);
    expectClose(hellinger(reference, current), root, 1e-13);
    expectClose(totalVariation(reference, current), variation, 1e-13);
    expectClose(klDivergence(reference, current), kl, 1e-13);
  });

  it.each(metrics)('%s is a metric that no common factor of the counts changes', (_, distance) => {
    const random = seeded(21);
    for (let run = 0; run < 40; run++) {
      const [a, b, c] = [randomCounts(random, 8), randomCounts(random, 8), randomCounts(random, 8)];

      const between = distance(a, b);

      expectClose(distance(b, a), between, 1e-14);
      expectClose(
        distance(
          a.map(count => 7 * count),
          Float64Array.from(b),
        ),
        between,
        1e-13,
      );
      expectClose(
        distance(
          a.map(count => count / 8),
          b,
        ),
        between,
        1e-13,
      );
      expectClose(distance([...a, 0].reverse(), [...b, 0].reverse()), between, 1e-13);
      expect(between).toBeLessThanOrEqual(distance(a, c) + distance(c, b) + 1e-14);
    }
  });

  it.each(metrics)('%s is 0 for equal shares and 1 for samples with nothing in common', (_, distance) => {
    expect(distance([3, 6, 9, 0], [1, 2, 3, 0])).toBe(0);
    expectClose(distance([1e15, 0, 3, 0], [0, 7, 0, 0.1]), 1, 1e-15);
    expect(distance([5e-300], [5e300])).toBe(0);
    expectClose(distance([1e-200, 1e-200], [1e-200, 3e-200]), distance([1, 1], [1, 3]), 1e-14);
  });

  it.each(metrics)('%s is never above 1 by rounding', (_, distance) => {
    const apart = [
      [
        [6, 55, 8, 52, 4, 21],
        [98, 89, 79, 76, 13, 69, 38],
      ],
      [
        [24, 45, 31, 9, 74],
        [34, 97, 73, 36, 8, 47],
      ],
      [
        [88, 68, 47],
        [48, 18, 59, 58],
      ],
    ] as const;
    for (const [few, more] of apart) {
      // in turn, so that no category is in both
      const reference = more.flatMap(count => [count, 0]);
      const current = more.flatMap((_count, k) => [0, few[k] ?? 0]);
      expect(distance(reference, current)).toBeLessThanOrEqual(1);
    }
  });

  it('of Jensen and Shannon is at most the root of ln 2 in nats', () => {
    expectClose(jensenShannon([1, 0], [0, 1], { base: Math.E }), Math.sqrt(Math.LN2), 1e-15);
  });

  it('of Kullback and Leibler depends on the floor only where a share is below it', () => {
    expectClose(klDivergence([1, 1], [1, 3]), 0.25 * Math.log(0.5) + 0.75 * Math.log(1.5), 1e-14);
    expect(klDivergence([1, 1], [1, 3], { floor: 1e-9 })).toBe(klDivergence([1, 1], [1, 3]));
    expectClose(
      klDivergence([0, 1], [1, 1], { floor: 0.01 }),
      0.5 * Math.log(50) + 0.5 * Math.log(0.5),
      1e-14,
    );
  });

  it.each([
    ['referenceCounts', [], []],
    ['currentCounts', [1, 2], [1]],
    ['referenceCounts[1]', [1, -2], [1, 1]],
    ['currentCounts[0]', [1, 1], [Number.NaN, 1]],
    ['referenceCounts', [0, 0], [1, 1]],
    ['currentCounts', [1, 1], [0, 0]],
  ])('refuses %s where there is nothing to compare', (name, reference, current) => {
    for (const distance of [jensenShannon, hellinger, totalVariation, klDivergence]) {
      expect(() => distance(reference, current)).toThrow(RangeError);
      expect(() => distance(reference, current)).toThrow(name);
    }
  });

  it('refuses a base of no logarithm and a floor that is no share', () => {
    for (const base of [1, 0.5, 0, -2, Number.NaN, Infinity]) {
      expect(() => jensenShannon([1], [1], { base })).toThrow(/^base /);
    }
    for (const floor of [0, 1, -1, Number.NaN]) {
      expect(() => klDivergence([1], [1], { floor })).toThrow(/^floor /);
    }
  });
});
