import { type Look, permitRead } from '../kernel/query.js';
import { canonicalKey } from '../kernel/recipient-key.js';
import type { AssignmentQuestion } from './assignment.queries.js';
import { assignmentOf, requireKey } from './assignment.queries.js';
import type { Explanation } from './explanation.entity.js';
import { explain } from './explanation.rules.js';
import type { HoldoutStatus } from './holdout-status.entity.js';
import type { Plan } from './plan.rules.js';
import { bucketIn, shareAt, verdictOf } from './planned-holdout.rules.js';

/** Why a recipient gets what it gets: every test, in order. Writes nothing. */
export function askExplanation(
  look: Look,
  plan: Plan,
  question: AssignmentQuestion & { readonly recipientKey: string },
): Explanation {
  permitRead(look, 'Assignment', 'ask');
  requireKey(question.recipientKey, null);
  const key = canonicalKey(question.recipientKey);
  const { answer, steps } = explain(plan, question.experimentKey, key, question.context ?? {});
  return { assignment: assignmentOf(plan, question.experimentKey, answer), canonicalKey: key, steps };
}

/** Whether a recipient is held out from what happens in a market and a channel. Writes nothing. */
export function askHoldoutStatus(
  look: Look,
  plan: Plan,
  question: {
    readonly recipientKey: string;
    readonly market?: string | null | undefined;
    readonly channel?: string | null | undefined;
    readonly context?: Readonly<Record<string, unknown>> | null | undefined;
  },
): HoldoutStatus {
  permitRead(look, 'Assignment', 'ask');
  requireKey(question.recipientKey, null);
  const key = canonicalKey(question.recipientKey);
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
