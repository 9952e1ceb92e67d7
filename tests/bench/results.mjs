import { experiment } from '../../packages/api/dist/experiments/index.js';
import { metricsOf } from '../../packages/api/dist/experiments/design.rules.js';
import { metricsByKey } from '../../packages/api/dist/metrics/index.js';
import { experimentResults } from '../../packages/api/dist/results/result.queries.js';
import { resultsStatement } from '../../packages/api/dist/results/result.sql.js';
import { explained } from './explain.mjs';
import { EXPERIMENT } from './place.mjs';
import { interleaved, ratioOf, spreadOf } from './rounds.mjs';

/**
 * The results of an experiment against the bare SQL statement that they rest on, on tables that have been analysed.
 *
 * @param {import('./place.mjs').Place} place @param {import('./scale.mjs').Scale} scale
 */
export async function benchResults(place, scale) {
  const { context, owner } = place;
  await load(owner, scale);
  // All that was loaded lies before it.
  const asOf = new Date(context.now().getTime() + 3_600_000);
  const { text, parameters } = await statementOf(context, asOf);
  const reader = context.look.manager;
  const seconds = await interleaved(scale.rounds, {
    ours: () => time(() => experimentResults(context.look, { key: EXPERIMENT, asOf }, asOf)),
    bare: () => time(() => reader.query(text, parameters)),
  });
  await requireAll(context, asOf, scale);
  return {
    line: {
      name: `results of ${count(scale.exposures)} exposures x ${count(scale.outcomes)} outcomes`,
      against: 'the bare SQL statement',
      unit: 'ms',
      ours: spreadOf(seconds.ours.map(value => value * 1000)),
      floor: spreadOf(seconds.bare.map(value => value * 1000)),
      ratio: ratioOf(seconds.ours, seconds.bare),
      notes: [`five metrics, of which one is a ratio; ${count(scale.exposures + scale.outcomes)} rows`],
    },
    plan: await explained(owner, text, parameters),
  };
}

/** @param {number} value */
const count = value => value.toLocaleString('en');

/** @param {() => Promise<unknown>} work @returns {Promise<number>} seconds */
async function time(work) {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

/**
 * Rows in the order in which they come, with recipients spread as keyed hashes are.
 *
 * @param {import('pg').Client} owner @param {import('./scale.mjs').Scale} scale
 */
async function load(owner, { exposures, outcomes }) {
  await owner.query(
    `insert into exposures (recipient_id, experiment_id, phase, variant_key, occurred_at, received_at)
     select md5(n::text)::uuid, e.id, 1, case when n % 2 = 0 then 'business-as-usual' else 'ai-decisioned' end,
            e.started_at + n * interval '1 millisecond', now()
     from generate_series(1, $1::integer) as n, experiments e where e.key = $2`,
    [exposures, EXPERIMENT],
  );
  await owner.query(
    `insert into outcomes (recipient_id, id, type, occurred_at, received_at, value, currency)
     select md5((1 + n::bigint * 7919 % $2)::text)::uuid, 'o' || n,
            (array['opened', 'visited', 'opened', 'ordered', 'opened', 'visited', 'opened', 'unsubscribed',
                   'opened', 'refunded'])[1 + n % 10],
            e.started_at + interval '10 minutes', now(),
            case n % 10 when 3 then 1000 + n % 9000 when 9 then -500 - n % 4000 end,
            case when n % 10 in (3, 9) then 'EUR' end
     from generate_series(1, $1::integer) as n, experiments e where e.key = $3`,
    [outcomes, exposures, EXPERIMENT],
  );
  await owner.query('vacuum analyze exposures, outcomes');
}

/** @param {import('../../packages/api/dist/context.js').Context} context @param {Date} asOf */
async function statementOf({ look }, asOf) {
  const found = await experiment(look, EXPERIMENT);
  if (!found?.design) throw new Error('the experiment of the bench is missing');
  const metrics = [...(await metricsByKey(look.manager, metricsOf(found.design))).values()];
  return resultsStatement({
    experimentId: found.id,
    phase: 1,
    asOf,
    metrics,
    covariate: null,
    dimension: null,
  });
}

/**
 * @param {import('../../packages/api/dist/context.js').Context} context @param {Date} asOf
 * @param {import('./scale.mjs').Scale} scale
 */
async function requireAll({ look }, asOf, { exposures }) {
  const { metrics } = await experimentResults(look, { key: EXPERIMENT, asOf }, asOf);
  const units = metrics[0]?.arms.reduce((sum, arm) => sum + arm.units, 0);
  if (units !== exposures) throw new Error(`the results count ${units} recipients of ${exposures}`);
}
