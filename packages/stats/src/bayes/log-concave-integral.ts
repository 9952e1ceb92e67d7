/**
 * Nodes from the end of a panel to its middle, with the weights of the rule with 13 points and of the one with
 * 7 inside it. Both see the ends of the panel, so that a sharp step cannot hide beyond the outermost node.
 * Gander & Gautschi (2000), https://doi.org/10.1023/A:1022318402393
 */
const NODES = [
  1, 0.9428824156954797, 0.816496580927726, 0.6418533423457813, 0.4472135954999579, 0.2363831996621499, 0,
];
const FINE = [
  0.01582719197348018, 0.09427384021885005, 0.1550719873365854, 0.18882157396018245, 0.1997734052268585,
  0.2249264653333395, 0.2426110719014077,
];
const COARSE = [77 / 1470, 0, 432 / 1470, 0, 625 / 1470, 0, 672 / 1470];

/** Below e^-45 of the peak nothing is left that a double could show. */
const NEGLIGIBLE = 45;
const TOLERANCE = 1e-11;
/** An integrand whose logarithm is this low is 0, and its rounding errors would look like structure. */
const HOPELESS = -1e7;
const MOST_PANELS = 20_000;
const PEAK_WIDTH = 1e-13;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Where the integral is sought: `peak` brackets the largest value, `support` bounds the line. */
export interface IntegralRange {
  readonly peak: readonly [number, number];
  readonly support: readonly [number, number];
}

/**
 * ln of the integral of e^f for a concave f. On either side of its peak such a function falls no faster at
 * first than later, so an adaptive rule that starts at the peak cannot step over anything. Where the largest
 * value is below e^-1e7 it stands for the integral.
 */
export function logIntegral(f: (v: number) => number, range: IntegralRange): number {
  const peak = peakOf(f, range.peak);
  const height = f(peak);
  if (height < HOPELESS) return height;
  const scaled = (v: number) => Math.exp(f(v) - height);
  const [left, right] = range.support.map(bound => {
    const end = endOf(f, peak, height, bound);
    return Math.abs(integral(scaled, peak, end));
  }) as [number, number];
  return height + Math.log(left + right);
}

/** Golden-section search; a point close to the peak is all that is needed. */
function peakOf(f: (v: number) => number, bracket: readonly [number, number]): number {
  let [low, high] = bracket;
  let a = high - GOLDEN * (high - low);
  let b = low + GOLDEN * (high - low);
  let [atA, atB] = [f(a), f(b)];
  while (high - low > PEAK_WIDTH * Math.max(1, Math.abs(low), Math.abs(high))) {
    if (atA >= atB) {
      [high, b, atB] = [b, a, atA];
      a = high - GOLDEN * (high - low);
      atA = f(a);
    } else {
      [low, a, atA] = [a, b, atB];
      b = low + GOLDEN * (high - low);
      atB = f(b);
    }
  }
  return atA >= atB ? a : b;
}

/** A point towards the bound beyond which the integrand is negligible, by doubling steps. */
function endOf(f: (v: number) => number, peak: number, height: number, bound: number): number {
  const span = bound - peak;
  for (let share = 2 ** -40; share < 1; share *= 2) {
    if (f(peak + share * span) < height - NEGLIGIBLE) return peak + share * span;
  }
  return bound;
}

function integral(f: (v: number) => number, from: number, to: number): number {
  const whole = panel(f, from, to);
  const tolerance = TOLERANCE * Math.abs(whole.fine);
  const open = [whole];
  let sum = 0;
  for (let panels = 1; open.length > 0; panels += 2) {
    const next = open.pop() as Panel;
    const middle = next.from + (next.to - next.from) / 2;
    const split =
      next.error > tolerance && panels < MOST_PANELS && middle !== next.from && middle !== next.to;
    if (split) open.push(panel(f, next.from, middle), panel(f, middle, next.to));
    else sum += next.fine;
  }
  return sum;
}

interface Panel {
  readonly from: number;
  readonly to: number;
  readonly fine: number;
  /** The difference of the two rules, far above the error of the finer one. */
  readonly error: number;
}

function panel(f: (v: number) => number, from: number, to: number): Panel {
  const half = (to - from) / 2;
  const middle = from + half;
  let fine = 0;
  let coarse = 0;
  NODES.forEach((node, i) => {
    const both = node === 0 ? f(middle) : f(middle - half * node) + f(middle + half * node);
    fine += (FINE[i] as number) * both;
    coarse += (COARSE[i] as number) * both;
  });
  return { from, to, fine: fine * half, error: Math.abs((fine - coarse) * half) };
}
