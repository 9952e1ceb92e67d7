import type { Command } from 'commander';
import type { FastifyInstance } from 'fastify';
import type { Application } from '../application.js';
import { readConfig } from '../config.js';
import { addressOf, portOption, signInLink } from './address.js';
import { databasePlace } from './database-place.js';
import { listenFault, requireFreePort } from './free-port.js';
import { aborted, interruption } from './interruption.js';
import { note, print } from './output.js';
import type { Snapshot } from '../snapshot.js';
import { operatorDoors } from './with-application.js';

const EXAMPLES = `Examples:
  probity serve                            # http://127.0.0.1:4000, with the demo on the first start
  probity serve --port 8080 --no-demo
  DATABASE_URL=postgres://me@db/probity HOST=0.0.0.0 probity serve
`;

interface ServeOptions {
  readonly port?: number;
  readonly host?: string;
  readonly demo: boolean;
}

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('run Probity: the API, the admin and, unless DATABASE_URL is set, its own PostgreSQL')
    .option('--port <n>', 'the port; PORT or 4000 unless given, 0 for any', portOption)
    .option('--host <h>', 'the address to listen on; HOST or 127.0.0.1 unless given')
    .option('--no-demo', 'an empty database stays empty')
    .addHelpText('before', EXAMPLES)
    .action(serve);
}

async function serve(options: ServeOptions): Promise<void> {
  const given = readConfig();
  const config = { ...given, port: options.port ?? given.port, host: options.host ?? given.host };
  const signal = interruption();
  if (config.port !== 0) await requireFreePort(config.host, config.port);
  const { openApplication } = await import('../application.js');
  const application = await openApplication(config, { onProgress: note, maySnapshotDo: true });
  try {
    const mayTell = !application.snapshot && !signal.aborted;
    const isDemoWanted = options.demo && config.isDemoWanted && mayTell;
    if (isDemoWanted) await Promise.race([firstDemo(application), aborted(signal)]);
    if (!signal.aborted) await run(application, signal);
  } finally {
    await application.close();
  }
}

/** A database in use is left as it is; a telling that was cut short is told to its end. */
async function firstDemo(application: Application): Promise<void> {
  const { ensureDemo } = await import('../dev/demo.js');
  await ensureDemo(application, { onProgress: note });
}

async function run(application: Application, signal: AbortSignal): Promise<void> {
  const { createServer } = await import('../server.js');
  const server = await createServer(application);
  try {
    await listen(server, application);
    await greet(server, application);
    await aborted(signal);
    note('stopping: requests under way are answered first; press Ctrl-C again to stop at once');
  } finally {
    await server.close();
  }
}

async function listen(server: FastifyInstance, { config: { host, port } }: Application): Promise<void> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    throw listenFault(error, host, port);
  }
}

async function greet(server: FastifyInstance, application: Application): Promise<void> {
  const { host } = application.config;
  const url = addressOf(host, boundPort(server) ?? application.config.port);
  if (application.snapshot) return greetWithout(url, application.snapshot);
  const { newOffer, offerSession } = await import('../access/index.js');
  const { offer, token } = newOffer('Owner', ['administrator']);
  await (await operatorDoors(application)).change(offerSession, offer);
  print(`
  Probity runs at   ${url}
  Sign in at        ${signInLink(url, token)}
                    (once, within the hour; another: probity keys link)
  Data are in       ${databasePlace(application)}
  To stop           Ctrl-C; to remove everything, delete the data
`);
}

/** Nobody can sign in while the database is away: the link is made later. */
function greetWithout(url: string, { confirmedAt }: Snapshot): void {
  print(`
  Probity runs at   ${url}
  The database      cannot be reached: assignments are served from a plan of ${confirmedAt.toISOString()},
                    everything else is answered with 503 until it is back
  Sign in           with the link that probity keys link prints then
  To stop           Ctrl-C
`);
}

/** With port 0 the system has chosen. */
function boundPort(server: FastifyInstance): number | undefined {
  const address = server.server.address();
  return typeof address === 'object' ? address?.port : undefined;
}
