import type { Application } from './application.js';
import { forgetSignInTraces } from './kernel/forgetting.js';
import { isUnavailable } from './kernel/postgres-errors.js';
import { periodically } from './periodically.js';
import type { Log, Watch } from './watch.js';

const SWEEP_EVERY_MS = 10 * 60_000;
/** So few that nobody who signs in meanwhile waits. */
const AT_ONCE = 500;

type Swept = Pick<Application, 'database' | 'now'>;

/** Forgets what signing in has left behind, once no limit counts it any more. */
export const sweepSignInTraces = (swept: Swept, log: Log, everyMs = SWEEP_EVERY_MS): Watch =>
  periodically(everyMs, signal =>
    sweep(swept, signal).catch((error: unknown) => {
      if (!isUnavailable(error))
        log.error({ err: error }, 'what signing in has left behind cannot be forgotten: tables grow');
    }),
  );

/** Goes on until there is nothing left, or nobody waits for it. */
export async function sweep({ database, now }: Swept, signal: AbortSignal): Promise<void> {
  let forgotten = AT_ONCE;
  while (forgotten >= AT_ONCE && !signal.aborted)
    forgotten = await forgetSignInTraces(database, now(), AT_ONCE);
}
