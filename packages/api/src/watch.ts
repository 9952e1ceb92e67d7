import { setTimeout as delay } from 'node:timers/promises';
import { type Authentication, type StandbyKey, type StandbyKeys, standbyKeys } from './access/index.js';
import type { Application } from './application.js';
import type { Compiled, Plans } from './assignment/index.js';
import { listen } from './kernel/notices.js';
import { isUnavailable } from './kernel/postgres-errors.js';
import { within } from './kernel/within.js';

export interface Watched {
  readonly plans: Plans;
  readonly keys: StandbyKeys;
  readonly authentication: Authentication;
}

export interface Log {
  info(line: string): void;
  warn(line: string): void;
  error(details: object, line: string): void;
}

export interface Watch {
  readonly close: () => Promise<void>;
}

/** How often it is asked what nobody has told: a net, for when the connection that is told has died. */
const CHECK_EVERY_MS = 1_000;
/** How often keys and snapshot are renewed although nothing has changed: so old they are at most when the database goes. */
const KEEP_EVERY_MS = 60_000;
/** How long keys are waited for. */
const ASKED_MS = 5_000;
const CHANNELS = { plan: 'probity_plan', keys: 'probity_keys' } as const;

/**
 * Keeps plan, keys and snapshot up to date, so that no question waits for the database: at every commit that is told,
 * of whatever process, and once in a while.
 */
export function watch(application: Application, watched: Watched, log: Log, everyMs = CHECK_EVERY_MS): Watch {
  const watcher = new Watcher(application, watched, log);
  const closing = new AbortController();
  const ear = listen(application.databaseUrl, {
    channels: Object.values(CHANNELS),
    onNotice: channel => watcher.told(channel === CHANNELS.keys),
    onOpen: () => watcher.told(true),
  });
  const done = watcher.run(everyMs, closing.signal);
  watched.plans.isWatched = true;
  return {
    close: async () => {
      watched.plans.isWatched = false;
      closing.abort();
      watcher.told(false);
      await Promise.all([ear.close(), done]);
    },
  };
}

class Watcher {
  private wake: () => void = () => undefined;
  private isTold = false;
  private areKeysTold = true;
  private keptAt = Number.NEGATIVE_INFINITY;
  private kept: Compiled | null = null;
  private fault = '';

  constructor(
    private readonly application: Application,
    private readonly watched: Watched,
    private readonly log: Log,
  ) {}

  told(areKeysTold: boolean): void {
    if (areKeysTold) {
      this.areKeysTold = true;
      this.watched.authentication.forget();
    }
    this.isTold = true;
    this.wake();
  }

  async run(everyMs: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.isTold = false;
      await this.pass();
      const told = new Promise<void>(resolve => {
        this.wake = resolve;
      });
      if (!this.isTold) await Promise.race([told, delay(everyMs, undefined, { ref: false })]);
    }
  }

  private async pass(): Promise<void> {
    const { plans, keys } = this.watched;
    try {
      await plans.check();
      keys.isNeeded = false;
      await this.keep();
      if (this.fault !== '')
        this.log.info('the database answers again: plan and keys are those that it holds');
      this.fault = '';
    } catch (error) {
      keys.isNeeded = isUnavailable(error);
      const fault = String(error);
      if (fault !== this.fault) this.say(error);
      this.fault = fault;
    }
  }

  private say(error: unknown): void {
    const last = this.watched.plans.latest ? 'assignment goes on from the last plan' : 'there is no plan';
    if (isUnavailable(error)) this.log.warn(`the database cannot be reached: ${last}`);
    else this.log.error({ err: error }, `the plan cannot be checked: ${last}`);
  }

  /** Renews the keys and writes the snapshot, where there is reason to. */
  private async keep(): Promise<void> {
    const { latest } = this.watched.plans;
    const startedAt = performance.now();
    const isDue = startedAt - this.keptAt > KEEP_EVERY_MS;
    if (!latest || (!isDue && !this.areKeysTold && latest === this.kept)) return;
    this.areKeysTold = false;
    try {
      const keys = await within(ASKED_MS, standbyKeys(this.application.database, this.application.now()));
      this.watched.keys.take(keys, performance.now() - startedAt);
      await this.write(latest, keys);
    } catch (error) {
      this.areKeysTold = true;
      throw error;
    }
    this.keptAt = startedAt;
    this.kept = latest;
  }

  /** A disk that is full keeps nobody from being assigned. */
  private async write({ plan, sources }: Compiled, keys: readonly StandbyKey[]): Promise<void> {
    const { now, snapshots } = this.application;
    const confirmedAt = new Date(now().getTime() - this.watched.plans.unknownForMs);
    await snapshots
      ?.write(plan.version, { confirmedAt, sources, keys })
      .catch((error: unknown) =>
        this.log.error({ err: error }, 'the snapshot of the plan cannot be written'),
      );
  }
}
