import { badInput } from '../kernel/errors.js';
import { type Look, permitRead } from '../kernel/query.js';
import { canonicalKey, recipientKeyFault } from '../kernel/recipient.js';
import type { Assignment } from './assignment.entity.js';
import { type Answer, type Reason, assign } from './assignment.rules.js';
import type { Plan } from './plan.rules.js';

/** The most recipients that one question may name. */
export const MOST_KEYS = 10_000;

export interface AssignmentQuestion {
  readonly experimentKey: string;
  readonly context?: Readonly<Record<string, unknown>> | null | undefined;
}

/** Assigns one recipient. Writes nothing. */
export function askAssignment(
  look: Look,
  plan: Plan,
  { experimentKey, recipientKey, context }: AssignmentQuestion & { readonly recipientKey: string },
): Assignment {
  permitRead(look, 'Assignment', 'ask');
  requireKey(recipientKey, null);
  return assignmentOf(
    plan,
    experimentKey,
    assign(plan, experimentKey, canonicalKey(recipientKey), context ?? undefined),
  );
}

/** An answer in the form in which it is given. */
export const assignmentOf = (
  plan: Plan,
  experimentKey: string,
  { variant, reason, bucket, holdoutKey }: Answer,
): Assignment => ({
  experimentKey,
  inExperiment: variant !== null,
  variantKey: variant?.key ?? null,
  reason,
  bucket,
  probability: variant?.probability ?? null,
  holdoutKey,
  payload: variant?.payload ?? null,
  modelVersionId: variant?.modelVersionId ?? null,
  planVersion: plan.version,
});

export interface Columns {
  readonly variantKeys: (string | null)[];
  readonly reasons: Reason[];
  readonly buckets: (number | null)[];
}

/** Assigns many recipients at once, as columns in the order of the keys. Writes nothing. */
export function askAssignments(
  look: Look,
  plan: Plan,
  {
    experimentKey,
    recipientKeys,
    context,
  }: AssignmentQuestion & { readonly recipientKeys: readonly string[] },
): Columns {
  permitRead(look, 'Assignment', 'ask');
  if (recipientKeys.length > MOST_KEYS)
    throw badInput('recipientKeys', `at most ${MOST_KEYS} keys are asked at once`);
  const columns: Columns = { variantKeys: [], reasons: [], buckets: [] };
  for (const [index, recipientKey] of recipientKeys.entries()) {
    requireKey(recipientKey, index);
    const { variant, reason, bucket } = assign(
      plan,
      experimentKey,
      canonicalKey(recipientKey),
      context ?? undefined,
    );
    columns.variantKeys.push(variant?.key ?? null);
    columns.reasons.push(reason);
    columns.buckets.push(bucket);
  }
  return columns;
}

/** `index` is the place of the key among many; its field is named only where there is a fault. */
export function requireKey(recipientKey: string, index: number | null): void {
  const fault = recipientKeyFault(recipientKey);
  if (fault === null) return;
  const field = index === null ? 'recipientKey' : `recipientKeys.${index}`;
  throw badInput(field, `the recipient key is ${fault}`);
}
