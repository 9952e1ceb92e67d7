import type { Purpose } from '../kernel/purpose.js';
import type { Suppression } from './suppression.entity.js';
import type { SuppressionReason, SuppressionScope } from './suppression.enums.js';

/** What a message is for. Null where it is not known. */
export interface Occasion {
  readonly brand: string | null;
  readonly purpose: `${Purpose}` | null;
}

type Standing = Pick<Suppression, 'liftedAt' | 'until'>;
type Reach = Pick<Suppression, 'brand' | 'purpose'>;
type Weighed = Pick<Suppression, 'id' | 'scope' | 'since'> & { readonly reason: `${SuppressionReason}` };

/** Whether it holds at an instant. What has happened holds from when it is known, whatever clocks say. */
export const isActive = ({ liftedAt, until }: Standing, now: Date): boolean =>
  liftedAt === null && (until === null || until > now);

/** Whether it is about such a message. What is not known counts as inside: it fails closed. */
export const reaches = (suppression: Reach, { brand, purpose }: Occasion): boolean =>
  (suppression.brand === null || brand === null || suppression.brand === brand) &&
  (suppression.purpose === null || purpose === null || suppression.purpose === purpose);

/** The heaviest first: what can never be lifted, then what law says, what the recipient said, and what was found out. */
const BY_WEIGHT: readonly `${SuppressionReason}`[] = [
  'ERASURE',
  'LEGAL',
  'COMPLAINT',
  'UNSUBSCRIBE',
  'SPAM_TRAP',
  'HARD_BOUNCE',
  'MANUAL',
  'ROLE_ACCOUNT',
];
const BY_REACH: readonly `${SuppressionScope}`[] = ['GLOBAL', 'DOMAIN', 'BRAND', 'PURPOSE'];

/** Negative where the one weighs more: by its reason, then by how far it reaches, then by how long it has held. */
export const compareWeight = (one: Weighed, other: Weighed): number =>
  BY_WEIGHT.indexOf(one.reason) - BY_WEIGHT.indexOf(other.reason) ||
  BY_REACH.indexOf(one.scope) - BY_REACH.indexOf(other.scope) ||
  one.since.getTime() - other.since.getTime() ||
  (one.id < other.id ? -1 : Number(one.id > other.id));

/** Of several the one that weighs most, in whatever order they come. */
export const decisive = <One extends Weighed>(suppressions: readonly One[]): One | null =>
  suppressions.reduce<One | null>(
    (most, one) => (most === null || compareWeight(one, most) < 0 ? one : most),
    null,
  );

const WHY: Readonly<Record<`${SuppressionReason}`, string>> = {
  HARD_BOUNCE: 'a message came back for good',
  COMPLAINT: 'the recipient complained',
  UNSUBSCRIBE: 'the recipient asked for no more messages',
  ERASURE: 'the recipient had their data erased',
  LEGAL: 'the law, a court or a contract forbids it',
  MANUAL: 'somebody decided so',
  ROLE_ACCOUNT: 'the address is that of an office, and of no person',
  SPAM_TRAP: 'the address exists to catch who sends without being asked',
};

/** What holds, in a sentence that a person understands. */
export function sentenceOf(suppression: Pick<Suppression, 'scope' | 'since'> & Reach & Weighed): string {
  const { scope, brand, purpose, reason, since } = suppression;
  const where = [
    scope === 'DOMAIN' ? 'with everybody at their domain' : null,
    purpose === null ? null : `for the purpose ${purpose}`,
    brand === null ? null : `at the brand ${brand}`,
  ].filter(part => part !== null);
  const reach = where.length === 0 ? 'everywhere' : where.join(' ');
  return `Suppressed ${reach} since ${since.toISOString().slice(0, 10)}: ${WHY[reason]}.`;
}

export const NOT_SUPPRESSED = 'Nothing suppresses this recipient.';
