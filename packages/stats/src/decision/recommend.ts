import { type DecisionEvidence, requireEvidence } from './evidence.js';
import { type Fact, factsOf, findingsOf } from './facts.js';
import { type Action, type Condition, type DecisionPolicy, requirePolicy, riskAware } from './policy.js';
import { type Reason, reasonsOf } from './reasons.js';

/** What the policy advises, and everything that was found. A recommendation, not a decision. */
export interface Recommendation {
  readonly action: Action;
  /** Position of the rule that matched; null when none did. */
  readonly rule: number | null;
  readonly reasons: readonly Reason[];
}

/**
 * What does a policy advise to do with a treatment, given all that was measured and checked? Compare first
 * (`welch`, `sequentialDifference`), adjust the p-values of several success metrics (`holm`), and let a
 * person decide; this only reads the rules that were agreed on before.
 *
 * @param evidence  metrics: difference, interval and adjusted p-value of each, its role, the direction that is
 *   good and, for a guardrail, its margin, all in the unit of the metric; checks by name and status;
 *   progress: isFinal, units and planned units, days
 * @param policy  rules tried in order with their thresholds; default `riskAware`
 * @returns the action of the first rule that matches, or that a person is needed; the reasons have stable
 *   codes and name the metric or check
 * @throws {RangeError} if the policy holds an unknown action or condition or a rule without condition, or the
 *   evidence an impossible value
 * @see Schultzberg, Ankargren & Frånberg (2024), https://arxiv.org/abs/2402.11609
 * @example recommend({ metrics: [], checks: [], progress: { isFinal: true } }).action // 'needs-a-person'
 */
export function recommend(evidence: DecisionEvidence, policy: DecisionPolicy = riskAware): Recommendation {
  requirePolicy(policy);
  requireEvidence(evidence);
  const findings = findingsOf(evidence, policy);
  const facts = factsOf(evidence, findings, policy);
  const index = policy.rules.findIndex(({ when }) => when.every(condition => holds(condition, facts)));
  const rule = index < 0 ? null : index;
  return {
    action: policy.rules[index]?.action ?? 'needs-a-person',
    rule,
    reasons: reasonsOf(evidence, findings, facts, rule),
  };
}

function holds(condition: Condition, facts: Record<Fact, boolean>): boolean {
  return condition.startsWith('not ') ? !facts[condition.slice(4) as Fact] : facts[condition as Fact];
}

/** A variant of an experiment, compared with control. */
export interface Candidate {
  readonly key: string;
  readonly evidence: DecisionEvidence;
}

/** What the policy advises for an experiment of several variants. */
export interface RecommendationAmong {
  readonly action: Action;
  /** The variant to ship; null for every other action. */
  readonly key: string | null;
  readonly each: readonly (Recommendation & { readonly key: string })[];
}

/**
 * What does a policy advise when several variants were compared with one control? The p-values of all
 * variants belong to one family (`holm`).
 *
 * @param candidates  every variant but control, its metrics in the same order
 * @param policy  as for `recommend`
 * @returns ship the variant that gains most in the first success metric, of those that may be shipped; roll
 *   back when every variant is to be rolled back; otherwise a person is needed as soon as one variant needs
 *   one, and else keep running
 * @throws {RangeError} as `recommend`
 * @see Schultzberg, Ankargren & Frånberg (2024), https://arxiv.org/abs/2402.11609
 * @example recommendAmong([]).action // 'needs-a-person'
 */
export function recommendAmong(
  candidates: readonly Candidate[],
  policy: DecisionPolicy = riskAware,
): RecommendationAmong {
  const each = candidates.map(({ key, evidence }) => ({ key, ...recommend(evidence, policy) }));
  const best = candidates
    .filter((_, index) => each[index]?.action === 'ship')
    .toSorted((one, other) => gainOf(other) - gainOf(one))[0];
  if (best !== undefined) return { action: 'ship', key: best.key, each };
  const actions = each.map(({ action }) => action);
  if (actions.length === 0 || actions.includes('needs-a-person')) {
    return { action: 'needs-a-person', key: null, each };
  }
  const isOver = actions.every(action => action === 'roll-back');
  return { action: isOver ? 'roll-back' : 'keep-running', key: null, each };
}

function gainOf({ evidence }: Candidate): number {
  const metric = evidence.metrics.find(({ role }) => role === 'success');
  if (metric === undefined || metric.difference === null) return -Infinity;
  return metric.direction === 'increase' ? metric.difference : -metric.difference;
}
