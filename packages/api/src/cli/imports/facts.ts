import { usageError } from '../cli-error.js';
import { canonicalKey, recipientKeyFault } from '../../kernel/recipient.js';
import { type Trial, rowNumber } from '../trials/read-trial.js';
import type { ImportPlan } from './import-plan.js';

/** Facts of one kind for one call, and the row of the file that each comes from. */
export interface FactBatch {
  readonly kind: 'exposures' | 'outcomes';
  readonly facts: readonly Record<string, unknown>[];
  readonly rows: readonly number[];
}

/** The most facts that one call may carry. */
export const MOST_FACTS = 5_000;

/** An outcome follows its exposure at once, so that results read right after the import count it. */
const OUTCOME_AFTER_MS = 1;

/** One key for each row: what the file says, or the number of the row. */
export function recipientKeys(trial: Trial, experimentKey: string): readonly string[] {
  const { recipients, rows } = trial;
  if (recipients === null) return Array.from({ length: rows }, (_, row) => `${experimentKey}:${row + 1}`);
  const seen = new Map<string, number>();
  recipients.forEach((recipient, row) => {
    const fault = recipientKeyFault(recipient);
    if (fault) throw usageError('bad-recipient', `row ${rowNumber(row)}: the recipient is ${fault}`);
    const before = seen.get(canonicalKey(recipient));
    if (before !== undefined) {
      throw usageError(
        'duplicate-recipient',
        `rows ${rowNumber(before)} and ${rowNumber(row)} are of one recipient`,
      );
    }
    seen.set(canonicalKey(recipient), row);
  });
  return recipients;
}

/**
 * Everything that a file says, in calls of at most 5,000, each the same at every import. The recipients are checked
 * first, before anything is made on the server.
 */
export function factBatches(trial: Trial, plan: ImportPlan): (startedAt: Date) => Generator<FactBatch> {
  const keys = recipientKeys(trial, plan.experimentKey);
  return startedAt => batchesAt(trial, plan, keys, startedAt);
}

function* batchesAt(
  trial: Trial,
  plan: ImportPlan,
  keys: readonly string[],
  startedAt: Date,
): Generator<FactBatch> {
  for (let from = 0; from < trial.rows; from += MOST_FACTS) {
    const rows = Array.from({ length: Math.min(MOST_FACTS, trial.rows - from) }, (_, index) => from + index);
    yield exposures(trial, plan, { rows, keys, startedAt });
    yield* outcomes(trial, plan, { rows, keys, startedAt });
  }
}

interface Stretch {
  readonly rows: readonly number[];
  readonly keys: readonly string[];
  readonly startedAt: Date;
}

function exposures(trial: Trial, plan: ImportPlan, { rows, keys, startedAt }: Stretch): FactBatch {
  const byName = new Map(plan.variants.map(({ name, key }) => [name, key]));
  const variantKeys = trial.variants.map(name => byName.get(name));
  const facts = rows.map(row => ({
    experimentKey: plan.experimentKey,
    recipientKey: keys[row],
    variantKey: variantKeys[trial.variantOf[row] ?? -1],
    occurredAt: startedAt,
  }));
  return { kind: 'exposures', facts, rows };
}

/**
 * Nothing happened where the value is zero. The name of an outcome holds among those of its recipient, so the
 * metric suffices, and no address gets into it.
 */
function* outcomes(trial: Trial, plan: ImportPlan, { rows, keys, startedAt }: Stretch): Generator<FactBatch> {
  const occurredAt = new Date(startedAt.getTime() + OUTCOME_AFTER_MS);
  for (const { key, column, kind } of plan.metrics) {
    const values = trial.values.get(column);
    const happened = rows.filter(row => values?.[row] !== 0);
    const facts = happened.map(row => ({
      id: key,
      recipientKey: keys[row],
      type: key,
      occurredAt,
      ...(kind === 'MEAN' && { value: values?.[row] }),
    }));
    if (facts.length > 0) yield { kind: 'outcomes', facts, rows: happened };
  }
}
