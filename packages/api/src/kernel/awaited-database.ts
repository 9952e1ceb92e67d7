import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from './database.js';
import { unavailable } from './postgres-errors.js';

/** Doors that are shut: whoever tries them is told to come back. */
export const SHUT: Database = {
  get reader(): never {
    throw unavailable();
  },
  get writer(): never {
    throw unavailable();
  },
  close: async () => undefined,
};

export interface Awaiting {
  /** Opens the database, ready for use: connected and migrated. */
  readonly open: () => Promise<Database>;
  readonly onOpen: () => void;
  /** Told of each failure that is not that of the time before. */
  readonly onFailure: (error: unknown) => void;
}

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 2_000;

/** A database that cannot be reached yet: its doors are shut until it could be opened, which is tried until it is closed. */
export function awaitedDatabase(awaiting: Awaiting): Database {
  const closing = new AbortController();
  let database = SHUT;
  const opening = opened(awaiting, closing.signal).then(one => {
    database = one;
  });
  return {
    get reader() {
      return database.reader;
    },
    get writer() {
      return database.writer;
    },
    close: async () => {
      closing.abort();
      await opening;
      await database.close();
    },
  };
}

async function opened({ open, onOpen, onFailure }: Awaiting, signal: AbortSignal): Promise<Database> {
  let told = '';
  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(2 * delayMs, LONGEST_DELAY_MS)) {
    await delay(delayMs, undefined, { ref: false, signal }).catch(() => undefined);
    if (signal.aborted) return SHUT;
    try {
      const database = await open();
      onOpen();
      return database;
    } catch (error) {
      if (String(error) !== told) onFailure(error);
      told = String(error);
    }
  }
}
