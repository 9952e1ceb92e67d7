import { type Experiment, experiment as experimentByKey } from '../experiments/index.js';
import { metricsOf } from '../experiments/design.rules.js';
import { type Metric, metricsByKey } from '../metrics/index.js';
import { badInput, notFound, violation } from '../kernel/errors.js';
import { translated } from '../kernel/postgres-errors.js';
import { type Look, permitRead } from '../kernel/query.js';
import type { EntityManager } from 'typeorm';
import type { Evidence, MeasuredArm, MeasuredMetric } from './evidence.rules.js';
import type { ExperimentResults } from './result.entity.js';
import { analyse } from './result.rules.js';
import { resultsStatement } from './result.sql.js';

export interface ResultsRequest {
  readonly key: string;
  readonly asOf?: Date | null | undefined;
  readonly phase?: number | null | undefined;
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
  const asOf = request.asOf ?? now;
  return analyse(design, await evidenceOf(manager, experiment, { phase, asOf, known }));
}

interface Measuring {
  readonly phase: number;
  readonly asOf: Date;
  readonly known: ReadonlyMap<string, Metric>;
}

type Row = Record<string, number | null> & { readonly variant: never; readonly n: number };

async function evidenceOf(
  manager: EntityManager,
  experiment: Experiment,
  measuring: Measuring,
): Promise<Evidence> {
  const { phase, asOf, known } = measuring;
  const covariate = known.get(experiment.design?.covariateMetric ?? '') ?? null;
  const metrics = [...known.values()];
  const { text, parameters } = resultsStatement({
    experimentId: experiment.id,
    phase,
    asOf,
    metrics,
    covariate,
  });
  const rows = await manager.query<Row[]>(text, parameters).catch((error: unknown) => {
    throw translated(error);
  });
  const byVariant = new Map(rows.map(row => [row.variant as string | null, row]));
  const variants = weighted(experiment, phase);
  return {
    asOf,
    phase,
    isRunning: experiment.status === 'RUNNING' || experiment.status === 'PAUSED',
    variants,
    units: variants.map(({ key }) => byVariant.get(key)?.n ?? 0),
    inSeveralVariants: byVariant.get(null)?.n ?? 0,
    metrics: new Map(
      metrics.map((metric, index) => [
        metric.key,
        measured(
          metric,
          covariate,
          variants.map(({ key }) => armOf(byVariant.get(key), index)),
        ),
      ]),
    ),
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
  const read = (name: string): number => row?.[name] ?? 0;
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
