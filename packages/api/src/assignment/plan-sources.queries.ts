import type { EntityManager } from 'typeorm';
import { startedExperiments } from '../experiments/index.js';
import { allHoldouts } from '../holdouts/index.js';
import { allLayers } from '../layers/index.js';
import type { PlanSources } from './plan.rules.js';

const TABLES = ['experiments', 'holdouts', 'layers'];

/**
 * Changes whenever a commit has changed what plans are compiled from. Not the highest audit id: an id can be committed
 * after a higher one. Versions only grow, and so does their sum.
 */
export async function headOf(manager: EntityManager): Promise<string> {
  const sums = TABLES.map(table => `select count(*), coalesce(sum(version), 0) as versions from ${table}`);
  const [row] = await manager.query<{ head: string }[]>(
    `select string_agg(count || '/' || versions, ' ') as head from (${sums.join(' union all ')}) as tables`,
  );
  return row?.head ?? '';
}

/** Everything that a plan is compiled from. */
export const planSources = async (manager: EntityManager): Promise<PlanSources> => ({
  experiments: await startedExperiments(manager),
  holdouts: await allHoldouts(manager),
  layers: await allLayers(manager),
});
