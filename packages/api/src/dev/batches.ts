import { MOST_FACTS } from '../kernel/receipt.js';

/** Two calls are under way while the next is filled: enough to keep both sides busy, few enough to hold in memory. */
const MOST_IN_FLIGHT = 2;

/** No recipient of the story does more than this. */
const MOST_OF_ONE_RECIPIENT = 20;

/** Facts on their way: sent in calls of the largest size, a few at a time. */
export class Batches<Fact> {
  count = 0;
  private waiting: Fact[] = [];
  private readonly inFlight = new Set<Promise<void>>();
  private failures: unknown[] = [];

  constructor(private readonly send: (facts: readonly Fact[]) => Promise<void>) {}

  add(fact: Fact): void {
    this.count += 1;
    this.waiting.push(fact);
  }

  /** Whether the facts of one more recipient might not fit into the call. */
  get isFull(): boolean {
    return this.waiting.length > MOST_FACTS - MOST_OF_ONE_RECIPIENT;
  }

  /** Sends what is left and waits for all. */
  async end(): Promise<void> {
    if (this.waiting.length > 0) await this.dispatch();
    await Promise.all(this.inFlight);
    this.throwFailure();
  }

  /** Sends what waits, once few enough calls are under way. */
  async dispatch(): Promise<void> {
    const facts = this.waiting;
    this.waiting = [];
    while (this.inFlight.size >= MOST_IN_FLIGHT) await Promise.race(this.inFlight);
    this.throwFailure();
    const sending = this.send(facts)
      .catch((error: unknown) => void this.failures.push(error))
      .finally(() => this.inFlight.delete(sending));
    this.inFlight.add(sending);
  }

  private throwFailure(): void {
    if (this.failures.length > 0) throw this.failures[0];
  }
}
