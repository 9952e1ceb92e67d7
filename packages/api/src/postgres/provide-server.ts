import type { ChildProcess } from 'node:child_process';
import { basename, join } from 'node:path';
import { adopt } from './adopt.js';
import { packagedBinaries, usableBinaries } from './binaries.js';
import { initCluster } from './init-cluster.js';
import { isMissing } from './is-missing.js';
import { launch } from './launch.js';
import { readPassword } from './password.js';
import type { Deadline } from './poll.js';
import { removeForeignPostmasterFile } from './postmaster.js';
import { ensureDatabase } from './probe.js';
import { ownerUrl, type Site } from './site.js';
import { silently, type StartOptions, SYSTEM_DIRECTORY } from './start-options.js';
import { stopServer } from './stop-server.js';

/** A server that answers. */
export interface Provided {
  readonly url: string;
  readonly pid: number;
  readonly port: number;
  /** Null when another process has started it. */
  readonly child: ChildProcess | null;
}

const DATABASE = 'probity';

/** Adopts the server that runs on the site, or starts one, on the port if one is given. To be called by the holder of the start lock. */
export async function provideServer(
  site: Site,
  options: StartOptions,
  deadline: Deadline,
  port?: number,
): Promise<Provided> {
  return (await adoptRunning(site, deadline)) ?? (await startFresh(site, options, deadline, port));
}

async function adoptRunning(site: Site, deadline: Deadline): Promise<Provided | undefined> {
  const adopted = await adopt(site, deadline);
  if (adopted === undefined) return undefined;
  const { postmaster, password } = adopted;
  const { pid, port } = postmaster;
  await ensureDatabase(ownerUrl(port, password, 'postgres'), DATABASE);
  return { url: ownerUrl(port, password, DATABASE), pid, port, child: null };
}

async function startFresh(
  site: Site,
  options: StartOptions,
  deadline: Deadline,
  wantedPort?: number,
): Promise<Provided> {
  const { onProgress = silently } = options;
  const binaries = await findBinaries(site, options, onProgress);
  if (await isMissing(join(site.cluster, 'PG_VERSION'))) {
    onProgress(`creating the database in ${site.directory}`);
    await initCluster(site, binaries);
  }
  const password = await readPassword(site.directory);
  await removeForeignPostmasterFile(site.cluster);
  onProgress('starting PostgreSQL');
  const { child, postmaster } = await launch({ site, binaries, password, port: wantedPort }, deadline);
  const { pid, port } = postmaster;
  await ensureDatabase(ownerUrl(port, password, 'postgres'), DATABASE).catch(async error => {
    await stopServer(pid);
    throw error;
  });
  return { url: ownerUrl(port, password, DATABASE), pid, port, child };
}

async function findBinaries(site: Site, options: StartOptions, onProgress: (message: string) => void) {
  const packaged =
    options.binaries === undefined
      ? await packagedBinaries()
      : { directory: options.binaries, name: `postgres-${basename(options.binaries)}` };
  const { systemDirectory = SYSTEM_DIRECTORY } = options;
  const places = site.account === undefined ? [site.directory] : [systemDirectory, site.directory];
  return usableBinaries(packaged, site.account, places, onProgress);
}
