export const WINDOW_MS = 15 * 60_000;
/** How many failures there may be in the window, for one account from one network. */
export const MOST_OF_ACCOUNT = 10;
/** How many from one address, for all accounts together. */
export const MOST_OF_ADDRESS = 100;
/** How many failures cost nothing; each further one doubles the wait, which begins with a second. */
const FREE = 4;

/** The instants of the failures in the window, the latest first. */
export interface Failures {
  readonly ofAccount: readonly Date[];
  readonly ofAddress: readonly Date[];
}

/** How many whole seconds somebody has to wait before the next try: 0 where none. */
export function secondsToWait({ ofAccount, ofAddress }: Failures, now: Date): number {
  const until = Math.max(
    delayedUntil(ofAccount),
    fullUntil(ofAccount, MOST_OF_ACCOUNT),
    fullUntil(ofAddress, MOST_OF_ADDRESS),
  );
  return Math.max(0, Math.ceil((until - now.getTime()) / 1_000));
}

function delayedUntil(failures: readonly Date[]): number {
  const [latest] = failures;
  if (!latest || failures.length <= FREE) return 0;
  return latest.getTime() + 1_000 * 2 ** (failures.length - FREE - 1);
}

/** Until the window holds fewer again. */
function fullUntil(failures: readonly Date[], most: number): number {
  const oldest = failures[most - 1];
  return oldest ? oldest.getTime() + WINDOW_MS : 0;
}
