import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate, startEmbedded } from '../../packages/api/src/postgres/index.js';
import { livePostmaster } from '../../packages/api/src/postgres/postmaster.js';
import { processIdentity } from '../../packages/api/src/postgres/process-table.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The owner's URL of the maintenance database of the run's PostgreSQL. */
    postgresUrl: string;
  }
}

interface Running {
  users: number;
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const PREFIX = 'probity-run-';

// Every project loads this module afresh; what they share is the process.
const shared = globalThis as { probityPostgres?: Promise<Running> | undefined };

/** One PostgreSQL for the whole run, with a migrated template for `freshDatabase` to copy. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.probityPostgres ??= start();
  const running = await shared.probityPostgres;
  running.users += 1;
  project.provide('postgresUrl', running.url);
  return async () => {
    running.users -= 1;
    if (running.users > 0) return;
    shared.probityPostgres = undefined;
    await running.stop();
  };
}

async function start(): Promise<Running> {
  await removeForsaken();
  const directory = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const server = await startEmbedded(directory);
  const stop = async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await migrate(await createTemplate(server.url));
  } catch (error) {
    await stop();
    throw error;
  }
  return { users: 0, url: server.url, stop };
}

/** What runs that were killed have left: a directory, and a server that still runs in it. */
async function removeForsaken(): Promise<void> {
  const names = (await readdir(tmpdir())).filter(name => name.startsWith(PREFIX));
  for (const name of names) {
    if ((await processIdentity(Number(name.slice(PREFIX.length).split('-')[0]))) !== undefined) continue;
    const directory = join(tmpdir(), name);
    for (const cluster of ['postgres', 'data/postgres']) {
      const postmaster = await livePostmaster(join(directory, cluster));
      if (postmaster !== undefined) process.kill(postmaster.pid, 'SIGQUIT');
    }
    // The server's last files may go while we remove them; another account's are not ours to remove.
    await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }).catch(
      () => undefined,
    );
  }
}

async function createTemplate(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create database probity_template');
  await client.end();
  const template = new URL(url);
  template.pathname = '/probity_template';
  return template.href;
}
