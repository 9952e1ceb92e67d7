import { type BinaryType, binaryArray } from '../kernel/binary-array.js';
import type { Batch } from '../kernel/ingest.js';
import type { CheckedEvent } from './consent-claim.rules.js';
import { MARKS } from './consent.rules.js';

/** An event that is ready to be stored: named, and its evidence locked. */
export interface EventRow extends Omit<CheckedEvent, 'evidence'> {
  readonly id: string;
  readonly locked: string | null;
}

/** What is said of all events of a call. */
export interface Receipt {
  readonly receivedAt: Date;
  readonly actorType: string;
  readonly actorId: string;
}

type Column = readonly [type: BinaryType, read: (row: EventRow) => unknown];

const COLUMNS: Readonly<Record<string, Column>> = {
  recipient_id: ['uuid', row => row.recipientId],
  idempotency_key: ['text', row => row.idempotencyKey],
  id: ['uuid', row => row.id],
  action: ['text', row => row.action],
  ground: ['text', row => row.ground],
  counts_as: ['text', row => row.countsAs],
  purpose: ['text', row => row.purpose],
  channel: ['text', row => row.channel],
  brand: ['text', row => row.brand],
  source: ['text', row => row.source],
  notice_key: ['text', row => row.noticeKey],
  notice_version: ['integer', row => row.noticeVersion],
  region: ['text', row => row.region],
  jurisdiction: ['text', row => row.jurisdiction],
  jurisdiction_version: ['integer', row => row.jurisdictionVersion],
  is_historical: ['text', row => String(row.isHistorical)],
  occurred_at: ['timestamptz', row => row.occurredAt],
  locked: ['text', row => row.locked],
};

const NAMES = Object.keys(COLUMNS).join(', ');
const UNNESTED = Object.values(COLUMNS)
  .map(([type], index) => `unnest($${index + 4}::${type}[])`)
  .join(', ');
const MARK_COLUMNS = MARKS.map(mark => mark.toLowerCase());
const STATE_COLUMNS = MARK_COLUMNS.join(', ');
const LATEST_MARKS = MARKS.map(mark => `latest_mark(mark) filter (where counts_as = '${mark}')`).join(', ');
const LATER_MARKS = MARK_COLUMNS.map(mark => `${mark} = greatest(state.${mark}, excluded.${mark})`).join(
  ', ',
);

/**
 * Events, what follows from those that are new for what is known of their recipients, and their evidence: stored
 * together or not at all. What is told of the future counts from when it was told. In the order of the keys, so that
 * calls about the same recipients wait for each other instead of deadlocking.
 */
const RECORD = `
with fact (${NAMES}) as (select ${UNNESTED}), written as (
  insert into consent_events (recipient_id, idempotency_key, id, action, ground, counts_as, purpose, channel, brand,
    source, notice_key, notice_version, region, jurisdiction, jurisdiction_version, is_historical, has_evidence,
    actor_type, actor_id, occurred_at, received_at)
  select recipient_id, idempotency_key, id, action, ground, counts_as, purpose, channel, brand,
    source, notice_key, notice_version, region, jurisdiction, jurisdiction_version, is_historical::boolean,
    locked is not null, $2, $3, occurred_at, $1
  from fact order by recipient_id, idempotency_key
  on conflict (recipient_id, idempotency_key) do nothing
  returning recipient_id, id, counts_as, purpose, channel, brand,
    row(least(occurred_at, received_at), id)::consent_mark as mark
), kept as (
  insert into consent_evidence (recipient_id, event_id, locked)
  select recipient_id, id, locked from fact join written using (recipient_id, id) where locked is not null
), derived as (
  insert into consent_states as state (recipient_id, purpose, channel, brand, ${STATE_COLUMNS})
  select recipient_id, used_for, channel, brand, ${LATEST_MARKS}
  from written cross join unnest(case when purpose is null
    then array['MARKETING_EMAIL', 'PERSONALISATION', 'MEASUREMENT', 'SHARING'] else array[purpose] end) as used_for
  group by recipient_id, used_for, channel, brand order by recipient_id, used_for, channel, brand
  on conflict (recipient_id, purpose, channel, brand) do update set ${LATER_MARKS}
), destroyed as (
  insert into consent_data_keys (recipient_id, made_at, destroyed_at)
  select distinct recipient_id, $1::timestamptz, $1::timestamptz from written where counts_as = 'ERASED' order by recipient_id
  on conflict (recipient_id) do update
    set locked_key = null, destroyed_at = coalesce(consent_data_keys.destroyed_at, excluded.destroyed_at)
), forgotten as (
  delete from consent_evidence
  where recipient_id = any (array(select recipient_id from written where counts_as = 'ERASED'))
)
select count(*)::integer as fresh from written`;

/** The statement that stores events; null where there are none. Each idempotency key of a recipient comes once. */
export function recording(rows: readonly EventRow[], told: Receipt): Batch {
  if (rows.length === 0) return null;
  const arrays = Object.values(COLUMNS).map(([type, read]) => binaryArray(type, rows.map(read)));
  return { text: RECORD, parameters: [told.receivedAt, told.actorType, told.actorId, ...arrays] };
}
