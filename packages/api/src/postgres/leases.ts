import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processIdentity } from './process-table.js';
import { leaseDirectory, type Site } from './site.js';

/**
 * Says, until it is given up, that this process uses the server. A lease is an empty file whose name holds the pid and
 * what tells the process from a later one with the same pid. The name is all there is to it, so a crash or a power cut
 * leaves a whole lease or none, and a lease outlives its process only as one that does not count. Each use has a lease
 * of its own: a process may use the server twice.
 */
export interface Lease {
  giveUp(): Promise<void>;
}

export async function takeLease(site: Site): Promise<Lease> {
  const directory = leaseDirectory(site);
  const name = `${process.pid}-${await processIdentity(process.pid)}-${randomUUID().slice(0, 8)}`;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeFile(join(directory, name), '', { flag: 'wx', mode: 0o600 });
  return { giveUp: () => rm(join(directory, name), { force: true }) };
}

/** Whether any living process uses the server. The leases of the dead are cleared away: no name comes twice. */
export async function isInUse(site: Site): Promise<boolean> {
  const names = await readdir(leaseDirectory(site)).catch(() => []);
  const areHeld = await Promise.all(names.map(isHeld));
  const dead = names.filter((_name, index) => areHeld[index] === false);
  for (const name of dead) await rm(join(leaseDirectory(site), name), { recursive: true, force: true });
  return areHeld.includes(true);
}

async function isHeld(name: string): Promise<boolean> {
  const [, pid, identity] = /^(\d+)-(.+)-[^-]+$/.exec(name) ?? [];
  return identity !== undefined && (await processIdentity(Number(pid))) === identity;
}
