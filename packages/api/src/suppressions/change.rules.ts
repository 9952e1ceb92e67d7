import { badInput, violation } from '../kernel/errors.js';
import type { Purpose } from '../kernel/purpose.js';
import type { Claimed } from './claim.rules.js';
import type { Suppression } from './suppression.entity.js';
import type { SuppressionReason, SuppressionScope, SuppressionSource } from './suppression.enums.js';
import { isActive } from './suppression.rules.js';

export interface Lift {
  readonly reason: string;
  readonly requestedAt?: Date | null;
}

const LONGEST_REASON = 500;
/** What the recipient said themselves, and only they can take back. */
const OWN_WORD: readonly `${SuppressionReason}`[] = ['COMPLAINT', 'UNSUBSCRIBE'];

/** Refuses what somebody says about a change: it is kept for good, so it is short. */
export function requireReason(field: string, reason: string): string {
  const told = reason.trim();
  if (told === '' || told.length > LONGEST_REASON)
    throw badInput(field, `a reason has 1 to ${LONGEST_REASON} characters`);
  return told;
}

/** Begins a suppression, or lets the one that stands last longer. */
export function suppress(found: Readonly<Suppression>, claim: Claimed, by: string, now: Date): Suppression {
  const { scope, targetId, brand, purpose, reason, since, until } = claim;
  if (found.reason !== undefined) return prolonged(found, claim);
  return {
    ...found,
    scope: scope as SuppressionScope,
    targetId,
    brand,
    purpose: purpose as Purpose | null,
    reason: reason as SuppressionReason,
    since,
    lastAt: since,
    until,
    source: 'PERSON' as SuppressionSource,
    recordedBy: by,
    recordedAt: now,
    liftedAt: null,
    liftReason: null,
    requestedAt: null,
  };
}

function prolonged(standing: Readonly<Suppression>, { since, until }: Claimed): Suppression {
  const isLonger = standing.until !== null && (until === null || until > standing.until);
  if (!isLonger) {
    throw violation('already-suppressed', 'this is suppressed already, and for as long', {
      current: standing.id,
    });
  }
  const [first, last] = [standing.since, standing.lastAt];
  return { ...standing, since: since < first ? since : first, lastAt: since > last ? since : last, until };
}

/** The verbs that a suppression allows, whoever asks. */
export const possibleVerbs = (standing: Readonly<Suppression>, now: Date): 'lift'[] =>
  standing.reason !== ('ERASURE' as SuppressionReason) && isActive(standing, now) ? ['lift'] : [];

/** Lifts a suppression for good. What follows is another one. */
export function lift(standing: Readonly<Suppression>, input: Lift, now: Date): Suppression {
  const { reason } = standing;
  if (reason === ('ERASURE' as SuppressionReason))
    throw violation('erasure-kept', 'what was erased is never written to again: an erasure is not lifted');
  if (!isActive(standing, now)) throw violation('suppression-over', 'this suppression is over already');
  const liftReason = requireReason('reason', input.reason);
  const requestedAt = requestOf(standing, input.requestedAt ?? null, now);
  return { ...standing, liftedAt: now, liftReason, requestedAt };
}

function requestOf({ reason, lastAt }: Suppression, requestedAt: Date | null, now: Date): Date | null {
  if (requestedAt && requestedAt > now) throw badInput('requestedAt', 'nobody has asked in the future');
  if (!OWN_WORD.includes(reason)) return requestedAt;
  if (requestedAt && requestedAt > lastAt) return requestedAt;
  throw violation(
    'own-word-needed',
    'only the person takes back what they said, and later than they said it',
    {
      field: 'requestedAt',
      current: lastAt.toISOString(),
    },
  );
}
