import type { DraftForm } from './draft';
import { ALL_BP } from './weights';

type Typed = Pick<DraftForm, 'layerFromBp' | 'layerToBp'>;

/** Whether a layer has such a place: its buckets are counted in basis points. */
export const isBound = (value: number | null): value is number =>
  value !== null && Number.isInteger(value) && value >= 0 && value <= ALL_BP;

/** What is wrong with the range that is typed, or undefined. Nothing typed is a wish for whatever is free. */
export function layerRangeProblem({ layerFromBp: from, layerToBp: to }: Typed): string | undefined {
  if (from === null && to === null) return undefined;
  if (!isBound(from) || !isBound(to)) return 'Two whole numbers from 0 to 10,000, or none.';
  return from < to ? undefined : 'A range begins before it ends.';
}

/** The place in a layer that is asked for. What another system assigns has none. */
export function layerWish({
  assignmentSource,
  layerKey,
  layerFromBp: fromBp,
  layerToBp: toBp,
}: Pick<DraftForm, 'assignmentSource' | 'layerKey'> & Typed) {
  if (assignmentSource === 'EXTERNAL' || !layerKey) return { layerKey: null, layerRange: null };
  return { layerKey, layerRange: fromBp === null || toBp === null ? null : { fromBp, toBp } };
}
