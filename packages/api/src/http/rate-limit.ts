import type { Clock } from '../kernel/clock.js';

const MOST_REMEMBERED = 10_000;

/**
 * How often each caller may ask: a bucket that holds the requests of one second, at least one, and fills by the clock.
 * Each process counts for itself.
 */
export class RateLimit {
  /** For each caller, when its bucket will be full again. */
  private readonly fullAt = new Map<string, number>();
  private readonly interval: number;
  private readonly whole: number;

  constructor(
    perSecond: number,
    private readonly now: Clock,
  ) {
    this.interval = 1_000 / perSecond;
    this.whole = Math.max(1_000, this.interval);
  }

  /** Takes one request of a caller: 0 where there was one, else the whole seconds until there is. */
  secondsToWait(caller: string): number {
    const now = this.now().getTime();
    const fullAt = Math.max(now, this.fullAt.get(caller) ?? now) + this.interval;
    const wait = fullAt - now - this.whole;
    if (wait > 0) return Math.ceil(wait / 1_000);
    // Forgetting fills every bucket, once in ten thousand callers.
    if (this.fullAt.size >= MOST_REMEMBERED) this.fullAt.clear();
    this.fullAt.set(caller, fullAt);
    return 0;
  }
}
