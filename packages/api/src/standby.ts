import { Authentication, StandbyKeys } from './access/index.js';
import type { Application } from './application.js';
import { Plans } from './assignment/index.js';
import { type Log, type Watch, watch } from './watch.js';

/** Who asks and what is answered, kept in memory: they go on when the database is away. */
export interface Standby extends Watch {
  readonly authentication: Authentication;
  readonly plans: Plans;
}

export function standBy(application: Application, log: Log, checkEveryMs?: number): Standby {
  const { database, now, snapshot } = application;
  const keys = new StandbyKeys();
  const plans = new Plans(database);
  const authentication = new Authentication(database, now, keys);
  if (snapshot) {
    const agoMs = Math.max(0, now().getTime() - snapshot.confirmedAt.getTime());
    plans.resume(snapshot.sources, agoMs);
    keys.take(snapshot.keys, agoMs);
    keys.isNeeded = true;
    log.warn(`assignment goes on from the snapshot of ${snapshot.confirmedAt.toISOString()}`);
  }
  const { close } = watch(application, { plans, keys, authentication }, log, checkEveryMs);
  return { authentication, plans, close };
}

/** When the plan in memory was last known to be the current one; null without a plan. */
export const planConfirmedAt =
  ({ now }: Application, plans: Plans) =>
  (): Date | null =>
    plans.latest && new Date(now().getTime() - plans.unknownForMs);
