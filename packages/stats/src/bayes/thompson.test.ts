import { describe, expect, it } from 'vitest';
import { topTwoWeights, thompsonWeights } from './thompson.js';
import { normal } from '../distributions/index.js';
import { expectClose } from '../vectors.test-support.js';

const armsOf = (...pairs: [mean: number, standardError: number][]) =>
  pairs.map(([mean, standardError]) => ({ mean, standardError }));
const four = armsOf([0.03, 0.0012], [0.034, 0.0012], [0.028, 0.0012], [0.031, 0.0012]);
const sumOf = (shares: number[]) => shares.reduce((sum, share) => sum + share, 0);

describe('the shares of a bandit', () => {
  it('are the published ones, and with a floor of one per cent too', () => {
    const free = thompsonWeights(four);
    const floored = thompsonWeights(four, { floor: 0.01 });

    [0.00741, 0.955072, 0.0000979, 0.037419].forEach((share, i) => expect(free[i]).toBeCloseTo(share, 5));
    [0.01711, 0.92687, 0.01009, 0.04592].forEach((share, i) => expect(floored[i]).toBeCloseTo(share, 5));
    expect(sumOf(floored)).toBeCloseTo(1, 14);
  });

  it('of two arms have a closed form, as far out as a double reaches', () => {
    for (const distance of [0, 0.3, 2, 9, 20, 50]) {
      const [small] = thompsonWeights(armsOf([0, 3], [5 * distance, 4]));
      expectClose(small as number, normal.sf(distance), 1e-11);
    }
  });

  it('see a step that is narrow beside the width of another arm', () => {
    // mpmath with 60 digits
    const [wide] = thompsonWeights(armsOf([1, 10], [0, 1], [0.5, 0.001]));

    expectClose(wide as number, 0.512056122868424, 1e-12);
  });

  it('go where less is better when asked to', () => {
    const [more, less] = thompsonWeights(armsOf([0.1, 0.01], [0.12, 0.01]), { direction: 'decrease' });

    expectClose(more as number, 0.9213503964748574, 1e-12);
    expectClose(less as number, 0.07864960352514257, 1e-12);
  });

  it('are alike for a hundred arms that are alike', () => {
    const shares = thompsonWeights(Array.from({ length: 100 }, () => ({ mean: 0.2, standardError: 0.1 })));

    for (const share of shares) expectClose(share, 0.01, 1e-12);
  });

  it('go to the arms that are known to be best, and equal ones share', () => {
    expect(thompsonWeights(armsOf([1, 0], [1, 0], [0, 0]))).toEqual([0.5, 0.5, 0]);
    expect(thompsonWeights(armsOf([5, 0]))).toEqual([1]);
    const [exact, , uncertain] = thompsonWeights(armsOf([1, 0], [1, 0], [0, 1]));
    expectClose(exact as number, normal.cdf(1) / 2, 1e-12);
    expectClose(uncertain as number, normal.sf(1), 1e-12);
  });

  it('are numbers however far apart the arms are, in place and in width', () => {
    expect(thompsonWeights(armsOf([0, 1], [1e6, 1]))).toEqual([0, 1]);
    expect(thompsonWeights(armsOf([1e200, 1], [0, 1]))).toEqual([1, 0]);
    const tied = thompsonWeights(armsOf([0, 1e-15], [1e-3, 1], [0, 0]));
    [0.2498005288930449, 0.5003989422139103, 0.2498005288930449].forEach((share, i) => {
      expectClose(tied[i] as number, share, 1e-9);
    });
    const wide = thompsonWeights(armsOf([0, 1e200], [1, 1e-200], [2, 1]));
    [0.5, normal.sf(1) / 2, normal.cdf(1) / 2].forEach((share, i) => {
      expectClose(wide[i] as number, share, 1e-9);
    });
  });

  it.each([
    ['floor', () => thompsonWeights(four, { floor: 0.26 })],
    ['floor', () => topTwoWeights(four, { floor: -0.1 })],
    ['arms', () => thompsonWeights([])],
    ['beta', () => topTwoWeights(four, { beta: 1.1 })],
  ])('are refused by the name of %s when that is impossible', (name, attempt) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});

describe('the shares of a search for the best arm', () => {
  it('are those of Thompson sampling without challengers', () => {
    expect(topTwoWeights(four, { beta: 1 })).toEqual(thompsonWeights(four));
  });

  it('draw the challenger by its chance among the others', () => {
    const p = thompsonWeights(four);
    const shares = topTwoWeights(four, { beta: 0.3 });

    p.forEach((own, i) => {
      const called = p.reduce((sum, other, j) => (j === i ? sum : sum + other / (1 - other)), 0);
      expectClose(shares[i] as number, own * (0.3 + 0.7 * called), 1e-10);
    });
    expect(sumOf(shares)).toBeCloseTo(1, 13);
  });

  it('still tell challengers apart when the leader is certain', () => {
    const [leader, second, third] = topTwoWeights(armsOf([100, 1], [1, 1], [0, 1])) as [
      number,
      number,
      number,
    ];

    expect(leader).toBeCloseTo(0.5, 12);
    expect(second).toBeCloseTo(0.5, 12);
    expect(third).toBeGreaterThan(0);
  });

  it('fall to the best of the rest when nothing else has a chance', () => {
    expect(topTwoWeights(armsOf([0, 0], [1, 0], [2, 0], [1, 0]))).toEqual([0, 0.25, 0.5, 0.25]);
    expect(topTwoWeights(armsOf([3, 1]))).toEqual([1]);
  });

  it('keep the floor', () => {
    const shares = topTwoWeights(armsOf([0, 0], [1, 0], [2, 0]), { floor: 0.1 });

    expect(shares[0]).toBeCloseTo(0.1, 14);
    expect(sumOf(shares)).toBeCloseTo(1, 14);
  });
});
