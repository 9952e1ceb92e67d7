import { sortedCopy } from '../moments/quantiles.js';

/** `bins`: how many to aim at, a whole number from 1, default 10; ties may make them fewer. */
export interface ReferenceBinsOptions {
  readonly bins?: number | undefined;
}

/** How many values fall into each bin. */
export interface BinCounts {
  readonly counts: readonly number[];
  /** Values that are null, undefined or NaN: in no bin. Append them as one more bin if their share matters. */
  readonly missing: number;
}

/**
 * Into what bins shall a quantity be put, so that each holds about the same share of the reference? The
 * edges are at its quantiles (type 7). A value that fills a bin by itself, such as the 0 of those who did
 * not buy, gets a bin of its own, up to the next value of the reference. No bin is without a reference value.
 *
 * @param reference  finite values in any order; those that are null, undefined or NaN are left out
 * @param options  bins to aim at, a whole number from 1, default 10
 * @returns one edge more than there are bins, ascending, from the least to the largest value; the last two
 *   are equal where the largest value fills a bin by itself
 * @throws {RangeError} if there is no value, a value is infinite, or bins is not a whole number from 1
 * @see Hyndman & Fan (1996), https://doi.org/10.1080/00031305.1996.10473566
 * @example referenceBins([1, 2, 3, 4, 5], { bins: 2 }) // [1, 3, 5]
 */
export function referenceBins(
  reference: ArrayLike<number | null | undefined>,
  options: ReferenceBinsOptions = {},
): number[] {
  const bins = options.bins ?? 10;
  if (!(Number.isSafeInteger(bins) && bins >= 1)) {
    throw new RangeError(`bins must be a whole number from 1, got ${bins}`);
  }
  const sorted = sortedCopy('reference', presentOf(reference));
  const least = sorted[0] as number;
  const edges = [least];
  let start = 0; // of the bin that is open, in the sorted values
  let quantileBefore = least;
  for (let k = 1; k < bins; k++) {
    const quantile = valueAt(sorted, ((sorted.length - 1) * k) / bins);
    // a quantile met twice fills a bin, which is to end at the next value
    const isTied = quantile === quantileBefore;
    const end = binaryEnd(sorted, quantile, isTied);
    quantileBefore = quantile;
    if (end <= start || end === sorted.length) continue;
    edges.push(isTied ? (sorted[end] as number) : quantile);
    start = end;
  }
  edges.push(sorted[sorted.length - 1] as number);
  return edges;
}

/**
 * How many values fall into each bin? The first and the last bin are open to the outside, so no new value
 * is lost; a bin holds its lower edge and not its upper one.
 *
 * @param values  any number of values, null, undefined and NaN among them; left as they are
 * @param edges  one more than there are bins, at least 2, ascending, as from `referenceBins`
 * @returns the counts of the bins, and of the values that are missing
 * @throws {RangeError} if there are fewer than 2 edges, or they do not ascend
 * @see numpy.histogram, https://numpy.org/doc/stable/reference/generated/numpy.histogram.html
 * @example countsIn([-9, 1, 3, 4, null], [1, 3, 5]) // { counts: [2, 2], missing: 1 }
 */
export function countsIn(values: ArrayLike<number | null | undefined>, edges: ArrayLike<number>): BinCounts {
  requireAscending(edges);
  const inner = Float64Array.from(edges).subarray(1, edges.length - 1);
  const counts = new Float64Array(inner.length + 1);
  let missing = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (isMissing(value)) missing++;
    else {
      const bin = binaryEnd(inner, value, true);
      counts[bin] = (counts[bin] as number) + 1;
    }
  }
  return { counts: Array.from(counts), missing };
}

function isMissing(value: number | null | undefined): value is null | undefined {
  return typeof value !== 'number' || Number.isNaN(value);
}

function presentOf(values: ArrayLike<number | null | undefined>): Float64Array {
  const present = new Float64Array(values.length);
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!isMissing(value)) present[n++] = value;
  }
  return present.subarray(0, n);
}

/** The sorted value at a position between two of them, on the straight line. */
function valueAt(sorted: Float64Array, position: number): number {
  const below = Math.floor(position);
  const lower = sorted[below] as number;
  const upper = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  const halfStep = (position - below) * (upper / 2 - lower / 2);
  return lower + halfStep + halfStep;
}

/** How many of the sorted values are below x, or with `including` at most x. */
function binaryEnd(sorted: Float64Array, x: number, including: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = sorted[middle] as number;
    if (value < x || (including && value === x)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function requireAscending(edges: ArrayLike<number>): void {
  if (edges.length < 2) throw new RangeError('edges must hold at least 2 edges');
  for (let k = 1; k < edges.length; k++) {
    if (!((edges[k - 1] as number) <= (edges[k] as number))) throw new RangeError('edges must ascend');
  }
}
