import autocannon from 'autocannon';
import { EXPERIMENT } from './place.mjs';
import { interleaved, ratioOf, spreadOf } from './rounds.mjs';
import { Server } from './server.mjs';

const CONNECTIONS = 16;

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
const bodyOfMany = JSON.stringify({
  query: MANY,
  variables: {
    experiment: EXPERIMENT,
    recipients: Array.from({ length: 1000 }, (_none, index) => `customer-${String(index).padStart(6, '0')}`),
  },
});

/**
 * Assignment over HTTP against a bare node:http server that reads the same request and gives the same bytes.
 *
 * @param {import('./place.mjs').Place} place @param {import('./scale.mjs').Scale} scale
 */
export async function benchAssignment({ application, secret }, scale) {
  const { databaseUrl, config } = application;
  const probity = await Server.start({ kind: 'probity', databaseUrl, dataDirectory: config.dataDirectory });
  const floor = await Server.start({ kind: 'floor' });
  try {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
    const servers = { probity, floor };
    return [
      await compare(
        servers,
        { headers, name: 'one recipient', body: bodyOfOne, amount: scale.single },
        scale,
      ),
      await compare(
        servers,
        { headers, name: '1,000 recipients', body: bodyOfMany, amount: scale.batch },
        scale,
      ),
    ];
  } finally {
    await Promise.all([probity.stop(), floor.stop()]);
  }
}

/**
 * @param {{ probity: Server, floor: Server }} servers
 * @param {{ name: string, headers: Record<string, string>, body: string, amount: number }} load
 * @param {import('./scale.mjs').Scale} scale
 */
async function compare({ probity, floor }, load, { rounds }) {
  const response = await fetch(probity.url, { method: 'POST', headers: load.headers, body: load.body });
  const bytes = await response.text();
  if (!response.ok || bytes.includes('"errors"')) throw new Error(`the assignment failed: ${bytes}`);
  await floor.cpu(bytes);
  /** @type {Record<string, number[]>} */
  const perSecond = { probity: [], floor: [] };
  /** @param {'probity' | 'floor'} name @param {Server} server */
  const contestant = (name, server) => async (/** @type {number} */ round) => {
    const { cpu, rate } = await cost(server, load, bytes);
    if (round > 0) perSecond[name]?.push(rate);
    return cpu;
  };
  const cpu = await interleaved(rounds, {
    probity: contestant('probity', probity),
    floor: contestant('floor', floor),
  });
  return {
    name: `assign ${load.name} over GraphQL`,
    against: 'bare node:http, same bytes',
    unit: 'CPU us/request',
    ours: spreadOf(cpu.probity),
    floor: spreadOf(cpu.floor),
    ratio: ratioOf(cpu.probity, cpu.floor),
    notes: [
      `${rate(perSecond.probity)} against ${rate(perSecond.floor)} requests/s, ${bytes.length} bytes each`,
    ],
  };
}

/** @param {number[] | undefined} rates */
const rate = rates => Math.round(spreadOf(rates ?? []).median).toLocaleString('en');

/** @param {Server} server @param {{ headers: Record<string, string>, body: string, amount: number }} load @param {string} bytes */
async function cost(server, { headers, body, amount }, bytes) {
  const before = await server.cpu();
  const startedAt = performance.now();
  const run = autocannon({
    url: server.url,
    method: 'POST',
    headers,
    body,
    amount,
    connections: CONNECTIONS,
    expectBody: bytes,
    sampleInt: 50,
  });
  let answeredAt = startedAt;
  run.on('response', () => {
    answeredAt = performance.now();
  });
  const result = await run;
  const cpu = (await server.cpu()) - before;
  if (result.mismatches > 0 || result.errors > 0 || result['2xx'] !== amount) {
    throw new Error(`of ${amount} answers ${result['2xx']} were right, ${result.mismatches} had other bytes`);
  }
  return { cpu: cpu / amount, rate: (1000 * amount) / (answeredAt - startedAt) };
}
