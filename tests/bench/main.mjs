// What the hot paths cost, as ratios to a floor that is measured in the same run: npm run bench -- [--quick] [--json]
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benchAssignment } from './assignment.mjs';
import { benchAudit } from './audit.mjs';
import { canPin, onClientCore } from './cores.mjs';
import { benchEvaluator } from './evaluator.mjs';
import { benchImport } from './import.mjs';
import { benchIngest } from './ingest.mjs';
import { openPlace } from './place.mjs';
import { table } from './report.mjs';
import { benchResults } from './results.mjs';
import { FULL, QUICK } from './scale.mjs';

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'boolean' } } });
const scale = values.quick ? QUICK : FULL;
/** @param {string} line */
const note = line => process.stderr.write(`${line}\n`);

note('starting PostgreSQL');
const place = await openPlace();
try {
  const { rows } = await place.owner.query('show server_version');
  note('assignment');
  const assignment = [
    await benchEvaluator(scale),
    ...(await onClientCore(() => benchAssignment(place, scale))),
  ];
  note('ingest');
  const ingest = await benchIngest(place, scale);
  note('import');
  const imported = await benchImport(place, scale);
  note('audit');
  const audit = await benchAudit(place, scale);
  note('results');
  const results = await benchResults(place, scale);
  const report = {
    machine: `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model}, PostgreSQL ${rows[0].server_version}`,
    scale: `medians and quartiles of ${scale.rounds} interleaved rounds after one to warm up; 16 connections, server and client ${canPin ? 'on a core each' : 'not pinned'}`,
    lines: [...assignment, ...ingest, ...imported, ...audit, results.line],
    plan: results.plan,
  };
  process.stdout.write(`${values.json ? JSON.stringify(report, null, 2) : table(report)}\n`);
} finally {
  await place.close();
}
