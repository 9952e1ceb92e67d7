import { type FactTable, type Facts, appendAll, batch, permitFacts } from '../kernel/ingest.js';
import { type IngestReceipt, checkAll } from '../kernel/receipt.js';
import type { RecipientId } from '../kernel/recipient.js';
import { type ExposureClaim, type ExposureRow, checkExposure } from './exposure.rules.js';
import type { Contamination } from './held-out.rules.js';
import { heldOutBatches } from './holdout.facts.js';
import { permittedPlan } from './permitted-plan.js';
import type { Plan } from './plan.rules.js';
import type { Plans } from './plans.js';

const EXPOSURES: FactTable<ExposureRow & { times: number }> = {
  name: 'exposures',
  columns: {
    recipient_id: 'uuid',
    experiment_id: 'uuid',
    phase: 'integer',
    variant_key: 'text',
    occurred_at: 'timestamptz',
    received_at: 'timestamptz',
    dimensions: 'jsonb',
    is_sent: 'boolean',
    times: 'integer',
  },
  key: ['recipient_id', 'experiment_id', 'phase', 'variant_key'],
  keep: { which: 'earliest', by: 'occurred_at' },
  times: 'times',
};

/**
 * Stores the exposures of one call. The first of a recipient counts, in whatever order they come, and the later ones
 * are counted; those of recipients who are held out are stored as such. All of it or nothing is stored.
 */
export async function recordExposures(
  facts: Facts,
  { plans, recipientId, now }: { plans: Plans; recipientId: RecipientId; now: Date },
  claims: readonly ExposureClaim[],
): Promise<IngestReceipt> {
  permitFacts(facts, 'Exposure');
  const checkedBy = (plan: Plan) =>
    checkClaims(claims, {
      plan: permittedPlan(facts.ability, plan, 'record', 'Exposure'),
      recipientId,
      now,
    });
  const plan = await plans.current();
  const first = checkedBy(plan);
  // A fact is not refused for good by a plan that somebody has changed meanwhile, or that nobody can confirm.
  const newest = first.rejected.length > 0 ? await plans.check() : plan;
  const { rows, rejected, contaminations } = newest === plan ? first : checkedBy(newest);
  const exposures = rows.filter(row => 'recipient_id' in row).map(row => ({ ...row, times: 1 }));
  const heldOut = rows.filter(row => 'recipientId' in row);
  const [exposed = 0, members = 0] = await appendAll(facts, [
    batch(EXPOSURES, exposures),
    ...heldOutBatches({ heldOut, contaminations }, now),
  ]);
  const accepted = exposed + members;
  return { accepted, duplicates: rows.length - accepted, rejected };
}

function checkClaims(claims: readonly ExposureClaim[], known: Parameters<typeof checkExposure>[1]) {
  const contaminations: Contamination[] = [];
  const checked = checkAll(claims, claim => {
    const one = checkExposure(claim, known);
    if (one.contamination) contaminations.push(one.contamination);
    return one;
  });
  return { ...checked, contaminations };
}
