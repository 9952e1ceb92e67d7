import { CliError } from '../cli-error.js';
import { type ApiClient, ApiRefusal } from './api-client.js';
import type { ImportPlan, PlannedMetric } from './import-plan.js';

const METRICS = `query ($keys: [Key!]) {
  metrics(filter: { keys: $keys }, perPage: 100) { items { key kind outcomeTypes } }
}`;
const DEFINE = 'mutation ($input: DefineMetricInput!) { defineMetric(input: $input) { key } }';
const EXPERIMENT = `query ($key: Key!) {
  experiment(key: $key) {
    status assignmentSource variants { key name weightBp isControl }
    design { method primaryMetric secondaryMetrics } phases { startedAt }
  }
}`;
const CREATE = 'mutation ($input: CreateExperimentInput!) { createExperiment(input: $input) { key } }';
const START = 'mutation ($key: Key!) { startExperiment(key: $key) { key } }';

interface KnownMetric {
  readonly key: string;
  readonly kind: string;
  readonly outcomeTypes: readonly string[];
}

interface KnownExperiment {
  readonly status: string;
  readonly assignmentSource: string;
  readonly variants: readonly Record<string, unknown>[];
  readonly design: Record<string, unknown> | null;
  readonly phases: readonly { readonly startedAt: string }[];
}

/**
 * Makes what is not there yet, and refuses what is there and different. Done twice, or by two at once, it does
 * nothing more.
 *
 * @returns when the experiment started, as the server says: the same at every import
 */
export async function register(client: ApiClient, plan: ImportPlan, source: string): Promise<Date> {
  await defineMetrics(client, plan.metrics);
  const key = plan.experimentKey;
  let known = await client.ask<KnownExperiment | null>(EXPERIMENT, { key });
  if (!known) {
    await unlessDone('CONFLICT', client.ask(CREATE, { input: creation(plan, source) }));
    known = await client.ask<KnownExperiment>(EXPERIMENT, { key });
  }
  requireSame(plan, known);
  if (known.status === 'DRAFT') {
    await unlessDone('RULE_VIOLATED', client.ask(START, { key }));
    known = await client.ask<KnownExperiment>(EXPERIMENT, { key });
  }
  const startedAt = known.phases[0]?.startedAt;
  if (startedAt !== undefined) return new Date(startedAt);
  throw differs(plan, `it is ${known.status.toLowerCase()} and was never started`);
}

async function defineMetrics(client: ApiClient, planned: readonly PlannedMetric[]): Promise<void> {
  const keys = planned.map(({ key }) => key);
  const known = async () =>
    new Map(
      (await client.ask<{ items: KnownMetric[] }>(METRICS, { keys })).items.map(metric => [
        metric.key,
        metric,
      ]),
    );
  const before = await known();
  for (const { key, column, kind } of planned.filter(metric => !before.has(metric.key))) {
    const input = { key, name: column, kind, outcomeTypes: [key] };
    await unlessDone('CONFLICT', client.ask(DEFINE, { input }));
  }
  const after = await known();
  for (const { key, kind } of planned) {
    const metric = after.get(key);
    if (metric?.kind === kind && metric.outcomeTypes.join() === key) continue;
    throw new CliError(
      'metric-differs',
      `the metric "${key}" is there and is another one: use another --experiment`,
    );
  }
}

/** A refusal that means "somebody did this already": another import, or we, when the answer got lost. */
async function unlessDone(apiCode: string, work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ApiRefusal) || error.apiCode !== apiCode) throw error;
  }
}

const designOf = ({ metrics: [primary, ...secondary] }: ImportPlan) => ({
  method: 'FIXED',
  primaryMetric: primary?.key ?? '',
  secondaryMetrics: secondary.map(({ key }) => key),
});

const creation = (plan: ImportPlan, source: string) => ({
  key: plan.experimentKey,
  name: plan.name,
  hypothesis: `Imported from ${source}: a test that is over.`,
  assignmentSource: 'EXTERNAL',
  variants: plan.variants,
  design: designOf(plan),
});

function requireSame(plan: ImportPlan, known: KnownExperiment): void {
  if (known.assignmentSource !== 'EXTERNAL') throw differs(plan, 'it assigns recipients itself');
  if (texts(known.variants) !== texts(plan.variants)) {
    throw differs(plan, `its variants are ${known.variants.map(namedWeight).join(', ')}`);
  }
  const { primaryMetric, secondaryMetrics } = known.design ?? {};
  const planned = designOf(plan);
  if (
    primaryMetric === planned.primaryMetric &&
    String(secondaryMetrics) === String(planned.secondaryMetrics)
  )
    return;
  throw differs(plan, `its metrics are ${[primaryMetric, secondaryMetrics].flat().join(', ')}`);
}

const differs = ({ experimentKey }: ImportPlan, how: string) =>
  new CliError(
    'experiment-differs',
    `the experiment "${experimentKey}" is there and is another one (${how}): use another --experiment`,
  );

const texts = (variants: readonly object[]): string =>
  variants
    .map(variant => variant as Record<string, unknown>)
    .map(({ key, name, weightBp, isControl }) => JSON.stringify([key, name, weightBp, isControl]))
    .toSorted()
    .join();

const namedWeight = ({ name, weightBp }: Record<string, unknown>): string =>
  `"${String(name)}" ${String(weightBp)}`;
