// Serves Probity, or a bare node:http server that gives the same bytes, and tells over IPC what it has cost.
// Started with { kind: 'probity', databaseUrl, dataDirectory } or { kind: 'floor' } as its argument.
import { createServer as createBareServer } from 'node:http';

const settings = JSON.parse(process.argv[2] ?? '{}');
let body = Buffer.alloc(0);

const port = settings.kind === 'floor' ? await floor() : await probity();
process.on('message', (/** @type {{ id: number, ask?: string, body?: string }} */ { id, body: bytes }) => {
  if (bytes !== undefined) body = Buffer.from(bytes);
  globalThis.gc?.();
  process.send?.({ id, cpu: process.cpuUsage(), rss: process.memoryUsage().rss });
});
process.send?.({ id: 0, port });

/** @returns {Promise<number>} */
function floor() {
  const server = createBareServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': body.length,
      });
      response.end(body);
    });
  });
  return new Promise(resolve =>
    server.listen(0, '127.0.0.1', () =>
      resolve(/** @type {import('node:net').AddressInfo} */ (server.address()).port),
    ),
  );
}

/** @returns {Promise<number>} */
async function probity() {
  const { openApplication } = await import('../../packages/api/dist/application.js');
  const { readConfig } = await import('../../packages/api/dist/config.js');
  const { createServer } = await import('../../packages/api/dist/server.js');
  const config = readConfig({
    DATABASE_URL: settings.databaseUrl,
    PROBITY_DATA_DIR: settings.dataDirectory,
    LOG_LEVEL: 'silent',
  });
  const server = await createServer(await openApplication(config));
  return Number(new URL(await server.listen({ port: 0, host: '127.0.0.1' })).port);
}
