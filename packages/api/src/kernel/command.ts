import { subject as asSubject } from '@casl/ability';
import type { EntityManager, EntityTarget } from 'typeorm';
import type { Ability, Actor } from './actor.js';
import { recordChange, recordDenial } from './audit-row.js';
import type { Clock } from './clock.js';
import type { Database } from './database.js';
import { DomainError } from './errors.js';
import { translated } from './postgres-errors.js';

/** A thing whose every change is permitted, decided and recorded. `version` counts its changes, from 1. */
export interface Governed {
  readonly id: string;
  readonly version: number;
}

/** What kind of thing a command changes: how it is stored, called, and shown in the audit log. */
export interface SubjectType<Subject extends Governed> {
  readonly name: string;
  readonly entity: EntityTarget<Subject>;
  /** The name people know it by. */
  keyOf(subject: Readonly<Subject>): string;
  /** What the audit log keeps of it: never a secret, never an address. */
  auditView(subject: Readonly<Subject>): unknown;
}

export interface At<Evidence = undefined> {
  readonly now: Date;
  readonly actor: Actor;
  readonly evidence: Evidence;
}

export interface Writer {
  readonly manager: EntityManager;
  readonly now: Date;
  readonly actor: Actor;
}

/**
 * One verb of the control plane. "experiment.start" is the audit action, the permission and the label:
 * one string everywhere.
 */
export interface Command<Input, Subject extends Governed, Evidence = undefined> {
  readonly name: `${string}.${string}`;
  readonly subject: SubjectType<Subject>;
  /** Reads and locks the subject as it is now, or builds the one to create (`version` 0). */
  load(writer: Writer, input: Input): Promise<Subject>;
  /** Reads what else the decision depends on. */
  consult?(writer: Writer, before: Readonly<Subject>, input: Input): Promise<Evidence>;
  /** Pure. Returns the subject as it should be, or throws a rule violation. */
  apply(before: Readonly<Subject>, input: Input, at: At<Evidence>): Subject;
  /** Why the actor does it, in the actor's words, for the audit log. */
  reason?(input: Input): string | null | undefined;
}

export interface CommandContext {
  readonly actor: Actor;
  readonly ability: Ability;
  readonly now: Clock;
  readonly database: Database;
  readonly requestId: string;
}

/** The one door through which state changes: load, permit, decide, save, record, in one transaction. */
export async function run<Input, Subject extends Governed, Evidence>(
  context: CommandContext,
  command: Command<Input, Subject, Evidence>,
  input: Input,
): Promise<Subject> {
  const writer = { now: context.now(), actor: context.actor };
  refuseStrangers(context, command);
  try {
    return await context.database.writer.transaction('READ COMMITTED', async manager => {
      const before = await loaded(context, command, command.load({ ...writer, manager }, input));
      permit(context, command, before);
      const evidence = (await command.consult?.({ ...writer, manager }, before, input)) as Evidence;
      const after = { ...command.apply(before, input, { ...writer, evidence }), version: before.version + 1 };
      await manager.save(command.subject.entity, after);
      await recordChange(manager, context, command, {
        before,
        after,
        at: writer.now,
        reason: command.reason?.(input),
      });
      return after;
    });
  } catch (error) {
    // A denial rolls back with its transaction, so it is written afterwards in one of its own.
    if (error instanceof DeniedError && error.subject) {
      await recordDenial(
        context.database.writer.manager,
        context,
        command,
        error.subject as Subject,
        writer.now,
      );
    }
    throw translated(error);
  }
}

/** Carries the subject of a refused command out of the transaction that it rolls back. */
class DeniedError extends DomainError {
  constructor(
    action: string,
    readonly subject: Governed | null,
  ) {
    super('FORBIDDEN', `${action} is not allowed for this caller`, { action });
  }
}

const verbOf = ({ name }: { readonly name: string }): string => name.slice(name.indexOf('.') + 1);

/** Before anything is read or locked: a stranger learns nothing of what there is, and holds nobody up. */
function refuseStrangers(
  { ability, actor }: CommandContext,
  command: { readonly name: string; readonly subject: { readonly name: string } },
): void {
  if (actor.type !== 'ANONYMOUS' || ability.can(verbOf(command), command.subject.name)) return;
  throw new DomainError('UNAUTHENTICATED', 'sign in or send an API key');
}

/** To those who may do this to nothing at all, what is not there and what they may not touch look the same. */
async function loaded<Subject>(
  { ability }: CommandContext,
  command: { readonly name: string; readonly subject: { readonly name: string } },
  loading: Promise<Subject>,
): Promise<Subject> {
  try {
    return await loading;
  } catch (error) {
    const isHidden = error instanceof DomainError && !ability.can(verbOf(command), command.subject.name);
    throw isHidden ? new DeniedError(command.name, null) : error;
  }
}

/** Asks about the instance, never about the type: a type answers "for at least one of them". Denies by default. */
function permit<Subject extends Governed>(
  { ability }: CommandContext,
  command: { readonly name: string; readonly subject: SubjectType<Subject> },
  before: Subject,
): void {
  if (ability.can(verbOf(command), asSubject(command.subject.name, { ...before }))) return;
  throw new DeniedError(command.name, before);
}
