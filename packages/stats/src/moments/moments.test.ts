import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  mergeMoments,
  mergePairMoments,
  momentsFromSums,
  momentsOf,
  type PairMoments,
  pairMomentsOf,
} from './moments.js';
import { casesOf, expectClose, hasRealData, numberAt, realData, seeded } from '../vectors.test-support.js';

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 40 });
const seed = 20260101;

function nist(offset: number): number[] {
  const pairs = Array.from({ length: 500 }, () => [offset + 0.1, offset + 0.3]);
  return [offset + 0.2, ...pairs.flat()];
}

describe('moments', () => {
  it.each([
    ['NumAcc1', [10000001, 10000003, 10000002], 10000002, 1, 1e-15],
    ['NumAcc3', nist(1000000), 1000000.2, 0.1, 1e-8],
    ['NumAcc4', nist(10000000), 10000000.2, 0.1, 1e-7],
  ])('of the NIST data %s have the certified mean and deviation', (_, data, mean, deviation, tolerance) => {
    const moments = momentsOf(data);

    expectClose(moments.mean, mean, 1e-15);
    expectClose(Math.sqrt(moments.variance), deviation, tolerance);
  });

  it.runIf(hasRealData)('of past spend are those of numpy, where the data lie beside the checkout', () => {
    const expected = casesOf('moments_stability').find(({ id }) => id === 'hillstrom_history_No');
    const rows = realData('hillstrom.csv').filter(row => row['segment'] === 'No E-Mail');
    const outputs = expected?.outputs ?? {};

    const pair = pairMomentsOf(
      rows.map(row => Number(row['history'])),
      rows.map(row => Number(row['spend'])),
    );

    expect(pair.n).toBe(outputs['n']);
    expectClose(pair.meanY, outputs['mean'], 1e-12);
    expectClose(pair.varianceY, outputs['var'], 1e-12);
    expectClose(pair.covariance, outputs['cov_with_spend'], 1e-11);
    const sums = { n: pair.n, sum: numberAt(outputs, 'sum'), sumOfSquares: numberAt(outputs, 'sum_sq') };
    expectClose(momentsFromSums(sums).variance, outputs['var'], 1e-12);
  });

  it('of no unit or of one unit can be merged with any others', () => {
    const some = momentsOf([3, 5, 10]);

    expect(mergeMoments(momentsOf([]), some)).toEqual(some);
    expect(mergeMoments(some, momentsOf([]))).toEqual(some);
    expect(mergeMoments(momentsOf([1]), momentsOf([3]))).toEqual(momentsOf([1, 3]));
  });

  it('of two shards are those of all units together', () => {
    const property = fc.property(values, values, (left, right) => {
      const merged = mergeMoments(momentsOf(left), momentsOf(right));
      const pooled = momentsOf([...left, ...right]);
      expect(merged.n).toBe(pooled.n);
      expect(merged.mean).toBeCloseTo(pooled.mean, 6);
      expectClose(merged.variance + 1, pooled.variance + 1, 1e-10);
    });
    fc.assert(property, { seed });
  });

  it('of two measurements merge as those of all units together', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: 0, max: 9 })), {
      maxLength: 20,
    });
    const ofRows = (data: [number, number][]) =>
      pairMomentsOf(
        data.map(([y]) => y),
        data.map(([, x]) => x),
      );
    const property = fc.property(rows, rows, (left, right) => {
      const merged = mergePairMoments(ofRows(left), ofRows(right));
      const pooled = ofRows([...left, ...right]);
      expect(merged.covariance).toBeCloseTo(pooled.covariance, 8);
      expect(merged.varianceX).toBeCloseTo(pooled.varianceX, 8);
    });
    fc.assert(property, { seed });
  });

  it('keep what rounding took from a mean of a billion, also through a merge', () => {
    const data = Array.from({ length: 30 }, (_, i) => 1e9 + ((i * 37) % 11) / 10);
    const exact = data.reduce((sum, value) => sum + (value - 1e9), 0) / 30;

    const whole = momentsOf(data);
    const merged = mergeMoments(momentsOf(data.slice(0, 7)), momentsOf(data.slice(7)));

    expectClose(whole.mean - 1e9 + (whole.meanRemainder ?? 0), exact, 1e-14);
    expectClose(merged.mean - 1e9 + (merged.meanRemainder ?? 0), exact, 1e-12);
  });

  it('are the same from a list and from a typed array, longer than a block', () => {
    const random = seeded(4);
    const y = Array.from({ length: 5001 }, () => Math.exp(4 * random()));
    const x = y.map(value => value + random());

    expect(momentsOf(Float64Array.from(y))).toEqual(momentsOf(y));
    expect(pairMomentsOf(y, Float64Array.from(x))).toEqual(pairMomentsOf(y, x));
    expect(momentsOf(Int16Array.of(-3, 5))).toEqual(momentsOf([-3, 5]));
  });

  it('are right to the last digits where the values rise from the first to the last', () => {
    const n = 100_001;
    const middle = (n - 1) / 2;
    const ramp = Float64Array.from({ length: n }, (_, i) => 1e9 + i);

    const moments = pairMomentsOf(ramp, ramp.toReversed());

    expect(moments.meanY).toBe(1e9 + middle);
    expectClose(moments.varianceY, (n * (n + 1)) / 12, 1e-15);
    expectClose(moments.covariance, (-n * (n + 1)) / 12, 1e-15);
  });

  it('hold their digits where the first value is an outlier', () => {
    const moments = momentsOf([1e15, ...Array.from({ length: 9999 }, (_, i) => i % 2)]);

    expectClose(moments.mean, 1e11 + 0.4999, 1e-14);
    expectClose(moments.variance, 1e26, 1e-13);
  });

  it('of means near the largest double do not overflow', () => {
    expect(momentsOf([1.5e308, 1.5e308])).toEqual({ n: 2, mean: 1.5e308, variance: 0 });
  });

  it('of two measurements keep what rounding took from a mean of a billion, also through a merge', () => {
    const x = Array.from({ length: 30 }, (_, i) => 1e9 + ((i * 37) % 11) / 10);
    const y = x.map((_, i) => i);
    const exact = x.reduce((sum, value) => sum + (value - 1e9), 0) / 30;

    const halves = [pairMomentsOf(y.slice(0, 9), x.slice(0, 9)), pairMomentsOf(y.slice(9), x.slice(9))];
    const merged = mergePairMoments(halves[0] as PairMoments, halves[1] as PairMoments);

    expectClose(merged.meanX - 1e9 + (merged.meanRemainderX ?? 0), exact, 1e-14);
    expect(merged.meanRemainderY).toBeUndefined();
  });

  it.each([
    ['values', () => momentsOf([1, Number.NaN])],
    ['values', () => momentsOf([1, null as unknown as number])],
    ['squares overflow', () => momentsOf([1e200, -1e200])],
    ['y', () => pairMomentsOf([1, Infinity], [1, 2])],
    ['x', () => pairMomentsOf([1, 2], Float64Array.of(1, Infinity))],
    ['x', () => pairMomentsOf([1, 2], [1, '' as unknown as number])],
    ['x', () => pairMomentsOf([1, 2], [1])],
    ['n', () => momentsFromSums({ n: -1, sum: 0, sumOfSquares: 0 })],
    ['sumOfSquares', () => momentsFromSums({ n: 2, sum: 10, sumOfSquares: 1 })],
    ['a.variance', () => mergeMoments({ n: 2, mean: 0, variance: -1 }, momentsOf([1]))],
  ])('that no data can have are refused by the name of %s', (name, attempt) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});
