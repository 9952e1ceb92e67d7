/** The sums behind a mean and a variance while values are still arriving. */
export interface Running {
  n: number;
  mean: number;
  /** What rounding took from the mean. */
  remainder: number;
  /** Sum of squares about the mean and its remainder. */
  squares: number;
}

/**
 * Within a block sums are plain, between blocks they are merged: rounding grows with the square root of a
 * block, not of the data.
 */
export const BLOCK = 2048;

/** No value yet. */
export function running(): Running {
  return { n: 0, mean: 0, remainder: 0, squares: 0 };
}

/** Adds values to the state; `name` is the argument to blame for one that is not a finite number. */
export function fold(state: Running, name: string, values: ArrayLike<number>): void {
  const blockAt = blockReader(name, values);
  for (let start = 0; start < values.length; start += BLOCK) foldBlock(state, name, blockAt(start));
}

/**
 * The values a block at a time: views of a `Float64Array`, and of any other list copies, always in the same
 * memory. One kind of list in the loops that add up is what makes them fast.
 */
export function blockReader(name: string, values: ArrayLike<number>): (start: number) => Float64Array {
  if (values instanceof Float64Array) return start => values.subarray(start, start + BLOCK);
  const memory = new Float64Array(Math.min(values.length, BLOCK));
  return start => {
    const size = Math.min(BLOCK, values.length - start);
    for (let i = 0; i < size; i++) memory[i] = numberAt(name, values, start + i);
    return memory.subarray(0, size);
  };
}

/** A double would take null or the empty string for 0. */
function numberAt(name: string, values: ArrayLike<number>, index: number): number {
  const value = values[index];
  if (typeof value !== 'number') throw notFinite(name, value);
  return value;
}

/**
 * One pass about the mean so far. The distance of the block from that mean enters the sum of squares of all
 * values too, so taking it out of the block's own squares loses no digits of the whole.
 */
export function foldBlock(state: Running, name: string, values: Float64Array): void {
  const size = values.length;
  if (size === 0) return;
  const centre = centreFor(state, values);
  // four sums each, so that an addition need not wait for the one before it
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let squares0 = 0;
  let squares1 = 0;
  let squares2 = 0;
  let squares3 = 0;
  let i = 0;
  for (; i + 3 < size; i += 4) {
    const d0 = (values[i] as number) - centre;
    const d1 = (values[i + 1] as number) - centre;
    const d2 = (values[i + 2] as number) - centre;
    const d3 = (values[i + 3] as number) - centre;
    sum0 += d0;
    sum1 += d1;
    sum2 += d2;
    sum3 += d3;
    squares0 += d0 * d0;
    squares1 += d1 * d1;
    squares2 += d2 * d2;
    squares3 += d3 * d3;
  }
  for (; i < size; i++) {
    const d = (values[i] as number) - centre;
    sum0 += d;
    squares0 += d * d;
  }
  const squares = squares0 + squares1 + (squares2 + squares3);
  if (!Number.isFinite(squares)) throw unsummable(name, values);
  mergeBlock(state, centre, size, sum0 + sum1 + (sum2 + sum3), squares);
}

/** Adds a block known by its sums about `centre`; returns how far its mean was from the mean so far. */
export function mergeBlock(
  state: Running,
  centre: number,
  size: number,
  sum: number,
  squares: number,
): number {
  const n = state.n + size;
  const offset = state.n === 0 ? 0 : state.remainder;
  const delta = sum / size - offset;
  state.squares += Math.max(0, squares - (sum * sum) / size) + delta * delta * state.n * (size / n);
  const shift = offset + (state.n === 0 ? delta : delta * (size / n));
  state.mean = centre + shift;
  // exact: what an addition of two doubles loses is itself a double (Knuth)
  const added = state.mean - centre;
  state.remainder = centre - (state.mean - added) + (shift - added);
  state.n = n;
  return delta;
}

/** What to measure a block from: the mean so far, or that of the block, to within rounding, if it is the first. */
export function centreFor(state: Running, values: Float64Array): number {
  if (state.n > 0) return state.mean;
  // measured from the first value, or the sum of large values would overflow
  const pivot = values[0] as number;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) - pivot;
  return pivot + sum / values.length;
}

/** Why the sums of a block are not finite: the first value that is not, or values too far apart. */
export function unsummable(name: string, values: Float64Array): RangeError {
  const culprit = values.find(value => !Number.isFinite(value));
  if (culprit !== undefined) return notFinite(name, culprit);
  return new RangeError(`${name} must not be so far apart that their squares overflow`);
}

function notFinite(name: string, value: unknown): RangeError {
  return new RangeError(`${name} must be finite numbers, got ${String(value)}`);
}
