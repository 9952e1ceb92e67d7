import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createApiKey, newApiKey } from '../../packages/api/dist/access/index.js';
import { copyInto } from './copy.mjs';
import { COLUMNS, rowsOf } from './fact-tables.mjs';
import { interleaved, ratioOf, spreadOf } from './rounds.mjs';
import { Server } from './server.mjs';

const PROGRAM = fileURLToPath(new URL('../../packages/api/bin/probity.js', import.meta.url));
const TABLES = /** @type {const} */ (['exposures', 'outcomes']);
const run = promisify(execFile);

/**
 * A finished test in a file, brought in by the command line: the whole command, from its start to its end, against
 * COPY of the exposures and outcomes that it leaves.
 *
 * @param {import('./place.mjs').Place} place @param {import('./scale.mjs').Scale} scale
 */
export async function benchImport(place, { rounds, customers }) {
  const { databaseUrl, config } = place.application;
  const directory = await mkdtemp(join(tmpdir(), 'probity-bench-import-'));
  const server = await Server.start({ kind: 'probity', databaseUrl, dataDirectory: config.dataDirectory });
  const key = newApiKey('bench import', 'experimenter');
  await place.context.change(createApiKey, key);
  const file = join(directory, 'test.csv');
  await writeFile(file, testOf(customers));
  try {
    const seconds = await rates(place, {
      file,
      url: server.url.replace('/graphql', ''),
      key: key.secret,
      rounds,
    });
    return [line(seconds.imported, seconds.copy, seconds.facts)];
  } finally {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

/**
 * @param {import('./place.mjs').Place} place
 * @param {{ file: string, url: string, key: string, rounds: number }} run
 */
async function rates({ owner }, { file, url, key, rounds }) {
  for (const table of TABLES) await owner.query(`create table copied_${table} (like ${table} including all)`);
  const imported = (/** @type {number | string} */ round) =>
    timed(async () => {
      await owner.query('truncate exposures, outcomes; checkpoint');
      return () => importFile({ file, url, key, experiment: `bench-import-${round}` });
    });
  await imported('first');
  const rows = await Promise.all(TABLES.map(table => rowsOf(owner, table)));
  const copy = () =>
    timed(async () => {
      await owner.query('truncate copied_exposures, copied_outcomes; checkpoint');
      return async () => {
        for (const [index, table] of TABLES.entries()) {
          await copyInto(owner, `copied_${table}`, COLUMNS[table], rows[index] ?? []);
        }
      };
    });
  const seconds = await interleaved(rounds, { imported, copy });
  await owner.query('truncate exposures, outcomes; drop table copied_exposures, copied_outcomes');
  return { ...seconds, facts: rows.reduce((sum, { length }) => sum + length, 0) };
}

/** Seconds of what a preparation hands back. @param {() => Promise<() => Promise<void>>} prepare */
async function timed(prepare) {
  const turn = await prepare();
  const startedAt = performance.now();
  await turn();
  return (performance.now() - startedAt) / 1000;
}

/** @param {{ file: string, url: string, key: string, experiment: string }} what */
async function importFile({ file, url, key, experiment }) {
  const test = ['--experiment', experiment, '--variant', 'segment', '--control', 'none'];
  const metrics = ['--metric', 'visit', '--metric', 'conversion', '--metric', 'spend:mean'];
  const args = [PROGRAM, 'import', file, ...test, ...metrics, '--url', url, '--json'];
  await run(process.execPath, args, { env: { ...process.env, PROBITY_KEY: key } });
}

/** A file with the shape and the rates of a retailer's test: three arms, one order in a hundred. @param {number} customers */
function testOf(customers) {
  const rows = Array.from({ length: customers }, (_none, index) => {
    const [visits, orders] = [index % 7 === 0, index % 105 === 0];
    const spend = orders ? (20 + (index % 9_000) / 100).toFixed(2) : 0;
    return `${['none', 'men', 'women'][index % 3]},${Number(visits)},${Number(orders)},${spend}`;
  });
  return `segment,visit,conversion,spend\n${rows.join('\n')}\n`;
}

/** @param {number[]} seconds @param {number[]} floor @param {number} count */
function line(seconds, floor, count) {
  /** @param {number[]} of */
  const rate = of => Math.round(count / spreadOf(of).median).toLocaleString('en');
  return {
    name: 'probity import, the whole command',
    against: 'COPY of the same rows, same indexes',
    unit: 'ms',
    ours: spreadOf(seconds.map(value => value * 1000)),
    floor: spreadOf(floor.map(value => value * 1000)),
    ratio: ratioOf(seconds, floor),
    notes: [
      `${rate(seconds)} against ${rate(floor)} rows/s, ${count.toLocaleString('en')} rows a round: ` +
        `${Math.round(100 / ratioOf(seconds, floor).median)} % of the rate of COPY`,
    ],
  };
}
