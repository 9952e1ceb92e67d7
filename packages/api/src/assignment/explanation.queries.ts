import type { Look } from '../kernel/query.js';
import type { AssignmentQuestion } from './assignment.queries.js';
import { type Identity, assignmentOf, hashedKey } from './assignment.queries.js';
import type { Explanation } from './explanation.entity.js';
import { explain } from './explanation.rules.js';
import type { HoldoutStatus } from './holdout-status.entity.js';
import { askedPlan, mayAskOf, requireMarket } from './permitted-plan.js';
import type { Plan } from './plan.rules.js';
import { bucketIn, shareAt, verdictOf } from './planned-holdout.rules.js';

/** Why a recipient gets what it gets: every test, in order. Writes nothing. */
export function askExplanation(look: Look, plan: Plan, question: AssignmentQuestion & Identity): Explanation {
  const asked = askedPlan(look, plan);
  const key = hashedKey(question.recipientKey, question.householdKey);
  const { answer, steps } = explain(asked, question.experimentKey, key, question.context ?? {});
  return { assignment: assignmentOf(asked, question.experimentKey, answer), canonicalKey: key, steps };
}

/**
 * Whether a recipient is held out from what happens in a market and a channel, whoever asks; of the holdouts, those are
 * named that the caller may be told of. Writes nothing.
 */
export function askHoldoutStatus(
  look: Look,
  plan: Plan,
  question: Identity & {
    readonly market?: string | null | undefined;
    readonly channel?: string | null | undefined;
    readonly context?: Readonly<Record<string, unknown>> | null | undefined;
  },
): HoldoutStatus {
  const asked = askedPlan(look, plan);
  requireMarket(look, question.market);
  const key = hashedKey(question.recipientKey, question.householdKey);
  const place = {
    experimentKey: null,
    channel: question.channel ?? null,
    market: question.market ?? null,
  };
  const holdouts = asked.holdouts
    .filter(({ closedAt }) => closedAt === Number.POSITIVE_INFINITY)
    .map(holdout => ({
      holdoutKey: holdout.key,
      isTold: mayAskOf(look, holdout.scope.market),
      verdict: verdictOf(holdout, key, question.context ?? {}, place),
      bucket: bucketIn(holdout, key),
      share: shareAt(holdout, Number.POSITIVE_INFINITY),
    }));
  const first = holdouts.find(({ verdict }) => verdict === 'HELD_OUT');
  return {
    isHeldOut: first !== undefined,
    holdoutKey: first?.isTold ? first.holdoutKey : null,
    holdouts: holdouts.filter(({ isTold }) => isTold).map(({ isTold: _told, ...told }) => told),
    planVersion: asked.version,
  };
}
