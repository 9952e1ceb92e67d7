import { IsNull } from 'typeorm';
import type { Command, SubjectType, Writer } from '../kernel/command.js';
import { badInput } from '../kernel/errors.js';
import { newId } from '../kernel/ids.js';
import { lock } from '../kernel/lock.js';
import type { RecipientId } from '../kernel/recipient.js';
import { type Lift, lift, requireReason, suppress } from './change.rules.js';
import { type Claimed, type SuppressionClaim, claimed } from './claim.rules.js';
import { Suppression } from './suppression.entity.js';

const suppression: SubjectType<Suppression> = {
  name: 'Suppression',
  entity: Suppression,
  keyOf: ({ id }) => id,
  auditView: subject => subject,
};

interface Order {
  readonly claim: SuppressionClaim;
  readonly note?: string | null;
  readonly recipientId: RecipientId;
}

function claimedIn({ claim, recipientId }: Order, now: Date): Claimed {
  const checked = claimed(claim, recipientId, now);
  if ('code' in checked) throw badInput(checked.field, checked.message);
  return checked;
}

/** The one that stands for the same, or a new one. */
async function standing(
  { manager }: Writer,
  { scope, targetId, brand, purpose, reason }: Claimed,
): Promise<Suppression> {
  const found = await manager.findOne(Suppression, {
    where: {
      scope: scope as Suppression['scope'],
      targetId,
      brand: brand ?? IsNull(),
      purpose: (purpose as Suppression['purpose']) ?? IsNull(),
      reason: reason as Suppression['reason'],
      liftedAt: IsNull(),
    },
    lock: { mode: 'pessimistic_write' },
  });
  return found ?? Object.assign(new Suppression(), { id: newId(), version: 0 });
}

export const addSuppression: Command<Order, Suppression> = {
  name: 'suppression.add',
  subject: suppression,
  load: (writer, order) => standing(writer, claimedIn(order, writer.now)),
  apply: (found, order, { now, actor }) => suppress(found, claimedIn(order, now), actor.id, now),
  reason: ({ note }) => (note == null ? null : requireReason('note', note)),
};

export const liftSuppression: Command<
  Lift & { readonly id: string; readonly version?: number | null },
  Suppression
> = {
  name: 'suppression.lift',
  subject: suppression,
  load: (writer, { id, version }) => lock(writer, Suppression, { id }, version),
  apply: (subject, input, { now }) => lift(subject, input, now),
  reason: ({ reason }) => reason.trim(),
};
