import type { Context } from '../context.js';
import { badInput, notFound } from '../kernel/errors.js';
import { isId } from '../kernel/ids.js';
import { SortField, SortOrder } from '../kernel/list.js';
import { type Page, type PageRequest, page, permitRead } from '../kernel/query.js';
import { canonicalKey, recipientKeyFault } from '../kernel/recipient.js';
import { ConsentEvent } from './consent-event.entity.js';
import { evidenceBox } from './evidence.facts.js';
import { lockedEvidence } from './evidence-keys.queries.js';

type Asking = Pick<Context, 'look' | 'recipientId' | 'recordReading' | 'strongbox'>;

/** What is kept of one recipient, newest first unless asked otherwise. That somebody looked is recorded before. */
export async function consentHistory(
  asking: Asking,
  recipientKey: string,
  request: PageRequest,
): Promise<Page<ConsentEvent>> {
  const { look } = asking;
  permitRead(look, 'ConsentEvent');
  const recipientId = idOf(asking, recipientKey);
  await recordLook(asking, 'consentHistory.read', recipientId);
  const sort = request.sort?.length ? request.sort : [{ field: SortField.AT, order: SortOrder.DESC }];
  return page(
    look,
    ConsentEvent,
    { recipientId },
    { AT: 'occurredAt', CREATED_AT: 'receivedAt' },
    {
      ...request,
      sort,
    },
  );
}

/** What proves one event. It is opened for a reason, which is recorded before. */
export async function consentEvidence(
  asking: Asking,
  { recipientKey, eventId, reason }: { recipientKey: string; eventId: string; reason: string },
): Promise<Record<string, unknown>> {
  const { look, strongbox } = asking;
  permitRead(look, 'ConsentEvent', 'reveal');
  if (reason.trim() === '') throw badInput('reason', 'evidence is opened for a reason');
  const recipientId = idOf(asking, recipientKey);
  const found = isId(eventId) ? await lockedEvidence(look.manager, recipientId, eventId) : null;
  if (!found) throw notFound('evidence of the event', eventId);
  await recordLook(asking, 'consentEvidence.reveal', recipientId, `${reason.trim()} (event ${eventId})`);
  const box = evidenceBox(strongbox, found.lockedKey, recipientId);
  return JSON.parse(box.open(found.locked, eventId.toLowerCase())) as Record<string, unknown>;
}

function idOf({ recipientId }: Asking, recipientKey: string): string {
  const fault = recipientKeyFault(recipientKey);
  if (fault) throw badInput('recipientKey', `the recipient key is ${fault}`);
  return recipientId(canonicalKey(recipientKey));
}

/** The log names the recipient as they are stored: no key and no address is in it. */
const recordLook = (
  { recordReading }: Asking,
  action: `${string}.${string}`,
  recipientId: string,
  reason?: string,
): Promise<void> =>
  recordReading({
    action,
    subjectType: 'Recipient',
    subjectId: dashed(recipientId),
    subjectKey: recipientId,
    ...(reason !== undefined && { reason }),
  });

const dashed = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
