import { currentRules } from '../jurisdictions/index.js';
import { namedId } from '../kernel/ids.js';
import { appendAll, permitFacts } from '../kernel/ingest.js';
import { type IngestReceipt, type Rejection, checkAll, rejected } from '../kernel/receipt.js';
import type { RecipientId } from '../kernel/recipient.js';
import { type CheckedEvent, type ConsentClaim, checkEvent } from './consent-claim.rules.js';
import { type EventRow, recording } from './consent-event.sql.js';
import { type Keeping, dataKeysFor, evidenceBox } from './evidence.facts.js';
import { type LockedKeys, lockedKeysOf } from './evidence-keys.queries.js';
import { mechanismsOf } from './notice.queries.js';

export interface Recording extends Keeping {
  readonly recipientId: RecipientId;
}

type Placed = CheckedEvent & { readonly index: number };

/**
 * Stores what recipients said, and what follows from it, in one statement: once it is acknowledged, every decision that
 * is asked for later knows of it. An event whose id is known already changes nothing.
 */
export async function recordConsent(
  door: Recording,
  claims: readonly ConsentClaim[],
): Promise<IngestReceipt> {
  const { facts, now } = door;
  permitFacts(facts, 'ConsentEvent');
  const { rows, rejected: refused } = await checked(door, claims);
  const keys = await lockedKeysOf(
    door.manager,
    rows.map(one => one.recipientId),
  );
  const isErased = ({ recipientId, action }: Placed) => keys.get(recipientId) === null && action !== 'ERASE';
  const taken = onceEach(rows.filter(one => !isErased(one)));
  const [accepted = 0] = await appendAll(facts, [
    recording(await lockedRows(door, keys, taken), {
      receivedAt: now,
      actorType: facts.actor.type,
      actorId: facts.actor.id,
    }),
  ]);
  const erased = rows.filter(isErased).map(({ index }) => ({ index, ...ERASED }));
  return {
    accepted,
    duplicates: rows.length - erased.length - accepted,
    rejected: [...refused, ...erased].toSorted((one, other) => one.index - other.index),
  };
}

const ERASED = rejected('ERASED', 'the recipient was erased, and nothing is recorded of them any more');

async function checked(
  { manager, recipientId, now }: Recording,
  claims: readonly ConsentClaim[],
): Promise<{ rows: Placed[]; rejected: Rejection[] }> {
  const named = claims.flatMap(({ noticeKey }) => (noticeKey == null ? [] : [noticeKey]));
  const known = {
    recipientId,
    now,
    rules: await currentRules(manager),
    mechanisms: await mechanismsOf(manager, named),
  };
  return checkAll(
    claims.map((claim, index) => ({ claim, index })),
    ({ claim, index }) => {
      const one = checkEvent(claim, known);
      return 'row' in one ? { row: { ...one.row, index } } : one;
    },
  );
}

/** Of events with one id the first. */
function onceEach(events: readonly Placed[]): Placed[] {
  const byName = new Map<string, Placed>();
  for (const event of events) {
    const name = `${event.recipientId} ${event.idempotencyKey}`;
    if (!byName.has(name)) byName.set(name, event);
  }
  return [...byName.values()];
}

/** Events with their names, and their evidence locked. Of whom is erased in the same call nothing is kept. */
async function lockedRows(
  door: Recording,
  known: LockedKeys,
  events: readonly Placed[],
): Promise<EventRow[]> {
  const gone = new Set(events.filter(({ action }) => action === 'ERASE').map(one => one.recipientId));
  const isKept = ({ evidence, recipientId }: Placed) => evidence !== null && !gone.has(recipientId);
  const keys = await dataKeysFor(
    door,
    known,
    events.filter(isKept).map(one => one.recipientId),
  );
  return events.map(event => {
    const id = eventId(event);
    const lockedKey = isKept(event) ? keys.get(event.recipientId) : null;
    if (!lockedKey || event.evidence === null) return { ...event, id, locked: null };
    const box = evidenceBox(door.strongbox, lockedKey, event.recipientId);
    return { ...event, id, locked: box.lock(event.evidence, id) };
  });
}

/** Told again, an event is the same: which of two of one instant counts does not depend on when they came. */
const eventId = ({ recipientId, idempotencyKey }: CheckedEvent): string =>
  namedId(`urn:consent-event:${recipientId}:${idempotencyKey}`);
