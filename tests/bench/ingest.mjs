import { recordExposures } from '../../packages/api/dist/assignment/index.js';
import { recordOutcomes } from '../../packages/api/dist/metrics/index.js';
import { copyInto } from './copy.mjs';
import { COLUMNS, rowsOf } from './fact-tables.mjs';
import { calls, exposures, outcomes } from './facts.mjs';
import { interleaved, ratioOf, spreadOf } from './rounds.mjs';
import { Server } from './server.mjs';

/** @typedef {import('../../packages/api/dist/assignment/index.js').ExposureClaim} ExposureClaim */
/** @typedef {import('../../packages/api/dist/metrics/index.js').OutcomeClaim} OutcomeClaim */
/** @typedef {ExposureClaim | OutcomeClaim} Claim */

/** How many calls a sender with several connections has under way. */
const AT_ONCE = 4;

const MUTATIONS = {
  exposures: 'mutation ($input: [ExposureInput!]!) { recordExposures(input: $input) { accepted } }',
  outcomes: 'mutation ($input: [OutcomeInput!]!) { recordOutcomes(input: $input) { accepted } }',
};

/**
 * Facts through the facts door, in process and over HTTP, against COPY of the same rows into a table with the same
 * columns, primary key and indexes that is not partitioned. One call at a time, and over HTTP also several at once, as
 * a sender with several connections has them; every table is empty before each turn.
 *
 * @param {import('./place.mjs').Place} place @param {import('./scale.mjs').Scale} scale
 */
export async function benchIngest(place, scale) {
  const { databaseUrl, config } = place.application;
  const server = await Server.start({ kind: 'probity', databaseUrl, dataDirectory: config.dataDirectory });
  try {
    const found = [];
    for (const table of /** @type {const} */ (['exposures', 'outcomes'])) {
      found.push(...(await compare(place, server, table, scale)));
    }
    return found;
  } finally {
    await server.stop();
  }
}

/**
 * @param {import('./place.mjs').Place} place @param {Server} server @param {'exposures' | 'outcomes'} table
 * @param {import('./scale.mjs').Scale} scale
 */
async function compare(place, server, table, { rounds, facts: count }) {
  const { owner } = place;
  await owner.query(`create table copied_${table} (like ${table} including all)`);
  const checked = new Checked(place, table);
  const at = new Date();
  /** @type {readonly Claim[]} */
  const claims = table === 'exposures' ? exposures(count, at, 'r') : outcomes(count, at, 'r');
  const bodies = calls(claims).map(input =>
    JSON.stringify({ query: MUTATIONS[table], variables: { input } }),
  );
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${place.secret}` };
  const inProcess = async () => {
    for (const call of calls(claims)) await record(place, table, call);
  };
  const overHttp = async (/** @type {number} */ atOnce) => {
    const left = [...bodies];
    const sender = async () => {
      for (let body = left.shift(); body !== undefined; body = left.shift())
        await accepted(await fetch(server.url, { method: 'POST', headers, body }));
    };
    await Promise.all(Array.from({ length: atOnce }, sender));
  };
  await inProcess();
  const rows = await rowsOf(owner, table);
  const seconds = await interleaved(rounds, {
    copy: () =>
      checked.time(`copied_${table}`, () => copyInto(owner, `copied_${table}`, COLUMNS[table], rows)),
    inProcess: () => checked.time(table, inProcess),
    overHttp: () => checked.time(table, () => overHttp(1)),
    atOnce: () => checked.time(table, () => overHttp(AT_ONCE)),
  });
  await owner.query(`truncate ${table}; drop table copied_${table}`);
  return [
    line(`record ${table} in process`, seconds.inProcess, seconds.copy, count),
    line(`record ${table} over HTTP`, seconds.overHttp, seconds.copy, count),
    line(`record ${table} over HTTP, ${AT_ONCE} calls at once`, seconds.atOnce, seconds.copy, count),
  ];
}

/** Times a turn on an empty table, and requires that it left the rows that all others left. */
class Checked {
  /** @param {import('./place.mjs').Place} place @param {'exposures' | 'outcomes'} table */
  constructor({ owner }, table) {
    this.owner = owner;
    this.columns = COLUMNS[table].filter(name => name !== 'received_at').join(', ');
    this.left = '';
  }

  /** @param {string} table @param {() => Promise<void>} turn @returns {Promise<number>} seconds */
  async time(table, turn) {
    await this.owner.query(`truncate ${table}; checkpoint`);
    const startedAt = performance.now();
    await turn();
    const seconds = (performance.now() - startedAt) / 1000;
    const { rows } = await this.owner.query(
      `select count(*) || ' ' || bit_xor(hashtextextended((${this.columns})::text, 0)) as digest from ${table}`,
    );
    if (this.left === '') this.left = rows[0].digest;
    if (this.left !== rows[0].digest)
      throw new Error(`${table} holds other rows: ${rows[0].digest}, ${this.left}`);
    return seconds;
  }
}

/** @param {string} name @param {number[]} seconds @param {number[]} floor @param {number} count */
const line = (name, seconds, floor, count) => ({
  name,
  against: 'COPY of the same rows, same indexes',
  unit: 'ms',
  ours: spreadOf(seconds.map(value => value * 1000)),
  floor: spreadOf(floor.map(value => value * 1000)),
  ratio: ratioOf(seconds, floor),
  notes: [
    `${rate(count, seconds)} against ${rate(count, floor)} rows/s, ${count.toLocaleString('en')} rows a round: ` +
      `${Math.round(100 / ratioOf(seconds, floor).median)} % of the rate of COPY`,
  ],
});

/** @param {number} count @param {number[]} seconds */
const rate = (count, seconds) => Math.round(count / spreadOf(seconds).median).toLocaleString('en');

/** @param {import('./place.mjs').Place} place @param {'exposures' | 'outcomes'} table @param {readonly Claim[]} claims */
async function record({ context }, table, claims) {
  const { facts, plans, recipientId, now } = context;
  const receipt =
    table === 'exposures'
      ? await recordExposures(
          facts,
          { plans, recipientId, now: now() },
          /** @type {readonly ExposureClaim[]} */ (claims),
        )
      : await recordOutcomes(
          facts,
          { recipientId, now: now() },
          /** @type {readonly OutcomeClaim[]} */ (claims),
        );
  if (receipt.accepted !== claims.length)
    throw new Error(`of ${claims.length} facts ${receipt.accepted} were taken`);
}

/** @param {Response} response */
async function accepted(response) {
  const text = await response.text();
  if (!response.ok || text.includes('"errors"'))
    throw new Error(`the facts were refused: ${text.slice(0, 300)}`);
}
