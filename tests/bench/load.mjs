import autocannon from 'autocannon';

/**
 * @typedef {object} Load
 * @property {string} [body] none for a GET
 * @property {Record<string, string>} headers
 * @property {number} amount of requests
 * @property {number} connections
 * @property {string} [bytes] what every answer has to be
 */

/** @typedef {{ url: string, cpu: () => number | Promise<number>, settle?: () => Promise<void> }} Loaded */

/**
 * What a request costs a server in processor time, and how many it answers a second.
 *
 * @param {Loaded} server @param {Load} load
 */
export async function costOf(server, { headers, body, amount, connections, bytes }) {
  await server.settle?.();
  const before = await server.cpu();
  const startedAt = performance.now();
  const run = autocannon({
    url: server.url,
    headers,
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined ? {} : { body }),
    ...(bytes === undefined ? {} : { expectBody: bytes }),
    amount,
    connections,
    sampleInt: 50,
  });
  let answeredAt = startedAt;
  run.on('response', () => {
    answeredAt = performance.now();
  });
  const isAwake = awake();
  const result = await run;
  isAwake.over = true;
  const cpu = (await server.cpu()) - before;
  if (result.mismatches > 0 || result.errors > 0 || result['2xx'] !== amount) {
    throw new Error(`of ${amount} answers ${result['2xx']} were right, ${result.mismatches} had other bytes`);
  }
  return { cpu: cpu / amount, rate: (1000 * amount) / (answeredAt - startedAt) };
}

/**
 * Keeps this process from sleeping until it is over. Waking a client that sleeps is work for who answers it, and only a
 * server that is slower than its client lets it sleep: it would pay for what the other is spared.
 */
function awake() {
  const state = { over: false };
  const turn = () => void (state.over || setImmediate(turn));
  turn();
  return state;
}
