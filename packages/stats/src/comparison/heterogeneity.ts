import { chiSquared, normal } from '../distributions/index.js';
import { alphaOf, type ComparisonOptions, type Interval, intervalAround } from '../interval.js';
import { requireStrata, type Stratum, stratumDifferences } from './strata.js';

/** Whether strata have effects of their own, and the effect if they have not. */
export interface Heterogeneity {
  /** Cochran's Q; null where `undefinedBecause` says so. */
  readonly statistic: number | null;
  /** Strata less one. */
  readonly degreesOfFreedom: number;
  /** Small when the effect is not the same in all strata. */
  readonly pValue: number | null;
  /** Share of the spread between strata that chance does not explain, from 0 to 1 (I squared). */
  readonly inconsistency: number | null;
  /** The common effect, each stratum weighted by its precision (fixed effect). */
  readonly difference: number | null;
  readonly standardError: number | null;
  readonly interval: Interval | null;
  readonly undefinedBecause:
    | 'fewer than two strata'
    | 'an arm of a stratum has fewer than two units'
    | 'a stratum does not vary'
    | null;
}

/**
 * Is the effect another one in some strata than in others? Cochran's Q over the strata's differences. Few
 * tests have the power to find it: a large p-value does not say that the effect is the same everywhere.
 *
 * @param strata  moments of both arms in each stratum, at least two units in an arm
 * @param options  alpha in (0, 1), default 0.05, of the interval of the common effect
 * @returns Q, its chi-square p-value, and the effect common to all strata; null with the reason where a
 *   stratum has no variance, or there is but one
 * @throws {RangeError} if there are no strata or moments are impossible
 * @see Cochran (1954), https://doi.org/10.2307/3001666
 * @see Higgins & Thompson (2002), https://doi.org/10.1002/sim.1186
 * @example heterogeneity([0, 3].map(shift => ({ control: momentsOf([0, 2]), treatment: momentsOf([shift, shift + 4]) }))).statistic // 0.9
 */
export function heterogeneity(strata: readonly Stratum[], options: ComparisonOptions = {}): Heterogeneity {
  const alpha = alphaOf(options);
  requireStrata(strata);
  const degreesOfFreedom = strata.length - 1;
  const within = stratumDifferences(strata);
  const refused = (undefinedBecause: NonNullable<Heterogeneity['undefinedBecause']>) => ({
    ...UNDEFINED,
    degreesOfFreedom,
    undefinedBecause,
  });
  if (within === null) return refused('an arm of a stratum has fewer than two units');
  if (within.length < 2) return refused('fewer than two strata');
  const least = Math.min(...within.map(({ standardError }) => standardError));
  if (least === 0) return refused('a stratum does not vary');
  // relative to the most precise stratum, so that a metric of scale 1e-200 does not overflow
  const precisions = within.map(({ standardError }) => (least / standardError) ** 2);
  const precision = precisions.reduce((sum, own) => sum + own, 0);
  const difference =
    within.reduce((sum, own, i) => sum + (precisions[i] as number) * own.difference, 0) / precision;
  const statistic = within.reduce(
    (sum, own) => sum + ((own.difference - difference) / own.standardError) ** 2,
    0,
  );
  const standardError = least / Math.sqrt(precision);
  return {
    statistic,
    degreesOfFreedom,
    pValue: chiSquared.sf(statistic, degreesOfFreedom),
    inconsistency: statistic === 0 ? 0 : Math.max(0, 1 - degreesOfFreedom / statistic),
    difference,
    standardError,
    interval: intervalAround(difference, -normal.quantile(alpha / 2) * standardError, alpha),
    undefinedBecause: null,
  };
}

const UNDEFINED = {
  statistic: null,
  pValue: null,
  inconsistency: null,
  difference: null,
  standardError: null,
  interval: null,
} as const;
