import type { Config } from './config.js';
import { type Clock, systemClock } from './kernel/clock.js';
import { type Database, openDatabase } from './kernel/database.js';
import { ENTITIES } from './entities.js';
import { pepperIn } from './pepper.js';
import { migrate, startEmbedded } from './postgres/index.js';

/** Probity without its HTTP server: a migrated database, open both ways, and the pepper. */
export interface Application {
  readonly config: Config;
  readonly database: Database;
  readonly databaseUrl: string;
  /** Where the built-in PostgreSQL keeps its data; null for that of `DATABASE_URL`. */
  readonly embeddedDirectory: string | null;
  readonly pepper: Buffer;
  readonly now: Clock;
  close(): Promise<void>;
}

type Progress = (line: string) => void;

/** Opens what the configuration names: the PostgreSQL of `DATABASE_URL`, or the built-in one. */
export async function openApplication(
  config: Config,
  { onProgress = () => {}, now = systemClock }: { onProgress?: Progress; now?: Clock } = {},
): Promise<Application> {
  const embedded =
    config.databaseUrl === null ? await startEmbedded(config.dataDirectory, { onProgress }) : null;
  const databaseUrl = embedded?.url ?? config.databaseUrl ?? '';
  const stop = async () => embedded?.stop();
  try {
    const pepper = await pepperIn(config.dataDirectory, config.pepper);
    await migrate(databaseUrl, { onProgress });
    const database = await openDatabase(databaseUrl, ENTITIES);
    const close = async () => {
      await database.close();
      await stop();
    };
    return {
      config,
      database,
      databaseUrl,
      embeddedDirectory: embedded?.dataDirectory ?? null,
      pepper,
      now,
      close,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
