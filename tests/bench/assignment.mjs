import { costOf } from './load.mjs';
import { EXPERIMENT } from './place.mjs';
import { interleaved, ratioOf, spreadOf } from './rounds.mjs';
import { Server } from './server.mjs';
import { Unleash } from './unleash.mjs';

const ONE = `query ($experiment: Key!, $recipient: String!) {
  assignment(experimentKey: $experiment, recipientKey: $recipient) {
    inExperiment variantKey reason bucket probability payload planVersion
  }
}`;
const MANY = `query ($experiment: Key!, $recipients: [String!]!) {
  assignments(experimentKey: $experiment, recipientKeys: $recipients) { planVersion variantKeys reasons buckets }
}`;

const bodyOfOne = JSON.stringify({
  query: ONE,
  variables: { experiment: EXPERIMENT, recipient: 'customer-000017@example.com' },
});
/** @param {number} count */
const bodyOf = count =>
  JSON.stringify({
    query: MANY,
    variables: {
      experiment: EXPERIMENT,
      recipients: Array.from(
        { length: count },
        (_none, index) => `customer-${String(index).padStart(6, '0')}`,
      ),
    },
  });

/** @typedef {{ name: string, headers: Record<string, string>, body: string, amount: number, connections: number }} Question */

/**
 * Assignment over HTTP, against a bare node:http server that gives the same bytes, and beside Unleash.
 *
 * @param {import('./place.mjs').Place} place @param {import('./scale.mjs').Scale} scale
 */
export async function benchAssignment(place, scale) {
  const { application, secret } = place;
  const { databaseUrl, config } = application;
  const probity = await Server.start({ kind: 'probity', databaseUrl, dataDirectory: config.dataDirectory });
  const floors = {
    bytes: await Server.start({ kind: 'floor' }),
    deciding: await Server.start({ kind: 'deciding', databaseUrl, dataDirectory: config.dataDirectory }),
  };
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
  const one = { headers, name: 'one recipient', body: bodyOfOne, amount: scale.single, connections: 16 };
  const batches = [
    { headers, name: '1,000 recipients', body: bodyOf(1_000), amount: scale.batch, connections: 16 },
    { headers, name: '10,000 recipients', body: bodyOf(10_000), amount: scale.batch / 10, connections: 4 },
  ];
  try {
    const lines = [await againstFloor(probity, floors.bytes, one, scale)];
    for (const batch of batches) lines.push(await againstFloor(probity, floors.deciding, batch, scale));
    return [...lines, await besideUnleash(probity, one, place, scale)];
  } finally {
    await Promise.all([probity.stop(), floors.bytes.stop(), floors.deciding.stop()]);
  }
}

/** @param {Server} probity @param {Server} floor @param {Question} question @param {import('./scale.mjs').Scale} scale */
async function againstFloor(probity, floor, question, { rounds }) {
  const bytes = await answerTo(probity, question);
  await floor.cpu(bytes);
  /** @type {Record<string, number[]>} */
  const rates = { probity: [], floor: [] };
  let blockedMs = 0;
  /** @param {'probity' | 'floor'} name @param {Server} server */
  const contestant = (name, server) => async (/** @type {number} */ round) => {
    const { cpu, rate } = await costOf(server, { ...question, bytes });
    if (round > 0) rates[name]?.push(rate);
    if (round > 0 && name === 'probity') blockedMs = Math.max(blockedMs, server.blockedMs);
    return cpu;
  };
  const cpu = await interleaved(rounds, {
    probity: contestant('probity', probity),
    floor: contestant('floor', floor),
  });
  return {
    name: `assign ${question.name} over GraphQL`,
    against:
      question.body === bodyOfOne ? 'bare node:http, same bytes' : 'bare node:http, same decisions and bytes',
    unit: 'CPU us/request',
    ours: spreadOf(cpu.probity),
    floor: spreadOf(cpu.floor),
    ratio: ratioOf(cpu.probity, cpu.floor),
    notes: [
      `${rounded(rates.probity)} against ${rounded(rates.floor)} requests/s, ${bytes.length} bytes each`,
      `the event loop waited at most ${blockedMs.toFixed(1)} ms`,
    ],
  };
}

/**
 * One flag of two variants for one user, as its front-end API answers it: the same question.
 *
 * @param {Server} probity @param {Question} question @param {import('./place.mjs').Place} place
 * @param {import('./scale.mjs').Scale} scale
 */
async function besideUnleash(probity, question, place, { rounds }) {
  const unleash = await Unleash.start(place);
  const amount = Math.max(200, question.amount / 8);
  const asked = { headers: unleash.headers, amount, connections: question.connections };
  try {
    /** @type {{ probity: number[], unleash: number[] }} */
    const rates = { probity: [], unleash: [] };
    const cpu = await interleaved(rounds, {
      probity: async round => {
        const { cpu: cost, rate } = await costOf(probity, question);
        if (round > 0) rates.probity.push(rate);
        return cost;
      },
      unleash: async round => {
        const { cpu: cost, rate } = await costOf(unleash, asked);
        if (round > 0) rates.unleash.push(rate);
        return cost;
      },
    });
    return {
      name: 'assign one recipient: requests a second',
      against: 'Unleash 6.10.1, front-end API',
      unit: 'requests/s',
      ours: spreadOf(rates.probity),
      floor: spreadOf(rates.unleash),
      ratio: ratioOf(rates.probity, rates.unleash),
      notes: [`CPU ${rounded(cpu.probity)} us a request against ${rounded(cpu.unleash)} us`],
    };
  } finally {
    await unleash.stop();
  }
}

/** @param {Server} probity @param {Question} question */
async function answerTo(probity, { headers, body }) {
  const response = await fetch(probity.url, { method: 'POST', headers, body });
  const bytes = await response.text();
  if (!response.ok || bytes.includes('"errors"'))
    throw new Error(`the assignment failed: ${bytes.slice(0, 500)}`);
  return bytes;
}

/** @param {number[] | undefined} values */
const rounded = values => Math.round(spreadOf(values ?? []).median).toLocaleString('en');
