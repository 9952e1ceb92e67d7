import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleRatioByDimension } from './sample-ratio-by-dimension.js';
import { sampleRatio } from './sample-ratio.js';

const level = (name: string, ...counts: number[]) => ({ name, counts });

describe('the sample ratio by dimension', () => {
  it('finds the part of the audience that is not of its planned sizes', () => {
    const levels = [level('ios', 5000, 5010), level('android', 3000, 2600), level('web', 800, 790)];

    const found = sampleRatioByDimension(levels, [1, 1]);

    expect(found.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['ios', 'passed'],
      ['android', 'failed'],
      ['web', 'passed'],
    ]);
    const { pValue, statistic } = sampleRatio([3000, 2600], [1, 1]);
    expect(found[1]).toMatchObject({ pValue, statistic, adjustedPValue: 3 * pValue });
  });

  it('asks more of each level when there are more of them', () => {
    // alone its p-value is 0.00086
    const lone = level('ios', 500, 400);
    const even = level('web', 700, 700);

    expect(sampleRatioByDimension([lone], [1, 1])[0]?.verdict).toBe('failed');
    expect(sampleRatioByDimension([lone, even], [1, 1])[0]?.verdict).toBe('passed');
    expect(sampleRatioByDimension([lone, even], [1, 1], { alpha: 0.01 })[0]?.verdict).toBe('failed');
  });

  it('does not test a level in which chi-square does not hold, nor count it among the levels', () => {
    const levels = [level('ios', 500, 400), level('rare', 18, 2), level('nobody', 0, 0)];

    const [ios] = sampleRatioByDimension([levels[0] as (typeof levels)[0], levels[2] as never], [1, 1]);
    const [, rare, nobody] = sampleRatioByDimension(levels, [99, 1]);

    expect(ios?.verdict).toBe('failed');
    expect(rare).toMatchObject({ adjustedPValue: null, verdict: 'not-enough-data' });
    expect(nobody?.verdict).toBe('not-enough-data');
    expect(sampleRatioByDimension(levels, [99, 1], { leastExpected: 0.2 })[1]?.verdict).toBe('failed');
  });

  it('fails a level of any size that holds a unit in an arm without weight', () => {
    const [found] = sampleRatioByDimension([level('ios', 1, 0, 1)], [1, 1, 0]);

    expect(found).toMatchObject({ pValue: 0, adjustedPValue: 0, verdict: 'failed' });
  });

  it('says the same of a level wherever it stands', () => {
    const counts = fc.tuple(fc.nat(3000), fc.nat(3000));
    const property = fc.property(fc.array(counts, { maxLength: 6 }), all => {
      const levels = all.map((pair, index) => level(String(index), ...pair));
      const there = sampleRatioByDimension(levels, [2, 1]);
      expect(sampleRatioByDimension(levels.toReversed(), [2, 1]).toReversed()).toEqual(there);
    });
    fc.assert(property, { seed: 8 });
  });

  it.each([
    ['weights', [1], {}],
    ['alpha', [1, 1], { alpha: 0 }],
    ['leastExpected', [1, 1], { leastExpected: -1 }],
  ])('is refused by the name of %s', (name, weights, options) => {
    const attempt = () => sampleRatioByDimension([level('ios', 5, 5)], weights, options);

    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});
