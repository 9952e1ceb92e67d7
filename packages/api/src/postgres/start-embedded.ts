import { access } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { adopt } from './adopt.js';
import { packagedBinaries, usableBinaries } from './binaries.js';
import { makeDataDirectory, substituteDirectory, unwritable } from './data-directory.js';
import { initCluster } from './init-cluster.js';
import { launch } from './launch.js';
import { readPassword } from './password.js';
import { type Deadline, deadlineIn } from './poll.js';
import { removeForeignPostmasterFile } from './postmaster.js';
import { ensureDatabase } from './probe.js';
import { serverAccount } from './server-account.js';
import { lockFile, ownerUrl, removeLeftovers, type Site } from './site.js';
import { withStartLock } from './start-lock.js';
import { stopServer } from './stop-server.js';

export interface EmbeddedServer {
  /** The owner's: everything in the database belongs to this account. */
  readonly url: string;
  /** Where the data are, which as root may not be where they were asked for. */
  readonly dataDirectory: string;
  /** Whether another process had started the server, which is then not ours to stop. */
  readonly adopted: boolean;
  readonly pid: number;
  /** Stops the server if this process started it. */
  readonly stop: () => Promise<void>;
}

export interface StartOptions {
  readonly onProgress?: (message: string) => void;
  /** How long to wait for locks, recovery and shutdown; two minutes. */
  readonly deadlineMs?: number;
  /** Where root keeps what an unprivileged account must reach; /var/lib/probity. */
  readonly systemDirectory?: string;
  /** The directory with bin, lib and share to use instead of the npm package's. */
  readonly binaries?: string;
}

const DATABASE = 'probity';
const CLUSTER = 'postgres';
const SYSTEM_DIRECTORY = '/var/lib/probity';

/** Starts PostgreSQL on the data directory, or adopts the server that already runs there. */
export async function startEmbedded(
  dataDirectory: string,
  options: StartOptions = {},
): Promise<EmbeddedServer> {
  const deadline = deadlineIn(options.deadlineMs ?? 120_000);
  const site = await prepareSite(dataDirectory, options);
  try {
    return await withStartLock(lockFile(site), deadline, async () => {
      await removeLeftovers(site);
      return (await adoptRunning(site, deadline)) ?? (await startFresh(site, options, deadline));
    });
  } catch (error) {
    throw unwritable(site.directory, error);
  }
}

async function prepareSite(requested: string, options: StartOptions): Promise<Site> {
  const systemDirectory = options.systemDirectory ?? SYSTEM_DIRECTORY;
  const places = [resolve(requested), substituteDirectory(requested, systemDirectory)];
  const account = await serverAccount(places.map(place => join(place, CLUSTER)));
  const onProgress = options.onProgress ?? (() => undefined);
  const directory = await makeDataDirectory({ requested, account, systemDirectory, onProgress });
  return { directory, cluster: join(directory, CLUSTER), account };
}

async function adoptRunning(site: Site, deadline: Deadline): Promise<EmbeddedServer | undefined> {
  const adopted = await adopt(site, deadline);
  if (adopted === undefined) return undefined;
  const { postmaster, password } = adopted;
  await ensureDatabase(ownerUrl(postmaster.port, password, 'postgres'), DATABASE);
  return {
    url: ownerUrl(postmaster.port, password, DATABASE),
    dataDirectory: site.directory,
    adopted: true,
    pid: postmaster.pid,
    stop: async () => undefined,
  };
}

async function startFresh(site: Site, options: StartOptions, deadline: Deadline): Promise<EmbeddedServer> {
  const onProgress = options.onProgress ?? (() => undefined);
  const binaries = await findBinaries(site, options, onProgress);
  if (await isMissing(join(site.cluster, 'PG_VERSION'))) {
    onProgress(`creating the database in ${site.directory}`);
    await initCluster(site, binaries);
  }
  const password = await readPassword(site.directory);
  await removeForeignPostmasterFile(site.cluster);
  onProgress('starting PostgreSQL');
  const { child, postmaster } = await launch(site, binaries, password, deadline);
  await ensureDatabase(ownerUrl(postmaster.port, password, 'postgres'), DATABASE).catch(async error => {
    await stopServer(child);
    throw error;
  });
  return {
    url: ownerUrl(postmaster.port, password, DATABASE),
    dataDirectory: site.directory,
    adopted: false,
    pid: postmaster.pid,
    stop: () => stopServer(child),
  };
}

async function findBinaries(site: Site, options: StartOptions, onProgress: (message: string) => void) {
  const packaged =
    options.binaries === undefined
      ? await packagedBinaries()
      : { directory: options.binaries, name: `postgres-${basename(options.binaries)}` };
  const systemDirectory = options.systemDirectory ?? SYSTEM_DIRECTORY;
  const places = site.account === undefined ? [site.directory] : [systemDirectory, site.directory];
  return usableBinaries(packaged, site.account, places, onProgress);
}

async function isMissing(path: string): Promise<boolean> {
  return access(path).then(
    () => false,
    () => true,
  );
}
