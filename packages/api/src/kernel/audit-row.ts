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

const INSERT = `
  insert into audit_entries (at, actor_type, actor_id, actor_name, action, outcome,
                             subject_type, subject_id, subject_key, before, after, reason, request_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`;

const view = (content: unknown) => (content === null ? null : JSON.stringify(content));

/** Writes what was changed, by whom and why, in the transaction of the change itself. */
export async function recordChange<Subject extends Governed>(
  manager: EntityManager,
  { actor, requestId }: CommandContext,
  { name, subject }: Named<Subject>,
  { before, after, at, reason }: Change<Subject>,
): Promise<void> {
  const was = before.version === 0 ? null : subject.auditView(before);
  await manager.query(INSERT, [
    ...[at, actor.type, actor.id, actor.name, name, 'ALLOWED', subject.name, after.id, subject.keyOf(after)],
    ...[view(was), view(subject.auditView(after)), reason ?? null, requestId],
  ]);
}

/** Writes that somebody tried what they may not do. Nothing of the subject's content is kept. */
export async function recordDenial<Subject extends Governed>(
  manager: EntityManager,
  { actor, requestId }: CommandContext,
  { name, subject }: Named<Subject>,
  refused: Governed,
  at: Date,
): Promise<void> {
  await manager.query(INSERT, [
    ...[at, actor.type, actor.id, actor.name, `${name}.denied`, 'DENIED', subject.name, refused.id],
    ...[subject.keyOf(refused as Subject), null, null, null, requestId],
  ]);
}
