// What the package costs beside other libraries and beside a floor: npm run bench -w @probity/stats [-- --quick]
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { benchComparisons } from './comparisons.mjs';
import { benchDrift } from './drift.mjs';
import { benchMoments } from './moments.mjs';
import { comparisonTable, driftTable, errorTable, momentTable } from './tables.mjs';

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, dist: { type: 'string' } } });
const built = new URL(
  'index.js',
  values.dist ? pathToFileURL(`${values.dist}/`) : new URL('../dist/', import.meta.url),
);
if (!existsSync(built)) {
  process.stderr.write(`${built.pathname} is missing: run npm run build -w @probity/stats first\n`);
  process.exit(1);
}
const stats = await import(built.href);
const simple = await import('simple-statistics').catch(() => null);
const scale = values.quick ? { units: 100_000, rounds: 3 } : { units: 1_000_000, rounds: 9 };
const note = line => process.stderr.write(`${line}\n`);

note('moments');
const moments = await benchMoments(stats, simple, scale);
note('drift');
const drift = await benchDrift(stats, scale);
note('comparisons');
const comparisons = await benchComparisons(stats, scale);

process.stdout.write(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model}; medians and quartiles of ${scale.rounds} interleaved rounds after
one to warm up; ratios are medians of the ratios within a round${simple ? '' : '; simple-statistics is not installed'}

Welch and CUPED from two pairs of arrays of ${scale.units.toLocaleString('en')} values
${momentTable(moments.times)}

Largest relative error of the two at an offset of 1e9, and the p-value of Welch's test
${errorTable(moments.errors)}

Drift between two arrays of ${scale.units.toLocaleString('en')} values
${driftTable(drift)}

Comparisons from moments; the target is 100,000 a second
${comparisonTable(comparisons)}
`);
