import { normal } from '../distributions/index.js';
import { requireFinite, requireNonNegative } from '../domain.js';
import { meanStepsToExit } from './absorption.js';
import { gaussLegendre } from './gauss-legendre.js';
import { requireRunLength, thresholdFor } from './threshold-search.js';

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
/** Beyond this the points of the rule, two for each standard deviation, become too many. */
const LARGEST_H = 200;

/** A chart of independent normal points; `sided` 2 (default) watches both directions, as `cusum` does. */
export interface CusumDesign {
  /** In standard deviations, at least 0; default 0.5. */
  readonly k?: number | undefined;
  readonly sided?: 1 | 2 | undefined;
}

/**
 * After how many points does a CUSUM alarm, on average? Without a shift this is the time between false
 * alarms; with one it is the delay of detection. Page's integral equation is solved by Gauss's rule, to all
 * digits; a one-sided chart watches for an increase.
 *
 * @param design  k: at least 0, default 0.5; h: in [0, 200], default 5; shift: of the mean, in standard
 *   deviations, present from the first point on, default 0; sided: 1 or 2, default 2
 * @returns average run length in points, for independent normal points of known mean and standard
 *   deviation; Infinity when a double cannot hold it
 * @throws {RangeError} if an argument is out of range
 * @see Page (1954), Biometrika 41, 100-115, https://doi.org/10.1093/biomet/41.1-2.100
 * @see Hawkins & Olwell (1998), Cumulative Sum Charts, table 3.1, https://doi.org/10.1007/978-1-4612-1686-5
 * @example cusumRunLength({ k: 0.5, h: 5 }) // 465.443506032061
 */
export function cusumRunLength(
  design: CusumDesign & { h?: number | undefined; shift?: number | undefined },
): number {
  const { h = 5, shift = 0 } = design;
  const { k, sided } = designOf(design);
  requireFinite('shift', shift);
  if (!(h >= 0 && h <= LARGEST_H)) throw new RangeError(`h must be in [0, ${LARGEST_H}], got ${h}`);
  return runLength(k, sided, h, shift);
}

/**
 * Which threshold gives a CUSUM the wanted time between false alarms? `falseAlarmBudget` says which time.
 *
 * @param design  k: at least 0, default 0.5; averageRunLength: points between false alarms, more than a
 *   threshold of 0 gives; sided: 1 or 2, default 2
 * @returns h in standard deviations
 * @throws {RangeError} if an argument is out of range, or h would exceed 200
 * @see Hawkins & Olwell (1998), Cumulative Sum Charts, 3.2, https://doi.org/10.1007/978-1-4612-1686-5
 * @example cusumThreshold({ k: 0.5, averageRunLength: 3000 }) // 6.8510603149
 */
export function cusumThreshold(design: CusumDesign & { averageRunLength: number }): number {
  const { k, sided } = designOf(design);
  requireRunLength(design.averageRunLength);
  return thresholdFor(h => runLength(k, sided, h, 0), design.averageRunLength, LARGEST_H);
}

function designOf({ k = 0.5, sided = 2 }: CusumDesign): { k: number; sided: 1 | 2 } {
  requireNonNegative('k', k);
  if (sided !== 1 && sided !== 2) throw new RangeError(`sided must be 1 or 2, got ${String(sided)}`);
  return { k, sided };
}

/** The two sides never both have evidence near the threshold, so their rates of alarm add (Kemp 1961). */
function runLength(k: number, sided: 1 | 2, h: number, shift: number): number {
  const up = increaseRunLength(k, h, shift);
  if (sided === 1) return up;
  return 1 / (1 / up + 1 / (shift === 0 ? up : increaseRunLength(k, h, -shift)));
}

/** States of the chain: no evidence at all, and the points of the rule between 0 and h. */
function increaseRunLength(k: number, h: number, shift: number): number {
  const { nodes, weights } = gaussLegendre(Math.ceil(2 * h) + 12, 0, h);
  const evidence = [0, ...nodes];
  const moves = evidence.map(from => {
    const needed = k - shift - from;
    const row = new Float64Array(evidence.length);
    row[0] = normal.cdf(needed);
    nodes.forEach((node, j) => {
      row[j + 1] = ((weights[j] as number) * Math.exp(-0.5 * (node + needed) ** 2)) / ROOT_TWO_PI;
    });
    return row;
  });
  return meanStepsToExit(
    moves,
    Float64Array.from(evidence, from => normal.sf(h + k - shift - from)),
  );
}
