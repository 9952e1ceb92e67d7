import { requireCount, requireFinite, requirePositive } from '../domain.js';
import { type Moments, momentsOf } from '../moments/moments.js';

/** What a test needs to know of one cluster. */
export interface ClusterTotals {
  /** Units of the cluster in this arm, at least one. */
  readonly n: number;
  /** Sum of the metric over these units. */
  readonly sum: number;
  /** Only needed where a cluster may have units in both arms: the label by which to know it again. */
  readonly cluster?: string | number | undefined;
}

/** The values of an arm, each with the label of its cluster at the same place. */
export interface ClusteredValues {
  readonly values: ArrayLike<number>;
  readonly clusters: ArrayLike<string | number>;
}

/** An arm of a test with clusters. */
export type ClusterArm = readonly ClusterTotals[] | ClusteredValues;

/** An arm as its mean and what each of its clusters adds to the error of that mean. */
export interface ClusterScores {
  readonly mean: Moments;
  /** By label, or by a symbol of its own for a cluster without one. */
  readonly scores: ReadonlyMap<string | number | symbol, number>;
  /** The size that rounding is measured by. */
  readonly scale: number;
}

/** Units of a cluster, and the sum of their distances from a centre common to the arm. */
interface Residual {
  n: number;
  sum: number;
}

/** The scores of an arm; `name` is the argument to blame. */
export function clusterScores(name: string, arm: ClusterArm): ClusterScores {
  return 'clusters' in arm ? scoresOfValues(name, arm) : scoresOfTotals(name, arm);
}

function scoresOfValues(name: string, { values, clusters }: ClusteredValues): ClusterScores {
  if (clusters.length !== values.length) {
    throw new RangeError(`${name}.clusters must have as many entries as ${name}.values (${values.length})`);
  }
  for (let i = 0; i < values.length; i++) requireFinite(`${name}.values`, values[i] as number);
  const centre = momentsOf(values).mean;
  const residuals = new Map<string | number | symbol, Residual>();
  for (let i = 0; i < values.length; i++) {
    addTo(residuals, clusters[i] as string | number, 1, (values[i] as number) - centre);
  }
  return scoresAbout(name, centre, residuals);
}

function scoresOfTotals(name: string, totals: readonly ClusterTotals[]): ClusterScores {
  let units = 0;
  let sum = 0;
  for (const [i, cluster] of totals.entries()) {
    requireCount(`${name}[${i}].n`, cluster.n);
    requirePositive(`${name}[${i}].n`, cluster.n);
    requireFinite(`${name}[${i}].sum`, cluster.sum);
    units += cluster.n;
    sum += cluster.sum;
  }
  const centre = units === 0 ? 0 : sum / units;
  const residuals = new Map<string | number | symbol, Residual>();
  for (const { n, sum: total, cluster } of totals) {
    addTo(residuals, cluster ?? Symbol('cluster'), n, total - n * centre);
  }
  return scoresAbout(name, centre, residuals);
}

function addTo(
  residuals: Map<string | number | symbol, Residual>,
  label: string | number | symbol,
  n: number,
  sum: number,
): void {
  const known = residuals.get(label);
  if (known === undefined) residuals.set(label, { n, sum });
  else {
    known.n += n;
    known.sum += sum;
  }
}

/** Takes out what rounding left in the centre, and divides by the units of the arm. */
function scoresAbout(
  name: string,
  centre: number,
  residuals: Map<string | number | symbol, Residual>,
): ClusterScores {
  if (residuals.size < 2) {
    throw new RangeError(`${name} must have at least two clusters, got ${residuals.size}`);
  }
  let units = 0;
  let drift = 0;
  let largest = 0;
  for (const { n, sum } of residuals.values()) {
    units += n;
    drift += sum;
    largest = Math.max(largest, n);
  }
  drift /= units;
  const scores = new Map<string | number | symbol, number>();
  for (const [label, { n, sum }] of residuals) scores.set(label, (sum - n * drift) / units);
  return {
    mean: { n: units, mean: centre, variance: 0, meanRemainder: drift },
    scores,
    scale: (Math.abs(centre) * largest) / units,
  };
}
