import { type EntityManager, In } from 'typeorm';
import { type Look, permitRead } from '../kernel/query.js';
import { lockedLayer } from '../layers/index.js';
import { Experiment } from './experiment.entity.js';
import { ExperimentStatus } from './experiment.enums.js';
import type { LayerShare } from './layer-range.entity.js';
import { type FoundLayer, rangeOf } from './layer-range.rules.js';

/** Who is over or put away gives its range back; a draft has reserved its own. */
const KEEPING = [ExperimentStatus.DRAFT, ExperimentStatus.RUNNING, ExperimentStatus.PAUSED];

/** The layer of a key and who keeps a range in it; whoever else wants one waits until the command ends. */
export async function foundLayer(
  manager: EntityManager,
  key: string | null | undefined,
): Promise<FoundLayer | null> {
  const layer = key ? await lockedLayer(manager, key) : null;
  return layer && { layer, shares: await sharesIn(manager, layer.key) };
}

/** Who keeps a range in a layer, for those who may read of experiments. */
export function layerShares(look: Look, layerKey: string): Promise<LayerShare[]> {
  permitRead(look, 'Experiment');
  return sharesIn(look.manager, layerKey);
}

async function sharesIn(manager: EntityManager, layerKey: string): Promise<LayerShare[]> {
  const found = await manager.find(Experiment, {
    select: { id: true, key: true, status: true, layerFromBp: true, layerToBp: true },
    where: { layerKey, status: In(KEEPING) },
    order: { layerFromBp: 'ASC' },
  });
  return found.flatMap(experiment => {
    const range = rangeOf(experiment);
    return range ? [{ experimentKey: experiment.key, status: experiment.status, ...range }] : [];
  });
}
