import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { badInput } from './errors.js';

/** The most facts that one call may carry. */
export const MOST_FACTS = 5_000;
/** How far a client's clock may run ahead of ours. */
export const CLOCK_SKEW_MS = 10 * 60 * 1000;

export enum RejectionCode {
  BAD_ID = 'BAD_ID',
  BAD_RECIPIENT_KEY = 'BAD_RECIPIENT_KEY',
  BAD_TYPE = 'BAD_TYPE',
  BAD_VALUE = 'BAD_VALUE',
  BAD_CURRENCY = 'BAD_CURRENCY',
  BAD_PROPERTIES = 'BAD_PROPERTIES',
  IN_THE_FUTURE = 'IN_THE_FUTURE',
  NO_SUCH_EXPERIMENT = 'NO_SUCH_EXPERIMENT',
  NO_SUCH_VARIANT = 'NO_SUCH_VARIANT',
  NOT_RUNNING = 'NOT_RUNNING',
  NOT_ASSIGNED = 'NOT_ASSIGNED',
  VARIANT_MISMATCH = 'VARIANT_MISMATCH',
  HELD_OUT = 'HELD_OUT',
  BAD_SCOPE = 'BAD_SCOPE',
  BAD_DOMAIN = 'BAD_DOMAIN',
  BAD_UNTIL = 'BAD_UNTIL',
  NOT_A_ROLE_ACCOUNT = 'NOT_A_ROLE_ACCOUNT',
  BAD_BRAND = 'BAD_BRAND',
  BAD_GROUND = 'BAD_GROUND',
  NO_PURPOSE = 'NO_PURPOSE',
  BACKDATED = 'BACKDATED',
  UNKNOWN_JURISDICTION = 'UNKNOWN_JURISDICTION',
  NO_SUCH_NOTICE = 'NO_SUCH_NOTICE',
  EVIDENCE_TOO_LARGE = 'EVIDENCE_TOO_LARGE',
  ERASED = 'ERASED',
}
registerEnumType(RejectionCode, {
  name: 'RejectionCode',
  description: 'Why one fact of a call was not taken. The others of the call are not touched by it.',
  valuesConfig: {
    BAD_ID: { description: 'The id is empty, longer than 200 characters or not well-formed Unicode.' },
    BAD_RECIPIENT_KEY: { description: 'The recipient key is empty, too long or not well-formed Unicode.' },
    BAD_TYPE: { description: 'The type of outcome is not 1 to 64 letters, digits, spaces or . _ : -' },
    BAD_VALUE: { description: 'The value is not a number from -1e15 to 1e15.' },
    BAD_CURRENCY: { description: 'The currency is not an ISO 4217 code.' },
    BAD_PROPERTIES: {
      description: 'The properties or dimensions hold a character that cannot be stored.',
    },
    IN_THE_FUTURE: { description: 'The instant is more than ten minutes ahead of the server.' },
    NO_SUCH_EXPERIMENT: { description: 'There is no experiment of this key that was ever started.' },
    NO_SUCH_VARIANT: { description: 'The experiment has no variant of this key.' },
    NOT_RUNNING: { description: 'The experiment was not running at that instant.' },
    NOT_ASSIGNED: {
      description: 'The recipient is not in the experiment, or an external assignment names no variant.',
    },
    VARIANT_MISMATCH: { description: 'The recipient is assigned to another variant than the one claimed.' },
    HELD_OUT: {
      description: 'The recipient was held out and shown a variant all the same: counted as contamination.',
    },
    BAD_SCOPE: {
      description:
        'The suppression names nobody, or another recipient, domain, brand or purpose than its scope takes.',
    },
    BAD_DOMAIN: { description: 'The domain is none that an address could have behind its @.' },
    BAD_UNTIL: { description: 'The suppression would be over already, or an erasure would end.' },
    NOT_A_ROLE_ACCOUNT: {
      description: 'The reason is ROLE_ACCOUNT, and the key is the address of no office.',
    },
    BAD_BRAND: { description: 'The channel or the brand is longer than 64 characters or not well-formed.' },
    BAD_GROUND: { description: 'The ground is none that such an event can rest on.' },
    NO_PURPOSE: { description: 'Consent was given for no purpose in particular.' },
    BACKDATED: {
      description: 'What permits something happened more than five minutes ago, and is no historical import.',
    },
    UNKNOWN_JURISDICTION: { description: 'The region of a consent is no code of ISO 3166.' },
    NO_SUCH_NOTICE: { description: 'The notice of a consent has no such version.' },
    EVIDENCE_TOO_LARGE: { description: 'The evidence is larger than 64 kB.' },
    ERASED: { description: 'The recipient was erased, and nothing is recorded of them any more.' },
  },
});

@ObjectType({ description: 'One fact that was not taken, and why.' })
export class Rejection {
  @Field(() => Int, { description: 'Its place in the call, from 0.' })
  index!: number;

  @Field(() => RejectionCode, { description: 'A stable code.' })
  code!: RejectionCode;

  @Field(() => String, { description: 'The same in words.' })
  message!: string;
}

@ObjectType({
  description: 'What became of the facts of one call. accepted + duplicates + rejected is their number.',
})
export class IngestReceipt {
  @Field(() => Int, { description: 'Facts that were new and are now stored durably.' })
  accepted!: number;

  @Field(() => Int, { description: 'Facts that were known already, or came twice in the call.' })
  duplicates!: number;

  @Field(() => [Rejection], { description: 'Facts that were not taken, in the order of the call.' })
  rejected!: Rejection[];
}

/** Either the row to store, or why not. */
export type Checked<Row> = { readonly row: Row } | { readonly code: RejectionCode; readonly message: string };

export const rejected = (code: `${RejectionCode}`, message: string) => ({
  code: code as RejectionCode,
  message,
});

/** Whether PostgreSQL can hold a text as it is: no NUL character, no half of a surrogate pair. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/** JSON.stringify escapes half a surrogate pair and the NUL character; an escaped backslash is no escape. */
const UNSTORABLE_ESCAPE = /(^|[^\\])(\\\\)*\\u(0000|d[89a-f])/;

/** The same for JSON, as text. */
export const isStorableJson = (json: string): boolean => !UNSTORABLE_ESCAPE.test(json);

/** Sorts the facts of a call into rows and rejections. */
export function checkAll<Input, Row>(
  inputs: readonly Input[],
  check: (input: Input) => Checked<Row>,
): { rows: Row[]; rejected: Rejection[] } {
  if (inputs.length > MOST_FACTS) throw badInput('input', `a call carries at most ${MOST_FACTS} facts`);
  const rows: Row[] = [];
  const refused: Rejection[] = [];
  inputs.forEach((input, index) => {
    const checked = check(input);
    if ('row' in checked) rows.push(checked.row);
    else refused.push({ index, ...checked });
  });
  return { rows, rejected: refused };
}
