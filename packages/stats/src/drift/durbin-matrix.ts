import { stirlingError } from '../distributions/log-gamma.js';

/**
 * The exact chance that an empirical distribution of n values stays within d of the true one: Durbin's
 * matrix. A Poisson process of rate n, seen at the times 1/n, 2/n, ..., 1, has to stay in a band of 2k - 1
 * states and to end with n points. The factor e^-1 of its transitions is kept here, so every power of the
 * matrix holds chances, and none overflows.
 *
 * The work is (2 n d)^3 log n: for small samples, and for the body of larger ones.
 *
 * @param n  a positive whole number
 * @param d  with n d above 1/2
 * @see Durbin (1968), Annals of Mathematical Statistics 39, 398-411
 * @see Marsaglia, Tsang & Wang (2003), https://doi.org/10.18637/jss.v008.i18
 */
export function chanceWithinBand(n: number, d: number): number {
  const k = Math.ceil(n * d);
  const size = 2 * k - 1;
  let step = transitions(size, k - n * d);
  let row = new Float64Array(size);
  row[k - 1] = 1;
  for (let left = n; ; ) {
    if (left % 2 === 1) row = product(row, step, size);
    left = Math.floor(left / 2);
    // n! (e / n)^n, by which the process is held to n points
    if (left === 0) return (row[k - 1] as number) * Math.sqrt(2 * Math.PI * n) * Math.exp(stirlingError(n));
    step = product(step, step, size);
  }
}

/** Row by row: the chances from each state to each, where the first and the last are cut by the band. */
function transitions(size: number, h: number): Float64Array {
  const poisson = new Float64Array(size + 1);
  poisson[0] = Math.exp(-1);
  for (let i = 1; i <= size; i++) poisson[i] = (poisson[i - 1] as number) / i;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= Math.min(i + 1, size - 1); j++) matrix[i * size + j] = poisson[i - j + 1] as number;
  }
  for (let i = 0; i < size; i++) {
    const cut = (poisson[i + 1] as number) * (1 - h ** (i + 1));
    matrix[i * size] = cut;
    matrix[(size - 1) * size + (size - 1 - i)] = cut;
  }
  const corner = 1 - 2 * h ** size + Math.max(0, 2 * h - 1) ** size;
  matrix[(size - 1) * size] = (poisson[size] as number) * corner;
  return matrix;
}

/** Of one or more rows with a square matrix. */
function product(rows: Float64Array, matrix: Float64Array, size: number): Float64Array<ArrayBuffer> {
  const result = new Float64Array(rows.length);
  for (let start = 0; start < rows.length; start += size) {
    for (let k = 0; k < size; k++) {
      const weight = rows[start + k] as number;
      if (weight === 0) continue;
      for (let j = 0; j < size; j++) {
        result[start + j] = (result[start + j] as number) + weight * (matrix[k * size + j] as number);
      }
    }
  }
  return result;
}
