import { normal } from '../distributions/index.js';

/**
 * Brownian motion that has not yet left a symmetric region: its density on the upper half, as mass at the
 * nodes of a quadrature rule.
 */
export interface Survivors {
  readonly nodes: readonly number[];
  readonly masses: readonly number[];
}

/** All of it is still at 0; half of that belongs to the upper half. */
export const NOTHING_SEEN: Survivors = { nodes: [0], masses: [0.5] };

/** Positive nodes and weights of Gauss's rule with 16 points. */
const NODES = [
  0.09501250983763744, 0.2816035507792589, 0.45801677765722737, 0.6178762444026438, 0.755404408355003,
  0.8656312023878318, 0.9445750230732326, 0.9894009349916499,
];
const WEIGHTS = [
  0.1894506104550685, 0.18260341504492358, 0.16915651939500254, 0.14959598881657674, 0.12462897125553388,
  0.09515851168249279, 0.062253523938647894, 0.027152459411754096,
];

/** Beyond this many standard deviations the normal density is 0 in a double. */
const REACH = 38.6;
const LEAST_CHANCE = 2.3e-308;

/** Density at y >= 0 after one more step, from either half. */
function densityAt({ nodes, masses }: Survivors, scale: number, y: number): number {
  let sum = 0;
  for (let i = 0; i < nodes.length; i++) {
    const near = (y - (nodes[i] as number)) / scale;
    const far = (y + (nodes[i] as number)) / scale;
    if (Math.abs(near) > REACH) continue;
    const both = Math.exp(-0.5 * near * near) + (far > REACH ? 0 : Math.exp(-0.5 * far * far));
    sum += (masses[i] as number) * both;
  }
  return sum / (scale * Math.sqrt(2 * Math.PI));
}

/** Chance of being further than `end` from 0 after one more step. */
function exitChance({ nodes, masses }: Survivors, scale: number, end: number): number {
  let sum = 0;
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as number;
    sum += (masses[i] as number) * (normal.sf((end - node) / scale) + normal.sf((end + node) / scale));
  }
  return 2 * sum;
}

/**
 * The distance from 0 that is exceeded with the given chance after one more step with standard deviation
 * `scale`; infinite when the chance is below the smallest double. Newton on the logarithm, kept in a bracket.
 */
export function exitBound(survivors: Survivors, scale: number, chance: number): number {
  if (!(chance >= LEAST_CHANCE)) return Infinity;
  const logChance = Math.log(chance);
  let low = 0;
  let high = (survivors.nodes.at(-1) as number) + REACH * scale;
  let end = high / 2;
  for (let i = 0; i < 200; i++) {
    const now = exitChance(survivors, scale, end);
    const excess = now > 0 ? Math.log(now) - logChance : -Infinity;
    if (excess >= 0) low = end;
    else high = end;
    const newton = end + (excess * now) / (2 * densityAt(survivors, scale, end));
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    const isDone = Math.abs(next - end) <= 1e-14 * end;
    end = next;
    if (isDone) return end;
  }
  return end;
}

/**
 * The survivors after one more step of standard deviation `scale` that ends within `end` of 0. Gauss's rule
 * on panels no wider than four standard deviations of this step or of the `next`, so that neither density
 * turns faster than the rule can follow.
 */
export function grown(survivors: Survivors, scale: number, end: number, next: number): Survivors {
  const panels = Math.ceil(end / (4 * Math.min(scale, next)));
  const half = end / panels / 2;
  const nodes: number[] = [];
  const masses: number[] = [];
  for (let panel = 0; panel < panels; panel++) {
    const centre = (2 * panel + 1) * half;
    for (let point = -8; point < 8; point++) {
      const at = point < 0 ? -1 - point : point;
      const node = centre + (point < 0 ? -1 : 1) * half * (NODES[at] as number);
      nodes.push(node);
      masses.push(half * (WEIGHTS[at] as number) * densityAt(survivors, scale, node));
    }
  }
  return { nodes, masses };
}
