import { setTimeout as delay } from 'node:timers/promises';
import { isUnavailable } from '../kernel/postgres-errors.js';
import { within } from '../kernel/within.js';
import { faultOf } from './checkpoint.facts.js';
import { CheckpointCopies, type CopyingLog } from './checkpoint-copies.js';
import type { CheckpointPlace } from './checkpoint-place.js';
import { type Kept, LogKeeper } from './log-keeper.js';

export interface KeepingLog extends CopyingLog {
  warn(line: string): void;
}

export interface Keeping {
  /** Gives what is left its place, signs it, copies it, and ends. */
  close(): Promise<void>;
}

const EVERY_MS = 1_000;
/** How long the end is waited for, when the database or a place outside does not answer. */
const LAST_MS = 5_000;

/** Keeps the books of the audit log in the background, for as long as the process serves. */
export function keepLog(
  kept: Kept,
  places: readonly CheckpointPlace[],
  log: KeepingLog,
  everyMs = EVERY_MS,
): Keeping {
  const background = new Background(
    kept,
    places.map(place => new CheckpointCopies(kept, place, log)),
    log,
  );
  const closing = new AbortController();
  const done = background.run(everyMs, closing.signal);
  return {
    close: async () => {
      closing.abort();
      await within(
        LAST_MS,
        done.then(() => background.finish()),
      ).catch((error: unknown) =>
        log.error({ err: error }, 'the last entries of the audit log are signed at the next start'),
      );
    },
  };
}

class Background {
  private fault = '';
  private copying: Promise<unknown> | null = null;

  private readonly keeper: LogKeeper;
  private isKeyCompared = false;

  constructor(
    private readonly kept: Kept,
    private readonly copies: readonly CheckpointCopies[],
    private readonly log: KeepingLog,
  ) {
    this.keeper = new LogKeeper(kept);
  }

  async run(everyMs: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.pass();
      await delay(everyMs, undefined, { ref: false, signal }).catch(() => undefined);
    }
  }

  async finish(): Promise<void> {
    await this.keeper.sequence();
    await this.keeper.checkpoint(true);
    await this.copying;
    await this.copy();
  }

  private async pass(): Promise<void> {
    try {
      await this.compareKey();
      await this.keeper.sequence();
      await this.keeper.checkpoint();
      this.startCopying();
      this.fault = '';
    } catch (error) {
      const fault = String(error);
      if (fault !== this.fault) this.say(error);
      this.fault = fault;
    }
  }

  /** Once: an operator who has lost the key should hear of it before those who verify do. */
  private async compareKey(): Promise<void> {
    if (this.isKeyCompared) return;
    const newest = await this.keeper.newest();
    const what = newest && faultOf(newest, this.kept.signingKey.publicKey);
    if (what) this.log.warn(`the newest checkpoint of the audit log was not signed with this key: ${what}`);
    this.isKeyCompared = true;
  }

  /** Besides everything else: a place outside may take its time. */
  private startCopying(): void {
    this.copying ??= this.copy().finally(() => {
      this.copying = null;
    });
  }

  private async copy(): Promise<void> {
    await Promise.all(this.copies.map(one => one.copy()));
  }

  private say(error: unknown): void {
    if (isUnavailable(error))
      this.log.warn('the database cannot be reached: the audit log is put in order later');
    else this.log.error({ err: error }, 'the audit log cannot be put in order');
  }
}
