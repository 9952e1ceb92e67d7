import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { connectionOptions } from '../postgres/index.js';
import { within } from './within.js';

export interface Listening {
  /** PostgreSQL's channels: each hears of the commits that were told on it. */
  readonly channels: readonly string[];
  /** Told after each such commit, of this process or of another. */
  readonly onNotice: (channel: string) => void;
  /** Told whenever the ear is open (again): what was committed while it was not has been missed. */
  readonly onOpen: () => void;
}

export interface Ear {
  close(): Promise<void>;
}

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 2_000;

/**
 * Listens to commits on a connection of its own, and opens another when that one dies. It may miss some, and some it may
 * never hear of: whoever needs to know for certain asks as well.
 */
export function listen(url: string, listening: Listening): Ear {
  const closing = new AbortController();
  const done = keepListening(url, listening, closing.signal);
  return {
    close: async () => {
      closing.abort();
      await done;
    },
  };
}

async function keepListening(url: string, listening: Listening, signal: AbortSignal): Promise<void> {
  let delayMs = FIRST_DELAY_MS;
  while (!signal.aborted) {
    const wasOpen = await listenOnce(url, listening, signal);
    delayMs = wasOpen ? FIRST_DELAY_MS : Math.min(2 * delayMs, LONGEST_DELAY_MS);
    await delay(delayMs, undefined, { ref: false, signal }).catch(() => undefined);
  }
}

/** Listens until the connection dies or the signal is given. Tells whether it was ever open. */
async function listenOnce(
  url: string,
  { channels, onNotice, onOpen }: Listening,
  signal: AbortSignal,
): Promise<boolean> {
  const client = new pg.Client({
    ...connectionOptions(url, 'probity_reader', { applicationName: 'probity listening' }),
    keepAliveInitialDelayMillis: 10_000,
  });
  const over = new AbortController();
  const gone = new Promise<void>(resolve => {
    client.on('error', () => resolve());
    client.on('end', () => resolve());
    signal.addEventListener('abort', () => resolve(), { signal: over.signal });
  });
  client.on('notification', ({ channel }) => onNotice(channel));
  try {
    await Promise.race([client.connect(), gone]);
    if (signal.aborted) return false;
    for (const channel of channels) await client.query(`listen ${client.escapeIdentifier(channel)}`);
    onOpen();
    await gone;
    return true;
  } catch {
    return false;
  } finally {
    over.abort();
    await within(LONGEST_DELAY_MS, client.end()).catch(() => undefined);
  }
}
