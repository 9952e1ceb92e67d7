/**
 * Where does a continuous function change its sign between two points? Inverse quadratic steps where they
 * are safe, halving where they are not.
 *
 * @see Chandrupatla (1997), https://doi.org/10.1016/S0965-9978(96)00051-8
 */
export function rootBetween(f: (x: number) => number, from: number, to: number, tolerance = 1e-14): number {
  let [a, b, c] = [to, from, to];
  let [atA, atB, atC] = [f(a), f(b), Number.NaN];
  let share = 0.5;
  for (let i = 0; i < 200 && atB !== 0; i++) {
    const x = a + share * (b - a);
    const atX = f(x);
    if (Math.sign(atX) === Math.sign(atA)) [c, atC] = [a, atA];
    else [c, b, atC, atB] = [b, a, atB, atA];
    [a, atA] = [x, atX];
    const best = Math.abs(atA) < Math.abs(atB) ? a : b;
    const least = tolerance * Math.max(Math.abs(best), tolerance) * 2;
    const width = Math.abs(b - a);
    if (atA === 0 || width <= least) return best;
    share = Math.max(least / width / 2, Math.min(1 - least / width / 2, nextShare(a, b, c, atA, atB, atC)));
  }
  return Math.abs(atA) < Math.abs(atB) ? a : b;
}

function nextShare(a: number, b: number, c: number, atA: number, atB: number, atC: number): number {
  const xi = (a - b) / (c - b);
  const phi = (atA - atB) / (atC - atB);
  if (!(phi ** 2 < xi && (1 - phi) ** 2 < 1 - xi)) return 0.5;
  const alpha = (c - a) / (b - a);
  return (atA / (atB - atA)) * (atC / (atB - atC)) + alpha * (atA / (atC - atA)) * (atB / (atC - atB));
}

/** The root next to `start`, looked for in growing steps to either side; null if none is within `reach`. */
export function rootNear(
  f: (x: number) => number,
  start: number,
  step: number,
  reach: number,
): number | null {
  const sign = Math.sign(f(start));
  for (let near = 0, far = step; near < reach; near = far, far *= 2) {
    if (Math.sign(f(start + far)) !== sign) return rootBetween(f, start + near, start + far);
    if (Math.sign(f(start - far)) !== sign) return rootBetween(f, start - far, start - near);
  }
  return null;
}
