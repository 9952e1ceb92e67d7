import type { Purpose } from '../kernel/purpose.js';
import { type Claimed, brandFrom } from './claim.rules.js';
import type { SuppressionReason } from './suppression.enums.js';

/** An outcome, as far as something follows from it for later messages. Its properties are JSON. */
export interface OutcomeTold {
  readonly recipient_id: string;
  readonly id: string;
  readonly type: string;
  readonly occurred_at: Date;
  readonly properties: string | null;
}

type Properties = Readonly<Record<string, unknown>>;

const REASONS: ReadonlyMap<string, `${SuppressionReason}`> = new Map([
  ['complained', 'COMPLAINT'],
  ['unsubscribed', 'UNSUBSCRIBE'],
  ['bounced', 'HARD_BOUNCE'],
]);
/** What `bounceType` says of a bounce that is for good; anything else, and nothing, passes. */
const FOR_GOOD = /^(hard|permanent)$/i;
const PURPOSES: Readonly<Record<`${Purpose}`, true>> = {
  MARKETING_EMAIL: true,
  PERSONALISATION: true,
  MEASUREMENT: true,
  SHARING: true,
};

/** Whether anything can follow from such an outcome: asked of each of thousands. */
export const isOfSuppression = ({ type }: Pick<OutcomeTold, 'type'>): boolean => REASONS.has(type);

/** What follows from an outcome; null where nothing does. A brand or a purpose that cannot be read leaves it to hold everywhere. */
export function suppressionBy(outcome: OutcomeTold, now: Date): Claimed | null {
  const reason = REASONS.get(outcome.type);
  const told = (outcome.properties === null ? {} : JSON.parse(outcome.properties)) as Properties;
  if (!reason || (reason === 'HARD_BOUNCE' && !FOR_GOOD.test(String(told['bounceType'])))) return null;
  // A mailbox that is not there is there for no brand.
  const { brand, purpose } = reason === 'HARD_BOUNCE' ? { brand: null, purpose: null } : placeIn(told);
  return {
    scope: purpose ? 'PURPOSE' : brand === null ? 'GLOBAL' : 'BRAND',
    targetId: outcome.recipient_id,
    brand,
    purpose,
    reason,
    since: outcome.occurred_at < now ? outcome.occurred_at : now,
    until: null,
  };
}

function placeIn({ brand, purpose }: Properties): Pick<Claimed, 'brand' | 'purpose'> {
  return {
    brand: typeof brand === 'string' ? brandFrom(brand) : null,
    purpose: typeof purpose === 'string' && Object.hasOwn(PURPOSES, purpose) ? (purpose as Purpose) : null,
  };
}
