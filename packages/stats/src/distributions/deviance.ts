/**
 * u - ln(1 + u), the unit deviance of a gamma or binomial density, without cancellation.
 * `ratio` is 1 + u, given apart because a caller knows it exactly when u is close to -1.
 *
 * @see Loader (2000), "Fast and accurate computation of binomial probabilities", the function bd0
 */
export function unitDeviance(u: number, ratio: number): number {
  if (u === Infinity) return Infinity;
  if (Math.abs(u) > 0.5) return u - Math.log(ratio);
  const v = u / (2 + u);
  const square = v * v;
  let power = v * square;
  let sum = 0;
  for (let odd = 3; ; odd += 2) {
    const next = sum + power / odd;
    if (next === sum) break;
    sum = next;
    power *= square;
  }
  return u * v - 2 * sum;
}

/** a * b - c with the rounding error of the product put back (Dekker 1971, https://doi.org/10.1007/BF01397083). */
export function productMinus(a: number, b: number, c: number): number {
  const product = a * b;
  const [aHigh, aLow] = split(a);
  const [bHigh, bLow] = split(b);
  const error = aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
  return product - c + error;
}

function split(value: number): [number, number] {
  const scaled = value * 134217729; // 2^27 + 1: halves a 53-bit significand
  const high = scaled - (scaled - value);
  return [high, value - high];
}
