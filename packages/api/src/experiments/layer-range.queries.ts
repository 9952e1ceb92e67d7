import { type FindManyOptions, In } from 'typeorm';
import type { Writer } from '../kernel/command.js';
import { permittedRows } from '../kernel/permitted-rows.js';
import { type Look, permitRead } from '../kernel/query.js';
import { lockedLayer } from '../layers/index.js';
import { Experiment } from './experiment.entity.js';
import { experimentKeysIn } from './experiment.queries.js';
import { ExperimentStatus } from './experiment.enums.js';
import type { LayerShare } from './layer-range.entity.js';
import { type FoundLayer, freeBp, rangeOf } from './layer-range.rules.js';

/** Who is over or put away gives its range back; a draft has reserved its own. */
const KEEPING = [ExperimentStatus.DRAFT, ExperimentStatus.RUNNING, ExperimentStatus.PAUSED];

/** The layer of a key and who keeps a range in it; whoever else wants one waits until the command ends. */
export async function foundLayer(writer: Writer, key: string | null | undefined): Promise<FoundLayer | null> {
  const layer = key ? await lockedLayer(writer.manager, key) : null;
  if (!layer) return null;
  const shares = sharesOf(await writer.manager.find(Experiment, keepersOf(layer.key)));
  const readable = await experimentKeysIn(
    writer,
    shares.map(({ experimentKey }) => experimentKey),
  );
  const named = (experimentKey: string) => (readable.has(experimentKey) ? experimentKey : null);
  return {
    layer,
    shares: shares.map(share => ({ ...share, experimentKey: named(share.experimentKey) })),
  };
}

/** Who keeps a range in a layer, as far as the caller may read of them. */
export async function layerShares(look: Look, layerKey: string): Promise<LayerShare[]> {
  permitRead(look, 'Experiment');
  return sharesOf(await permittedRows(look, Experiment, keepersOf(layerKey)).getMany());
}

/** How much of a layer nobody keeps, whoever asks. */
export async function layerFreeBp(look: Look, layerKey: string): Promise<number> {
  permitRead(look, 'Layer');
  return freeBp(sharesOf(await look.manager.find(Experiment, keepersOf(layerKey))));
}

const keepersOf = (layerKey: string): FindManyOptions<Experiment> => ({
  select: { id: true, key: true, status: true, layerFromBp: true, layerToBp: true },
  where: { layerKey, status: In(KEEPING) },
  order: { layerFromBp: 'ASC' },
});

const sharesOf = (keepers: readonly Experiment[]): LayerShare[] =>
  keepers.flatMap(experiment => {
    const range = rangeOf(experiment);
    return range ? [{ experimentKey: experiment.key, status: experiment.status, ...range }] : [];
  });
