/** The x above `least` where an increasing function reaches its target; `start` is a guess. */
export function solveIncreasing(
  f: (x: number) => number,
  target: number,
  least: number,
  start: number,
): number {
  let high = Math.max(start, least) * 1.1;
  while (f(high) < target) high *= 2;
  let low = Math.max(least, Math.min(start * 0.9, high * 0.5));
  while (low > least && f(low) >= target) low = Math.max(least, low / 2);
  return bisect(x => f(x) >= target, low, high);
}

/** Where a condition that is false at `low` and true at `high` becomes true. */
export function bisect(holds: (x: number) => boolean, low: number, high: number): number {
  let [below, above] = [low, high];
  while (above - below > 1e-13 * above) {
    const middle = below + (above - below) / 2;
    if (middle === below || middle === above) break;
    if (holds(middle)) above = middle;
    else below = middle;
  }
  return above;
}
