import { newId } from '../kernel/ids.js';
import { type Batch, type Facts, type Following, appendAll, permitFacts } from '../kernel/ingest.js';
import { type IngestReceipt, checkAll, rejected } from '../kernel/receipt.js';
import type { RecipientId } from '../kernel/recipient.js';
import { type SuppressionClaim, claimed } from './claim.rules.js';
import { type OutcomeTold, isOfSuppression, suppressionBy } from './outcome.rules.js';
import { type SuppressionFact, type Telling, telling } from './suppression.sql.js';

/** Stores a list of those who must not be written to, in one statement. Whom it suppresses already it changes nothing for. */
export async function suppressAll(
  facts: Facts,
  { recipientId, now }: { recipientId: RecipientId; now: Date },
  claims: readonly SuppressionClaim[],
): Promise<IngestReceipt> {
  permitFacts(facts, 'Suppression');
  const { rows, rejected: refused } = checkAll(claims, claim => {
    const checked = claimed(claim, recipientId, now);
    if ('code' in checked) return rejected(checked.code, checked.message);
    return { row: { ...checked, id: newId(), outcomeId: null } };
  });
  const told = { source: 'IMPORT', by: facts.actor.id, at: now } as const;
  const [accepted = 0] = await appendAll(facts, [statement(rows, told)]);
  return { accepted, duplicates: rows.length - accepted, rejected: refused };
}

function statement(facts: readonly SuppressionFact[], told: Telling): Batch {
  if (facts.length === 0) return null;
  const parameters: unknown[] = [];
  const insertion = telling(facts, told, value => `$${parameters.push(value)}`);
  const text = `with written as (${insertion}) select count(*)::integer as fresh from written where is_new`;
  return { text, parameters };
}

/** An outcome that was known already says nothing again, so that what was lifted stays lifted. */
const OF_NEW_OUTCOMES =
  'join written on written.recipient_id = told.target_id and written.id = told.outcome_id';

/** What follows for later messages from the outcomes of a call, stored with them or not at all. */
export function suppressionsBy(
  outcomes: readonly OutcomeTold[],
  { by, now }: { readonly by: string; readonly now: Date },
): Following | undefined {
  const found = outcomes.filter(isOfSuppression).flatMap(outcome => {
    const suppression = suppressionBy(outcome, now);
    return suppression ? [{ ...suppression, id: newId(), outcomeId: outcome.id }] : [];
  });
  if (found.length === 0) return undefined;
  return bind => telling(found, { source: 'OUTCOME', by, at: now }, bind, OF_NEW_OUTCOMES);
}
