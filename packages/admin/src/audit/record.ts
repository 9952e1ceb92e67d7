import type { AuditRowFragment } from '../generated/graphql';

/** What of an entry is hashed and shown alike. */
interface Recorded {
  readonly id?: unknown;
  readonly at?: unknown;
  readonly action?: unknown;
  readonly outcome?: unknown;
  readonly reason?: unknown;
  readonly actor?: { readonly type?: unknown; readonly id?: unknown; readonly name?: unknown };
  readonly subject?: { readonly type?: unknown; readonly id?: unknown; readonly key?: unknown };
}

const COMMITMENT = /^sha256:[0-9a-f]{64}$/;

/** A name that is personal stands in the record as a commitment, which tells nothing of what is shown. */
const isToldAs = (recorded: unknown, shown: string): boolean =>
  recorded === shown || (typeof recorded === 'string' && COMMITMENT.test(recorded));

/** What of an entry is shown otherwise than it is recorded, in words. */
export function differencesOf(record: unknown, entry: AuditRowFragment): string[] {
  const { actor = {}, subject = {}, ...own } = (record ?? {}) as Recorded;
  const alike: readonly (readonly [what: string, isAlike: boolean])[] = [
    ['the id', own.id === entry.entryId],
    ['when', own.at === new Date(entry.at).toISOString()],
    ['the command', own.action === entry.action],
    ['the outcome', own.outcome === entry.outcome],
    ['why', (own.reason ?? null) === entry.reason],
    ['by whom', actor.type === entry.actorType && actor.id === entry.actorId],
    ['the name of the actor', isToldAs(actor.name, entry.actorName)],
    ['to what', subject.type === entry.subjectType && subject.id === entry.subjectId],
    ['the name of the thing', isToldAs(subject.key, entry.subjectKey)],
  ];
  return alike.filter(([, isAlike]) => !isAlike).map(([what]) => what);
}
