/**
 * The squared length of a vector of errors in units of their covariance, x' S^-1 x, by Cholesky's
 * decomposition; null when the covariance is singular.
 *
 * @see Golub & Van Loan (2013), Matrix Computations, section 4.2, https://doi.org/10.56021/9781421407944
 */
export function quadraticForm(
  vector: readonly number[],
  covariance: readonly (readonly number[])[],
): number | null {
  const factor: number[][] = [];
  const solved: number[] = [];
  let sum = 0;
  for (let i = 0; i < vector.length; i++) {
    const row: number[] = [];
    for (let j = 0; j <= i; j++) {
      const rest = (covariance[i]?.[j] as number) - dot(row, j === i ? row : (factor[j] as number[]), j);
      if (j < i) row.push(rest / (factor[j]?.[j] as number));
      else if (rest > 1e-13 * (covariance[i]?.[i] as number)) row.push(Math.sqrt(rest));
      else return null;
    }
    factor.push(row);
    const value = ((vector[i] as number) - dot(row, solved, i)) / (row[i] as number);
    solved.push(value);
    sum += value * value;
  }
  return sum;
}

function dot(one: readonly number[], other: readonly number[], length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (one[i] as number) * (other[i] as number);
  return sum;
}
