import type { EntityManager, EntityTarget } from 'typeorm';
import type { Ability, Actor } from './actor.js';
import { recordChange, recordDenial, recordFailure } from './audit-row.js';
import type { Clock } from './clock.js';
import type { Database } from './database.js';
import { DomainError } from './errors.js';
import { requireFreshSignIn } from './fresh-sign-in.js';
import { DeniedError, loaded, permit, refuseStrangers } from './permission.js';
import type { Origin } from './origin.js';
import type { Personal } from './personal.js';
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
  keyOf(subject: Readonly<Subject>): string | Personal;
  /** What the audit log keeps of it: never a secret; what tells who somebody is, as `personal`. */
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
  /** What the actor may do and see: what a decision depends on must not tell of what the actor may not read. */
  readonly ability: Ability;
  /** Refuses an actor who may not do this to what was found: with `none` where it may not even be read. */
  readonly permit: (found: Governed, none: DomainError) => void;
}

/**
 * One verb of the control plane. "experiment.start" is the audit action, the permission and the label:
 * one string everywhere.
 */
export interface Command<Input, Subject extends Governed, Evidence = undefined> {
  readonly name: `${string}.${string}`;
  readonly subject: SubjectType<Subject>;
  /** Whether a person has to have proved within five minutes who they are. Machines and the system are not asked. */
  readonly needsFreshSignIn?: true;
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
  readonly origin: Origin;
}

/** The one door through which state changes: load, permit, decide, save, record, in one transaction. */
export async function run<Input, Subject extends Governed, Evidence>(
  context: CommandContext,
  command: Command<Input, Subject, Evidence>,
  input: Input,
): Promise<Subject> {
  const writer = {
    now: context.now(),
    actor: context.actor,
    ability: context.ability,
    permit: (found: Governed, none: DomainError) => permit(context, command, found, none),
  };
  refuseStrangers(context, command);
  let left: Subject | undefined;
  try {
    return await context.database.writer.transaction('READ COMMITTED', async manager => {
      const before = await loaded(context, command, command.load({ ...writer, manager }, input));
      permit(context, command, before);
      left = before;
      if (command.needsFreshSignIn) requireFreshSignIn(context.actor, writer.now);
      const evidence = (await command.consult?.({ ...writer, manager }, before, input)) as Evidence;
      const after = { ...command.apply(before, input, { ...writer, evidence }), version: before.version + 1 };
      // Asked again of the outcome: nothing is made in, or moved to, where its maker may not go.
      permit(context, command, after);
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
    const fault = translated(error);
    await recordUndone(context, command, { fault, left, at: writer.now });
    throw fault;
  }
}

interface Undone<Subject> {
  readonly fault: unknown;
  /** What was loaded, and stays as it is. */
  readonly left: Subject | undefined;
  readonly at: Date;
}

/** A denial and a failure roll back with their transaction, so they are written afterwards in one of their own. */
async function recordUndone<Subject extends Governed>(
  context: CommandContext,
  command: Pick<Command<never, Subject, never>, 'name' | 'subject'>,
  { fault, left, at }: Undone<Subject>,
): Promise<void> {
  if (fault instanceof DeniedError && fault.subject) {
    const refused = fault.subject as Subject;
    await recordDenial(context.database.writer.manager, context, command, refused, at);
  } else if (left && !(fault instanceof DomainError)) {
    // Whether or not it can be recorded, the fault is what the caller is told of.
    await recordFailure(context.database.writer.manager, context, command, left, at).catch(() => undefined);
  }
}
