import { type FactTable, type Facts, append, permitFacts } from '../kernel/ingest.js';
import { type IngestReceipt, checkAll } from '../kernel/receipt.js';
import type { RecipientId } from '../kernel/recipient.js';
import { suppressionsBy } from '../suppressions/index.js';
import { type OutcomeClaim, type OutcomeRow, checkOutcome } from './outcome.rules.js';

const OUTCOMES: FactTable<OutcomeRow> = {
  name: 'outcomes',
  columns: {
    recipient_id: 'uuid',
    id: 'text',
    type: 'text',
    occurred_at: 'timestamptz',
    received_at: 'timestamptz',
    value: 'numeric',
    currency: 'text',
    properties: 'jsonb',
  },
  key: ['recipient_id', 'id'],
};

/**
 * Stores the outcomes of one call in one statement, and with them who must not be written to any more. An outcome whose
 * id is known already changes nothing.
 */
export async function recordOutcomes(
  facts: Facts,
  { recipientId, now }: { recipientId: RecipientId; now: Date },
  claims: readonly OutcomeClaim[],
): Promise<IngestReceipt> {
  permitFacts(facts, 'Outcome');
  const { rows, rejected } = checkAll(claims, claim => checkOutcome(claim, recipientId, now));
  const accepted = await append(facts, OUTCOMES, rows, suppressionsBy(rows, { by: facts.actor.id, now }));
  return { accepted, duplicates: rows.length - accepted, rejected };
}
