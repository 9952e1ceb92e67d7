import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Binaries, program } from './binaries.js';
import { hasEnded } from './has-ended.js';
import { type Deadline, hasPassed, poll } from './poll.js';
import { livePostmaster, type Postmaster } from './postmaster.js';
import { PostgresStartError } from './postgres-start-error.js';
import { answersOwner } from './probe.js';
import { runAs } from './run-program.js';
import { serverArguments } from './server-arguments.js';
import { logFile, type Site } from './site.js';
import { stopServer } from './stop-server.js';

const LARGEST_LOG_BYTES = 10_000_000;

/** Another program has the port. */
const PORT_TAKEN = /could not bind|Address already in use/;
/** The last server's processes have not all ended yet. */
const NOT_GONE_YET = /pre-existing shared memory|lock file .* already exists/;

const BETWEEN_TRIES_MS = 200;

export interface Launched {
  readonly child: ChildProcess;
  readonly postmaster: Postmaster;
}

export interface Launch {
  readonly site: Site;
  readonly binaries: Binaries;
  readonly password: string;
  /** The only port that will do; any unless given. */
  readonly port: number | undefined;
}

/** Starts a server on the cluster and waits until it answers. */
export async function launch(
  { site, binaries, password, port }: Launch,
  deadline: Deadline,
): Promise<Launched> {
  for (;;) {
    const { child, logStart } = await spawnServer(site, binaries, port ?? (await freePort()));
    const postmaster = await untilReady(site, child, password, deadline);
    if (postmaster !== undefined) return { child, postmaster };
    const log = (await readFile(logFile(site))).subarray(logStart).toString('utf8');
    const isPortTaken = hasEnded(child) && PORT_TAKEN.test(log);
    if (isPortTaken && port !== undefined) throw portTaken(site, port);
    if (!(isPortTaken || NOT_GONE_YET.test(log)) || hasPassed(deadline)) throw startFailed(site, child, log);
    await delay(BETWEEN_TRIES_MS);
  }
}

/** Undefined when the server has ended, or the deadline has passed. One that refuses us is not left running. */
async function untilReady(site: Site, child: ChildProcess, password: string, deadline: Deadline) {
  try {
    const postmaster = await poll(deadline, 10, async () => {
      if (hasEnded(child)) return 'ended';
      const found = await livePostmaster(site.cluster);
      if (found === undefined || found.pid !== child.pid) return undefined;
      return (await answersOwner(site, found, password)) ? found : undefined;
    });
    return postmaster === 'ended' ? undefined : postmaster;
  } catch (error) {
    if (child.pid !== undefined) await stopServer(child.pid);
    throw error;
  }
}

/** Detached: Ctrl-C in the terminal reaches us and not the server, so that we can stop it in order. */
async function spawnServer(site: Site, binaries: Binaries, port: number) {
  const path = logFile(site);
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size > LARGEST_LOG_BYTES) await rename(path, `${path}.1`);
  const log = await open(path, 'a', 0o600);
  try {
    const child = spawn(program(binaries, 'postgres'), serverArguments(site.cluster, port), {
      ...runAs(site.account),
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
    });
    child.on('error', () => undefined);
    child.unref();
    return { child, logStart: size > LARGEST_LOG_BYTES ? 0 : size };
  } finally {
    await log.close();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function portTaken(site: Site, port: number): PostgresStartError {
  return new PostgresStartError(
    'postgres-port-taken',
    `another program listens on port ${port}, where processes of Probity that use ${site.directory} look for ` +
      'PostgreSQL. End that program, or stop those processes and start again.',
  );
}

function startFailed(site: Site, child: ChildProcess, log: string): PostgresStartError {
  const state = hasEnded(child)
    ? 'PostgreSQL stopped while it was starting'
    : `PostgreSQL (pid ${child.pid}) is still starting, perhaps because it recovers from a crash; ` +
      'start again to go on waiting for it';
  const lines = log.trim().split('\n').slice(-12).join('\n');
  return new PostgresStartError(
    'postgres-start-failed',
    `${state}. The end of ${logFile(site)}:\n${lines}\nCorrect that and start again, or set DATABASE_URL.`,
  );
}
