import { readFile, realpath, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { commandLine, isTaken, processIdentity } from './process-table.js';

/** What postmaster.pid says. The port is 0 while the server has not written it yet. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly status: string;
}

// Lines of postmaster.pid: https://www.postgresql.org/docs/18/storage-file-layout.html and miscadmin.h.
const PORT_LINE = 3;
const STATUS_LINE = 7;

export async function readPostmasterFile(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n').map(line => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[PORT_LINE] ?? 0), status: lines[STATUS_LINE] || 'starting' };
}

/** The port on which the cluster's last server was told to listen; PostgreSQL keeps its command line when it is gone. */
export async function lastPort(cluster: string): Promise<number | undefined> {
  const line = await readFile(join(cluster, 'postmaster.opts'), 'utf8').catch(() => '');
  const port = /"port=(\d+)"/.exec(line)?.[1];
  return port === undefined ? undefined : Number(port);
}

/**
 * The server that runs on the cluster directory now. A postmaster.pid that
 * names a dead process, or a process that is something else, is not believed.
 */
export async function livePostmaster(cluster: string): Promise<Postmaster | undefined> {
  const postmaster = await readPostmasterFile(cluster);
  return postmaster !== undefined && (await isPostmasterOf(postmaster.pid, cluster)) ? postmaster : undefined;
}

async function isPostmasterOf(pid: number, cluster: string): Promise<boolean> {
  if ((await processIdentity(pid)) === undefined) return false;
  if (process.platform === 'win32') return true;
  const [program = '', ...words] = await commandLine(pid);
  if (process.platform !== 'linux') return /\bpostgres\b/.test(program) && program.includes(cluster);
  const directory = words[words.indexOf('-D') + 1] ?? '';
  // A server enters its data directory, however it was told of it.
  const places = await Promise.all(
    [directory, `/proc/${pid}/cwd`].map(place => realpath(place).catch(() => place)),
  );
  return /^postgres\b/.test(basename(program)) && places.includes(cluster);
}

/**
 * PostgreSQL removes the file of a dead predecessor itself, but refuses to
 * start while any process of its own account has that pid: after a reboot, or
 * in a new container, a stranger may have it, and a server that was killed has
 * it itself until its parent, which may be gone or never look, has taken note. The shared memory block, keyed by
 * the directory's inode, still keeps two servers apart.
 */
export async function removeForeignPostmasterFile(cluster: string): Promise<void> {
  const postmaster = await readPostmasterFile(cluster);
  if (postmaster === undefined || (await isPostmasterOf(postmaster.pid, cluster))) return;
  if (isTaken(postmaster.pid)) await rm(join(cluster, 'postmaster.pid'), { force: true });
}
