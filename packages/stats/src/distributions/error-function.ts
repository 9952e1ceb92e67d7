import { requireNumber } from '../domain.js';

const ONE_OVER_SQRT_PI = 0.5641895835477563;

/**
 * Cody's rational approximations, numerators and denominators from the highest power down.
 * Cody (1969), Math. Comp. 23, 631-637, https://doi.org/10.1090/S0025-5718-1969-0247736-4
 */
const CENTRE = {
  top: [0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694],
  bottom: [1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171],
};
const SHOULDER = {
  top: [
    2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001,
    881.952221241769, 1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
  ],
  bottom: [
    1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597,
    4362.619090143247, 3439.3676741437216, 1230.3393548037495,
  ],
};
const FAR = {
  top: [
    0.016315387137302097, 0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275,
    0.0006587491615298378,
  ],
  bottom: [
    1, 2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918,
  ],
};

function rational(form: { top: number[]; bottom: number[] }, x: number): number {
  const horner = (sum: number, coefficient: number): number => sum * x + coefficient;
  return form.top.reduce(horner, 0) / form.bottom.reduce(horner, 0);
}

/** exp(-x^2) without the rounding error of x^2, which the exponential would multiply. */
function gaussian(x: number): number {
  const coarse = Math.trunc(x * 16) / 16;
  return Math.exp(-coarse * coarse) * Math.exp(-(x - coarse) * (x + coarse));
}

/** exp(x^2) erfc(x) for x > 0.46875: what is left of a tail when its exponential is taken out. */
function scaledErfc(x: number): number {
  if (x <= 4) return rational(SHOULDER, x);
  const z = 1 / (x * x);
  return (ONE_OVER_SQRT_PI - z * rational(FAR, z)) / x;
}

/**
 * What share of a normal distribution lies within x standard deviations times the square root of two?
 *
 * @param x  any number
 * @returns erf(x), in [-1, 1]; use `erfc` for the tail
 * @throws {RangeError} if x is NaN
 * @see DLMF 7.2.1, https://dlmf.nist.gov/7.2
 * @example erf(2) // 0.9953222650189527
 */
export function erf(x: number): number {
  requireNumber('x', x);
  if (Math.abs(x) <= 0.46875) return x * rational(CENTRE, x * x);
  const tail = erfc(Math.abs(x));
  return Math.sign(x) * (1 - tail);
}

/**
 * What share lies outside? The complement of `erf`, exact far into the tail.
 *
 * @param x  any number
 * @returns erfc(x), in [0, 2]
 * @throws {RangeError} if x is NaN
 * @see DLMF 7.2.2, https://dlmf.nist.gov/7.2
 * @example erfc(10) // 2.088487583762545e-45
 */
export function erfc(x: number): number {
  requireNumber('x', x);
  if (Math.abs(x) <= 0.46875) return 1 - x * rational(CENTRE, x * x);
  const size = Math.abs(x);
  const tail = size > 27.5 ? 0 : gaussian(size) * scaledErfc(size);
  return x > 0 ? tail : 2 - tail;
}

/** ln erfc(x), finite where erfc itself underflows. */
export function logErfc(x: number): number {
  if (x <= 4) return Math.log(erfc(x));
  return -x * x + Math.log(scaledErfc(x));
}
