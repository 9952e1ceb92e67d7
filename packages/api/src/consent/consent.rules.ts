import type { ConsentAction, ConsentGround } from './consent-event.enums.js';
import type { NoticeMechanism } from './notice.enums.js';

/** The kinds of events, as far as a state tells them apart. */
export const MARKS = [
  'GRANTED',
  'REQUESTED',
  'CONFIRMED',
  'IMPORTED',
  'IMPORT_CONFIRMED',
  'CUSTOMER',
  'INQUIRED',
  'DENIED',
  'WITHDRAWN',
  'COMPLAINED',
  'SIGNALLED',
  'OBJECTED',
  'RESTRICTED',
  'EXPIRED',
  'ERASED',
] as const;

export type MarkName = (typeof MARKS)[number];

/** When the latest event of a kind was, and which it is. */
export interface Mark {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly event: string;
}

/** What is kept of all events of a recipient for a purpose: the latest of each kind. */
export type ConsentState = Readonly<Partial<Record<MarkName, Mark>>>;

export interface MarkedEvent extends Mark {
  readonly countsAs: MarkName;
}

/** The later of two marks. Of one instant it is the one with the greater id, so that it is the same on every machine. */
export const later = (one: Mark, other: Mark): Mark =>
  other.at > one.at || (other.at === one.at && other.event > one.event) ? other : one;

/**
 * The state with one event more. It does not matter in which order events come and how often: of each kind the latest
 * is kept, and what follows from them is decided when somebody asks.
 */
export function stateAfter(state: ConsentState, { countsAs, at, event }: MarkedEvent): ConsentState {
  const known = state[countsAs];
  const mark = { at, event };
  return { ...state, [countsAs]: known ? later(known, mark) : mark };
}

/** What two states say together: that of a brand and that of all brands, for example. */
export const merged = (one: ConsentState, other: ConsentState): ConsentState =>
  MARKS.reduce<ConsentState>((state, countsAs) => {
    const mark = other[countsAs];
    return mark ? stateAfter(state, { ...mark, countsAs }) : state;
  }, one);

const AS_THEY_ARE: Readonly<Record<Exclude<`${ConsentAction}`, 'GRANT' | 'IMPORT'>, MarkName>> = {
  DENY: 'DENIED',
  WITHDRAW: 'WITHDRAWN',
  CONFIRM: 'CONFIRMED',
  EXPIRE: 'EXPIRED',
  OPT_OUT_SIGNAL: 'SIGNALLED',
  COMPLAINT: 'COMPLAINED',
  OBJECT: 'OBJECTED',
  RESTRICT: 'RESTRICTED',
  ERASE: 'ERASED',
};

/** What an event counts as. A yes to a notice that asks to confirm is a request until that is done. */
export function markOf(
  action: `${ConsentAction}`,
  ground: `${ConsentGround}` | null,
  mechanism: `${NoticeMechanism}` | null,
): MarkName {
  if (action !== 'GRANT' && action !== 'IMPORT') return AS_THEY_ARE[action];
  if (ground === 'CUSTOMER') return 'CUSTOMER';
  if (ground === 'INQUIRY') return 'INQUIRED';
  if (action === 'IMPORT') return ground === 'CONFIRMED' ? 'IMPORT_CONFIRMED' : 'IMPORTED';
  return mechanism === 'DOUBLE_OPT_IN' ? 'REQUESTED' : 'GRANTED';
}
