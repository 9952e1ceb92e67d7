/** Below e^-42 of the largest term nothing is left that a double could show. */
const NEGLIGIBLE = 42;
/** The rule's error squares with every halving of its step, so a change of 1e-8 leaves 1e-16. */
const TOLERANCE = 1e-8;
const HALVINGS = 14;

/**
 * ln of the integral of e^f over the whole line, for an analytic f with one peak that falls without bound on
 * both sides. The trapezoidal rule converges geometrically there; its step is halved until it has.
 *
 * @param f  logarithm of the integrand
 * @param start  a point in the region of the peak
 * @param step  about the width of the peak
 * @see Trefethen & Weideman (2014), https://doi.org/10.1137/130932132
 */
export function logLineIntegral(f: (x: number) => number, start: number, step: number): number {
  const peak = climbed(f, start, step);
  const height = f(peak);
  if (height === -Infinity) return height;
  const right = downhill(f, peak, step, height);
  const left = downhill(f, peak, -step, height);
  const from = peak - left.points * step;
  let points = left.points + right.points;
  let width = step;
  let sum = 1 + left.sum + right.sum;
  for (let i = 0; i < HALVINGS; i++) {
    const between = sumOf(f, height, from + width / 2, width, points);
    const change = Math.abs(between - sum);
    sum += between;
    points *= 2;
    width /= 2;
    if (change <= TOLERANCE * sum) break;
  }
  return height + Math.log(sum * width);
}

/** A point from which a step to either side leads down; strides double while they lead up. */
function climbed(f: (x: number) => number, start: number, step: number): number {
  let at = start;
  let height = f(at);
  let stride = step;
  for (let refusals = 0; refusals < 2; ) {
    const next = f(at + stride);
    if (next > height) {
      at += stride;
      height = next;
      stride *= 2;
      refusals = 0;
    } else if (Math.abs(stride) > step) {
      stride = Math.sign(stride) * step;
    } else {
      stride = -stride;
      refusals++;
    }
  }
  return at;
}

/** The terms from the peak to where they no longer count. */
function downhill(
  f: (x: number) => number,
  peak: number,
  step: number,
  height: number,
): { points: number; sum: number } {
  let sum = 0;
  for (let points = 1; ; points++) {
    const below = f(peak + points * step) - height;
    sum += Math.exp(below);
    if (!(below > -NEGLIGIBLE)) return { points, sum };
  }
}

function sumOf(f: (x: number) => number, height: number, from: number, step: number, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += Math.exp(f(from + i * step) - height);
  return sum;
}
