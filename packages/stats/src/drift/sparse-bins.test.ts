import { describe, expect, it } from 'vitest';
import { chiSquaredTwoSample } from './chi-squared.js';
import { mergeSparse } from './sparse-bins.js';
import { seeded } from '../vectors.test-support.js';
import { randomCounts } from './samples.test-support.js';

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

describe('merging sparse bins', () => {
  it('leaves bins alone that are full enough', () => {
    expect(mergeSparse([5, 5, 5], [5, 5, 5])).toEqual({
      referenceCounts: [5, 5, 5],
      currentCounts: [5, 5, 5],
      firstBins: [0, 1, 2],
    });
  });

  it('takes a sparse bin together with the next, and the rest with the last', () => {
    expect(mergeSparse([2, 4, 9, 1, 1], [4, 2, 9, 1, 1])).toEqual({
      referenceCounts: [6, 11],
      currentCounts: [6, 11],
      firstBins: [0, 2],
    });
  });

  it('goes by the smaller sample', () => {
    expect(mergeSparse([900, 900, 900], [4, 4, 4]).referenceCounts).toEqual([2700]);
    expect(mergeSparse([900, 900, 900, 900], [4, 4, 4, 4]).currentCounts).toEqual([8, 8]);
  });

  it('keeps the totals, and leaves no expected count below the least', () => {
    const random = seeded(61);
    for (let run = 0; run < 50; run++) {
      const few = (counts: number[]) => counts.map(count => Math.floor(count / 60));
      const reference = [40, ...few(randomCounts(random, 12))];
      const current = [40, ...few(randomCounts(random, 12))];
      const merged = mergeSparse(reference, current);

      expect(total(merged.referenceCounts)).toBe(total(reference));
      expect(total(merged.currentCounts)).toBe(total(current));
      if (merged.firstBins.length > 1) {
        const { leastExpected } = chiSquaredTwoSample(merged.referenceCounts, merged.currentCounts);
        expect(leastExpected).toBeGreaterThanOrEqual(5);
      }
      merged.firstBins.forEach((first, k) => {
        expect(merged.referenceCounts[k]).toBe(total(reference.slice(first, merged.firstBins[k + 1])));
        expect(merged.currentCounts[k]).toBe(total(current.slice(first, merged.firstBins[k + 1])));
      });
    }
  });

  it('makes one bin of everything that is never enough, and of empty samples', () => {
    expect(mergeSparse([1, 1], [1, 1]).firstBins).toEqual([0]);
    expect(mergeSparse([0, 0, 0], [1, 2, 0], 1)).toEqual({
      referenceCounts: [0],
      currentCounts: [3],
      firstBins: [0],
    });
    expect(mergeSparse([0, 3], [0, 0], 0).firstBins).toEqual([0, 1]);
  });

  it.each([
    ['referenceCounts', () => mergeSparse([], [])],
    ['currentCounts', () => mergeSparse([1], [1, 2])],
    ['referenceCounts[0]', () => mergeSparse([0.5], [1])],
    ['currentCounts[0]', () => mergeSparse([1], [-1])],
    ['currentCounts[0]', () => mergeSparse([1], [1.5])],
    ['least', () => mergeSparse([1], [1], -1)],
  ])('refuses a %s of no use', (name, attempt) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});
