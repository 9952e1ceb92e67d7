import { resumed } from './accumulator.js';
import { BLOCK } from './fold.js';
import { foldPairBlock } from './fold-pairs.js';
import { ofX, ofY, type PairMoments, pairMomentsFrom, requirePairMoments } from './moments.js';

/** Collects two measurements of each unit, and holds none of them. */
export interface PairAccumulator {
  /** Takes both measurements of one more unit. */
  add(y: number, x: number): void;
  /** Takes the measurements of more units, as two lists of the same length in the same order. */
  addAll(y: ArrayLike<number>, x: ArrayLike<number>): void;
  /** The pair moments so far; more may be added after. */
  moments(): PairMoments;
}

/** Both measurements of one unit, or of many units as two lists in the same order. */
export type PairChunk =
  | readonly [y: number, x: number]
  | readonly [y: ArrayLike<number>, x: ArrayLike<number>];

/**
 * What are the pair moments of units that arrive one by one? For lists in memory `pairMomentsOf` is simpler;
 * for an async source use `pairMomentsOfStream`.
 *
 * @param start  pair moments of what was collected before; default none
 * @returns an accumulator: `add(y, x)`, `addAll(y, x)`, and `moments()`
 * @throws {RangeError} if start cannot be pair moments; from `add` and `addAll` if a value is not a finite
 *   number or the lists differ in length
 * @see Chan, Golub & LeVeque (1983), https://doi.org/10.1080/00031305.1983.10483115
 * @example pairAccumulator(pairMomentsOf([1, 2, 3], [2, 4, 6])).moments().covariance // 2
 */
export function pairAccumulator(start?: PairMoments): PairAccumulator {
  if (start !== undefined) requirePairMoments('start', start);
  const state = {
    y: resumed('start', start && ofY(start)),
    x: resumed('start', start && ofX(start)),
    products: start === undefined ? 0 : start.covariance * Math.max(0, start.n - 1),
  };
  const waitingY = new Float64Array(BLOCK);
  const waitingX = new Float64Array(BLOCK);
  let count = 0;
  const settle = () => {
    foldPairBlock(state, waitingY.subarray(0, count), waitingX.subarray(0, count));
    count = 0;
  };
  const add = (y: number, x: number) => {
    if (!Number.isFinite(y)) throw new RangeError(`y must be a finite number, got ${y}`);
    if (!Number.isFinite(x)) throw new RangeError(`x must be a finite number, got ${x}`);
    waitingY[count] = y;
    waitingX[count++] = x;
    if (count === BLOCK) settle();
  };
  return {
    add,
    addAll(y, x) {
      if (y.length !== x.length) throw new RangeError(`x must have as many values as y (${y.length})`);
      for (let i = 0; i < y.length; i++) add(y[i] as number, x[i] as number);
    },
    moments() {
      settle();
      return pairMomentsFrom(state);
    },
  };
}

/**
 * What are the pair moments of units that arrive over time?
 *
 * @param chunks  for each unit `[y, x]`, or for many units `[listOfY, listOfX]`
 * @returns a promise of the pair moments
 * @throws {RangeError} if a value is not a finite number or the lists of a chunk differ in length
 * @see Chan, Golub & LeVeque (1983), https://doi.org/10.1080/00031305.1983.10483115
 * @example pairMomentsOfStream([[1, 2], [3, 4]]) instanceof Promise // true
 */
export async function pairMomentsOfStream(
  chunks: AsyncIterable<PairChunk> | Iterable<PairChunk>,
): Promise<PairMoments> {
  const collected = pairAccumulator();
  for await (const [y, x] of chunks) {
    if (typeof y === 'object') collected.addAll(y, x as ArrayLike<number>);
    else collected.add(y, x as number);
  }
  return collected.moments();
}
