import { type FactTable, type Facts, append, permitFacts } from '../kernel/ingest.js';
import { type IngestReceipt, checkAll } from '../kernel/receipt.js';
import type { RecipientId } from '../kernel/recipient.js';
import { type ExposureClaim, type ExposureRow, checkExposure } from './exposure.rules.js';
import type { HeldOut } from './held-out.rules.js';
import { recordHeldOut } from './holdout.facts.js';
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

/**
 * Stores the exposures of one call. The first of a recipient counts, in whatever order they come; those of recipients
 * who are held out are stored as such.
 */
export async function recordExposures(
  facts: Facts,
  { plans, recipientId, now }: { plans: Plans; recipientId: RecipientId; now: Date },
  claims: readonly ExposureClaim[],
): Promise<IngestReceipt> {
  permitFacts(facts, 'Exposure');
  const known = { plan: await plans.current(), recipientId, now };
  const contaminations: HeldOut[] = [];
  const { rows, rejected } = checkAll(claims, claim => {
    const checked = checkExposure(claim, known);
    if (checked.contamination) contaminations.push(checked.contamination);
    return checked;
  });
  const exposures = rows.filter(row => 'recipient_id' in row);
  const heldOut = rows.filter(row => 'recipientId' in row);
  const accepted = (await append(facts, EXPOSURES, exposures)) + (await recordHeldOut(facts, heldOut, now));
  await recordHeldOut(facts, contaminations, now);
  return { accepted, duplicates: rows.length - accepted, rejected };
}
