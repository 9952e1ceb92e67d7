import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type EmbeddedServer,
  startEmbedded,
  type StartOptions,
} from '../../packages/api/src/postgres/index.js';
import { livePostmaster } from '../../packages/api/src/postgres/postmaster.js';
import { deadlineIn, poll } from '../../packages/api/src/postgres/poll.js';

export interface Place {
  /** A directory of the test's own. */
  readonly directory: string;
  /** The data directory below it that `start` uses. */
  readonly data: string;
  readonly start: (options?: StartOptions) => Promise<EmbeddedServer>;
}

/** Lends a directory, named as those the next run clears away, to the test; afterwards the test has left every server, whatever still runs below is ended, and it is removed. */
export async function inPlace(work: (place: Place) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), `probity-run-${process.pid}-`));
  // As root, PostgreSQL's account must pass through.
  await chmod(directory, 0o711);
  const data = join(directory, 'data');
  const started: EmbeddedServer[] = [];
  const start = async (options: StartOptions = {}) => {
    const server = await startEmbedded(data, { systemDirectory: join(directory, 'system'), ...options });
    started.push(server);
    return server;
  };
  try {
    await work({ directory, data, start });
  } finally {
    for (const server of started) await server.stop();
    await endServer(join(data, 'postgres'));
    for (const server of started) await endServer(join(server.dataDirectory, 'postgres'));
    await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}

/** The pid of the server that runs on the data directory. */
export async function pidOn(data: string): Promise<number | undefined> {
  return (await livePostmaster(join(data, 'postgres')))?.pid;
}

/** Ends the server that runs on the cluster, if there is one. */
export async function endServer(cluster: string, signal: 'SIGINT' | 'SIGKILL' = 'SIGINT'): Promise<void> {
  const postmaster = await livePostmaster(cluster);
  if (postmaster === undefined) return;
  process.kill(postmaster.pid, signal);
  await until(async () => (await livePostmaster(cluster)) === undefined);
}

/** Waits for something to become true, or fails. */
export async function until(isTrue: () => Promise<boolean>, withinMs = 15_000): Promise<void> {
  const answer = await poll(deadlineIn(withinMs), 5, async () => ((await isTrue()) ? true : undefined));
  if (answer !== true) throw new Error(`has not happened in ${withinMs} ms: ${isTrue.toString()}`);
}
