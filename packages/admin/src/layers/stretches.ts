import { basisPointsText } from '../fields/numbers';
import type { Share } from './layer';

const ALL_BP = 10_000;

/** A part of a layer, with the experiment that has it; free where nobody does. */
export interface Stretch {
  readonly fromBp: number;
  readonly toBp: number;
  readonly share: Share | null;
}

/** A layer from its beginning to its end: the ranges in their order, and what is free between them. */
export function stretchesOf(shares: readonly Share[]): Stretch[] {
  const stretches: Stretch[] = [];
  let end = 0;
  for (const share of shares.toSorted((one, other) => one.fromBp - other.fromBp)) {
    if (share.fromBp > end) stretches.push({ fromBp: end, toBp: share.fromBp, share: null });
    stretches.push({ fromBp: share.fromBp, toBp: share.toBp, share });
    end = share.toBp;
  }
  if (end < ALL_BP) stretches.push({ fromBp: end, toBp: ALL_BP, share: null });
  return stretches;
}

export const widthOf = ({ fromBp, toBp }: Pick<Stretch, 'fromBp' | 'toBp'>): number => toBp - fromBp;

/** Below this share of a layer, words do not fit. */
const NARROW_BP = 1300;

export const isNarrow = (stretch: Stretch): boolean => widthOf(stretch) < NARROW_BP;

/** "10 % to 35 %" */
export const boundsText = ({ fromBp, toBp }: Pick<Stretch, 'fromBp' | 'toBp'>): string =>
  `${basisPointsText(fromBp)} to ${basisPointsText(toBp)}`;
