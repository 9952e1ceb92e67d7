import { badInput, violation } from '../kernel/errors.js';
import type { Layer } from '../layers/index.js';
import { requireOpen } from '../layers/layer.rules.js';
import type { Experiment } from './experiment.entity.js';
import type { LayerRange } from './layer-range.entity.js';
import { ALL_BP } from './variant.rules.js';

/** The layer to be in, and which range of it: unless given, the largest that is free. */
export interface LayerWish {
  readonly layerKey?: string | null;
  readonly layerRange?: Readonly<LayerRange> | null;
}

/** A range that somebody keeps. */
export interface KeptRange extends Readonly<LayerRange> {
  /** Null where it is an experiment that the caller may not read of. */
  readonly experimentKey: string | null;
}

/** A layer as it was found, with all who keep a range in it. */
export interface FoundLayer {
  readonly layer: Pick<Layer, 'key' | 'archivedAt'>;
  readonly shares: readonly KeptRange[];
}

type Place = Pick<Experiment, 'layerKey' | 'layerFromBp' | 'layerToBp'>;
type Bounds = Pick<Experiment, 'layerFromBp' | 'layerToBp'>;

export const NO_PLACE: Place = { layerKey: null, layerFromBp: null, layerToBp: null };

/** The range of an experiment in its layer; null where it is in none. */
export const rangeOf = ({ layerFromBp: fromBp, layerToBp: toBp }: Readonly<Bounds>): LayerRange | null =>
  fromBp === null || toBp === null ? null : { fromBp, toBp };

/**
 * A draft in the layer that it names. Without a range it keeps the one that it had in that layer `before`, or takes the
 * largest that is free.
 *
 * @param found the layer of that key; null where there is none
 */
export function placed(
  draft: Readonly<Experiment>,
  { layerKey, layerRange }: LayerWish,
  found: FoundLayer | null,
  before: Readonly<Place> = NO_PLACE,
): Experiment {
  if (!layerKey) {
    if (layerRange) throw badInput('layerRange', 'a range is one of a layer: name it in layerKey');
    return { ...draft, ...NO_PLACE };
  }
  if (!found) {
    throw violation('unknown-layer', `there is no layer "${layerKey}"`, {
      field: 'layerKey',
      layer: layerKey,
    });
  }
  requireOpen(found.layer, 'layerKey');
  if (draft.assignmentSource === ('EXTERNAL' as Experiment['assignmentSource'])) {
    throw violation(
      'external-in-layer',
      'another system assigns it, so a layer cannot keep recipients from it',
      {
        field: 'layerKey',
      },
    );
  }
  const others = othersThan(draft, found.shares);
  const kept = before.layerKey === layerKey ? rangeOf(before) : null;
  const range = layerRange ?? kept ?? largestFree(others);
  if (!range) {
    throw violation('layer-full', `nothing is free in the layer "${layerKey}"`, { field: 'layerKey' });
  }
  return { ...draft, layerKey, ...freeBounds(range, others) };
}

/** The range from the next phase on: what an experiment that was started has in its layer can only grow. */
export function grown(
  experiment: Readonly<Experiment>,
  wanted: Readonly<LayerRange> | null | undefined,
  shares: readonly KeptRange[],
): Bounds {
  const current = rangeOf(experiment);
  if (!wanted) return { layerFromBp: experiment.layerFromBp, layerToBp: experiment.layerToBp };
  if (!current) throw badInput('layerRange', 'the experiment is in no layer');
  if (wanted.fromBp > current.fromBp || wanted.toBp < current.toBp) {
    throw violation('layer-range-shrinks', `the range ${inWords(current)} would lose recipients who are in`, {
      field: 'layerRange',
      current,
    });
  }
  return freeBounds(wanted, othersThan(experiment, shares));
}

/** How much of a layer nobody keeps. */
export const freeBp = (shares: readonly Readonly<LayerRange>[]): number =>
  shares.reduce((free, share) => free - widthOf(share), ALL_BP);

const widthOf = (range: Readonly<LayerRange> | null): number => (range ? range.toBp - range.fromBp : 0);

/** The largest stretch that nobody keeps, the first of several; null where there is none. */
export function largestFree(shares: readonly Readonly<LayerRange>[]): LayerRange | null {
  let largest: LayerRange | null = null;
  let end = 0;
  const inOrder = shares.toSorted((one, other) => one.fromBp - other.fromBp);
  for (const { fromBp, toBp } of [...inOrder, { fromBp: ALL_BP, toBp: ALL_BP }]) {
    if (fromBp - end > widthOf(largest)) largest = { fromBp: end, toBp: fromBp };
    end = toBp;
  }
  return largest;
}

const othersThan = ({ key }: Readonly<Experiment>, shares: readonly KeptRange[]): KeptRange[] =>
  shares.filter(({ experimentKey }) => experimentKey !== key);

const inWords = ({ fromBp, toBp }: Readonly<LayerRange>): string => `[${fromBp}, ${toBp})`;

function freeBounds({ fromBp, toBp }: Readonly<LayerRange>, others: readonly KeptRange[]): Bounds {
  const isWhole = Number.isInteger(fromBp) && Number.isInteger(toBp);
  if (!isWhole || !(fromBp >= 0 && fromBp < toBp && toBp <= ALL_BP)) {
    throw badInput('layerRange', `a range begins before it ends, within 0 and ${ALL_BP}`);
  }
  const other = others.find(share => share.fromBp < toBp && fromBp < share.toBp);
  if (other) {
    const { experimentKey, fromBp: from, toBp: to } = other;
    const who = experimentKey === null ? 'another experiment' : `"${experimentKey}"`;
    throw violation('layer-range-taken', `${who} has the range ${inWords(other)}`, {
      field: 'layerRange',
      current: { experimentKey, fromBp: from, toBp: to },
    });
  }
  return { layerFromBp: fromBp, layerToBp: toBp };
}
