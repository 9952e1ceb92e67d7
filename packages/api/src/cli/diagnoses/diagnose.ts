import pg from 'pg';
import type { Config } from '../../config.js';
import { startEmbedded } from '../../postgres/index.js';
import { note } from '../output.js';
import { clockSkew, durability, migrations, serverVersion } from './database.js';
import { type Finding, fail, look, ok } from './finding.js';
import { adminBuilt, dataDirectory, diskSpace, nodeVersion } from './machine.js';
import { auditLog, ownership } from './protection.js';

/** Everything about this machine, then everything about its database, in the order in which it would go wrong. */
export async function diagnose(readConfig: () => Config): Promise<Finding[]> {
  let config: Config | undefined;
  const configuration = await look('configuration', () => {
    config = readConfig();
    return ok(config.databaseUrl === null ? 'the built-in PostgreSQL' : 'the PostgreSQL of DATABASE_URL');
  });
  const machine = [await nodeVersion(), configuration, await adminBuilt()];
  if (config === undefined) return machine;
  const data = await dataDirectory(config.dataDirectory);
  const disk = await diskSpace(data.status === 'ok' ? config.dataDirectory : '.');
  return [...machine, data, disk, ...(await ofDatabase(config))];
}

async function ofDatabase(config: Config): Promise<Finding[]> {
  let findings: Finding[] = [];
  const reached = await look('database', async () => {
    findings = await withDatabase(config, async client => [
      await serverVersion(client),
      await migrations(client),
      await ownership(client),
      await auditLog(client),
      await durability(client),
      await clockSkew(client),
    ]);
    return ok('reached');
  });
  if (reached.status === 'ok') return findings;
  const advice = config.databaseUrl === null ? reached.advice : 'is it running, and is DATABASE_URL right?';
  return [{ name: 'database', ...fail(reached.detail, advice) }];
}

/** Nothing is migrated: a diagnosis changes nothing that it finds. */
async function withDatabase<T>(config: Config, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { databaseUrl, dataDirectory: directory } = config;
  const embedded = databaseUrl === null ? await startEmbedded(directory, { onProgress: note }) : null;
  const client = new pg.Client({
    connectionString: databaseUrl ?? embedded?.url ?? '',
    connectionTimeoutMillis: 5_000,
    application_name: 'probity doctor',
  });
  // A connection that breaks is reported by the next query.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
    await embedded?.stop();
  }
}
