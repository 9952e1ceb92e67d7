import { describe, it } from 'vitest';
import { shareOfPathsReaching } from './lattice-paths.js';
import { expectClose } from '../vectors.test-support.js';

/** Walks every path there is. */
function countedShare(gap: number, n: number, m: number): number {
  const walk = (i: number, j: number, hasReached: boolean): [reached: number, all: number] => {
    const reached = hasReached || Math.abs(i * m - j * n) >= gap;
    if (i === n && j === m) return [reached ? 1 : 0, 1];
    const [a, all] = i < n ? walk(i + 1, j, reached) : [0, 0];
    const [b, rest] = j < m ? walk(i, j + 1, reached) : [0, 0];
    return [a + b, all + rest];
  };
  const [reached, all] = walk(0, 0, false);
  return reached / all;
}

function chooseRatio(n: number, k: number): number {
  // C(2n, n - k) / C(2n, n)
  let ratio = 1;
  for (let i = 1; i <= k; i++) ratio *= (n - k + i) / (n + i);
  return ratio;
}

describe('the share of lattice paths that reach a gap', () => {
  it.each([
    [1, 1],
    [1, 4],
    [3, 4],
    [4, 4],
    [6, 4],
    [5, 7],
  ])('is what counting all paths to (%d, %d) gives, for every gap', (n, m) => {
    for (let gap = 0; gap <= n * m + 1; gap++) {
      expectClose(shareOfPathsReaching(gap, n, m), countedShare(gap, n, m), 1e-14);
    }
  });

  it('is the alternating sum of Gnedenko and Korolyuk for samples of equal size', () => {
    const n = 90;
    for (const k of [1, 3, 9, 20, 45, 90]) {
      let sum = 0;
      for (let i = 1; i * k <= n; i++) sum += (i % 2 === 1 ? 2 : -2) * chooseRatio(n, i * k);

      expectClose(shareOfPathsReaching(k * n, n, n), sum, 1e-12);
    }
  });

  it('keeps its digits where only two paths of many reach the gap', () => {
    expectClose(shareOfPathsReaching(400 * 400, 400, 400), 2 * chooseRatio(400, 400), 1e-12);
  });

  it('is the same when the samples change places', () => {
    for (const gap of [10, 77, 300]) {
      expectClose(shareOfPathsReaching(gap, 40, 13), shareOfPathsReaching(gap, 13, 40), 1e-13);
    }
  });
});
