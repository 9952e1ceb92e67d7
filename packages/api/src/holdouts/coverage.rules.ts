import type { HoldoutScope } from './holdout.enums.js';

/** From what a holdout keeps its members. */
export interface Scope {
  readonly scope: `${HoldoutScope}`;
  readonly channel?: string | null;
  readonly market?: string | null;
  readonly experimentKeys?: readonly string[] | null;
}

/** Where an experiment is asked for: null where it is not known. */
export interface Place {
  readonly experimentKey: string | null;
  readonly channel: string | null;
  readonly market: string | null;
}

/** Whether a holdout keeps its members from what happens there. What is not known counts as inside: it fails closed. */
export function covers(holdout: Scope, place: Place): boolean {
  switch (holdout.scope) {
    case 'GLOBAL':
      return true;
    case 'CHANNEL':
      return place.channel === null || place.channel === holdout.channel;
    case 'MARKET':
      return place.market === null || place.market === holdout.market;
    case 'EXPERIMENTS':
      return place.experimentKey !== null && (holdout.experimentKeys ?? []).includes(place.experimentKey);
    default:
      return holdout.scope satisfies never;
  }
}
