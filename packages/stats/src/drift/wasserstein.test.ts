import { describe, expect, it } from 'vitest';
import { normedWasserstein, wasserstein } from './wasserstein.js';
import { expectClose, seeded } from '../vectors.test-support.js';
import { randomSample, sampleCases, samplesOf } from './samples.test-support.js';

/** The average distance of the k-th smallest, after each sample is repeated to a common size. */
function byMatching(a: readonly number[], b: readonly number[]): number {
  const repeated = (values: readonly number[], times: number) =>
    values.flatMap(value => Array.from({ length: times }, () => value)).sort((x, y) => x - y);
  const ofB = repeated(b, a.length);
  const distances = repeated(a, b.length).map((value, k) => Math.abs(value - (ofB[k] as number)));
  return distances.reduce((sum, distance) => sum + distance, 0) / ofB.length;
}

describe('the Wasserstein distance', () => {
  it.each(sampleCases)('agrees with scipy for $id', ({ inputs, outputs }) => {
    const { reference, current } = samplesOf(inputs);

    expectClose(wasserstein(reference, current), outputs['wasserstein'], 1e-12);
  });

  it('is the least work of carrying one sample to the other, whatever the sizes and ties', () => {
    const random = seeded(3);
    for (let run = 0; run < 40; run++) {
      const a = randomSample(random, 1 + Math.floor(25 * random()), run % 2 === 0 ? 1 : 15);
      const b = randomSample(random, 1 + Math.floor(25 * random()), run % 2 === 0 ? 1 : 15);

      expect(Math.abs(wasserstein(a, b) - byMatching(a, b))).toBeLessThan(1e-13);
      expectClose(wasserstein(b, a), wasserstein(a, b), 1e-13);
    }
  });

  it('is the shift of a shifted sample, also far from zero', () => {
    const sample = randomSample(seeded(4), 500);

    expectClose(
      wasserstein(
        sample,
        sample.map(value => value + 2),
      ),
      2,
      1e-13,
    );
    const far = sample.map(value => value + 1e9);
    expectClose(
      wasserstein(
        far,
        far.map(value => value + 2),
      ),
      2,
      1e-13,
    );
  });

  it('grows with the scale of both samples, and never exceeds the way over a third sample', () => {
    const random = seeded(5);
    for (let run = 0; run < 20; run++) {
      const [a, b, c] = [randomSample(random, 20), randomSample(random, 31), randomSample(random, 7)];
      const times = (values: number[]) => values.map(value => -3 * value);

      expectClose(wasserstein(times(a), times(b)), 3 * wasserstein(a, b), 1e-12);
      expect(wasserstein(a, b)).toBeLessThanOrEqual(wasserstein(a, c) + wasserstein(c, b) + 1e-14);
    }
  });

  it('is 0 for equal distributions, and finite where the range of the values is not', () => {
    expect(wasserstein([1, 2, 2], [2, 1, 2, 2, 2, 1])).toBe(0);
    expect(wasserstein([0, -0], [0])).toBe(0);
    expectClose(wasserstein([-1.5e308, 1.5e308], [1.5e308, 1.5e308]), 1.5e308, 1e-14);
  });

  it('leaves the samples as they are', () => {
    const sample = Float64Array.of(3, 1, 2);
    wasserstein(sample, [1]);

    expect(Array.from(sample)).toEqual([3, 1, 2]);
  });

  it.each([
    ['reference', [], [1]],
    ['current', [1], []],
    ['current', [1], [Number.NaN]],
  ])('refuses a %s that is empty or not finite', (name, reference, current) => {
    expect(() => wasserstein(reference, current)).toThrow(RangeError);
    expect(() => wasserstein(reference, current)).toThrow(name);
    expect(() => normedWasserstein(reference, current)).toThrow(name);
  });
});

describe('the Wasserstein distance in standard deviations of the reference', () => {
  it('is the same in whatever unit the values are', () => {
    const random = seeded(6);
    const [a, b] = [randomSample(random, 40), randomSample(random, 50)];
    const inCents = (values: number[]) => values.map(value => 100 * value + 7);

    const result = normedWasserstein(a, b);

    expectClose(normedWasserstein(inCents(a), inCents(b)).normed, result.normed, 1e-12);
    expect(result.distance).toBe(wasserstein(a, b));
  });

  it('takes the deviation of the reference alone, with divisor n', () => {
    expect(normedWasserstein([1, 3], [2, 4, 2, 4])).toEqual({
      distance: 1,
      standardDeviation: 1,
      normed: 1,
      undefinedBecause: null,
    });
    expectClose(normedWasserstein([2, 4, 4, 4, 5, 5, 7, 9], [6]).standardDeviation, 2, 1e-15);
  });

  it('has no answer where the reference holds one value only', () => {
    expect(normedWasserstein([0.1, 0.1, 0.1], [0.1, 1.1])).toMatchObject({
      distance: 0.5,
      normed: null,
      undefinedBecause: 'reference does not vary',
    });
  });
});
