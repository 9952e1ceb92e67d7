import { momentsOf, pairMomentsOf } from '@probity/stats';
import type { Evidence, MeasuredArm, MeasuredMetric } from '../../results/evidence.rules.js';
import { armsOf, kindOf } from './arms.js';
import type { Trial } from './read-trial.js';
import type { MetricOption, TrialOptions } from './trial-options.js';

/** What the analysis of an experiment looks at, from a file instead of the database. */
export function evidenceOf(
  trial: Trial,
  options: TrialOptions & { readonly covariate?: string },
  asOf: Date,
): Evidence {
  const arms = armsOf(trial, options);
  const rowsOf = arms.map(({ name }) => rowsIn(trial, trial.variants.indexOf(name)));
  const measure = (metric: MetricOption) => measured(trial, metric, options.covariate, rowsOf);
  return {
    asOf,
    phase: 1,
    isRunning: false,
    // The analysis reads weights in proportion only, and a third is not a whole number of basis points.
    variants: arms.map(({ name, isControl, weight }) => ({ key: name, isControl, weightBp: weight })),
    units: rowsOf.map(rows => rows.length),
    inSeveralVariants: 0,
    metrics: new Map(options.metric.map(metric => [metric.column, measure(metric)])),
  };
}

function rowsIn({ variantOf }: Trial, index: number): Uint32Array {
  const rows = new Uint32Array(variantOf.reduce((count, one) => (one === index ? count + 1 : count), 0));
  let next = 0;
  variantOf.forEach((one, row) => {
    if (one === index) rows[next++] = row;
  });
  return rows;
}

function measured(
  trial: Trial,
  metric: MetricOption,
  covariate: string | undefined,
  rowsOf: readonly Uint32Array[],
): MeasuredMetric {
  const y = trial.values.get(metric.column) ?? new Float64Array();
  const x = covariate === undefined ? undefined : trial.values.get(covariate);
  return {
    key: metric.column,
    kind: kindOf(trial, metric),
    direction: 'INCREASE',
    hasCovariate: x !== undefined,
    arms: rowsOf.map(rows => armOf(valuesAt(y, rows), x && valuesAt(x, rows))),
  };
}

function valuesAt(values: Float64Array, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, row => values[row] ?? 0);
}

function armOf(y: Float64Array, x: Float64Array | undefined): MeasuredArm {
  const nonZero = y.reduce((count, value) => (value === 0 ? count : count + 1), 0);
  if (x) return { pair: pairMomentsOf(y, x), nonZero };
  const { n, mean, variance } = momentsOf(y);
  return { pair: { n, meanY: mean, varianceY: variance, meanX: 0, varianceX: 0, covariance: 0 }, nonZero };
}
