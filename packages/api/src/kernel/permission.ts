import { subject as asSubject } from '@casl/ability';
import type { Ability } from './actor.js';
import type { CommandContext, Governed } from './command.js';
import { DomainError, type ErrorCode } from './errors.js';

/** A command, as far as a permission is asked for it. */
interface Asked {
  readonly name: string;
  readonly subject: { readonly name: string };
}

/** A refusal that is recorded: carries its subject out of the transaction that it rolls back. */
export class DeniedError extends DomainError {
  constructor(
    refusal: { readonly code: ErrorCode; readonly message: string; readonly extensions: object },
    readonly subject: Governed | null,
  ) {
    super(refusal.code, refusal.message, { ...refusal.extensions });
  }
}

const verbOf = ({ name }: Asked): string => name.slice(name.indexOf('.') + 1);

const forbidden = ({ name }: Asked): DomainError =>
  new DomainError('FORBIDDEN', `${name} is not allowed for this caller`, { action: name });

/** Asks about the instance, never about the type: a type answers "for at least one of them". */
export const mayDo = (ability: Ability, verb: string, noun: string, instance: object): boolean =>
  ability.can(verb, asSubject(noun, { ...instance }));

/** Before anything is read or locked: a stranger learns nothing of what there is, and holds nobody up. */
export function refuseStrangers({ ability, actor }: CommandContext, command: Asked): void {
  if (actor.type !== 'ANONYMOUS' || ability.can(verbOf(command), command.subject.name)) return;
  throw new DomainError('UNAUTHENTICATED', 'sign in or send an API key');
}

/** To those who may do this to nothing at all, what is not there and what they may not touch look the same. */
export async function loaded<Subject>(
  { ability }: CommandContext,
  command: Asked,
  loading: Promise<Subject>,
): Promise<Subject> {
  try {
    return await loading;
  } catch (error) {
    if (!(error instanceof DomainError) || ability.can(verbOf(command), command.subject.name)) throw error;
    throw new DeniedError(forbidden(command), error instanceof DeniedError ? error.subject : null);
  }
}

/**
 * Refuses who may not do this to this subject. What is only about to be made has no content that could be asked about.
 *
 * @param none the answer where there is no such subject: who may not even read of it gets the same
 */
export function permit(
  { ability }: CommandContext,
  command: Asked,
  subject: Governed,
  none?: DomainError,
): void {
  const [verb, noun] = [verbOf(command), command.subject.name];
  const isAllowed = subject.version === 0 ? ability.can(verb, noun) : mayDo(ability, verb, noun, subject);
  if (isAllowed) return;
  const isHidden = none && !mayDo(ability, 'read', noun, subject);
  throw new DeniedError(isHidden ? none : forbidden(command), subject);
}
