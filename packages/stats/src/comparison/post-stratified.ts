import { normal } from '../distributions/index.js';
import { alphaOf, type ComparisonOptions, type Interval, intervalAround } from '../interval.js';
import { requireStrata, type Stratum, type StratumDifference, stratumDifferences } from './strata.js';

/**
 * `weights`: 'fixed' (default) takes the shares of the strata as known, 'random' as those of a sample whose
 * shares would differ another time.
 */
export interface StratifiedOptions extends ComparisonOptions {
  readonly weights?: 'fixed' | 'random' | undefined;
}

/** A difference of means, treatment minus control, weighted by the size of the strata. */
export interface StratifiedComparison {
  readonly difference: number | null;
  readonly standardError: number | null;
  readonly statistic: number | null;
  /** Two-sided, normal. */
  readonly pValue: number | null;
  readonly interval: Interval | null;
  /** In the order given; empty where `undefinedBecause` says that a stratum is too small. */
  readonly strata: readonly StratumDifference[];
  /** Over the weighted control mean, as a share; null at a control mean of 0. */
  readonly lift: {
    readonly lift: number;
    readonly standardError: number;
    readonly interval: Interval;
  } | null;
  readonly undefinedBecause: 'an arm of a stratum has fewer than two units' | 'no arm varies' | null;
}

/** The variances and the covariance of the weighted control mean and the weighted difference. */
interface Covariances {
  readonly ofControl: number;
  readonly ofDifference: number;
  readonly between: number;
}

/**
 * Is the treatment mean different, once each stratum is compared with itself? It removes the part of the
 * noise that comes from strata of different size in the two arms; the strata must have been known before
 * exposure. For a covariate that is a number use `cuped`, for whether the strata differ `heterogeneity`.
 *
 * A stratum in which an arm has fewer than two units has no variance. Nothing is estimated then, rather than
 * units dropped: merge it with another that is like it, by `mergeMoments` for each arm.
 *
 * @param strata  moments of both arms in each stratum, at least one stratum
 * @param options  alpha in (0, 1), default 0.05; weights 'fixed' (default) or 'random'
 * @returns treatment minus control in the unit of the metric, and the lift as a share of the control mean;
 *   null with the reason when a stratum is too small or no arm varies
 * @throws {RangeError} if there are no strata or moments are impossible
 * @see Miratrix, Sekhon & Yu (2013), https://doi.org/10.1111/j.1467-9868.2012.01048.x
 * @see Xie & Aurisset (2016), https://doi.org/10.1145/2939672.2939733
 * @example postStratified([{ control: momentsOf([1, 2]), treatment: momentsOf([3, 5]) }]).difference // 2.5
 */
export function postStratified(
  strata: readonly Stratum[],
  options: StratifiedOptions = {},
): StratifiedComparison {
  const alpha = alphaOf(options);
  requireStrata(strata);
  const within = stratumDifferences(strata);
  if (within === null) {
    const undefinedBecause = 'an arm of a stratum has fewer than two units';
    return { difference: null, ...UNTESTED, standardError: null, strata: [], undefinedBecause };
  }
  const difference = sumOf(within, ({ weight, difference: own }) => weight * own);
  const covariances = covariancesOf(strata, within, options.weights ?? 'fixed');
  const standardError = Math.sqrt(covariances.ofDifference);
  if (standardError === 0) {
    return { difference, ...UNTESTED, standardError, strata: within, undefinedBecause: 'no arm varies' };
  }
  const z = -normal.quantile(alpha / 2);
  const statistic = difference / standardError;
  return {
    difference,
    standardError,
    statistic,
    pValue: 2 * normal.sf(Math.abs(statistic)),
    interval: intervalAround(difference, z * standardError, alpha),
    strata: within,
    lift: liftOf(controlMean(strata, within), difference, covariances, alpha),
    undefinedBecause: null,
  };
}

const UNTESTED = { statistic: null, pValue: null, interval: null, lift: null } as const;

function covariancesOf(
  strata: readonly Stratum[],
  within: readonly StratumDifference[],
  weights: 'fixed' | 'random',
): Covariances {
  const ofControl = sumOf(
    strata,
    ({ control }, i) => weightAt(within, i) ** 2 * (control.variance / control.n),
  );
  const ofDifference = sumOf(within, ({ weight, standardError }) => (weight * standardError) ** 2);
  if (weights === 'fixed') return { ofControl, ofDifference, between: -ofControl };
  const units = sumOf(strata, ({ control, treatment }) => control.n + treatment.n);
  // what the multinomial spread of the shares adds: the spread of the strata's own means and differences
  const mean = controlMean(strata, within);
  const difference = sumOf(within, ({ weight, difference: own }) => weight * own);
  const fromMean = strata.map(({ control }) => control.mean - mean);
  const fromDifference = within.map(({ difference: own }) => own - difference);
  const spread = (a: readonly number[], b: readonly number[]) =>
    sumOf(within, ({ weight }, i) => weight * (a[i] as number) * (b[i] as number)) / units;
  return {
    ofControl: ofControl + spread(fromMean, fromMean),
    ofDifference: ofDifference + spread(fromDifference, fromDifference),
    between: spread(fromMean, fromDifference) - ofControl,
  };
}

function controlMean(strata: readonly Stratum[], within: readonly StratumDifference[]): number {
  return sumOf(strata, ({ control }, i) => weightAt(within, i) * control.mean);
}

/** The delta method for difference over control mean, which vary together. */
function liftOf(
  mean: number,
  difference: number,
  { ofControl, ofDifference, between }: Covariances,
  alpha: number,
): StratifiedComparison['lift'] {
  if (mean === 0) return null;
  const lift = difference / mean;
  const variance = Math.max(0, ofDifference - 2 * lift * between + lift * lift * ofControl);
  const standardError = Math.sqrt(variance) / Math.abs(mean);
  return {
    lift,
    standardError,
    interval: intervalAround(lift, -normal.quantile(alpha / 2) * standardError, alpha),
  };
}

function weightAt(within: readonly StratumDifference[], index: number): number {
  return (within[index] as StratumDifference).weight;
}

function sumOf<T>(list: readonly T[], termOf: (entry: T, index: number) => number): number {
  return list.reduce((sum, entry, i) => sum + termOf(entry, i), 0);
}
