import { startedExperiments } from '../experiments/index.js';
import type { EntityManager } from 'typeorm';
import type { Database } from '../kernel/database.js';
import { allHoldouts } from '../holdouts/index.js';
import { allLayers } from '../layers/index.js';
import { translated } from '../kernel/postgres-errors.js';
import { type Plan, compilePlan } from './plan.rules.js';

/** How old the knowledge of what is committed may be before it is asked again. */
const CHECK_EVERY_MS = 1_000;

/** The current plan: compiled once, replaced when an experiment has changed. */
export class Plans {
  private plan: Plan | undefined;
  private head = '';
  private checkedAt = Number.NEGATIVE_INFINITY;
  private checking: Promise<Plan> | undefined;
  /** Counts the commits that were told, so that a check begun before one is not believed after it. */
  private told = 0;

  constructor(private readonly database: Database) {}

  /** The plan as of now, or of at most a second ago where another process changed it. */
  current(): Plan | Promise<Plan> {
    if (this.plan && performance.now() - this.checkedAt < CHECK_EVERY_MS) return this.plan;
    if (this.checking) return this.checking;
    const checking = this.check().finally(() => {
      if (this.checking === checking) this.checking = undefined;
    });
    this.checking = checking;
    return checking;
  }

  /** Told by the change door: what was committed here is visible here at once. */
  outdated(): void {
    this.told += 1;
    this.checkedAt = Number.NEGATIVE_INFINITY;
    this.checking = undefined;
  }

  private async check(): Promise<Plan> {
    const startedAt = performance.now();
    const told = this.told;
    try {
      const { manager } = this.database.reader;
      // Not the highest audit id: an id can be committed after a higher one. Versions only grow, and so does their sum.
      const [row] = await manager.query<{ head: string }[]>(
        `select string_agg(count || '/' || versions, ' ') as head from (
           select count(*), coalesce(sum(version), 0) as versions from experiments
           union all select count(*), coalesce(sum(version), 0) from holdouts
           union all select count(*), coalesce(sum(version), 0) from layers) as tables`,
      );
      const head = row?.head ?? '';
      const plan = this.plan && head === this.head ? this.plan : await compiled(manager);
      if (told === this.told) {
        this.plan = plan;
        this.head = head;
        this.checkedAt = startedAt;
      }
      return plan;
    } catch (error) {
      throw translated(error);
    }
  }
}

const compiled = async (manager: EntityManager): Promise<Plan> =>
  compilePlan({
    experiments: await startedExperiments(manager),
    holdouts: await allHoldouts(manager),
    layers: await allLayers(manager),
  });
