import { unwritable } from './data-directory.js';
import { leaveServer } from './leave-server.js';
import { isInUse, type Lease, takeLease } from './leases.js';
import { deadlineIn } from './poll.js';
import { lastPort } from './postmaster.js';
import { prepareSite } from './prepare-site.js';
import { provideAgain } from './provide-again.js';
import { provideServer, type Provided } from './provide-server.js';
import { lockFile, removeLeftovers, type Site } from './site.js';
import { withStartLock } from './start-lock.js';
import { DEADLINE_MS, RESTART_DELAY_MS, silently, type StartOptions } from './start-options.js';
import { supervise } from './supervise.js';

export interface EmbeddedServer {
  /** The owner's: everything in the database belongs to this account. */
  readonly url: string;
  /** Where the data are, which as root may not be where they were asked for. */
  readonly dataDirectory: string;
  /** Whether another process had started the server. */
  readonly adopted: boolean;
  /** Of the server as it was found; it has another when it was started again. */
  readonly pid: number;
  /** Leaves the server, and stops it when no other process of Probity uses it. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts PostgreSQL on the data directory, or adopts the server that already runs there. Until `stop`, a server that
 * ends is started again at the same address.
 */
export async function startEmbedded(
  dataDirectory: string,
  options: StartOptions = {},
): Promise<EmbeddedServer> {
  const deadline = deadlineIn(options.deadlineMs ?? DEADLINE_MS);
  const site = await prepareSite(dataDirectory, options);
  try {
    return await withStartLock(lockFile(site), deadline, async () => {
      await removeLeftovers(site);
      // Who uses a server that has just ended looks for it where it was.
      const port = (await isInUse(site)) ? await lastPort(site.cluster) : undefined;
      const lease = await takeLease(site);
      try {
        return inUse(site, lease, await provideServer(site, options, deadline, port), options);
      } catch (error) {
        await lease.giveUp();
        throw error;
      }
    });
  } catch (error) {
    throw unwritable(site.directory, error);
  }
}

function inUse(site: Site, lease: Lease, provided: Provided, options: StartOptions): EmbeddedServer {
  const supervision = supervise({
    provided,
    again: signal => provideAgain(site, options, provided.port, signal),
    onProgress: options.onProgress ?? silently,
    firstDelayMs: options.restartDelayMs ?? RESTART_DELAY_MS,
  });
  return {
    url: provided.url,
    dataDirectory: site.directory,
    adopted: provided.child === null,
    pid: provided.pid,
    stop: async () => {
      await supervision.end();
      await leaveServer(site, lease, options.deadlineMs ?? DEADLINE_MS);
    },
  };
}
