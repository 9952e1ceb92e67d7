import type pg from 'pg';
import type { Application } from '../application.js';
import { isUnavailable } from '../kernel/postgres-errors.js';
import { withAdvisoryLock } from '../postgres/index.js';
import { Experiment } from '../experiments/index.js';
import { Metric, defineMetric, metricsByKey } from '../metrics/index.js';
import { tell, untoldChapters } from './chapters.js';
import { openDemoHoldout } from './demo-holdout.js';
import { DEMO_METRICS } from './demo-metrics.js';
import { emptyDatabase } from './reset.js';
import { type Simulation, firstDayOf, simulate } from './simulation.js';
import { LAST } from './stories/index.js';

export interface DemoOptions {
  readonly onProgress: (line: string) => void;
}

// The letters "acme".
const LOCK = 0x61636d65;
const ATTEMPTS = 5;

const alone = <T>(
  { databaseUrl }: Application,
  { onProgress }: DemoOptions,
  work: (owner: pg.Client) => Promise<T>,
) =>
  withAdvisoryLock(
    databaseUrl,
    { number: LOCK, onWait: () => onProgress('waiting for another process that makes the demo') },
    work,
  );

/**
 * Tells the story of Acme Outdoor, a simulated shop, in a database that has no experiment and no metric: six experiments
 * of the last six weeks and a holdout from them, told through the same commands and facts as everything else. Where a first telling was cut
 * short, it is told to its end; every step is the same each time, so what was told already changes nothing.
 * Processes that start at once wait for one another.
 */
export async function ensureDemo(
  application: Application,
  options: DemoOptions,
): Promise<{ created: boolean }> {
  // Most starts find the demo complete, or a database in use: they take no lock.
  if ((await firstDay(application)) === null) return { created: false };
  return alone(application, options, () => tellToTheEnd(application, options));
}

/**
 * Empties the database and tells the demo again. The audit log cannot be emptied in part, and nothing governed can be
 * removed without it, so everything goes: experiments, facts, the audit log, API keys and sign-in sessions. Refused where
 * there is an experiment or a metric that is not the demo's, or a table that is not Probity's, unless forced.
 */
export function resetDemo(
  application: Application,
  { force = false, ...options }: DemoOptions & { readonly force?: boolean },
): Promise<{ created: boolean }> {
  return alone(application, options, async owner => {
    await emptyDatabase(application.databaseUrl, owner, { force, onProgress: options.onProgress });
    return tellToTheEnd(application, options);
  });
}

/** A machine that is very busy may keep a call waiting too long; what was told already is not told again. */
async function tellToTheEnd(
  application: Application,
  options: DemoOptions,
  attempts = ATTEMPTS,
): Promise<{ created: boolean }> {
  try {
    return await tellAll(application, options);
  } catch (error) {
    if (attempts <= 1 || !isUnavailable(error)) throw error;
    options.onProgress('the database did not answer in time; going on with the demo');
    return tellToTheEnd(application, options, attempts - 1);
  }
}

async function tellAll(application: Application, { onProgress }: DemoOptions): Promise<{ created: boolean }> {
  const begins = await firstDay(application);
  if (begins === null) return { created: false };
  const startedAt = performance.now();
  const simulation = simulate(application, begins);
  onProgress('making the demo: a simulated shop, Acme Outdoor, with six experiments');
  await defineMetrics(simulation);
  await openDemoHoldout(simulation);
  let facts = 0;
  for (const untold of await untoldChapters(simulation)) {
    const count = await tell(simulation, untold);
    if (count > 0) onProgress(`demo: ${untold.story.experiment.name}, ${count.toLocaleString('en')} facts`);
    facts += count;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const rate = Math.round(facts / seconds).toLocaleString('en');
  onProgress(
    `the demo is made: ${facts.toLocaleString('en')} facts in ${seconds.toFixed(1)} s (${rate} a second)`,
  );
  return { created: true };
}

/** When the story begins: six weeks ago, or where a telling that was cut short has begun it. Null: nothing to tell. */
async function firstDay({ database, now }: Application): Promise<Date | null> {
  const { manager } = database.reader;
  if (await manager.existsBy(Experiment, { key: LAST.experiment.key })) return null;
  const begun = await manager.findOneBy(Metric, { id: DEMO_METRICS[0]?.id ?? '' });
  if (begun) return begun.createdAt;
  const isInUse = (await manager.exists(Experiment)) || (await manager.exists(Metric));
  return isInUse ? null : firstDayOf(now());
}

async function defineMetrics({ context, turnTo }: Simulation): Promise<void> {
  turnTo(0);
  const known = await metricsByKey(
    context.look.manager,
    DEMO_METRICS.map(({ key }) => key),
  );
  for (const metric of DEMO_METRICS) if (!known.has(metric.key)) await context.change(defineMetric, metric);
}
