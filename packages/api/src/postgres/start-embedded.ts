import { unwritable } from './data-directory.js';
import { leaveServer } from './leave-server.js';
import { type Lease, takeLease } from './leases.js';
import { deadlineIn } from './poll.js';
import { prepareSite } from './prepare-site.js';
import { provideServer, type Provided } from './provide-server.js';
import { lockFile, removeLeftovers, type Site } from './site.js';
import { withStartLock } from './start-lock.js';
import { DEADLINE_MS, type StartOptions } from './start-options.js';

export interface EmbeddedServer {
  /** The owner's: everything in the database belongs to this account. */
  readonly url: string;
  /** Where the data are, which as root may not be where they were asked for. */
  readonly dataDirectory: string;
  /** Whether another process had started the server. */
  readonly adopted: boolean;
  readonly pid: number;
  /** Leaves the server, and stops it when no other process of Probity uses it. */
  readonly stop: () => Promise<void>;
}

/** Starts PostgreSQL on the data directory, or adopts the server that already runs there. */
export async function startEmbedded(
  dataDirectory: string,
  options: StartOptions = {},
): Promise<EmbeddedServer> {
  const deadline = deadlineIn(options.deadlineMs ?? DEADLINE_MS);
  const site = await prepareSite(dataDirectory, options);
  try {
    return await withStartLock(lockFile(site), deadline, async () => {
      await removeLeftovers(site);
      const lease = await takeLease(site);
      try {
        return inUse(site, lease, await provideServer(site, options, deadline), options);
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
  const leave = () => leaveServer(site, lease, options.deadlineMs ?? DEADLINE_MS);
  let leaving: Promise<void> | undefined;
  return {
    url: provided.url,
    dataDirectory: site.directory,
    adopted: provided.child === null,
    pid: provided.pid,
    stop: () => (leaving ??= leave()),
  };
}
