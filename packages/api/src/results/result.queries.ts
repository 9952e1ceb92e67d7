import { type Experiment, experiment as experimentByKey } from '../experiments/index.js';
import { metricsOf } from '../experiments/design.rules.js';
import { type Metric, metricsByKey } from '../metrics/index.js';
import { badInput, notFound, violation } from '../kernel/errors.js';
import { translated } from '../kernel/postgres-errors.js';
import { type Look, permitRead } from '../kernel/query.js';
import type { EntityManager } from 'typeorm';
import type { Evidence, MeasuredArm, MeasuredMetric } from './evidence.rules.js';
import type { ExperimentResults } from './result.entity.js';
import { type Level, analyse, analyseLevels } from './result.rules.js';
import { resultsStatement } from './result.sql.js';

export interface ResultsRequest {
  readonly key: string;
  readonly asOf?: Date | null | undefined;
  readonly phase?: number | null | undefined;
  readonly dimension?: string | null | undefined;
}

/** What an experiment shows, from what is recorded up to `asOf`, in its latest phase unless another is asked for. */
export async function experimentResults(
  look: Look,
  request: ResultsRequest,
  now: Date,
): Promise<ExperimentResults> {
  permitRead(look, 'Results');
  const experiment = await experimentByKey(look, request.key);
  if (!experiment) throw notFound('experiment', request.key);
  return resultsOf(look.manager, experiment, request, now);
}

/** The same for rooms that decide, on the connection they hold. */
export async function resultsOf(
  manager: EntityManager,
  experiment: Experiment,
  request: Omit<ResultsRequest, 'key'>,
  now: Date,
): Promise<ExperimentResults> {
  const { design, phases } = experiment;
  if (!design || phases.length === 0) {
    throw violation('not-started', 'an experiment that was never started has no results', {
      key: experiment.key,
    });
  }
  const phase = request.phase ?? phases.length;
  if (phase < 1 || phase > phases.length) throw badInput('phase', `phases are 1 to ${phases.length}`);
  const known = await metricsByKey(manager, metricsOf(design));
  const dimension = dimensionOf(request.dimension);
  const measuring = { phase, asOf: request.asOf ?? now, known, dimension };
  const { whole, levels } = await measure(manager, experiment, measuring);
  return { ...analyse(design, whole), breakdown: dimension === null ? null : analyseLevels(design, levels) };
}

function dimensionOf(dimension: string | null | undefined): string | null {
  if (dimension == null) return null;
  if (dimension === '' || dimension.length > 64)
    throw badInput('dimension', 'a dimension has 1 to 64 characters');
  return dimension;
}

interface Measuring {
  readonly phase: number;
  readonly asOf: Date;
  readonly known: ReadonlyMap<string, Metric>;
  readonly dimension: string | null;
}

interface Row {
  readonly variant: string | null;
  readonly level: string | null;
  readonly is_level: boolean;
  readonly n: number;
  readonly [moment: string]: number | string | boolean | null;
}

/** The most values of a dimension that are analysed; the largest come first. */
const MOST_LEVELS = 20;

/** Reads the moments in one statement: of all recipients, and of those of each level where a dimension is asked for. */
async function measure(manager: EntityManager, experiment: Experiment, measuring: Measuring) {
  const { phase, asOf, known, dimension } = measuring;
  const covariate = known.get(experiment.design?.covariateMetric ?? '') ?? null;
  const metrics = [...known.values()];
  const question = { experimentId: experiment.id, phase, asOf, metrics, covariate, dimension };
  const { text, parameters } = resultsStatement(question);
  const rows = await manager.query<Row[]>(text, parameters).catch((error: unknown) => {
    throw translated(error);
  });
  const evidence = (of: readonly Row[]) => evidenceOf(experiment, { phase, asOf, metrics, covariate }, of);
  return { whole: evidence(rows.filter(row => !row.is_level)), levels: levelsIn(rows, evidence) };
}

function levelsIn(rows: readonly Row[], evidence: (of: readonly Row[]) => Evidence): Level[] {
  const ofLevels = rows.filter(row => row.is_level);
  const sizes = new Map<string | null, number>();
  for (const { level, n } of ofLevels) sizes.set(level, (sizes.get(level) ?? 0) + n);
  return [...sizes]
    .toSorted(([one, n], [other, m]) => m - n || String(one).localeCompare(String(other)))
    .slice(0, MOST_LEVELS)
    .map(([value]) => ({ value, evidence: evidence(ofLevels.filter(({ level }) => level === value)) }));
}

interface Measured {
  readonly phase: number;
  readonly asOf: Date;
  readonly metrics: readonly Metric[];
  readonly covariate: Metric | null;
}

function evidenceOf(
  experiment: Experiment,
  { phase, asOf, metrics, covariate }: Measured,
  rows: readonly Row[],
): Evidence {
  const byVariant = new Map(rows.map(row => [row.variant, row]));
  const variants = weighted(experiment, phase);
  const arms = (index: number) => variants.map(({ key }) => armOf(byVariant.get(key), index));
  return {
    asOf,
    phase,
    isRunning: experiment.status === 'RUNNING' || experiment.status === 'PAUSED',
    variants,
    units: variants.map(({ key }) => byVariant.get(key)?.n ?? 0),
    inSeveralVariants: byVariant.get(null)?.n ?? 0,
    metrics: new Map(metrics.map((metric, index) => [metric.key, measured(metric, covariate, arms(index))])),
  };
}

/** The variants with their shares in the phase analysed, which may not be those of now. */
const weighted = ({ variants, phases }: Experiment, number: number) =>
  variants.map(({ key, isControl, weightBp }) => {
    const weights = phases.find(phase => phase.number === number)?.weights;
    return {
      key,
      isControl,
      weightBp: weights?.find(({ variantKey }) => variantKey === key)?.weightBp ?? weightBp,
    };
  });

const measured = (metric: Metric, covariate: Metric | null, arms: MeasuredArm[]): MeasuredMetric => ({
  key: metric.key,
  kind: metric.kind,
  direction: metric.direction,
  hasCovariate: covariate !== null && metric.kind !== 'RATIO',
  arms,
});

function armOf(row: Row | undefined, index: number): MeasuredArm {
  const read = (name: string): number => Number(row?.[name] ?? 0);
  return {
    pair: {
      n: row?.n ?? 0,
      meanY: read(`mean_y${index}`),
      varianceY: read(`var_y${index}`),
      meanX: read(`mean_x${index}`),
      varianceX: read(`var_x${index}`),
      covariance: read(`cov_${index}`),
    },
    nonZero: read(`non_zero_${index}`),
  };
}
