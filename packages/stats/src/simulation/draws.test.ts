import { describe, expect, it } from 'vitest';
import { binomial, chiSquared, normal } from '../distributions/index.js';
import { binomialFrom, normalFrom, randomFrom, xoshiro128 } from './draws.test-support.js';

/** Chance of counts as uneven as these, if each bin should hold its share of them. */
function chanceOf(counts: readonly number[], shares: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const statistic = counts.reduce((sum, count, bin) => {
    const expected = total * (shares[bin] as number);
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  return chiSquared.sf(statistic, counts.length - 1);
}

describe('what is drawn', () => {
  it('are the words that the published generator gives', () => {
    const word = xoshiro128([1, 2, 3, 4]);

    // the C source's algorithm, run in Python
    expect(Array.from({ length: 6 }, word)).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492]);
  });

  it('is the same for the same seed and another for another', () => {
    const firstOf = (seed: number) => randomFrom(seed)();

    expect(firstOf(1)).toBe(firstOf(1));
    expect(new Set([0, 1, 2, 3].map(firstOf)).size).toBe(4);
  });

  it.each([
    [7, 0.3],
    [1000, 0.004],
    [40, 0.3],
    [1250, 0.02],
    [300, 0.93],
    [100_000, 0.5],
  ])('has the binomial distribution with %d trials and chance %d', (trials, probability) => {
    const random = randomFrom(trials);
    const deviation = Math.sqrt(trials * probability * (1 - probability));
    // bins half a standard deviation wide around the mean, the outer ones open
    const edges = Array.from({ length: 7 }, (_, i) =>
      Math.floor(trials * probability + (i - 3) * Math.max(1, deviation / 2)),
    ).filter(edge => edge >= 0 && edge < trials);
    const counts = Array.from({ length: edges.length + 1 }, () => 0);
    for (let i = 0; i < 20_000; i++) {
      const drawn = binomialFrom(random, trials, probability);
      const bin = edges.findIndex(edge => drawn <= edge);
      counts[bin === -1 ? edges.length : bin]! += 1;
    }

    const below = [0, ...edges.map(edge => binomial.cdf(edge, trials, probability)), 1];
    const shares = counts.map((_, bin) => (below[bin + 1] as number) - (below[bin] as number));
    expect(chanceOf(counts, shares)).toBeGreaterThan(0.01);
  });

  it('never succeeds without a chance, and always with certainty', () => {
    const random = randomFrom(1);

    expect(binomialFrom(random, 10, 0)).toBe(0);
    expect(binomialFrom(random, 0, 0.5)).toBe(0);
    expect(binomialFrom(random, 10, 1)).toBe(10);
  });

  it('has the normal distribution', () => {
    const random = randomFrom(5);
    const counts = Array.from({ length: 16 }, () => 0);
    for (let i = 0; i < 20_000; i++) {
      counts[Math.floor(16 * normal.cdf(normalFrom(random)))]! += 1;
    }

    expect(
      chanceOf(
        counts,
        Array.from({ length: 16 }, () => 1 / 16),
      ),
    ).toBeGreaterThan(0.01);
  });
});
