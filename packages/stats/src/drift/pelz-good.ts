/**
 * The chance that an empirical distribution of n values stays within d of the true one, for large n: the
 * limit of Kolmogorov and its corrections of order n^-1/2, n^-1 and n^-3/2, each as a theta series that
 * converges fast in the body of the distribution.
 *
 * @param n  above some 140: the error is 6e-7 there, and falls as the square of n
 * @param d  in (0, 1)
 * @see Pelz & Good (1976), Journal of the Royal Statistical Society B 38, 152-156
 * @see Simard & L'Ecuyer (2011), section 2, https://doi.org/10.18637/jss.v039.i11
 */
export function pelzGoodChance(n: number, d: number): number {
  const z = Math.sqrt(n) * d;
  const corrections = new Float64Array(4);
  // terms beyond this reach are below e^-100 of the first
  const reach = Math.ceil(5 * z) + 3;
  for (let k = reach; k >= 0; k--) {
    addHalfTerms(corrections, z, Math.PI * (k + 0.5));
    addWholeTerms(corrections, z, Math.PI * k);
  }
  const [limit, first, second, third] = corrections as unknown as [number, number, number, number];
  const root = Math.sqrt(n);
  return Math.sqrt(2 * Math.PI) * (limit + (first + (second + third / root) / root) / root);
}

/** The terms of +a and -a = pi (k + 1/2) together. */
function addHalfTerms(sums: Float64Array, z: number, a: number): void {
  const weight = Math.exp(-((a / z) ** 2) / 2);
  const z2 = z * z;
  const z4 = z2 * z2;
  const a2 = a * a;
  const first = a2 - z2;
  const second = 6 * z4 * z2 + 2 * z4 + (2 * z4 - 5 * z2) * a2 + (1 - 2 * z2) * a2 * a2;
  const third =
    (5 - 30 * z2) * a2 ** 3 +
    (212 * z4 - 60 * z2) * a2 ** 2 +
    (135 * z4 - 96 * z4 * z2) * a2 -
    30 * z4 * z2 -
    90 * z4 * z4;
  add(sums, 0, weight / z);
  add(sums, 1, (weight * first) / (6 * z4));
  add(sums, 2, (weight * second) / (72 * z4 * z2 * z));
  add(sums, 3, (weight * third) / (6480 * z4 * z4 * z2));
}

/** The terms of +a and -a = pi k together. */
function addWholeTerms(sums: Float64Array, z: number, a: number): void {
  const weight = Math.exp(-((a / z) ** 2) / 2);
  const a2 = a * a;
  add(sums, 2, (-weight * a2) / (36 * z ** 3));
  add(sums, 3, (weight * a2 * (3 * z * z - a2)) / (216 * z ** 6));
}

function add(sums: Float64Array, order: number, term: number): void {
  sums[order] = (sums[order] as number) + term;
}
