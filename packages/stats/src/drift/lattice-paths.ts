/**
 * The chance that two samples of one continuous distribution, of sizes n and m, are at least as far apart
 * as observed. Every order of the n + m values is equally likely, so it is the share of the lattice paths
 * from (0, 0) to (n, m) on which |i m - j n| reaches the observed gap somewhere.
 *
 * The recurrence takes averages of shares and never subtracts, so a tail of 1e-200 keeps its digits and
 * nothing overflows. Time grows as n times m.
 *
 * @param gap  the observed largest |i m - j n|: the statistic times n m, a whole number
 * @see Hodges (1958), Arkiv foer Matematik 3, 469-486, https://doi.org/10.1007/BF02589501
 */
export function shareOfPathsReaching(gap: number, n: number, m: number): number {
  // reached[j]: the share of the paths to (i, j) that have been at the gap on their way
  const reached = new Float64Array(m + 1);
  for (let j = 1; j <= m; j++) reached[j] = j * n >= gap ? 1 : 0;
  for (let i = 1; i <= n; i++) {
    let left = i * m >= gap ? 1 : 0;
    reached[0] = left;
    for (let j = 1; j <= m; j++) {
      // the last step to (i, j) came from (i - 1, j) on i of i + j paths
      left = Math.abs(i * m - j * n) >= gap ? 1 : (i * (reached[j] as number) + j * left) / (i + j);
      reached[j] = left;
    }
  }
  return reached[m] as number;
}
