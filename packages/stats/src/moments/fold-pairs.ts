import { BLOCK, blockReader, centreFor, mergeBlock, type Running, running, unsummable } from './fold.js';

/** The sums behind two means, two variances and a covariance while pairs are still arriving. */
export interface RunningPair {
  readonly y: Running;
  readonly x: Running;
  /** Sum of products about the two means. */
  products: number;
}

/** No pair yet. */
export function runningPair(): RunningPair {
  return { y: running(), x: running(), products: 0 };
}

/** Adds the pairs of two lists of the same length to the state. */
export function foldPairs(state: RunningPair, y: ArrayLike<number>, x: ArrayLike<number>): void {
  if (x.length !== y.length) throw new RangeError(`x must have as many values as y (${y.length})`);
  const yAt = blockReader('y', y);
  const xAt = blockReader('x', x);
  for (let start = 0; start < y.length; start += BLOCK) foldPairBlock(state, yAt(start), xAt(start));
}

/** One pass about the means so far; see `foldBlock`. */
export function foldPairBlock(state: RunningPair, y: Float64Array, x: Float64Array): void {
  const size = y.length;
  const known = state.y.n;
  if (size === 0) return;
  const centreY = centreFor(state.y, y);
  const centreX = centreFor(state.x, x);
  let sumY = 0;
  let sumX = 0;
  let squaresY = 0;
  let squaresX = 0;
  let products = 0;
  let sumY1 = 0;
  let sumX1 = 0;
  let squaresY1 = 0;
  let squaresX1 = 0;
  let products1 = 0;
  let i = 0;
  for (; i + 1 < size; i += 2) {
    const dy = (y[i] as number) - centreY;
    const dx = (x[i] as number) - centreX;
    const dy1 = (y[i + 1] as number) - centreY;
    const dx1 = (x[i + 1] as number) - centreX;
    sumY += dy;
    sumX += dx;
    squaresY += dy * dy;
    squaresX += dx * dx;
    products += dy * dx;
    sumY1 += dy1;
    sumX1 += dx1;
    squaresY1 += dy1 * dy1;
    squaresX1 += dx1 * dx1;
    products1 += dy1 * dx1;
  }
  if (i < size) {
    const dy = (y[i] as number) - centreY;
    const dx = (x[i] as number) - centreX;
    sumY += dy;
    sumX += dx;
    squaresY += dy * dy;
    squaresX += dx * dx;
    products += dy * dx;
  }
  sumY += sumY1;
  sumX += sumX1;
  squaresY += squaresY1;
  squaresX += squaresX1;
  if (!Number.isFinite(squaresY)) throw unsummable('y', y);
  if (!Number.isFinite(squaresX)) throw unsummable('x', x);
  const deltaY = mergeBlock(state.y, centreY, size, sumY, squaresY);
  const deltaX = mergeBlock(state.x, centreX, size, sumX, squaresX);
  const between = deltaY * deltaX * known * (size / (known + size));
  state.products += products + products1 - (sumY * sumX) / size + between;
}
