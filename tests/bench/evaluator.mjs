import { interleaved, ratioOf, spreadOf } from './rounds.mjs';

const RECIPIENTS = 100_000;

/**
 * The pure evaluator in process: holdout and experiment with targeting, one of ten and one of a thousand that run.
 *
 * @param {import('./scale.mjs').Scale} scale
 */
export async function benchEvaluator({ rounds }) {
  const { assign } = await import('../../packages/api/dist/assignment/evaluator.js');
  const { compilePlan } = await import('../../packages/api/dist/assignment/plan.rules.js');
  const keys = Array.from({ length: RECIPIENTS }, (_none, index) => `customer-${index}@example.com`);
  const context = { market: 'DE', tier: 'gold' };
  const plans = {
    ten: compilePlan({ experiments: experiments(10), holdouts: [holdout] }),
    thousand: compilePlan({ experiments: experiments(1_000), holdouts: [holdout] }),
  };
  /** @param {keyof typeof plans} name */
  const contestant = name => async () => {
    const startedAt = performance.now();
    let held = 0;
    for (const key of keys)
      if (assign(plans[name], 'experiment-7', key, context).reason === 'HELD_OUT') held += 1;
    if (held < RECIPIENTS / 40 || held > RECIPIENTS / 10) throw new Error(`${held} were held out`);
    return (1e6 * (performance.now() - startedAt)) / RECIPIENTS;
  };
  const cost = await interleaved(rounds, { thousand: contestant('thousand'), ten: contestant('ten') });
  return {
    name: 'decide holdout and experiment in process, of 1,000 experiments',
    against: 'the same of 10 experiments',
    unit: 'ns/decision',
    ours: spreadOf(cost.thousand),
    floor: spreadOf(cost.ten),
    ratio: ratioOf(cost.thousand, cost.ten),
    notes: [],
  };
}

const AT = '2026-01-01T00:00:00.000Z';
const holdout = /** @type {any} */ ({
  id: 'holdout',
  key: 'everything',
  seed: 'a seed of its own',
  status: 'OPEN',
  scope: 'GLOBAL',
  channel: null,
  market: null,
  experimentKeys: null,
  sizeBp: 500,
  sizes: [{ sizeBp: 500, from: AT, reason: 'opened' }],
  eligibility: null,
  exemptions: [{ category: 'LEGAL', reason: 'the law' }],
  openedAt: new Date(AT),
  closedAt: null,
});

/** @param {number} count */
const experiments = count =>
  Array.from(
    { length: count },
    (_none, index) =>
      /** @type {any} */ ({
        id: `id-${index}`,
        key: `experiment-${index}`,
        seed: `seed-${index}`,
        status: 'RUNNING',
        assignmentSource: 'HASHED',
        channel: 'email',
        market: null,
        layerKey: null,
        pausedAt: null,
        variants: ['a', 'b'].map(key => ({ key, payload: null, modelVersionId: null })),
        phases: [
          {
            number: 1,
            startedAt: AT,
            endedAt: null,
            allocationBp: 5_000,
            weights: ['a', 'b'].map(variantKey => ({ variantKey, weightBp: 5_000 })),
            targeting: { market: { $in: ['DE', 'FR'] }, tier: 'gold' },
            layerRange: null,
            reason: 'start',
          },
        ],
      }),
  );
