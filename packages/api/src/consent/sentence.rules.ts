import type { Purpose } from '../kernel/purpose.js';
import type { ConsentReason } from './consent-decision.enums.js';

const USES: Readonly<Record<`${Purpose}`, string>> = {
  MARKETING_EMAIL: 'marketing e-mail',
  PERSONALISATION: 'personalisation',
  MEASUREMENT: 'measurement',
  SHARING: 'sharing data with others',
};

interface Told {
  readonly reason: `${ConsentReason}`;
  readonly at: Date | null;
  readonly purpose: `${Purpose}`;
  /** The name of the jurisdiction. */
  readonly place: string;
}

/** By the reason: {use} is the purpose, {place} the jurisdiction, {day} when what decided happened. */
const SENTENCES: Readonly<Record<`${ConsentReason}`, string>> = {
  ERASED: "Not allowed: the recipient's data was erased on {day}.",
  SUPPRESSED: 'Not allowed: the recipient has been suppressed since {day}.',
  OBJECTED: 'Not allowed: the recipient objected to {use} on {day}.',
  RESTRICTED: 'Not allowed: the recipient had {use} restricted on {day}.',
  WITHDRAWN: 'Not allowed: the recipient withdrew consent to {use} on {day}.',
  DENIED: 'Not allowed: the recipient said no to {use} on {day}.',
  COMPLAINED: 'Not allowed: the recipient complained about a message on {day}.',
  OPTED_OUT_BY_SIGNAL: 'Not allowed: a signal opted the recipient out of {use} on {day}.',
  EXPIRED: 'Not allowed: what allowed {use} has expired by the rule for {place}; the last of it is of {day}.',
  GRANTED: 'Allowed: the recipient said yes to {use} on {day}.',
  CONFIRMED: 'Allowed: the recipient confirmed the yes to {use} on {day}.',
  IMPORTED: 'Allowed: another system says that the recipient said yes to {use} on {day}.',
  CUSTOMER:
    'Allowed: the recipient became a customer on {day}, which suffices for {use} by the rule for {place}.',
  INQUIRY:
    'Allowed: the recipient asked about something on {day}, which suffices for {use} by the rule for {place}.',
  NOT_OPTED_OUT: 'Allowed: the recipient has not said no, which suffices for {use} by the rule for {place}.',
  NOT_CONFIRMED: 'Not allowed: the recipient said yes to {use} on {day}, and has not confirmed it.',
  NO_CONSENT: 'Not allowed: {use} needs consent by the rule for {place}, and the recipient has given none.',
};

/** A decision as somebody would tell it who does not know this system. */
export function sentenceOf({ reason, at, purpose, place }: Told): string {
  const words: Readonly<Record<string, string>> = {
    use: USES[purpose],
    place,
    day: at?.toISOString().slice(0, 10) ?? 'an unknown day',
  };
  return SENTENCES[reason].replaceAll(/\{(\w+)\}/g, (_all, name: string) => words[name] ?? '');
}
