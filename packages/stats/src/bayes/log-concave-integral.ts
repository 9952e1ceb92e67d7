/** Positive nodes of Kronrod's rule with 15 points; every second one is a node of Gauss's with 7. */
const NODES = [
  0.9914553711208126, 0.9491079123427585, 0.8648644233597691, 0.7415311855993945, 0.5860872354676911,
  0.4058451513773972, 0.2077849550078985, 0,
];
const KRONROD = [
  0.022935322010529224, 0.06309209262997856, 0.10479001032225019, 0.14065325971552592, 0.1690047266392679,
  0.19035057806478542, 0.20443294007529889, 0.20948214108472782,
];
const GAUSS = [0, 0.1294849661688697, 0, 0.27970539148927664, 0, 0.3818300505051189, 0, 0.4179591836734694];

/** Below e^-45 of the peak nothing is left that a double could show. */
const NEGLIGIBLE = 45;
const TOLERANCE = 1e-11;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Where the integral is sought: `peak` brackets the largest value, `support` bounds the line. */
export interface IntegralRange {
  readonly peak: readonly [number, number];
  readonly support: readonly [number, number];
}

/**
 * ln of the integral of e^f for a concave f. On either side of its peak such a function falls no faster at
 * first than later, so an adaptive rule that starts at the peak cannot step over anything.
 *
 * @see Piessens et al. (1983), QUADPACK, https://doi.org/10.1007/978-3-642-61786-7
 */
export function logIntegral(f: (v: number) => number, range: IntegralRange): number {
  const peak = peakOf(f, range.peak);
  const height = f(peak);
  if (height === -Infinity) return height;
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
  for (let i = 0; i < 60; i++) {
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
  return refined(f, from, to, whole, TOLERANCE * Math.abs(whole.kronrod), 40);
}

function refined(
  f: (v: number) => number,
  from: number,
  to: number,
  whole: { kronrod: number; gauss: number },
  tolerance: number,
  depth: number,
): number {
  if (Math.abs(whole.kronrod - whole.gauss) <= tolerance || depth === 0) return whole.kronrod;
  const middle = from + (to - from) / 2;
  return (
    refined(f, from, middle, panel(f, from, middle), tolerance, depth - 1) +
    refined(f, middle, to, panel(f, middle, to), tolerance, depth - 1)
  );
}

/** Both rules over one panel; their difference bounds the error of the finer one. */
function panel(f: (v: number) => number, from: number, to: number): { kronrod: number; gauss: number } {
  const half = (to - from) / 2;
  const middle = from + half;
  let kronrod = 0;
  let gauss = 0;
  NODES.forEach((node, i) => {
    const both = node === 0 ? f(middle) : f(middle - half * node) + f(middle + half * node);
    kronrod += (KRONROD[i] as number) * both;
    gauss += (GAUSS[i] as number) * both;
  });
  return { kronrod: kronrod * half, gauss: gauss * half };
}
