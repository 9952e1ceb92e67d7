import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createApiKey, newApiKey } from '../../packages/api/dist/access/index.js';
import { openApplication } from '../../packages/api/dist/application.js';
import { readConfig } from '../../packages/api/dist/config.js';
import { doorsOf, operator } from '../../packages/api/dist/doors.js';
import { createExperiment, startExperiment } from '../../packages/api/dist/experiments/index.js';
import { defineMetric } from '../../packages/api/dist/metrics/index.js';

export const EXPERIMENT = 'bench';

/**
 * @typedef {object} Place a Probity of the bench's own, on a PostgreSQL of its own
 * @property {import('../../packages/api/dist/application.js').Application} application
 * @property {import('../../packages/api/dist/context.js').Context} context
 * @property {pg.Client} owner
 * @property {string} secret of an API key in the role of a sender
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<Place>} */
export async function openPlace() {
  const directory = await mkdtemp(join(tmpdir(), 'probity-bench-'));
  const config = readConfig({ PROBITY_DATA_DIR: directory, LOG_LEVEL: 'silent' });
  const application = await openApplication(config);
  const context = doorsOf(application)(operator('bench'), 'bench');
  const key = newApiKey('bench', 'esp');
  await context.change(createApiKey, key);
  await startedExperiment(context);
  const owner = new pg.Client({ connectionString: application.databaseUrl });
  await owner.connect();
  const close = async () => {
    await owner.end();
    await application.close();
    await rm(directory, { recursive: true, force: true });
  };
  return { application, context, owner, secret: key.secret, close };
}

const METRICS = /** @type {const} */ ([
  { key: 'ordered', kind: 'PROPORTION', outcomeTypes: ['ordered'], conversionWindowHours: 336 },
  { key: 'revenue', kind: 'MEAN', outcomeTypes: ['ordered', 'refunded'], currency: 'EUR' },
  {
    key: 'revenue-per-order',
    kind: 'RATIO',
    outcomeTypes: ['ordered', 'refunded'],
    aggregation: 'SUM',
    denominatorOutcomeTypes: ['ordered'],
  },
  { key: 'unsubscribed', kind: 'PROPORTION', outcomeTypes: ['unsubscribed'], direction: 'DECREASE' },
  { key: 'visited', kind: 'PROPORTION', outcomeTypes: ['visited'] },
]);

/** @param {import('../../packages/api/dist/context.js').Context} context */
async function startedExperiment({ change }) {
  for (const metric of METRICS) await change(defineMetric, { name: metric.key, ...metric });
  await change(createExperiment, {
    key: EXPERIMENT,
    name: 'Bench',
    hypothesis: 'It is quick.',
    variants: [
      { key: 'business-as-usual', weightBp: 5000 },
      { key: 'ai-decisioned', weightBp: 5000, payload: { template: 'picks', slots: 3 } },
    ],
    design: {
      primaryMetric: 'ordered',
      secondaryMetrics: ['revenue', 'revenue-per-order', 'visited'],
      guardrails: [{ metric: 'unsubscribed', margin: 0.4 }],
      method: 'SEQUENTIAL',
    },
  });
  await change(startExperiment, { key: EXPERIMENT });
}
