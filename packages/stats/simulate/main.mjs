// How often does each engine err, and how often should it? npm run simulate -w @probity/stats [-- --short]
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { simulateAll } from './pool.mjs';
import { realExperiments } from './real-experiments.mjs';

const { values } = parseArgs({
  options: { short: { type: 'boolean' }, dist: { type: 'string' }, threads: { type: 'string' } },
});
const dist = values.dist ? pathToFileURL(`${values.dist}/`) : new URL('../dist/', import.meta.url);
const pieces = new URL('simulation/plan.test-support.js', dist);
if (!existsSync(pieces)) {
  process.stderr.write(`${pieces.pathname} is missing: run npm run build -w @probity/stats first\n`);
  process.exit(1);
}
const scale = values.short ? 0.02 : 1;
const threads = Number(values.threads ?? Math.min(2, availableParallelism()));

const { plan, LIFT } = await import(pieces.href);
const { markdown, table } = await import(new URL('simulation/table.test-support.js', dist).href);
const started = performance.now();
const rows = await simulateAll({
  tasks: plan(scale).length,
  threads,
  workerData: { dist: dist.href, scale },
});
const seconds = Math.round((performance.now() - started) / 1000);

process.stdout.write(`## Errors simulated

30 daily looks; nothing is reported before 150 units and 25 conversions in each arm. A/A: no effect; A/B: a lift
of ${100 * LIFT} %. Rates with 99 % error bars (Wilson): one honest row in a hundred is outside its bar. What is
read at every look may err in at most the nominal share of experiments; the controls must err in more.

${markdown(rows)}
`);
const asos = new URL('../../../../shared/data/asos_digital_experiments_dataset.csv', import.meta.url);
if (existsSync(asos)) {
  const experiments = await import(new URL('simulation/asos.test-support.js', dist).href);
  process.stdout.write(`\n${realExperiments(readFileSync(asos, 'utf8'), experiments, table)}\n`);
}
process.stderr.write(`simulated in ${seconds} s on ${threads} threads, Node ${process.version}\n`);
