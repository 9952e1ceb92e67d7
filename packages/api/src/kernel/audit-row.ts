import type { EntityManager } from 'typeorm';
import type { CommandContext, Governed, SubjectType } from './command.js';

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

/** The columns of the audit log that are told by what happened; who did it is told by the context. */
interface Happened {
  readonly at: Date;
  readonly action: string;
  readonly outcome: 'ALLOWED' | 'DENIED';
  readonly subject_type: string;
  readonly subject_id: string;
  readonly subject_key: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string | null | undefined;
}

/** Writes what was changed, by whom and why, in the transaction of the change itself. */
export const recordChange = <Subject extends Governed>(
  manager: EntityManager,
  context: CommandContext,
  { name, subject }: Named<Subject>,
  { before, after, at, reason }: Change<Subject>,
): Promise<void> =>
  append(manager, context, {
    at,
    action: name,
    outcome: 'ALLOWED',
    subject_type: subject.name,
    subject_id: after.id,
    subject_key: subject.keyOf(after),
    before: before.version === 0 ? null : subject.auditView(before),
    after: subject.auditView(after),
    reason,
  });

/** Writes that somebody tried what they may not do. Nothing of the subject's content is kept. */
export const recordDenial = <Subject extends Governed>(
  manager: EntityManager,
  context: CommandContext,
  { name, subject }: Named<Subject>,
  refused: Subject,
  at: Date,
): Promise<void> =>
  append(manager, context, {
    at,
    action: `${name}.denied`,
    outcome: 'DENIED',
    subject_type: subject.name,
    subject_id: refused.id,
    subject_key: subject.keyOf(refused),
  });

async function append(
  manager: EntityManager,
  { actor, requestId }: CommandContext,
  row: Happened,
): Promise<void> {
  const { before, after, reason, ...told } = row;
  const content = (view: unknown) => (view == null ? null : JSON.stringify(view));
  const columns = {
    ...told,
    actor_type: actor.type,
    actor_id: actor.id,
    actor_name: actor.name,
    before: content(before),
    after: content(after),
    reason: reason ?? null,
    request_id: requestId,
  };
  const names = Object.keys(columns);
  const places = names.map((_name, index) => `$${index + 1}`);
  await manager.query(
    `insert into audit_entries (${names.join(', ')}) values (${places.join(', ')})`,
    Object.values(columns),
  );
}
