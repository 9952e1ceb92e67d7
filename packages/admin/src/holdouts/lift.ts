import { decimalText, decimalsFor } from '../fields/numbers';

/** A lift with three digits: 0.14213 is 14.2 %. */
export const liftText = (lift: number): string =>
  `${decimalText(lift * 100, decimalsFor(lift * 100, 3))}\u202f%`;
