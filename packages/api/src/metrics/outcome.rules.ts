import { CLOCK_SKEW_MS, type Checked, isStorable, isStorableJson, rejected } from '../kernel/receipt.js';
import { type RecipientId, canonicalKey, recipientKeyFault } from '../kernel/recipient.js';
import { OUTCOME_TYPE } from './metric.rules.js';

/** Larger ones are mistakes, and their squares would leave the range of what is computed from them. */
const LARGEST_VALUE = 1e15;

export interface OutcomeClaim {
  readonly id: string;
  readonly recipientKey: string;
  readonly type: string;
  readonly occurredAt: Date;
  readonly value?: number | null;
  readonly currency?: string | null;
  readonly properties?: Readonly<Record<string, unknown>> | null;
}

/** An outcome as it is stored. */
export type OutcomeRow = {
  recipient_id: string;
  id: string;
  type: string;
  occurred_at: Date;
  received_at: Date;
  value: number | null;
  currency: string | null;
  properties: string | null;
};

/** Whether an outcome can be stored, and as what. Late and out of order are both fine; the future is not. */
export function checkOutcome(claim: OutcomeClaim, recipientId: RecipientId, now: Date): Checked<OutcomeRow> {
  const { id, recipientKey, type, occurredAt, value, currency, properties } = claim;
  if (id === '' || id.length > 200 || !isStorable(id))
    return rejected('BAD_ID', 'an id has 1 to 200 characters of well-formed Unicode');
  const fault = recipientKeyFault(recipientKey);
  if (fault) return rejected('BAD_RECIPIENT_KEY', `the recipient key is ${fault}`);
  if (!OUTCOME_TYPE.test(type))
    return rejected('BAD_TYPE', 'a type is 1 to 64 letters, digits, spaces or . _ : -');
  if (value != null && !(Math.abs(value) <= LARGEST_VALUE))
    return rejected('BAD_VALUE', 'a value is a number from -1e15 to 1e15');
  if (currency != null && !/^[A-Z]{3}$/.test(currency)) {
    return rejected('BAD_CURRENCY', 'a currency is an ISO 4217 code such as EUR');
  }
  if (occurredAt.getTime() > now.getTime() + CLOCK_SKEW_MS) {
    return rejected('IN_THE_FUTURE', 'the outcome lies in the future');
  }
  const json = properties ? JSON.stringify(properties) : null;
  if (json !== null && !isStorableJson(json)) {
    return rejected('BAD_PROPERTIES', 'the properties hold a character that cannot be stored');
  }
  return {
    row: {
      recipient_id: recipientId(canonicalKey(recipientKey)),
      id,
      type,
      occurred_at: occurredAt,
      received_at: now,
      value: value ?? null,
      currency: currency ?? null,
      properties: json,
    },
  };
}
