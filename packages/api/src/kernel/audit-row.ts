import type { EntityManager } from 'typeorm';
import { leafHash } from '../audit/merkle.rules.js';
import { type AuditRecord, recordBytes } from '../audit/record.rules.js';
import type { Actor } from './actor.js';
import { patchOf } from './audit-patch.js';
import type { Governed, SubjectType } from './command.js';
import { Commitments, type PersonalValue, storable } from './commitments.js';
import { contentHash } from './content-hash.js';
import { newId } from './ids.js';
import type { Origin } from './origin.js';
import { type Personal, personal } from './personal.js';

/** Who acts, and in which request. */
export interface Acting {
  readonly actor: Actor;
  readonly requestId: string;
  readonly origin: Origin;
}

interface Named<Subject extends Governed> {
  readonly name: string;
  readonly subject: SubjectType<Subject>;
}

interface Change<Subject extends Governed> {
  readonly before: Subject;
  readonly after: Subject;
  readonly at: Date;
  readonly reason?: string | null | undefined;
}

/** What happened, and to what; who did it is told by the context. */
export interface Happened {
  readonly at: Date;
  readonly action: string;
  readonly outcome: 'ALLOWED' | 'DENIED' | 'FAILED';
  readonly subjectType: string;
  readonly subjectId: string;
  readonly subjectKey: string | Personal;
  readonly subjectVersion?: number;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string | null | undefined;
}

/** Writes what was changed, by whom and why, in the transaction of the change itself. */
export const recordChange = <Subject extends Governed>(
  manager: EntityManager,
  context: Acting,
  { name, subject }: Named<Subject>,
  { before, after, at, reason }: Change<Subject>,
): Promise<void> =>
  appendEntry(manager, context, {
    at,
    action: name,
    outcome: 'ALLOWED',
    subjectType: subject.name,
    subjectId: after.id,
    subjectKey: subject.keyOf(after),
    subjectVersion: after.version,
    before: before.version === 0 ? null : subject.auditView(before),
    after: subject.auditView(after),
    reason,
  });

/** Writes that somebody tried what they may not do. Nothing of the subject's content is kept. */
export const recordDenial = <Subject extends Governed>(
  manager: EntityManager,
  context: Acting,
  { name, subject }: Named<Subject>,
  refused: Subject,
  at: Date,
): Promise<void> =>
  appendEntry(manager, context, {
    at,
    action: `${name}.denied`,
    outcome: 'DENIED',
    subjectType: subject.name,
    subjectId: refused.id,
    subjectKey: subject.keyOf(refused),
  });

/** Writes that a fault of ours kept somebody from what they may do. What the fault says is for the server log. */
export const recordFailure = async <Subject extends Governed>(
  manager: EntityManager,
  context: Acting,
  { name, subject }: Named<Subject>,
  left: Subject,
  at: Date,
): Promise<void> =>
  appendEntry(manager, context, {
    at,
    action: `${name}.failed`,
    outcome: 'FAILED',
    subjectType: subject.name,
    subjectId: left.id,
    subjectKey: subject.keyOf(left),
  });

/** Writes one entry: hashed as it will be proved, with what is personal beside it. */
export async function appendEntry(
  manager: EntityManager,
  context: Acting,
  happened: Happened,
): Promise<void> {
  const commitments = new Commitments();
  const { record, before, after } = entryOf(context, happened, commitments);
  const columns = columnsOf(record, before, after);
  const names = Object.keys(columns);
  const places = names.map((_name, index) => `$${index + 1}`);
  const entry = `insert into audit_entries (${names.join(', ')}) values (${places.join(', ')})`;
  const { values } = commitments;
  if (values.length === 0) return void (await manager.query(entry, Object.values(columns)));
  const [place, salt, value] = [1, 2, 3].map(number => `unnest($${names.length + number}::text[])`);
  await manager.query(
    `with entry as (${entry} returning entry_id, id)
     insert into audit_personal_values (entry_id, entry_number, place, salt, value)
     select entry_id, id, ${place}, ${salt}, ${value} from entry`,
    [...Object.values(columns), ...columnwise(values)],
  );
}

const columnwise = (values: readonly PersonalValue[]): string[][] => [
  values.map(({ place }) => place),
  values.map(({ salt }) => salt),
  values.map(({ value }) => value),
];

function entryOf({ actor, requestId, origin }: Acting, happened: Happened, commitments: Commitments) {
  const [before, after] = (['before', 'after'] as const).map(side =>
    happened[side] == null ? null : commitments.view(`/${side}`, happened[side]),
  );
  const record: AuditRecord = {
    schema: 1,
    id: newId(),
    at: happened.at.toISOString(),
    actor: {
      type: actor.type,
      id: storable(actor.id),
      name: commitments.text('/actor/name', actor.type === 'USER' ? personal(actor.name) : actor.name),
    },
    onBehalfOf: actor.onBehalfOf === undefined ? null : storable(actor.onBehalfOf),
    action: happened.action,
    outcome: happened.outcome,
    subject: {
      type: happened.subjectType,
      id: happened.subjectId.toLowerCase(),
      key: commitments.text('/subject/key', happened.subjectKey),
      version: happened.subjectVersion ?? null,
    },
    beforeHash: before === null ? null : contentHash(before),
    afterHash: after === null ? null : contentHash(after),
    patch: after === null ? null : patchOf(before, after),
    reason: happened.reason == null ? null : storable(happened.reason),
    request: {
      id: storable(requestId),
      operation: origin.operation,
      ip: origin.ip === null ? null : commitments.text('/request/ip', personal(origin.ip)),
    },
  };
  return { record, before, after };
}

const json = (content: unknown): string | null => (content === null ? null : JSON.stringify(content));

const columnsOf = (record: AuditRecord, before: unknown, after: unknown) => ({
  entry_id: record.id,
  at: record.at,
  actor_type: record.actor.type,
  actor_id: record.actor.id,
  actor_name: record.actor.name,
  on_behalf_of: record.onBehalfOf,
  action: record.action,
  outcome: record.outcome,
  subject_type: record.subject.type,
  subject_id: record.subject.id,
  subject_key: record.subject.key,
  subject_version: record.subject.version,
  before: json(before),
  after: json(after),
  before_hash: record.beforeHash,
  after_hash: record.afterHash,
  patch: json(record.patch),
  reason: record.reason,
  request_id: record.request.id,
  operation: record.request.operation,
  request_ip: record.request.ip,
  leaf_hash: leafHash(recordBytes(record)),
});
