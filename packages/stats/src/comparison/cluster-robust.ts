import { normal, studentT } from '../distributions/index.js';
import { alphaOf, type ComparisonOptions, type Interval, intervalAround } from '../interval.js';
import { type ClusterArm, clusterScores } from './cluster-scores.js';
import { meanDifference } from '../moments/moments.js';

/**
 * `correction`: multiply the variance for few clusters, default true; `reference`: the distribution of the
 * statistic, 'normal' (default) or 't' with a degree of freedom less than there are clusters.
 */
export interface ClusterOptions extends ComparisonOptions {
  readonly correction?: boolean | undefined;
  readonly reference?: 'normal' | 't' | undefined;
}

/** A difference of means whose error allows for units that are alike within their cluster. */
export interface ClusterComparison {
  readonly difference: number;
  readonly standardError: number;
  readonly statistic: number | null;
  /** Clusters less one. */
  readonly degreesOfFreedom: number;
  /** Two-sided. */
  readonly pValue: number | null;
  readonly interval: Interval | null;
  /** How many clusters there are; one that has units in both arms counts once. */
  readonly clusters: number;
  readonly undefinedBecause: 'clusters do not vary' | null;
}

/**
 * Is the treatment mean different, when whole clusters (households, companies, sending days) were
 * randomised, or units of a cluster are alike? Least squares of the metric on the arm with a sandwich of the
 * clusters. For a few dozen clusters or fewer take `reference: 't'`. Where every unit is alone use `welch`.
 *
 * @param control  totals of each cluster, `{ n, sum, cluster? }`, or `{ values, clusters }`, each value with
 *   the label of its cluster; the same label in both arms is one cluster
 * @param treatment  the same for the treatment arm
 * @param options  alpha in (0, 1), default 0.05; correction, default true, multiplies the variance by
 *   G / (G - 1) * (n - 1) / (n - 2) for G clusters and n units; reference 'normal' (default) or 't'
 * @returns treatment minus control in the unit of the metric; no test, with the reason, when the totals of
 *   the clusters are what their sizes alone would make them
 * @throws {RangeError} if an arm has fewer than two clusters, a cluster no unit, or a value is not finite
 * @see Liang & Zeger (1986), https://doi.org/10.1093/biomet/73.1.13
 * @see Cameron & Miller (2015), https://doi.org/10.3368/jhr.50.2.317
 * @example clusterRobustDifference([{ n: 2, sum: 2 }, { n: 2, sum: 6 }], [{ n: 1, sum: 4 }, { n: 1, sum: 6 }]).difference // 3
 */
export function clusterRobustDifference(
  control: ClusterArm,
  treatment: ClusterArm,
  options: ClusterOptions = {},
): ClusterComparison {
  const alpha = alphaOf(options);
  const c = clusterScores('control', control);
  const t = clusterScores('treatment', treatment);
  const scores = new Map(Array.from(t.scores));
  for (const [label, score] of c.scores) scores.set(label, (scores.get(label) ?? 0) - score);
  const clusters = scores.size;
  const units = c.mean.n + t.mean.n;
  let squares = 0;
  for (const score of scores.values()) squares += score * score;
  const correction = (clusters / (clusters - 1)) * ((units - 1) / (units - 2));
  const standardError = Math.sqrt((options.correction ?? true) ? squares * correction : squares);
  const degreesOfFreedom = clusters - 1;
  const difference = meanDifference(c.mean, t.mean);
  // totals of constant units differ in their last digits
  if (Math.sqrt(squares) <= 1e-14 * Math.max(c.scale, t.scale)) {
    return { difference, standardError: 0, degreesOfFreedom, clusters, ...UNTESTED };
  }
  const statistic = difference / standardError;
  const reference = options.reference ?? 'normal';
  const tail =
    reference === 't' ? studentT.sf(Math.abs(statistic), degreesOfFreedom) : normal.sf(Math.abs(statistic));
  const critical =
    reference === 't' ? -studentT.quantile(alpha / 2, degreesOfFreedom) : -normal.quantile(alpha / 2);
  return {
    difference,
    standardError,
    statistic,
    degreesOfFreedom,
    pValue: Math.min(1, 2 * tail),
    interval: intervalAround(difference, critical * standardError, alpha),
    clusters,
    undefinedBecause: null,
  };
}

const UNTESTED = {
  statistic: null,
  pValue: null,
  interval: null,
  undefinedBecause: 'clusters do not vary',
} as const;
