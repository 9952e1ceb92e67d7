import { badInput } from '../kernel/errors.js';
import type { Look } from '../kernel/query.js';
import { canonicalKey, recipientKeyFault } from '../kernel/recipient.js';
import type { Assignment } from './assignment.entity.js';
import { type Answer, type Reason, assign } from './assignment.rules.js';
import { askedPlan } from './permitted-plan.js';
import type { Plan } from './plan.rules.js';

/** The most recipients that one question may name. */
export const MOST_KEYS = 10_000;
/** After so many recipients others get their turn: a few milliseconds. */
const TURN = 4_000;

/** Who is assigned: the household where one is given, so that its members get the same variant. */
export interface Identity {
  readonly recipientKey: string;
  readonly householdKey?: string | null | undefined;
}

export interface AssignmentQuestion {
  readonly experimentKey: string;
  readonly context?: Readonly<Record<string, unknown>> | null | undefined;
}

/** Assigns one recipient. Writes nothing. */
export function askAssignment(
  look: Look,
  plan: Plan,
  { experimentKey, recipientKey, householdKey, context }: AssignmentQuestion & Identity,
): Assignment {
  const asked = askedPlan(look, plan);
  return assignmentOf(
    asked,
    experimentKey,
    assign(asked, experimentKey, hashedKey(recipientKey, householdKey), context ?? undefined),
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

/**
 * Assigns many recipients at once, as columns in the order of the keys. Writes nothing. Other questions get their turn
 * in between.
 */
export async function askAssignments(
  look: Look,
  plan: Plan,
  { experimentKey, recipientKeys, householdKeys, context }: AssignmentQuestion & Recipients,
): Promise<Columns> {
  const asked = askedPlan(look, plan);
  if (recipientKeys.length > MOST_KEYS)
    throw badInput('recipientKeys', `at most ${MOST_KEYS} keys are asked at once`);
  if (householdKeys && householdKeys.length !== recipientKeys.length)
    throw badInput('householdKeys', 'there is one household key for each recipient key, or null');
  const columns: Columns = { variantKeys: [], reasons: [], buckets: [] };
  const attributes = context ?? undefined;
  for (let index = 0; index < recipientKeys.length; index += 1) {
    if (index % TURN === TURN - 1) await othersHadTheirTurn();
    const key = hashedKey(recipientKeys[index] ?? '', householdKeys?.[index], index);
    const { variant, reason, bucket } = assign(asked, experimentKey, key, attributes);
    columns.variantKeys.push(variant === null ? null : variant.key);
    columns.reasons.push(reason);
    columns.buckets.push(bucket);
  }
  return columns;
}

interface Recipients {
  readonly recipientKeys: readonly string[];
  readonly householdKeys?: readonly (string | null)[] | null | undefined;
}

const othersHadTheirTurn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** The canonical key that is hashed. `index` is its place among many; its field is named only where there is a fault. */
export function hashedKey(
  recipientKey: string,
  householdKey: string | null | undefined,
  index: number | null = null,
): string {
  requireKey('recipientKey', recipientKey, index);
  if (householdKey == null) return canonicalKey(recipientKey);
  requireKey('householdKey', householdKey, index);
  return canonicalKey(householdKey);
}

function requireKey(field: string, key: string, index: number | null): void {
  const fault = recipientKeyFault(key);
  if (fault === null) return;
  const noun = field === 'householdKey' ? 'household' : 'recipient';
  throw badInput(index === null ? field : `${field}s.${index}`, `the ${noun} key is ${fault}`);
}
