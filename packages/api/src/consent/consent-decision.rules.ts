import type { PurposeBasis } from '../jurisdictions/jurisdiction-parts.entity.js';
import type { ConsentReason } from './consent-decision.enums.js';
import { expiryOf } from './expiry.rules.js';
import { type ConsentState, type Mark, type MarkName, later, merged } from './consent.rules.js';

/** What is allowed, why, and by which event. */
export interface Decided {
  readonly isAllowed: boolean;
  readonly reason: `${ConsentReason}`;
  readonly mark: Mark | null;
}

export type Basis = Omit<PurposeBasis, 'purpose' | 'basis'> & { readonly basis: `${PurposeBasis['basis']}` };

type Reason = `${ConsentReason}`;

interface Permission {
  readonly mark: Mark;
  readonly reason: Reason;
}

/** What a no is called, the one that weighs most first. A complaint is a no as well. */
const REFUSALS: readonly (readonly [MarkName, Reason])[] = [
  ['OBJECTED', 'OBJECTED'],
  ['RESTRICTED', 'RESTRICTED'],
  ['WITHDRAWN', 'WITHDRAWN'],
  ['DENIED', 'DENIED'],
  ['COMPLAINED', 'COMPLAINED'],
  ['SIGNALLED', 'OPTED_OUT_BY_SIGNAL'],
];

const allowed = (reason: Reason, mark: Mark | null): Decided => ({ isAllowed: true, reason, mark });
const refused = (reason: Reason, mark: Mark | null): Decided => ({ isAllowed: false, reason, mark });

/**
 * Whether data of a recipient may be used for a purpose now. Of a no and a yes of one instant the no counts, and only
 * what the recipient says later in so many words lifts a no: no import does, and no purchase.
 */
export function decide(state: ConsentState, basis: Basis, now: number): Decided {
  if (state.ERASED) return refused('ERASED', state.ERASED);
  const no = standingRefusal(state, basis);
  if (no) return no;
  const hasRefused = REFUSALS.some(([name]) => state[name]);
  const yes = latestOf([...explicit(state, basis), ...(hasRefused ? [] : imports(state, basis))]);
  if (basis.basis === 'OPT_OUT') return yes ? allowed(yes.reason, yes.mark) : allowed('NOT_OPTED_OUT', null);
  if (yes) return unexpired(state, yes, basis.consentMonths, now);
  const relation = hasRefused ? null : relationIn(state, basis, now);
  if (relation) return relation;
  const asked = latest(state.GRANTED, state.REQUESTED, state.IMPORTED);
  return asked ? refused('NOT_CONFIRMED', asked) : refused('NO_CONSENT', null);
}

/**
 * The same where it was not told which channel or brand: what was said of all of them decides, unless to one of them
 * there is a no. What is not known counts against the use.
 */
export function decideAll(
  wide: ConsentState,
  narrow: readonly ConsentState[],
  basis: Basis,
  now: number,
): Decided {
  const decided = decide(wide, basis, now);
  if (narrow.length === 0 || isNo(decided)) return decided;
  return narrow.map(one => decide(merged(wide, one), basis, now)).find(isNo) ?? decided;
}

const isNo = ({ reason }: Decided): boolean =>
  reason === 'ERASED' || REFUSALS.some(([, refusal]) => refusal === reason);

/** The no that weighs most among those that no later yes has lifted. */
function standingRefusal(state: ConsentState, basis: Basis): Decided | null {
  for (const [name, reason] of REFUSALS) {
    const mark = state[name];
    if (mark && !isLifted(state, mark, basis)) return refused(reason, mark);
  }
  return null;
}

function isLifted(state: ConsentState, no: Mark, { basis }: Basis): boolean {
  const { GRANTED: granted, CONFIRMED: confirmed } = state;
  if (granted && granted.at > no.at && basis !== 'DOUBLE_OPT_IN') return true;
  const asked = latest(granted, state.REQUESTED);
  // A confirmation that comes after the no may be of what was asked before it.
  return asked !== null && asked.at > no.at && confirmed !== undefined && confirmed.at >= asked.at;
}

/** What the recipient said here. */
function explicit({ GRANTED: granted, CONFIRMED: confirmed }: ConsentState, { basis }: Basis): Permission[] {
  const counts: Permission[] = [];
  if (granted && basis !== 'DOUBLE_OPT_IN') counts.push({ mark: granted, reason: 'GRANTED' });
  if (confirmed) counts.push({ mark: confirmed, reason: 'CONFIRMED' });
  return counts;
}

/** What the recipient said elsewhere. */
function imports(state: ConsentState, { basis }: Basis): Permission[] {
  const { IMPORTED: imported, IMPORT_CONFIRMED: confirmed } = state;
  const counts: Permission[] = [];
  if (imported && basis !== 'DOUBLE_OPT_IN') counts.push({ mark: imported, reason: 'IMPORTED' });
  if (confirmed) counts.push({ mark: confirmed, reason: 'IMPORTED' });
  return counts;
}

/** What follows from a purchase or an inquiry where that suffices. */
function relationIn(state: ConsentState, { basis, customerMonths, inquiryMonths }: Basis, now: number) {
  const { CUSTOMER: customer, INQUIRED: inquired } = state;
  const found: Decided[] = [];
  if (customer && (basis === 'SOFT_OPT_IN' || basis === 'IMPLIED'))
    found.push(unexpired(state, { mark: customer, reason: 'CUSTOMER' }, customerMonths, now));
  if (inquired && basis === 'IMPLIED' && inquiryMonths != null)
    found.push(unexpired(state, { mark: inquired, reason: 'INQUIRY' }, inquiryMonths, now));
  return found.find(({ isAllowed }) => isAllowed) ?? found[0] ?? null;
}

function unexpired(
  { EXPIRED: expired }: ConsentState,
  { mark, reason }: Permission,
  months: number | null | undefined,
  now: number,
): Decided {
  if (expired && expired.at >= mark.at) return refused('EXPIRED', expired);
  return expiryOf(mark.at, months) <= now ? refused('EXPIRED', mark) : allowed(reason, mark);
}

const latest = (...marks: readonly (Mark | undefined)[]): Mark | null =>
  marks.reduce<Mark | null>((one, other) => (one && other ? later(one, other) : (other ?? one)), null);

const latestOf = (permissions: readonly Permission[]): Permission | null =>
  permissions.reduce<Permission | null>(
    (one, other) => (one && later(one.mark, other.mark) === one.mark ? one : other),
    null,
  );
