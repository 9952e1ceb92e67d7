import type { Database } from '../kernel/database.js';
import { translated } from '../kernel/postgres-errors.js';
import { within } from '../kernel/within.js';
import { type Plan, type PlanSources, compilePlan } from './plan.rules.js';
import { headOf, planSources } from './plan-sources.queries.js';
import { KNOWN_MS, staleSeconds } from './staleness.rules.js';

/** How old the knowledge of what is committed may be before it is asked again, where nobody watches. */
const CHECK_EVERY_MS = 1_000;

/** A plan that was compiled once, and what it was compiled from. */
export interface Compiled {
  readonly plan: Plan;
  readonly sources: PlanSources;
  readonly head: string;
}

/**
 * The current plan: compiled once, replaced when a commit has changed what it is made of. Where it cannot be asked
 * whether one has, the last plan goes on and says for how long that has not been known. Nothing that authorises a send
 * may rest on it.
 */
export class Plans {
  /** Somebody calls `check` at every change and at least once a second: a question need not. */
  isWatched = false;
  private compiled: Compiled | undefined;
  private askedAt = Number.NEGATIVE_INFINITY;
  private confirmedAt = Number.NEGATIVE_INFINITY;
  private checking: Promise<Plan> | undefined;
  /** Counts the commits that were told, so that a check begun before one is not believed after it. */
  private told = 0;
  /** Something is known that the plan in memory may lack. */
  private isDoubted = false;
  private mustAsk = false;

  constructor(private readonly database: Database) {}

  /** The plan: as of now for what this process has changed, as of at most a second ago for what another has. */
  current(): Plan | Promise<Plan> {
    if (this.compiled && !this.mustAsk && this.isFresh()) return this.compiled.plan;
    if (this.checking) return this.checking;
    const checking = this.checkedOrLast().finally(() => {
      if (this.checking === checking) this.checking = undefined;
    });
    this.checking = checking;
    return checking;
  }

  /** Told by the change door: what was committed here is visible here at once. */
  outdated(): void {
    this.told += 1;
    this.isDoubted = true;
    this.mustAsk = true;
    this.checking = undefined;
  }

  /** Asks what is committed, and compiles a new plan if the one in memory is not of that. Throws where it cannot. */
  async check(): Promise<Plan> {
    const [askedAt, told] = [performance.now(), this.told];
    try {
      const compiled = await within(KNOWN_MS, this.newest());
      // Neither a commit told meanwhile nor a later check may be undone by this one.
      if (told === this.told && askedAt >= this.confirmedAt) {
        this.compiled = compiled;
        this.confirmedAt = askedAt;
        this.isDoubted = false;
      }
      return compiled.plan;
    } catch (error) {
      throw translated(error);
    } finally {
      this.askedAt = askedAt;
      if (told === this.told) this.mustAsk = false;
    }
  }

  /** Starts from a plan that was current some time ago. */
  resume(sources: PlanSources, agoMs: number): void {
    this.compiled = compiledFrom(sources, '');
    this.askedAt = performance.now();
    this.confirmedAt = this.askedAt - agoMs;
    this.isDoubted = true;
  }

  /** The plan in memory, whatever has happened since; the same object for as long as it is the same plan. */
  get latest(): Compiled | null {
    return this.compiled ?? null;
  }

  /** For how long nobody could say whether the plan in memory is the current one. */
  get unknownForMs(): number {
    return performance.now() - this.confirmedAt;
  }

  /** The same for those who ask: null while the plan is known to be current. */
  get staleSeconds(): number | null {
    return staleSeconds(this.unknownForMs, this.isDoubted);
  }

  private isFresh(): boolean {
    return this.isWatched || performance.now() - this.askedAt < CHECK_EVERY_MS;
  }

  private async newest(): Promise<Compiled> {
    const { manager } = this.database.reader;
    const head = await headOf(manager);
    const known = this.compiled;
    return known?.head === head ? known : compiledFrom(await planSources(manager), head);
  }

  private async checkedOrLast(): Promise<Plan> {
    try {
      return await this.check();
    } catch (error) {
      if (this.compiled) return this.compiled.plan;
      throw error;
    }
  }
}

const compiledFrom = (sources: PlanSources, head: string): Compiled => ({
  plan: compilePlan(sources),
  sources,
  head,
});
