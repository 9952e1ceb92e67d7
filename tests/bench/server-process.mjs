// Serves Probity, or a bare node:http server that gives the same bytes, and tells over IPC what it has cost.
// Started with { kind: 'probity', databaseUrl, dataDirectory }, { kind: 'floor' }, which sends bytes it has ready, or
// { kind: 'deciding', databaseUrl, dataDirectory }, which parses, decides with the same pure function and stringifies,
// without GraphQL, keys or a framework.
import { createServer as createBareServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** @typedef {{ id: number, body?: string, settle?: boolean }} Asked */

/** Part of the same bytes: Probity's answers carry an id, each its own. */
const REQUEST_ID = 'd9428888-122b-41e1-b85b-1e5a7a9c1f8b';

const settings = JSON.parse(process.argv[2] ?? '{}');
let body = Buffer.alloc(0);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

const port = settings.kind === 'probity' ? await probity() : await floor(settings.kind === 'deciding');
process.on('message', (/** @type {Asked} */ { id, body: bytes, settle }) => {
  if (bytes !== undefined) body = Buffer.from(bytes);
  const blockedMs = delay.max / 1e6;
  if (settle) delay.reset();
  process.send?.({ id, cpu: process.cpuUsage(), rss: process.memoryUsage().rss, blockedMs });
});
process.send?.({ id: 0, port });

/** @param {boolean} decides @returns {Promise<number>} */
async function floor(decides) {
  const decide = decides ? await decider() : null;
  // The same head too: Keep-Alive tells this time.
  const server = createBareServer({ keepAliveTimeout: 72_000 }, (request, response) => {
    /** @type {Buffer[]} */
    const chunks = [];
    request
      .on('data', chunk => chunks.push(chunk))
      .on('end', () => {
        const bytes = decide ? decide(JSON.parse(Buffer.concat(chunks).toString())) : body;
        response.writeHead(200, {
          'x-content-type-options': 'nosniff',
          'x-request-id': REQUEST_ID,
          'content-type': 'application/json; charset=utf-8',
          'content-length': bytes.length,
        });
        response.end(bytes);
      });
  });
  return new Promise(resolve =>
    server.listen(0, '127.0.0.1', () =>
      resolve(/** @type {import('node:net').AddressInfo} */ (server.address()).port),
    ),
  );
}

/** The plan that Probity decides by, and a bare loop over the keys. */
async function decider() {
  const { assign, canonicalKey } = await import('../../packages/api/dist/assignment/evaluator.js');
  const { operator, doorsOf } = await import('../../packages/api/dist/doors.js');
  const plan = await doorsOf(await opened())(operator('bench'), 'bench').plans.current();
  return (/** @type {{ variables: { experiment: string, recipients: string[] } }} */ { variables }) => {
    const { experiment, recipients } = variables;
    const columns = { variantKeys: /** @type {(string | null)[]} */ ([]), reasons: [''], buckets: [0] };
    columns.reasons.length = columns.buckets.length = 0;
    for (const key of recipients) {
      const { variant, reason, bucket } = assign(plan, experiment, canonicalKey(key));
      columns.variantKeys.push(variant?.key ?? null);
      columns.reasons.push(reason);
      columns.buckets.push(bucket ?? 0);
    }
    const assignments = { planVersion: plan.version, ...columns };
    return Buffer.from(`${JSON.stringify({ data: { assignments } })}\n`);
  };
}

async function opened() {
  const { openApplication } = await import('../../packages/api/dist/application.js');
  const { readConfig } = await import('../../packages/api/dist/config.js');
  return openApplication(
    readConfig({
      DATABASE_URL: settings.databaseUrl,
      PROBITY_DATA_DIR: settings.dataDirectory,
      LOG_LEVEL: 'silent',
    }),
  );
}

/** @returns {Promise<number>} */
async function probity() {
  const { createServer } = await import('../../packages/api/dist/server.js');
  const server = await createServer(await opened());
  return Number(new URL(await server.listen({ port: 0, host: '127.0.0.1' })).port);
}
