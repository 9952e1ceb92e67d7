import { studentT } from '../distributions/index.js';
import { alphaOf, type ComparisonOptions, type Interval, intervalAround } from '../interval.js';
import {
  meanDifference,
  type Moments,
  ofX,
  ofY,
  type PairMoments,
  requirePairMoments,
} from '../moments/moments.js';
import { requireTwoUnits } from './welch.js';

/** Both arms before and after the treatment began, measured on different units each time. */
export interface BeforeAndAfter {
  readonly controlBefore: Moments;
  readonly controlAfter: Moments;
  readonly treatmentBefore: Moments;
  readonly treatmentAfter: Moments;
}

/** How much more treatment changed than control, in the unit of the metric. */
export interface DifferenceInDifferences {
  /** Change of treatment minus change of control. */
  readonly effect: number;
  readonly standardError: number;
  readonly statistic: number | null;
  /** Welch and Satterthwaite. */
  readonly degreesOfFreedom: number | null;
  /** Two-sided, from the t distribution. */
  readonly pValue: number | null;
  readonly interval: Interval | null;
  readonly undefinedBecause: 'nothing varies' | null;
}

/** What a mean adds to the error, and the degrees of freedom that its variance has. */
interface Part {
  readonly variance: number;
  readonly degreesOfFreedom: number;
}

/**
 * Did the treated change more than the others, when the arms were not the same to begin with, as where
 * countries and not recipients were chosen? It holds only if both would have changed alike without the
 * treatment. For other units before than after; where the same units were measured twice use
 * `differenceInDifferencesPanel`, which is much more certain, and after a randomised start `cuped`.
 *
 * @param cells  moments of four independent groups of at least two units each
 * @param options  alpha in (0, 1), default 0.05
 * @returns the change of treatment less the change of control, in the unit of the metric; no test, with the
 *   reason, when no cell varies
 * @throws {RangeError} if a cell has fewer than two units or impossible moments
 * @see Card & Krueger (1994), American Economic Review 84, 772-793, https://www.jstor.org/stable/2118030
 * @see Satterthwaite (1946), https://doi.org/10.2307/3002019
 * @example differenceInDifferences({ controlBefore: momentsOf([1, 2]), controlAfter: momentsOf([2, 3]), treatmentBefore: momentsOf([1, 2]), treatmentAfter: momentsOf([4, 5]) }).effect // 2
 */
export function differenceInDifferences(
  cells: BeforeAndAfter,
  options: ComparisonOptions = {},
): DifferenceInDifferences {
  const alpha = alphaOf(options);
  const { controlBefore, controlAfter, treatmentBefore, treatmentAfter } = cells;
  for (const [name, cell] of Object.entries({
    controlBefore,
    controlAfter,
    treatmentBefore,
    treatmentAfter,
  })) {
    requireTwoUnits(name, cell);
  }
  const effect =
    meanDifference(treatmentBefore, treatmentAfter) - meanDifference(controlBefore, controlAfter);
  const parts = [controlBefore, controlAfter, treatmentBefore, treatmentAfter].map(({ n, variance }) => ({
    variance: variance / n,
    degreesOfFreedom: n - 1,
  }));
  return tested(effect, parts, alpha);
}

/**
 * Did the treated change more than the others, when the same units were measured before and after? Welch's
 * comparison of each unit's change, so that what sets units apart from each other drops out.
 *
 * @param control  y: the metric after, x: the same metric before, of each unit, at least two units
 * @param treatment  the same for the treated units
 * @param options  alpha in (0, 1), default 0.05
 * @returns the mean change of treatment less that of control, in the unit of the metric; no test, with the
 *   reason, when all units of an arm changed alike in both arms
 * @throws {RangeError} if an arm has fewer than two units or impossible moments
 * @see Bertrand, Duflo & Mullainathan (2004), https://doi.org/10.1162/003355304772839588
 * @example differenceInDifferencesPanel(pairMomentsOf([2, 4], [1, 2]), pairMomentsOf([5, 6], [1, 3])).effect // 2
 */
export function differenceInDifferencesPanel(
  control: PairMoments,
  treatment: PairMoments,
  options: ComparisonOptions = {},
): DifferenceInDifferences {
  const alpha = alphaOf(options);
  const effect = changeOf('treatment', treatment) - changeOf('control', control);
  return tested(effect, [control, treatment].map(partOf), alpha);
}

function changeOf(name: string, pair: PairMoments): number {
  requirePairMoments(name, pair);
  requireTwoUnits(name, ofY(pair));
  return meanDifference(ofX(pair), ofY(pair));
}

/** The variance of the mean change; below what rounding leaves of the two variances, none. */
function partOf({ n, varianceY, varianceX, covariance }: PairMoments): Part {
  const variance = varianceY - 2 * covariance + varianceX;
  const noise = 1e-14 * (varianceY + varianceX);
  return { variance: (variance <= noise ? 0 : variance) / n, degreesOfFreedom: n - 1 };
}

function tested(effect: number, parts: readonly Part[], alpha: number): DifferenceInDifferences {
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  const standardError = Math.sqrt(variance);
  if (standardError === 0) return { effect, standardError, ...UNTESTED };
  const degreesOfFreedom =
    1 / parts.reduce((sum, part) => sum + (part.variance / variance) ** 2 / part.degreesOfFreedom, 0);
  const statistic = effect / standardError;
  const critical = -studentT.quantile(alpha / 2, degreesOfFreedom);
  return {
    effect,
    standardError,
    statistic,
    degreesOfFreedom,
    pValue: Math.min(1, 2 * studentT.sf(Math.abs(statistic), degreesOfFreedom)),
    interval: intervalAround(effect, critical * standardError, alpha),
    undefinedBecause: null,
  };
}

const UNTESTED = {
  statistic: null,
  degreesOfFreedom: null,
  pValue: null,
  interval: null,
  undefinedBecause: 'nothing varies',
} as const;
