import type { PairMoments } from '../moments/moments.js';
import type { Random } from './draws.test-support.js';

/** What a number of units add up to: y is the metric, x its covariate or, of a ratio, its denominator. */
export interface Sums {
  readonly n: number;
  /** Units that did it at all. */
  readonly conversions: number;
  readonly y: number;
  readonly yy: number;
  readonly x: number;
  readonly xx: number;
  readonly xy: number;
}

/** New units of one arm. */
export type Arm = (random: Random, n: number) => Sums;

/** Whom an experiment is run on, and what is measured of them. */
export interface Population {
  readonly name: string;
  /** Of a unit, or of a send where a unit is sent several messages. */
  readonly metric: 'rate' | 'mean' | 'rate per send' | 'mean per send';
  /** Of each arm; so many that the minimum sample is reached at about the first look. */
  readonly unitsPerDay: number;
  /** True mean of y, or of a ratio true mean of y over true mean of x, in the control arm. */
  readonly baseline: number;
  /** An arm whose true value is the baseline times 1 + lift. */
  readonly arm: (lift: number) => Arm;
}

export const NOBODY: Sums = { n: 0, conversions: 0, y: 0, yy: 0, x: 0, xx: 0, xy: 0 };

export function together(a: Sums, b: Sums): Sums {
  return {
    n: a.n + b.n,
    conversions: a.conversions + b.conversions,
    y: a.y + b.y,
    yy: a.yy + b.yy,
    x: a.x + b.x,
    xx: a.xx + b.xx,
    xy: a.xy + b.xy,
  };
}

/** The same as moments; the metrics simulated have no offset that could cost digits. */
export function pairMomentsFrom({ n, y, yy, x, xx, xy }: Sums): PairMoments {
  return {
    n,
    meanY: y / n,
    meanX: x / n,
    varianceY: Math.max(0, yy - (y * y) / n) / (n - 1),
    varianceX: Math.max(0, xx - (x * x) / n) / (n - 1),
    covariance: (xy - (x * y) / n) / (n - 1),
  };
}
