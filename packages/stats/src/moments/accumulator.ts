import { BLOCK, foldBlock, mergeBlock, type Running, running } from './fold.js';
import { type Moments, momentsFrom, requireMoments } from './moments.js';

/** Collects measurements one by one or in lists, and holds none of them. */
export interface MomentsAccumulator {
  /** Takes the measurement of one more unit. */
  add(value: number): void;
  /** Takes the measurements of more units, from a list or anything that can be gone through once. */
  addAll(values: ArrayLike<number> | Iterable<number>): void;
  /** The moments so far; more may be added after. They are all there is to store, send or merge. */
  moments(): Moments;
}

/**
 * What are the moments of measurements that arrive one by one? For a list in memory `momentsOf` is simpler;
 * for an async source use `momentsOfStream`. An offset of 1e9 costs no digits.
 *
 * @param start  moments of what was collected before, such as those stored yesterday; default none
 * @returns an accumulator: `add(value)`, `addAll(values)`, and `moments()` in the unit of the values
 * @throws {RangeError} if start cannot be moments; from `add` and `addAll` if a value is not a finite number
 * @see Chan, Golub & LeVeque (1983), https://doi.org/10.1080/00031305.1983.10483115
 * @example accumulator(momentsOf([1, 2, 3, 4])).moments().mean // 2.5
 */
export function accumulator(start?: Moments): MomentsAccumulator {
  const state = resumed('start', start);
  const waiting = new Float64Array(BLOCK);
  let count = 0;
  const settle = () => {
    foldBlock(state, 'values', waiting.subarray(0, count));
    count = 0;
  };
  const add = (value: number) => {
    // refused before it is kept, so that an accumulator outlives a wrong value
    if (!Number.isFinite(value)) throw new RangeError(`value must be a finite number, got ${value}`);
    waiting[count++] = value;
    if (count === BLOCK) settle();
  };
  return {
    add,
    addAll(values) {
      if (isList(values)) for (let i = 0; i < values.length; i++) add(values[i] as number);
      else for (const value of values) add(value);
    },
    moments() {
      settle();
      return momentsFrom(state);
    },
  };
}

/**
 * What are the moments of measurements that arrive over time, such as rows read from a file or a cursor?
 *
 * @param chunks  numbers, or lists of numbers of any length, in any order
 * @returns a promise of the moments, in the unit of the measurements
 * @throws {RangeError} if a value is not a finite number
 * @see Chan, Golub & LeVeque (1983), https://doi.org/10.1080/00031305.1983.10483115
 * @example momentsOfStream((async function* () { yield [1, 2]; yield 3; })()) instanceof Promise // true
 */
export async function momentsOfStream(
  chunks: AsyncIterable<number | ArrayLike<number>> | Iterable<number | ArrayLike<number>>,
): Promise<Moments> {
  const collected = accumulator();
  for await (const chunk of chunks) {
    if (typeof chunk === 'object') collected.addAll(chunk);
    else collected.add(chunk);
  }
  return collected.moments();
}

/** The running sums from which given moments come. */
export function resumed(name: string, moments: Moments | undefined): Running {
  const state = running();
  if (moments === undefined || moments.n === 0) return state;
  requireMoments(name, moments);
  mergeBlock(state, moments.mean, moments.n, 0, moments.variance * (moments.n - 1));
  state.remainder = moments.meanRemainder ?? 0;
  return state;
}

function isList<T>(values: ArrayLike<T> | Iterable<T>): values is ArrayLike<T> {
  return 'length' in values;
}
