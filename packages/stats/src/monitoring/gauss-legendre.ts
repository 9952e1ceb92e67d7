/** Points and weights of a rule for integrals from `from` to `to`. */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Gauss's rule with n points: exact for polynomials up to degree 2n - 1, and for a smooth integrand correct
 * to the last digits with few points. Newton's method on the Legendre polynomial.
 *
 * @see DLMF 3.5(v), https://dlmf.nist.gov/3.5
 */
export function gaussLegendre(n: number, from: number, to: number): Quadrature {
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  const half = (to - from) / 2;
  const middle = from + half;
  for (let i = 0; i < n; i++) {
    let x = -Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let iteration = 0; iteration < 10; iteration++) {
      let value = 1;
      let before = 0;
      for (let k = 0; k < n; k++) {
        const after = ((2 * k + 1) * x * value - k * before) / (k + 1);
        before = value;
        value = after;
      }
      slope = (n * (x * value - before)) / (x * x - 1);
      const step = value / slope;
      x -= step;
      if (Math.abs(step) < 1e-15) break;
    }
    nodes[i] = middle + half * x;
    weights[i] = (2 * half) / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}
