// Whether memory stays flat while millions of exposures go through the facts door. Takes minutes and gigabytes of disk:
// node scripts/build.mjs api && node --expose-gc tests/bench/memory.mjs [--rows 5000000]
import { parseArgs } from 'node:util';
import { recordExposures } from '../../packages/api/dist/assignment/index.js';
import { exposures } from './facts.mjs';
import { openPlace } from './place.mjs';

const CALL = 5_000;
const LOOKS = 20;
const MEBIBYTE = 1024 ** 2;

const { values } = parseArgs({ options: { rows: { type: 'string', default: '5000000' } } });
const rows = Number(values.rows);
const calls = Math.ceil(rows / CALL);
const place = await openPlace();
const { facts, plans, recipientId, now } = place.context;

/** @param {number} call @param {number} seconds */
async function look(call, seconds) {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const { rows: found } = await place.owner.query('select pg_database_size(current_database()) as bytes');
  const cells = [
    (call * CALL).toLocaleString('en').padStart(12),
    `${Math.round((CALL * Math.ceil(calls / LOOKS)) / seconds).toLocaleString('en')} rows/s`.padStart(16),
    `${(rss / MEBIBYTE).toFixed(0)} MiB resident`.padStart(18),
    `${(heapUsed / MEBIBYTE).toFixed(0)} MiB heap`.padStart(14),
    `${(Number(found[0].bytes) / MEBIBYTE).toFixed(0)} MiB on disk`.padStart(18),
  ];
  process.stdout.write(`${cells.join('')}\n`);
  return rss;
}

try {
  const seen = [];
  let lookedAt = performance.now();
  for (let call = 1; call <= calls; call += 1) {
    const claims = exposures(CALL, new Date(), `memory-${call}`);
    const receipt = await recordExposures(facts, { plans, recipientId, now: now() }, claims);
    if (receipt.accepted !== CALL) throw new Error(`call ${call} took ${receipt.accepted} exposures`);
    if (call % Math.ceil(calls / LOOKS) === 0) {
      seen.push(await look(call, (performance.now() - lookedAt) / 1000));
      lookedAt = performance.now();
    }
  }
  // The first quarter warms up.
  const warm = seen.slice(Math.floor(seen.length / 4));
  const growth = ((warm.at(-1) ?? 0) - (warm[0] ?? 0)) / MEBIBYTE;
  process.stdout.write(`from a quarter of the rows to all of them: ${growth.toFixed(0)} MiB more\n`);
} finally {
  await place.close();
}
