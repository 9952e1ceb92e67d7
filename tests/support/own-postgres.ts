import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../packages/api/src/postgres/index.js';
import { prepareSite } from '../../packages/api/src/postgres/prepare-site.js';
import { provideAgain } from '../../packages/api/src/postgres/provide-again.js';
import { stopServer } from '../../packages/api/src/postgres/stop-server.js';
import { rowsOf } from './rows.js';

/** A PostgreSQL that can be stopped and started, at the same address, without stopping anybody else's. */
export interface OwnPostgres {
  readonly url: string;
  /** A directory of the test's own, for what Probity keeps beside the database. */
  readonly dataDirectory: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Lets it hang: it takes connections, and answers nothing. */
  freeze(): Promise<void>;
  thaw(): void;
  /** Stops it, and removes everything. */
  remove(): Promise<void>;
}

export async function ownPostgres(): Promise<OwnPostgres> {
  const directory = await mkdtemp(join(tmpdir(), `probity-run-${process.pid}-`));
  const data = join(directory, 'data');
  const first = await startEmbedded(data);
  const port = Number(new URL(first.url).port);
  // From now on nobody starts it again by himself.
  await first.stop();
  const site = await prepareSite(data, {});
  let pid: number | undefined;
  const start = async () => {
    pid = (await provideAgain(site, {}, port, new AbortController().signal))?.pid;
  };
  let frozen: number[] = [];
  const thaw = () => {
    for (const one of frozen) process.kill(one, 'SIGCONT');
    frozen = [];
  };
  const freeze = async () => {
    const backends = await rowsOf<{ pid: number }>(
      first.url,
      'select pid from pg_stat_activity where pid <> pg_backend_pid()',
    );
    frozen = [...backends.map(backend => backend.pid), ...(pid === undefined ? [] : [pid])];
    for (const one of frozen) process.kill(one, 'SIGSTOP');
  };
  const stop = async () => {
    thaw();
    if (pid !== undefined) await stopServer(pid);
    pid = undefined;
  };
  await start();
  return {
    url: first.url,
    dataDirectory: join(directory, 'probity'),
    start,
    stop,
    freeze,
    thaw,
    remove: async () => {
      await stop();
      await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
}
