import { type FactTable, type Facts, append, permitFacts } from '../kernel/ingest.js';
import { type IngestReceipt, checkAll } from '../kernel/receipt.js';
import type { RecipientId } from '../kernel/recipient.js';
import { type ExposureClaim, type ExposureRow, checkExposure } from './exposure.rules.js';
import type { Plans } from './plans.js';

const EXPOSURES: FactTable<ExposureRow> = {
  name: 'exposures',
  columns: {
    recipient_id: 'uuid',
    experiment_id: 'uuid',
    phase: 'integer',
    variant_key: 'text',
    occurred_at: 'timestamptz',
    received_at: 'timestamptz',
    dimensions: 'jsonb',
  },
  key: ['recipient_id', 'experiment_id', 'phase', 'variant_key'],
  keep: { which: 'earliest', by: 'occurred_at' },
};

/** Stores the exposures of one call in one statement. The first of a recipient counts, in whatever order they come. */
export async function recordExposures(
  facts: Facts,
  { plans, recipientId, now }: { plans: Plans; recipientId: RecipientId; now: Date },
  claims: readonly ExposureClaim[],
): Promise<IngestReceipt> {
  permitFacts(facts, 'Exposure');
  const plan = await plans.current();
  const { rows, rejected } = checkAll(claims, claim => checkExposure(claim, { plan, recipientId, now }));
  const accepted = await append(facts, EXPOSURES, rows);
  return { accepted, duplicates: rows.length - accepted, rejected };
}
