import type { Experiment, Phase } from '../experiments/index.js';
import type { Layer } from '../layers/index.js';
import { BUCKETS, fnv1a32, hashAfter } from './hash.rules.js';

/** The range that a phase has in a layer, compiled: whose bucket lies in [start, end) can be in the experiment. */
export interface PlannedLayer {
  readonly key: string;
  readonly seed: string;
  /** What the hash of every key goes on from. */
  readonly seedHash: number;
  readonly start: number;
  readonly end: number;
}

/** The layers of a plan, by key. */
export type KnownLayers = ReadonlyMap<string, Pick<Layer, 'key' | 'seed'>>;

/**
 * The range of a phase in the layer of its experiment; null where that is in none. Where the layer or the range is not
 * known the range is empty: nobody is better than somebody who is in another experiment.
 */
export function plannedLayer(
  { layerKey }: Pick<Experiment, 'layerKey'>,
  { layerRange }: Pick<Phase, 'layerRange'>,
  layers: KnownLayers,
): PlannedLayer | null {
  if (!layerKey) return null;
  const layer = layers.get(layerKey);
  const seed = layer?.seed ?? '';
  const { fromBp, toBp } = (layer && layerRange) ?? { fromBp: 0, toBp: 0 };
  return {
    key: layerKey,
    seed,
    seedHash: fnv1a32(seed),
    start: fromBp / BUCKETS,
    end: toBp / BUCKETS,
  };
}

/** The bucket of a recipient in a layer, by its own seed: it says nothing of the bucket in an experiment. */
export const bucketInLayer = ({ seedHash }: PlannedLayer, key: string): number => hashAfter(seedHash, key);

/** Whether a layer keeps a recipient from the experiment. */
export function isExcluded(layer: PlannedLayer, key: string): boolean {
  const bucket = bucketInLayer(layer, key);
  return bucket < layer.start || bucket >= layer.end;
}
