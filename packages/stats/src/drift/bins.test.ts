import { describe, expect, it } from 'vitest';
import { countsIn, referenceBins } from './bins.js';
import { expectClose, numbersAt, seeded } from '../vectors.test-support.js';
import { cases, randomSample, samplesOf } from './samples.test-support.js';

const binned = cases.filter(({ inputs }) => 'bin_edges' in inputs);

describe('bins of equal shares of the reference', () => {
  it.each(binned)('have the edges that numpy finds for $id', ({ inputs }) => {
    const expected = numbersAt(inputs, 'bin_edges');

    const edges = referenceBins(samplesOf(inputs).reference, { bins: expected.length - 1 });

    expect(edges).toHaveLength(expected.length);
    // which are given to eight decimals
    edges.forEach((edge, k) => expectClose(edge, expected[k], 1e-6));
  });

  it('hold about the same share each', () => {
    const reference = randomSample(seeded(51), 1000);

    expect(countsIn(reference, referenceBins(reference)).counts).toEqual(
      Array.from({ length: 10 }, () => 100),
    );
  });

  it('are never without a value of the reference, whatever the ties', () => {
    const random = seeded(52);
    for (let run = 0; run < 200; run++) {
      const reference = randomSample(random, 1 + Math.floor(40 * random()), run % 3);
      const bins = 1 + Math.floor(12 * random());
      const edges = referenceBins(reference, { bins });
      const { counts } = countsIn(reference, edges);

      expect(Math.min(...counts)).toBeGreaterThan(0);
      expect(counts.length).toBeLessThanOrEqual(bins);
      expect(edges).toEqual(edges.toSorted((a, b) => a - b));
    }
  });

  it('keep apart those who did not buy, where they are nearly all', () => {
    const spend = [...Array.from({ length: 95 }, () => 0), 12, 15, 20, 80, 300];
    const edges = referenceBins(spend);

    expect(edges).toEqual([0, 12, 300]);
    expect(countsIn(spend, edges).counts).toEqual([95, 5]);
  });

  it('give a value that fills a bin a bin of its own, in the middle and at either end', () => {
    expect(referenceBins([0, 0, 0, 1, 2, 3], { bins: 4 })).toEqual([0, 1, 1.75, 3]);
    expect(referenceBins([1, 2, 5, 5, 5, 5, 5, 8, 9], { bins: 4 })).toEqual([1, 5, 8, 9]);
    expect(referenceBins([1, 2, 3, 5, 5, 5, 5, 5], { bins: 2 })).toEqual([1, 5, 5]);
    expect(countsIn([1, 2, 3, 5, 5, 5, 5, 5], [1, 5, 5]).counts).toEqual([3, 5]);
  });

  it('are one bin where the reference holds one value', () => {
    expect(referenceBins([7, 7, 7])).toEqual([7, 7]);
    expect(referenceBins([7])).toEqual([7, 7]);
  });

  it('leave missing values out', () => {
    expect(referenceBins([1, null, 2, Number.NaN, 3, undefined], { bins: 2 })).toEqual([1, 2, 3]);
  });

  it.each([
    ['reference', [], 10],
    ['reference', [null, Number.NaN], 10],
    ['reference', [1, Infinity], 10],
    ['bins', [1, 2], 0],
    ['bins', [1, 2], 2.5],
  ])('refuse a %s of no use', (name, reference, bins) => {
    expect(() => referenceBins(reference, { bins })).toThrow(RangeError);
    expect(() => referenceBins(reference, { bins })).toThrow(name);
  });
});

describe('the counts in bins', () => {
  it.each(binned)('agree with numpy for $id', ({ inputs, outputs }) => {
    const { reference, current } = samplesOf(inputs);
    const edges = numbersAt(inputs, 'bin_edges');

    expect(countsIn(reference, edges)).toEqual({ counts: outputs['counts_ref'], missing: 0 });
    expect(countsIn(current, edges)).toEqual({ counts: outputs['counts_cur'], missing: 0 });
  });

  it('put a value on an edge into the bin that begins there, and what lies outside into the outer bins', () => {
    expect(countsIn([0, 1, 2, 3], [0, 1, 2, 3]).counts).toEqual([1, 1, 2]);
    expect(countsIn([-5, -Infinity, 99, Infinity], [0, 1, 2, 3]).counts).toEqual([2, 0, 2]);
    expect(countsIn([-1, 0, 7], [0, 0]).counts).toEqual([3]);
    expect(countsIn([-1, 0, 7], [-Infinity, 0, Infinity]).counts).toEqual([1, 2]);
  });

  it('count missing values apart', () => {
    expect(countsIn([1, null, undefined, Number.NaN, 2], [0, 2, 3])).toEqual({ counts: [1, 1], missing: 3 });
    expect(countsIn([], [0, 1])).toEqual({ counts: [0], missing: 0 });
  });

  it('find the bin that a walk over all edges finds', () => {
    const random = seeded(53);
    for (let run = 0; run < 30; run++) {
      const values = randomSample(random, 50, 1);
      const edges = randomSample(random, 2 + Math.floor(9 * random()), 1).toSorted((a, b) => a - b);
      const byWalk = Array.from({ length: edges.length - 1 }, () => 0);
      for (const value of values) {
        const bin = edges.slice(1, -1).filter(edge => edge <= value).length;
        byWalk[bin] = (byWalk[bin] as number) + 1;
      }

      expect(countsIn(Float64Array.from(values), Float64Array.from(edges)).counts).toEqual(byWalk);
    }
  });

  it.each([[[]], [[1]], [[1, 0]], [[0, Number.NaN, 2]]])('refuse the edges %j', edges => {
    expect(() => countsIn([1], edges)).toThrow(RangeError);
    expect(() => countsIn([1], edges)).toThrow(/^edges /);
  });
});
