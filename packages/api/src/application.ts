import type { SigningKey } from './audit/index.js';
import type { Config } from './config.js';
import { awaitedDatabase } from './kernel/awaited-database.js';
import { type Clock, systemClock } from './kernel/clock.js';
import { type Database, openDatabase } from './kernel/database.js';
import { isUnavailable } from './kernel/postgres-errors.js';
import { SealError } from './kernel/sealed-file.js';
import { ENTITIES } from './entities.js';
import { pepperIn } from './pepper.js';
import { signingKeyIn } from './signing-key.js';
import { migrate, startEmbedded } from './postgres/index.js';
import { type Snapshot, SnapshotFile } from './snapshot.js';

/** Probity without its HTTP server: a migrated database, open both ways, and the pepper. */
export interface Application {
  readonly config: Config;
  readonly database: Database;
  readonly databaseUrl: string;
  /** Where the built-in PostgreSQL keeps its data; null for that of `DATABASE_URL`. */
  readonly embeddedDirectory: string | null;
  readonly pepper: Buffer;
  /** Checkpoints of the audit log are signed with it. */
  readonly signingKey: SigningKey;
  readonly now: Clock;
  /** Where the plan is kept for a start without the database. */
  readonly snapshots?: SnapshotFile;
  /** What there was to go on from, when the database could not be reached at the start. */
  readonly snapshot?: Snapshot | null;
  close(): Promise<void>;
}

type Progress = (line: string) => void;

export interface OpenOptions {
  readonly onProgress?: Progress;
  readonly now?: Clock;
  /** Whether to open without a database that cannot be reached, where there is a plan to go on from. */
  readonly maySnapshotDo?: boolean;
}

interface Opened {
  readonly database: Database;
  readonly snapshot: Snapshot | null;
}

/** Opens what the configuration names: the PostgreSQL of `DATABASE_URL`, or the built-in one. */
export async function openApplication(config: Config, options: OpenOptions = {}): Promise<Application> {
  const { onProgress = () => {}, now = systemClock, maySnapshotDo = false } = options;
  const embedded =
    config.databaseUrl === null ? await startEmbedded(config.dataDirectory, { onProgress }) : null;
  const databaseUrl = embedded?.url ?? config.databaseUrl ?? '';
  const stop = async () => embedded?.stop();
  try {
    const pepper = await pepperIn(config.dataDirectory, config.pepper);
    const signingKey = await signingKeyIn(config.dataDirectory, config);
    const snapshots = new SnapshotFile(config.dataDirectory, pepper, databaseUrl);
    const { database, snapshot } = await openedOr(databaseUrl, maySnapshotDo ? snapshots : null, onProgress);
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
      signingKey,
      now,
      snapshots,
      snapshot,
      close,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The database, migrated and open; one that is awaited where it cannot be reached and a snapshot can do meanwhile. */
async function openedOr(
  databaseUrl: string,
  snapshots: SnapshotFile | null,
  onProgress: Progress,
): Promise<Opened> {
  const open = async () => {
    await migrate(databaseUrl, { onProgress });
    return openDatabase(databaseUrl, ENTITIES);
  };
  try {
    return { database: await open(), snapshot: null };
  } catch (error) {
    const snapshot = isUnavailable(error) && snapshots ? await believed(snapshots, onProgress) : null;
    if (!snapshot) throw error;
    onProgress('the database cannot be reached: it is tried again until it answers');
    const database = awaitedDatabase({
      open,
      onOpen: () => onProgress('the database is open'),
      onFailure: fault => onProgress(`the database is not open yet: ${sayingOf(fault)}`),
    });
    return { database, snapshot };
  }
}

async function believed(snapshots: SnapshotFile, onProgress: Progress): Promise<Snapshot | null> {
  try {
    return await snapshots.read();
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    onProgress(`the snapshot ${snapshots.path} is not used: ${error.message}`);
    return null;
  }
}

/** Node gives an error that stands for several no message of its own. */
const sayingOf = (fault: unknown): string =>
  fault instanceof Error ? fault.message || fault.name : String(fault);
