/**
 * Both tails of a distribution at one point, as logarithms so that nothing underflows, with the logarithm
 * of the density on the scale on which the quantile is sought.
 */
export interface Tails {
  readonly logLower: number;
  readonly logUpper: number;
  readonly logDensity: number;
}

/** ln(1 - e^x) for x <= 0 (Maechler 2012, https://cran.r-project.org/package=Rmpfr, vignette log1mexp). */
export function logOneMinusExp(x: number): number {
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}

/** Both tails from the lower one. */
export function fromLower(logLower: number, logDensity: number): Tails {
  const log = Math.min(logLower, 0);
  return { logLower: log, logUpper: logOneMinusExp(log), logDensity };
}

/** Both tails from the upper one. */
export function fromUpper(logUpper: number, logDensity: number): Tails {
  const log = Math.min(logUpper, 0);
  return { logLower: logOneMinusExp(log), logUpper: log, logDensity };
}

/** The point where the lower tail is p, sought in whichever tail is the smaller. */
export function quantileOf(tailsAt: (u: number) => Tails, p: number, start: number): number {
  return p <= 0.5
    ? tailRoot(tailsAt, 'lower', Math.log(p), start)
    : tailRoot(tailsAt, 'upper', Math.log1p(-p), start);
}

/**
 * The point where one tail has the wanted logarithm. Newton's method on the logarithm of the tail, kept
 * inside a bracket; the callers' tails are log-concave on their scale, so it converges from anywhere.
 */
export function tailRoot(
  tailsAt: (u: number) => Tails,
  tail: 'lower' | 'upper',
  logTarget: number,
  start: number,
): number {
  const bracket = { low: -Infinity, high: Infinity };
  let u = start;
  let lastStep = Infinity;
  let lastExcess = Infinity;
  for (let i = 0; i < 400; i++) {
    const { logLower, logUpper, logDensity } = tailsAt(u);
    const logTail = tail === 'lower' ? logLower : logUpper;
    const excess = tail === 'lower' ? logTail - logTarget : logTarget - logTail;
    if (excess === 0) return u;
    // the tails are log-concave: one step squares an excess this small into less than the last digit
    if (Math.abs(excess) <= 4e-9) return u - excess * Math.exp(logTail - logDensity);
    if (excess > 0) bracket.high = u;
    else bracket.low = u;
    const newton = u - excess * Math.exp(logTail - logDensity);
    const step = Math.abs(newton - u);
    const scale = 1 + Math.abs(u);
    if (step <= 2e-16 * scale || (step >= lastStep && step < 1e-9 * scale)) return newton;
    const stalled = Math.abs(excess) > 0.5 * lastExcess;
    lastStep = step;
    lastExcess = Math.abs(excess);
    u = bracketed(newton, u, bracket, stalled);
  }
  throw new Error(`quantile did not converge near ${u}`);
}

/** Newton's point where it is inside the bracket, near and gaining; else the middle, or one step outwards. */
function bracketed(
  newton: number,
  u: number,
  bracket: { low: number; high: number },
  stalled: boolean,
): number {
  const { low, high } = bracket;
  const closed = low > -Infinity && high < Infinity;
  const reach = 2 + Math.abs(u);
  const near = newton > low && newton < high && Math.abs(newton - u) <= reach;
  if (near && !(stalled && closed)) return newton;
  if (closed) return low + (high - low) / 2;
  return low === -Infinity ? u - reach : u + reach;
}
