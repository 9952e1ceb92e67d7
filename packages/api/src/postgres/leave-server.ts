import { isMissing } from './is-missing.js';
import { isInUse, type Lease } from './leases.js';
import { deadlineIn } from './poll.js';
import { livePostmaster } from './postmaster.js';
import { lockFile, type Site } from './site.js';
import { withStartLock } from './start-lock.js';
import { stopServer } from './stop-server.js';

/**
 * Gives the lease up, and stops the server unless another living process uses it: the last one out turns off the
 * light, whoever turned it on. Leases are counted, connections are not: a server that only psql still uses is stopped.
 *
 * Nobody is left in the dark. A lease is taken under the start lock before the server is adopted or started, and here
 * the leases are counted and the server is stopped under the same lock; so whoever comes is either counted, or comes to
 * a server that has ended and starts another. Of two that leave at once both give up before either counts, and the one
 * that counts second finds the server stopped. Killed before it gives up, a process leaves a lease that does not count;
 * killed after, or while the server is stopping, it leaves a server without leases. In either case the server may stay,
 * and the next process that uses it adopts it and stops it in the end.
 */
export async function leaveServer(site: Site, lease: Lease, deadlineMs: number): Promise<void> {
  await lease.giveUp();
  // Whoever deletes the data under a server ends it: it looks for its files once a minute.
  if (await isMissing(site.directory)) return;
  await withStartLock(lockFile(site), deadlineIn(deadlineMs), async () => {
    if (await isInUse(site)) return;
    const postmaster = await livePostmaster(site.cluster);
    if (postmaster !== undefined) await stopServer(postmaster.pid);
  });
}
