/**
 * The sum without the drift of adding a million small weights to a large one.
 *
 * @see Neumaier (1974), https://doi.org/10.1002/zamm.19740540106
 */
export function compensatedSum(values: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}
