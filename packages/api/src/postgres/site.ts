import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isTaken } from './process-table.js';
import type { Account } from './server-account.js';

/** Where a server lives and who runs it. */
export interface Site {
  /** Holds the cluster, the password, the log, the lock and the leases. */
  readonly directory: string;
  /** PostgreSQL's own data directory, PGDATA. */
  readonly cluster: string;
  readonly account: Account | undefined;
}

export const logFile = (site: Site) => join(site.directory, 'postgres.log');

export const lockFile = (site: Site) => join(site.directory, 'postgres.lock');

/** Of those who use the server. */
export const leaseDirectory = (site: Site) => join(site.directory, 'users');

/** The path of a thing that has the process's name on it until it is whole. */
export const draftOf = (path: string) => `${path}.init-${process.pid}`;

export function ownerUrl(port: number, password: string, database: string): string {
  return `postgres://probity:${password}@127.0.0.1:${port}/${database}?sslmode=disable`;
}

/** What processes that were killed half way have left. To be called by the holder of the lock. */
export async function removeLeftovers(site: Site): Promise<void> {
  const names = await readdir(site.directory);
  const leftovers = names.filter(name =>
    /^postgres\.(init-|(pwfile|password)\.\w+-|lock\.draft-)/.test(name),
  );
  for (const name of leftovers) {
    if (isDraftOfTheLiving(name)) continue;
    await rm(join(site.directory, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
  }
}

function isDraftOfTheLiving(name: string): boolean {
  return name.startsWith('postgres.lock.draft-') && isTaken(Number(/-(\d+)-/.exec(name)?.[1]));
}
