import { chiSquared, normal } from '../distributions/index.js';
import { quadraticForm } from '../comparison/quadratic-form.js';
import { requireOpenUnit } from '../domain.js';
import { type Interval, intervalAround } from '../interval.js';
import { meanDifference, type Moments, requireMoments } from '../moments/moments.js';
import {
  type AssignmentDependence,
  assignmentDependence,
  requireRectangle,
} from './assignment-dependence.js';

/** Whether the effect of one experiment is another one in the arms of a second experiment. */
export interface EffectInteraction {
  /** Wald's chi-square; for two arms by two arms the square of difference / standardError. */
  readonly statistic: number | null;
  /** (rows - 1)(columns - 1). */
  readonly degreesOfFreedom: number;
  readonly pValue: number | null;
  /** The effect in the last column minus the effect in the first; for two arms by two arms only. */
  readonly difference: number | null;
  readonly standardError: number | null;
  readonly interval: Interval | null;
  readonly interacting: boolean;
  readonly undefinedBecause: 'too few units' | 'too few cells vary' | null;
}

/** Two experiments on the same units. */
export interface InteractionTest {
  readonly assignment: AssignmentDependence;
  readonly effect: EffectInteraction;
}

/**
 * Do two experiments that run at once disturb each other? Asks whether the arms were assigned independently,
 * and whether the effect of one depends on the arm of the other. If neither is found, each may be read alone.
 *
 * @param cells  moments of the metric by arm of the one experiment (rows, control first) and arm of the other
 *   (columns, control first): at least two by two, a rectangle, only units that are in both experiments
 * @param options  alpha of each of the two tests, in (0, 1), default 0.01
 * @returns the chi-square test of the assignment and Wald's test of the interaction, which does not assume
 *   equal variances and holds in large cells; null when a cell has fewer than two units or too few vary
 * @throws {RangeError} if the cells are no such rectangle, moments are impossible or alpha is out of range
 * @see Kohavi, Tang & Xu (2020), Trustworthy Online Controlled Experiments, chapter 4,
 *   https://doi.org/10.1017/9781108653985
 * @see Wald (1943), https://doi.org/10.1090/S0002-9947-1943-0012401-3
 * @example
 * interactionTest([1, 2].map(i => [1, 2].map(j => ({ n: 100, mean: i * j, variance: 4 })))).effect.difference // 1
 */
export function interactionTest(
  cells: readonly (readonly Moments[])[],
  options: { readonly alpha?: number | undefined } = {},
): InteractionTest {
  const { alpha = 0.01 } = options;
  requireOpenUnit('alpha', alpha);
  requireRectangle('cells', cells);
  if (cells.length < 2 || (cells[0]?.length ?? 0) < 2) {
    throw new RangeError('cells must hold at least two rows and two columns');
  }
  cells.forEach((row, i) => row.forEach((cell, j) => requireMoments(`cells[${i}][${j}]`, cell)));
  const counts = cells.map(row => row.map(({ n }) => n));
  return { assignment: assignmentDependence(counts, { alpha }), effect: effectOf(cells, alpha) };
}

function effectOf(cells: readonly (readonly Moments[])[], alpha: number): EffectInteraction {
  const degreesOfFreedom = (cells.length - 1) * ((cells[0]?.length ?? 0) - 1);
  const without = (undefinedBecause: EffectInteraction['undefinedBecause']): EffectInteraction => ({
    statistic: null,
    degreesOfFreedom,
    pValue: null,
    difference: null,
    standardError: null,
    interval: null,
    interacting: false,
    undefinedBecause,
  });
  if (cells.flat().some(({ n }) => n < 2)) return without('too few units');
  const { differences, covariance } = contrasts(cells);
  const statistic = quadraticForm(differences, covariance);
  if (statistic === null) return without('too few cells vary');
  const pValue = chiSquared.sf(statistic, degreesOfFreedom);
  return {
    ...without(null),
    statistic,
    pValue,
    ...(degreesOfFreedom === 1 ? singleContrast(cells, alpha) : {}),
    interacting: pValue < alpha,
  };
}

/** Difference of the differences: what the second row adds in the second column beyond the first. */
function doubleDifference(base: Moments, inRow: Moments, inColumn: Moments, inBoth: Moments): number {
  return meanDifference(inRow, inBoth) - meanDifference(base, inColumn);
}

function singleContrast(cells: readonly (readonly Moments[])[], alpha: number) {
  const [base, inColumn, inRow, inBoth] = cells.flat() as [Moments, Moments, Moments, Moments];
  const difference = doubleDifference(base, inRow, inColumn, inBoth);
  const standardError = Math.sqrt(cells.flat().reduce((sum, cell) => sum + errorVariance(cell), 0));
  const halfWidth = -normal.quantile(alpha / 2) * standardError;
  return { difference, standardError, interval: intervalAround(difference, halfWidth, alpha) };
}

const errorVariance = ({ variance, n }: Moments): number => variance / n;

/**
 * The double differences of all cells against the one whose mean is known best, and their covariances. Any
 * cell would give the same test, but a poorly known one, shared by all differences, would cost digits.
 */
function contrasts(cells: readonly (readonly Moments[])[]) {
  const at = (row: number, column: number) => cells[row]?.[column] as Moments;
  const places = cells.flatMap((row, i) => row.map((_, j) => [i, j] as const));
  const best = places.reduce((one, other) =>
    errorVariance(at(...other)) < errorVariance(at(...one)) ? other : one,
  );
  const [baseRow, baseColumn] = best;
  const compared = places.filter(([row, column]) => row !== baseRow && column !== baseColumn);
  const differences = compared.map(([row, column]) =>
    doubleDifference(at(...best), at(row, baseColumn), at(baseRow, column), at(row, column)),
  );
  const covariance = compared.map(([row, column]) =>
    compared.map(([otherRow, otherColumn]) => {
      const sharesRow = row === otherRow ? errorVariance(at(row, baseColumn)) : 0;
      const sharesColumn = column === otherColumn ? errorVariance(at(baseRow, column)) : 0;
      const itself = row === otherRow && column === otherColumn ? errorVariance(at(row, column)) : 0;
      return errorVariance(at(...best)) + sharesRow + sharesColumn + itself;
    }),
  );
  return { differences, covariance };
}
