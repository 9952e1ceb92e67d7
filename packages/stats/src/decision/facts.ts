import {
  type DecisionEvidence,
  type Effect,
  effectOf,
  guardrailEffectOf,
  isNonInferior,
  isSettled,
  type MetricEvidence,
} from './evidence.js';
import type { PolicyThresholds } from './policy.js';

/** What was found of one metric. */
export interface MetricFinding {
  readonly metric: MetricEvidence;
  readonly effect: Effect;
  /** Better at alpha, but not yet by enough to stop before the end; `effect` is then unclear. */
  readonly isTooEarly: boolean;
  /** Worse by enough to stop before the end. */
  readonly isStrongHarm: boolean;
  readonly nonInferior: boolean;
}

export type Fact = (typeof FACTS)[number];

/** Everything that a rule of a policy may ask for. */
export const FACTS = [
  'any-check-failed',
  /** There are checks, and each passed or warned. */
  'checks-passed',
  'any-success-better',
  /** There are success metrics, and each is better. */
  'all-success-better',
  'any-success-worse',
  'any-success-compared',
  'all-success-compared',
  'any-guardrail-worse',
  /** True without guardrails, as the next. */
  'all-guardrails-non-inferior',
  'all-guardrails-compared',
  'any-secondary-worse',
  /** No metric of any role is worse. */
  'nothing-worse',
  /** The data are complete, or some harm is as certain as stopping early requires. */
  'harm-settled',
  'is-final',
  'planned-size-reached',
  'minimum-runtime-reached',
] as const;

export function isFinal({ progress }: DecisionEvidence): boolean {
  return progress.isFinal ?? isFull(progress);
}

function isFull({ units, planned }: DecisionEvidence['progress']): boolean {
  return units !== undefined && planned !== undefined && units >= planned;
}

/** What each metric shows. Before the end a success must be proved by the smaller p-value; harm need not be. */
export function findingsOf(evidence: DecisionEvidence, thresholds: PolicyThresholds): MetricFinding[] {
  const { alpha, earlyPValue } = thresholds;
  const strict = isFinal(evidence) || earlyPValue === null ? alpha : earlyPValue;
  return evidence.metrics.map(metric => {
    const read = metric.role === 'guardrail' ? guardrailEffectOf(metric, alpha) : effectOf(metric, alpha);
    const isTooEarly = metric.role === 'success' && read === 'better' && !isSettled(metric, strict);
    return {
      metric,
      effect: isTooEarly ? 'unclear' : read,
      isTooEarly,
      isStrongHarm: read === 'worse' && (strict === alpha || isSettled(metric, strict)),
      nonInferior: isNonInferior(metric),
    };
  });
}

/** Every fact of the vocabulary, true or not. */
export function factsOf(
  evidence: DecisionEvidence,
  findings: readonly MetricFinding[],
  { minimumDays }: PolicyThresholds,
): Record<Fact, boolean> {
  const { checks, progress } = evidence;
  const of = (role: MetricEvidence['role']) => findings.filter(({ metric }) => metric.role === role);
  const is = (effect: Effect) => (finding: MetricFinding) => finding.effect === effect;
  const isCompared = (finding: MetricFinding) => finding.effect !== 'not-compared';
  const [success, guardrails] = [of('success'), of('guardrail')];
  const decisive = [...success, ...guardrails];
  return {
    'any-check-failed': checks.some(({ status }) => status === 'failed'),
    'checks-passed':
      checks.length > 0 && checks.every(({ status }) => status === 'passed' || status === 'warning'),
    'any-success-better': success.some(is('better')),
    'all-success-better': success.length > 0 && success.every(is('better')),
    'any-success-worse': success.some(is('worse')),
    'any-success-compared': success.some(isCompared),
    'all-success-compared': success.length > 0 && success.every(isCompared),
    'any-guardrail-worse': guardrails.some(is('worse')),
    'all-guardrails-non-inferior': guardrails.every(({ nonInferior }) => nonInferior),
    'all-guardrails-compared': guardrails.every(isCompared),
    'any-secondary-worse': of('secondary').some(is('worse')),
    'nothing-worse': !findings.some(is('worse')),
    'harm-settled': isFinal(evidence) || decisive.some(({ isStrongHarm }) => isStrongHarm),
    'is-final': isFinal(evidence),
    'planned-size-reached': isFull(progress),
    'minimum-runtime-reached': (progress.days ?? 0) >= minimumDays,
  };
}
