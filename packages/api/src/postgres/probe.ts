import pg from 'pg';
import type { Postmaster } from './postmaster.js';
import { PostgresStartError } from './postgres-start-error.js';
import { ownerUrl, type Site } from './site.js';

// PostgreSQL's appendix A: the server is starting up or shutting down, or ends this connection to do so.
const NOT_NOW = ['57P01', '57P02', '57P03', '53300', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'];

/** Whether the server answers its owner. Throws when it answers that it will not have us. */
export async function answersOwner(site: Site, { pid, port, status }: Postmaster, password: string) {
  if (status !== 'ready') return false;
  try {
    return await answers(ownerUrl(port, password, 'postgres'));
  } catch (cause) {
    throw new PostgresStartError(
      'postgres-start-failed',
      `PostgreSQL (pid ${pid}) runs on ${site.directory} but refuses our connection: ${String(cause)}. ` +
        'If its password was changed, write the new one into postgres.password there.',
      { cause },
    );
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A server that goes away must be an answer here, not an uncaught error.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    if (isTransient(error)) return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code = '' } = error as { code?: string };
  return NOT_NOW.includes(code) || /timeout|terminated/i.test(error.message);
}

/** Creates the application's database unless it is there. `url` is that of the database `postgres`. */
export async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A server that dies between two questions must fail the next one, and not end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
