import { normal } from '../distributions/index.js';
import { requireFinite, requireNonNegative } from '../domain.js';
import { meanStepsToExit } from './absorption.js';
import { gaussLegendre, type Quadrature } from './gauss-legendre.js';
import { requireRunLength, thresholdFor } from './threshold-search.js';

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
const LARGEST_LIMIT = 10;
/** Below this the points of the rule, of which a narrow kernel needs many, become too many. */
const LEAST_LAMBDA = 0.001;
const LEAST_EXACT_LAMBDA = 0.01;

/** A chart of independent normal points. */
export interface EwmaDesign {
  /** Weight of the newest point, in [0.001, 1]; default 0.2. */
  readonly lambda?: number | undefined;
  /**
   * 'final' (default): limits as wide from the start as in the long run, as in all tables; 'exact': narrower
   * at first, as `ewma` has them, which shortens the run by 1 to 10 %; for lambda of at least 0.01.
   */
  readonly limits?: 'final' | 'exact' | undefined;
}

/**
 * After how many points does an EWMA chart alarm, on average? Without a shift this is the time between false
 * alarms; with one it is the delay of detection. Crowder's integral equation is solved by Gauss's rule, to
 * all digits.
 *
 * @param design  lambda: in [0.001, 1], default 0.2; limit: in [0, 10], default 2.86; shift: of the mean, in
 *   standard deviations, present from the first point on, default 0; limits: 'final' (default) or 'exact'
 * @returns average run length in points, for independent normal points of known mean and standard deviation
 * @throws {RangeError} if an argument is out of range
 * @see Crowder (1987), Technometrics 29, 401-407, https://doi.org/10.1080/00401706.1987.10488267
 * @see Lucas & Saccucci (1990), Technometrics 32, 1-12, https://doi.org/10.1080/00401706.1990.10484583
 * @example ewmaRunLength({ lambda: 0.2, limit: 2.86 }) // 371.103304250189
 */
export function ewmaRunLength(
  design: EwmaDesign & { limit?: number | undefined; shift?: number | undefined },
): number {
  const { limit = 2.86, shift = 0 } = design;
  const { lambda, exact } = designOf(design);
  requireNonNegative('limit', limit);
  requireFinite('shift', shift);
  if (limit > LARGEST_LIMIT) throw new RangeError(`limit must be at most ${LARGEST_LIMIT}, got ${limit}`);
  return exact ? exactRunLength(lambda, limit, shift) : runLength(lambda, limit, shift);
}

/**
 * Which limit gives an EWMA chart the wanted time between false alarms? `falseAlarmBudget` says which time.
 *
 * @param design  lambda: in [0.001, 1], default 0.2; averageRunLength: points between false alarms, above 1;
 *   limits: 'final' (default) or 'exact'
 * @returns the limit, in standard deviations of the average
 * @throws {RangeError} if an argument is out of range, or the limit would exceed 10
 * @see Crowder (1989), J. Quality Technology 21, 155-162, https://doi.org/10.1080/00224065.1989.11979164
 * @example ewmaThreshold({ lambda: 0.1, averageRunLength: 500 }) // 2.81430999531637
 */
export function ewmaThreshold(design: EwmaDesign & { averageRunLength: number }): number {
  const { lambda, exact } = designOf(design);
  requireRunLength(design.averageRunLength);
  const lengthAt = exact ? exactRunLength : runLength;
  return thresholdFor(limit => lengthAt(lambda, limit, 0), design.averageRunLength, LARGEST_LIMIT);
}

function designOf({ lambda = 0.2, limits = 'final' }: EwmaDesign): { lambda: number; exact: boolean } {
  const exact = limits === 'exact';
  if (!exact && limits !== 'final')
    throw new RangeError(`limits must be 'final' or 'exact', got ${String(limits)}`);
  const least = exact ? LEAST_EXACT_LAMBDA : LEAST_LAMBDA;
  if (!(lambda >= least && lambda <= 1))
    throw new RangeError(`lambda must be in [${least}, 1], got ${lambda}`);
  return { lambda, exact };
}

/** Points of the rule: two for each standard deviation of a step of the average, between the limits. */
function pointsFor(lambda: number, bound: number): number {
  return Math.ceil((4 * bound) / lambda) + 12;
}

/** How the average moves, when its points are those of a rule. */
function movesTo(rule: Quadrature, lambda: number, shift: number, from: number): Float64Array {
  const { nodes, weights } = rule;
  return Float64Array.from(nodes, (node, j) => {
    const z = (node - (1 - lambda) * from) / lambda - shift;
    return ((weights[j] as number) * Math.exp(-0.5 * z * z)) / (ROOT_TWO_PI * lambda);
  });
}

/** The average starts at the mean, or where `start` says with which chances it is at the points. */
function runLength(lambda: number, limit: number, shift: number, start?: Float64Array): number {
  const bound = limit * Math.sqrt(lambda / (2 - lambda));
  const rule = gaussLegendre(pointsFor(lambda, bound), -bound, bound);
  const averages = [0, ...rule.nodes];
  const moves = averages.map(from => Float64Array.of(0, ...movesTo(rule, lambda, shift, from)));
  const exits = Float64Array.from(averages, from => {
    const middle = (1 - lambda) * from;
    return normal.sf((bound - middle) / lambda - shift) + normal.cdf((-bound - middle) / lambda - shift);
  });
  if (start !== undefined) {
    moves[0] = Float64Array.of(0, ...start);
    exits[0] = 0;
  }
  return meanStepsToExit(moves, exits);
}

/** Point by point while the limits still widen; from then on as with final limits. */
function exactRunLength(lambda: number, limit: number, shift: number): number {
  const final = limit * Math.sqrt(lambda / (2 - lambda));
  const unit = gaussLegendre(pointsFor(lambda, final), -1, 1);
  let averages: Float64Array = new Float64Array(1);
  let chances: Float64Array = Float64Array.of(1);
  let steps = 0;
  for (let t = 1; (1 - lambda) ** (2 * t - 2) > 1e-13; t++) {
    const bound = final * Math.sqrt(-Math.expm1(2 * t * Math.log1p(-lambda)));
    const rule = {
      nodes: unit.nodes.map(node => node * bound),
      weights: unit.weights.map(weight => weight * bound),
    };
    const next = new Float64Array(unit.nodes.length);
    averages.forEach((from, i) => {
      movesTo(rule, lambda, shift, from).forEach((chance, j) => {
        next[j] = (next[j] as number) + chance * (chances[i] as number);
      });
    });
    steps += chances.reduce((sum, chance) => sum + chance, 0);
    averages = rule.nodes;
    chances = next;
  }
  const alive = chances.reduce((sum, chance) => sum + chance, 0);
  if (alive === 0) return steps;
  const start = chances.map(chance => chance / alive);
  return steps + alive * (runLength(lambda, limit, shift, start) - 1);
}
