import { normal } from '../distributions/index.js';

/**
 * E[max(Z - z, 0)] for a standard normal Z and z >= 0. Far out the two terms of pdf(z) - z sf(z) cancel, so
 * there it is summed from the asymptotic series of Mills' ratio (DLMF 7.12.1).
 */
export function unitNormalLoss(z: number): number {
  if (z < 10) return normal.pdf(z) - z * normal.sf(z);
  const inverseSquare = 1 / (z * z);
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 40 && Math.abs(term) > Number.EPSILON; k++) {
    term *= -(2 * k + 1) * inverseSquare;
    sum += term;
  }
  return Math.exp(-0.5 * z * z - 0.5 * Math.log(2 * Math.PI)) * inverseSquare * sum;
}
