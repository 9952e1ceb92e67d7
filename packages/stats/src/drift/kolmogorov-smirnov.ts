import { kolmogorovTail } from './kolmogorov-distribution.js';
import { shareOfPathsReaching } from './lattice-paths.js';
import { sortedCopy } from '../moments/quantiles.js';

/** `method`: how the p-value is found; without it, exactly where the sizes multiply to 10,000 at most. */
export interface KolmogorovSmirnovOptions {
  readonly method?: 'exact' | 'asymptotic' | undefined;
}

/** How far two distributions are apart at the worst place. */
export interface KolmogorovSmirnov {
  /** The largest difference of the two shares of values up to a point, in [0, 1]. */
  readonly statistic: number;
  readonly pValue: number;
  readonly method: 'exact' | 'asymptotic';
  /** The smallest value at which the shares differ so much. */
  readonly location: number;
}

/**
 * Has the distribution of a continuous quantity moved at all, in place, width or shape? With many values
 * the smallest move is significant, so show `wasserstein` beside it; for categories use
 * `chiSquaredTwoSample`.
 *
 * The p-value is exact for samples without ties and too large with them. For larger samples it comes from
 * the distribution of one sample of the effective size n m / (n + m), rounded, against a known
 * distribution, right also in the far tail.
 *
 * @param reference  at least one finite value, in any order; left as it is
 * @param current  the same of the sample that may have moved
 * @param options  method: 'exact', in time n times m, or 'asymptotic', instead of the choice by size
 * @returns the largest distance of the two empirical distribution functions, its two-sided p-value, and
 *   where it is
 * @throws {RangeError} if a sample is empty or a value is not finite
 * @see Hodges (1958), https://doi.org/10.1007/BF02589501
 * @see Simard & L'Ecuyer (2011), https://doi.org/10.18637/jss.v039.i11
 * @example kolmogorovSmirnov([1, 2, 3, 4], [3.5, 4.5, 5.5]).statistic // 0.75
 */
export function kolmogorovSmirnov(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  options: KolmogorovSmirnovOptions = {},
): KolmogorovSmirnov {
  const method = options.method ?? (reference.length * current.length <= 10_000 ? 'exact' : 'asymptotic');
  if (method !== 'exact' && method !== 'asymptotic') {
    throw new RangeError(`method must be 'exact' or 'asymptotic', got ${String(method)}`);
  }
  const a = sortedCopy('reference', reference);
  const b = sortedCopy('current', current);
  const { gap, location } = widestGap(a, b);
  const statistic = gap / (a.length * b.length);
  const pValue =
    method === 'exact'
      ? shareOfPathsReaching(gap, a.length, b.length)
      : kolmogorovTail(effectiveSize(a.length, b.length), statistic);
  return { statistic, pValue, method, location };
}

/** One walk through both samples: the largest |i m - j n|, i of n and j of m values being at most x. */
function widestGap(a: Float64Array, b: Float64Array): { gap: number; location: number } {
  const n = a.length;
  const m = b.length;
  let gap = 0;
  let location = Math.min(a[0] as number, b[0] as number);
  let i = 0;
  let j = 0;
  while (i < n && j < m) {
    const x = Math.min(a[i] as number, b[j] as number);
    while (i < n && a[i] === x) i++;
    while (j < m && b[j] === x) j++;
    const here = Math.abs(i * m - j * n);
    if (here > gap) {
      gap = here;
      location = x;
    }
  }
  return { gap, location };
}

/** n m / (n + m), rounded; a half goes to the even neighbour, as in IEEE arithmetic and in scipy. */
function effectiveSize(n: number, m: number): number {
  const size = (n * m) / (n + m);
  const whole = Math.floor(size);
  const isUp = size - whole > 0.5 || (size - whole === 0.5 && whole % 2 === 1);
  return isUp ? whole + 1 : whole;
}
