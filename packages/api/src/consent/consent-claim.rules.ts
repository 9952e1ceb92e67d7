import type { Purpose } from '../kernel/purpose.js';
import { CLOCK_SKEW_MS, type Checked, isStorable, isStorableJson, rejected } from '../kernel/receipt.js';
import { type RecipientId, canonicalKey, recipientKeyFault } from '../kernel/recipient.js';
import { ruleFor } from '../jurisdictions/jurisdiction.rules.js';
import { isRegion } from '../jurisdictions/region.rules.js';
import type { ConsentAction, ConsentGround, ConsentSource } from './consent-event.enums.js';
import { type MarkName, markOf } from './consent.rules.js';
import type { NoticeMechanism } from './notice.enums.js';

/** How much earlier than its receipt what permits something may have happened: clocks differ by so much. */
export const BACKDATING_MS = 5 * 60 * 1000;
export const LARGEST_EVIDENCE = 64 * 1024;

export interface ConsentClaim {
  readonly id: string;
  readonly recipientKey: string;
  readonly action: `${ConsentAction}`;
  readonly ground?: `${ConsentGround}` | null;
  readonly purpose?: `${Purpose}` | null;
  readonly channel?: string | null;
  readonly brand?: string | null;
  readonly source: `${ConsentSource}`;
  readonly noticeKey?: string | null;
  readonly noticeVersion?: number | null;
  readonly region?: string | null;
  readonly occurredAt: Date;
  readonly isHistorical?: boolean | null;
  readonly evidence?: Readonly<Record<string, unknown>> | null;
}

/** What a claim is compared with. */
export interface Known {
  readonly recipientId: RecipientId;
  readonly now: Date;
  readonly rules: readonly { readonly key: string; readonly version: number; readonly regions: string[] }[];
  /** How notices are answered, by "key version". */
  readonly mechanisms: ReadonlyMap<string, NoticeMechanism>;
}

/** An event as it is stored, but for its evidence, which is to be locked. */
export interface CheckedEvent {
  readonly recipientId: string;
  readonly idempotencyKey: string;
  readonly action: `${ConsentAction}`;
  readonly ground: `${ConsentGround}` | null;
  readonly countsAs: MarkName;
  readonly purpose: `${Purpose}` | null;
  readonly channel: string;
  readonly brand: string;
  readonly source: `${ConsentSource}`;
  readonly noticeKey: string | null;
  readonly noticeVersion: number | null;
  readonly region: string | null;
  readonly jurisdiction: string;
  readonly jurisdictionVersion: number;
  readonly isHistorical: boolean;
  readonly occurredAt: Date;
  readonly evidence: string | null;
}

const PERMITTING: readonly `${ConsentAction}`[] = ['GRANT', 'CONFIRM', 'IMPORT'];

type Refused = Exclude<Checked<never>, { readonly row: never }>;

/**
 * Whether an event can be stored, and as what. What permits something is held to its notice, its region and its
 * instant. What forbids something is not refused for those: somebody's no counts, however badly it was told.
 */
export function checkEvent(claim: ConsentClaim, known: Known): Checked<CheckedEvent> {
  const refused = faultOfNames(claim) ?? faultOfEvidence(claim) ?? faultOfInstant(claim, known.now);
  if (refused) return refused;
  const permits = PERMITTING.includes(claim.action);
  const fault = permits ? faultOfPermission(claim, known) : null;
  return fault ?? { row: eventOf(claim, known) };
}

function faultOfNames({ id, recipientKey, channel, brand }: ConsentClaim): Refused | null {
  if (id === '' || id.length > 200 || !isStorable(id))
    return rejected('BAD_ID', 'an id has 1 to 200 characters of well-formed Unicode');
  const fault = recipientKeyFault(recipientKey);
  if (fault) return rejected('BAD_RECIPIENT_KEY', `the recipient key is ${fault}`);
  const names = [channel ?? '', brand ?? ''];
  if (names.some(name => name.length > 64 || !isStorable(name)))
    return rejected('BAD_BRAND', 'a channel or a brand has at most 64 characters of well-formed Unicode');
  return null;
}

function faultOfEvidence({ evidence }: ConsentClaim): Refused | null {
  if (!evidence) return null;
  const json = JSON.stringify(evidence);
  if (Buffer.byteLength(json) > LARGEST_EVIDENCE)
    return rejected('EVIDENCE_TOO_LARGE', 'evidence is at most 64 kB of JSON');
  return isStorableJson(json)
    ? null
    : rejected('BAD_PROPERTIES', 'the evidence holds a character that cannot be stored');
}

function faultOfInstant({ occurredAt, action, isHistorical }: ConsentClaim, now: Date): Refused | null {
  const ahead = occurredAt.getTime() - now.getTime();
  if (ahead > CLOCK_SKEW_MS) return rejected('IN_THE_FUTURE', 'the event lies in the future');
  if (-ahead <= BACKDATING_MS || !PERMITTING.includes(action)) return null;
  if (action === 'IMPORT' && isHistorical === true) return null;
  return rejected(
    'BACKDATED',
    'what permits something is told within five minutes, or imported as historical',
  );
}

function faultOfPermission(claim: ConsentClaim, { mechanisms }: Known): Refused | null {
  const { action, ground, purpose, region, noticeKey, noticeVersion } = claim;
  if (!purpose) return rejected('NO_PURPOSE', 'a yes is given for a purpose');
  if (ground === 'CONFIRMED' && action !== 'IMPORT')
    return rejected(
      'BAD_GROUND',
      'CONFIRMED is the ground of an import; a confirmation is an event of its own',
    );
  if (ground && action === 'CONFIRM')
    return rejected('BAD_GROUND', 'a confirmation rests on what it confirms');
  if (region && !isRegion(region))
    return rejected('UNKNOWN_JURISDICTION', 'a region is a code of ISO 3166 such as DE or US-CA');
  const isNamed = noticeKey != null || noticeVersion != null;
  if (isNamed && !mechanisms.has(noticeName(claim)))
    return rejected('NO_SUCH_NOTICE', 'there is no such version of such a notice');
  return null;
}

export const noticeName = ({ noticeKey, noticeVersion }: ConsentClaim): string =>
  `${noticeKey} ${noticeVersion}`;

function eventOf(claim: ConsentClaim, { recipientId, rules, mechanisms }: Known): CheckedEvent {
  const { action, evidence, isHistorical } = claim;
  const region = claim.region && isRegion(claim.region) ? claim.region : null;
  const rule = ruleFor(rules, region);
  const ground = action === 'GRANT' || action === 'IMPORT' ? (claim.ground ?? 'EXPRESS') : null;
  const isErasure = action === 'ERASE';
  return {
    recipientId: recipientId(canonicalKey(claim.recipientKey)),
    idempotencyKey: claim.id,
    action,
    ground,
    countsAs: markOf(action, ground, mechanisms.get(noticeName(claim)) ?? null),
    // Nothing is left of whom there is nothing left.
    purpose: isErasure ? null : (claim.purpose ?? null),
    channel: isErasure ? '' : scopeOf(claim.channel),
    brand: isErasure ? '' : scopeOf(claim.brand),
    source: claim.source,
    noticeKey: claim.noticeKey ?? null,
    noticeVersion: claim.noticeVersion ?? null,
    region,
    jurisdiction: rule.key,
    jurisdictionVersion: rule.version,
    isHistorical: isHistorical === true,
    occurredAt: claim.occurredAt,
    evidence: evidence && !isErasure ? JSON.stringify(evidence) : null,
  };
}

/** The channel or the brand as it is compared; none stands for all of them. */
export const scopeOf = (name: string | null | undefined): string =>
  (name ?? '').normalize('NFC').trim().toLowerCase();
