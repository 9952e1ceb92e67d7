import { type Deadline, poll } from './poll.js';
import { readPassword } from './password.js';
import { livePostmaster, type Postmaster } from './postmaster.js';
import { PostgresStartError } from './postgres-start-error.js';
import { answersOwner } from './probe.js';
import { logFile, type Site } from './site.js';

export interface Adopted {
  readonly postmaster: Postmaster;
  readonly password: string;
}

/**
 * The server that another process has left running on the cluster; undefined
 * when there is none. One that is starting is waited for until it answers, one
 * that is stopping until it is gone.
 */
export async function adopt(site: Site, deadline: Deadline): Promise<Adopted | undefined> {
  if ((await livePostmaster(site.cluster)) === undefined) return undefined;
  const password = await readPassword(site.directory);
  const found = await poll(deadline, 20, async () => {
    const postmaster = await livePostmaster(site.cluster);
    if (postmaster === undefined) return 'gone';
    return (await answersOwner(site, postmaster, password)) ? postmaster : undefined;
  });
  if (found === 'gone') return undefined;
  if (found !== undefined) return { postmaster: found, password };
  throw new PostgresStartError(
    'postgres-start-failed',
    `PostgreSQL runs on ${site.directory} already but does not answer. Look into ${logFile(site)}; ` +
      'start again to go on waiting, or stop that server and start again.',
  );
}
