import { join } from 'node:path';
import { isMissing } from './is-missing.js';
import { deadlineIn } from './poll.js';
import { PostgresStartError } from './postgres-start-error.js';
import { provideServer, type Provided } from './provide-server.js';
import { lockFile, removeLeftovers, type Site } from './site.js';
import { withStartLock } from './start-lock.js';
import { DEADLINE_MS, type StartOptions } from './start-options.js';

/**
 * Provides the server that was on the port once more, and on that port: the pools of every process that uses it then
 * reconnect by themselves. Undefined when the signal was given before it was our turn.
 */
export async function provideAgain(
  site: Site,
  options: StartOptions,
  port: number,
  signal: AbortSignal,
): Promise<Provided | undefined> {
  // A first start would make a new, empty database where one was deleted.
  if (await isMissing(join(site.cluster, 'PG_VERSION')))
    throw cannotReturn(`its data in ${site.cluster} are gone`);
  const deadline = deadlineIn(options.deadlineMs ?? DEADLINE_MS);
  return withStartLock(lockFile(site), deadline, async () => {
    if (signal.aborted) return undefined;
    await removeLeftovers(site);
    const provided = await provideServer(site, options, deadline, port);
    if (provided.port === port) return provided;
    throw cannotReturn(
      `somebody has started it on port ${provided.port}, and this process looks for it on ${port}`,
    );
  });
}

function cannotReturn(why: string): PostgresStartError {
  return new PostgresStartError('postgres-start-failed', `PostgreSQL cannot be started again: ${why}`);
}
