import { requireOpenUnit } from './domain.js';

/** A confidence or credible interval: `level` is its nominal coverage, such as 0.95. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
}

/** The options of every comparison: `alpha` is the false-positive rate, in (0, 1), default 0.05. */
export interface ComparisonOptions {
  readonly alpha?: number | undefined;
}

/** The false-positive rate asked for, or 0.05. */
export function alphaOf(options: ComparisonOptions): number {
  const alpha = options.alpha ?? 0.05;
  requireOpenUnit('alpha', alpha);
  return alpha;
}

/** The interval of the given half width around an estimate. */
export function intervalAround(estimate: number, halfWidth: number, alpha: number): Interval {
  return { lower: estimate - halfWidth, upper: estimate + halfWidth, level: 1 - alpha };
}
