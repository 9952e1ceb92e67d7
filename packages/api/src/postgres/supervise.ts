import { setTimeout as delay } from 'node:timers/promises';
import { PostgresStartError } from './postgres-start-error.js';
import type { Provided } from './provide-server.js';
import { untilGone } from './until-gone.js';

export interface Supervised {
  readonly provided: Provided;
  /** Provides the server again; undefined when that is no longer wanted. */
  readonly again: (signal: AbortSignal) => Promise<Provided | undefined>;
  readonly onProgress: (message: string) => void;
  readonly firstDelayMs: number;
}

export interface Supervision {
  /** From now on the server may end; resolves when no start of ours is under way any more. */
  end(): Promise<void>;
}

const MINUTE_MS = 60_000;
const LONGEST_DELAY_MS = 10_000;
const MOST_FAILURES = 5;

/**
 * Starts the server again whenever it is gone, until the supervision is ended. Every process that uses the server
 * supervises it; the start lock makes one of those that notice at once start it, and the others adopt what it has
 * started. Whoever wants PostgreSQL to stay down stops Probity first.
 */
export function supervise(supervised: Supervised): Supervision {
  const ending = new AbortController();
  const done = keepRunning(supervised, ending.signal);
  return {
    end: async () => {
      ending.abort();
      await done;
    },
  };
}

async function keepRunning(supervised: Supervised, signal: AbortSignal): Promise<void> {
  const { onProgress } = supervised;
  const tries: number[] = [];
  let server: Provided | undefined = supervised.provided;
  while (server !== undefined) {
    await untilGone(server, signal);
    if (signal.aborted) return;
    onProgress(`PostgreSQL (pid ${server.pid}) has ended although it is in use`);
    server = await revive(supervised, tries, signal);
    if (server !== undefined) onProgress(`PostgreSQL (pid ${server.pid}) is back`);
  }
}

/** Undefined when the supervision is ended, or nothing helps. */
async function revive(
  { again, onProgress, firstDelayMs }: Supervised,
  tries: number[],
  signal: AbortSignal,
): Promise<Provided | undefined> {
  const failures: number[] = [];
  for (;;) {
    await delay(delayAfter(lately(tries), firstDelayMs), undefined, { ref: false, signal }).catch(
      () => undefined,
    );
    if (signal.aborted) return undefined;
    tries.push(performance.now());
    try {
      return await again(signal);
    } catch (error) {
      // A port is free again some day, and nothing else can take its place: other pools look for the server there.
      if (!isPortTaken(error)) failures.push(performance.now());
      const isHopeless = lately(failures) >= MOST_FAILURES;
      onProgress(reportOf(error, isHopeless));
      if (isHopeless) return undefined;
    }
  }
}

/** A server that comes up only to end again is restarted ever more slowly too, but without end: it does answer. */
function delayAfter(tries: number, firstDelayMs: number): number {
  return tries === 0 ? 0 : Math.min(firstDelayMs * 2 ** (tries - 1), LONGEST_DELAY_MS);
}

const lately = (moments: readonly number[]) =>
  moments.filter(at => at > performance.now() - MINUTE_MS).length;

function isPortTaken(error: unknown): boolean {
  return error instanceof PostgresStartError && error.code === 'postgres-port-taken';
}

function reportOf(error: unknown, isHopeless: boolean): string {
  const reason = error instanceof PostgresStartError ? `${error.code}: ${error.message}` : String(error);
  return isHopeless
    ? `PostgreSQL is given up after ${MOST_FAILURES} starts that failed within a minute; start Probity again (${reason})`
    : `PostgreSQL has not come back yet and is tried again (${reason})`;
}
