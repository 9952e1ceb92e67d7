import { type Look, permitRead } from '../kernel/query.js';
import type { AssignmentQuestion } from './assignment.queries.js';
import { type Identity, assignmentOf, hashedKey } from './assignment.queries.js';
import type { Explanation } from './explanation.entity.js';
import { explain } from './explanation.rules.js';
import type { HoldoutStatus } from './holdout-status.entity.js';
import type { Plan } from './plan.rules.js';
import { bucketIn, shareAt, verdictOf } from './planned-holdout.rules.js';

/** Why a recipient gets what it gets: every test, in order. Writes nothing. */
export function askExplanation(look: Look, plan: Plan, question: AssignmentQuestion & Identity): Explanation {
  permitRead(look, 'Assignment', 'ask');
  const key = hashedKey(question.recipientKey, question.householdKey);
  const { answer, steps } = explain(plan, question.experimentKey, key, question.context ?? {});
  return { assignment: assignmentOf(plan, question.experimentKey, answer), canonicalKey: key, steps };
}

/** Whether a recipient is held out from what happens in a market and a channel. Writes nothing. */
export function askHoldoutStatus(
  look: Look,
  plan: Plan,
  question: Identity & {
    readonly market?: string | null | undefined;
    readonly channel?: string | null | undefined;
    readonly context?: Readonly<Record<string, unknown>> | null | undefined;
  },
): HoldoutStatus {
  permitRead(look, 'Assignment', 'ask');
  const key = hashedKey(question.recipientKey, question.householdKey);
  const place = {
    experimentKey: null,
    channel: question.channel ?? null,
    market: question.market ?? null,
  };
  const holdouts = plan.holdouts
    .filter(({ closedAt }) => closedAt === Number.POSITIVE_INFINITY)
    .map(holdout => ({
      holdoutKey: holdout.key,
      verdict: verdictOf(holdout, key, question.context ?? {}, place),
      bucket: bucketIn(holdout, key),
      share: shareAt(holdout, Number.POSITIVE_INFINITY),
    }));
  const first = holdouts.find(({ verdict }) => verdict === 'HELD_OUT');
  return {
    isHeldOut: first !== undefined,
    holdoutKey: first?.holdoutKey ?? null,
    holdouts,
    planVersion: plan.version,
  };
}
