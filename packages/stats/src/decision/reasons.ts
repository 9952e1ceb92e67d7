import type { CheckEvidence, DecisionEvidence } from './evidence.js';
import type { Fact, MetricFinding } from './facts.js';

/** One finding behind a recommendation: a stable code, what it is about, and a sentence. */
export interface Reason {
  readonly code: ReasonCode;
  readonly metric?: string | undefined;
  readonly check?: string | undefined;
  readonly text: string;
}

const SENTENCES = {
  'check-failed': 'The check % failed, so the results cannot be trusted.',
  'check-warning': 'The check % gave a warning.',
  'check-unsettled': 'The check % has too little data.',
  'no-checks': 'No check of the data was made.',
  'success-better': 'The success metric % is significantly better.',
  'success-better-too-early': 'The success metric % looks better, but not by enough to stop before the end.',
  'success-worse': 'The success metric % is significantly worse.',
  'success-unclear': 'The success metric % shows no significant change.',
  'success-not-compared': 'The success metric % cannot be compared yet.',
  'no-success-metric': 'No success metric was given.',
  'guardrail-worse': 'The guardrail % is significantly worse.',
  'guardrail-non-inferior': 'The guardrail % is not harmed beyond its margin.',
  'guardrail-unproven': 'Harm beyond its margin is not excluded for the guardrail %.',
  'guardrail-not-compared': 'The guardrail % cannot be compared yet.',
  'secondary-better': 'The secondary metric % is significantly better.',
  'secondary-worse': 'The secondary metric % is significantly worse.',
  'before-the-end': 'The planned end is not reached.',
  'minimum-runtime-not-reached': 'The experiment has not run for the minimum number of days.',
  'no-rule-matched': 'No rule of the policy covers this outcome.',
} as const;

/** Stable names, for machines and translations. */
export type ReasonCode = keyof typeof SENTENCES;

function about(code: ReasonCode, subject: { metric?: string; check?: string } = {}): Reason {
  const name = subject.metric ?? subject.check ?? '';
  return { code, ...subject, text: SENTENCES[code].replace('%', () => `"${name}"`) };
}

/** All findings, those that matter most first: checks, success metrics, guardrails, the rest, progress. */
export function reasonsOf(
  { checks }: DecisionEvidence,
  findings: readonly MetricFinding[],
  facts: Record<Fact, boolean>,
  rule: number | null,
): Reason[] {
  const of = (role: MetricFinding['metric']['role']) => findings.filter(({ metric }) => metric.role === role);
  return [
    ...(checks.length === 0 ? [about('no-checks')] : checks.flatMap(checkReason)),
    ...(of('success').length === 0 ? [about('no-success-metric')] : of('success').map(successReason)),
    ...of('guardrail').map(guardrailReason),
    ...of('secondary').flatMap(secondaryReason),
    ...(facts['is-final'] ? [] : [about('before-the-end')]),
    ...(facts['minimum-runtime-reached'] ? [] : [about('minimum-runtime-not-reached')]),
    ...(rule === null ? [about('no-rule-matched')] : []),
  ];
}

function checkReason({ name, status }: CheckEvidence): Reason[] {
  if (status === 'passed') return [];
  const codes = {
    warning: 'check-warning',
    failed: 'check-failed',
    'not-enough-data': 'check-unsettled',
  } as const;
  return [about(codes[status], { check: name })];
}

function successReason({ metric, effect, isTooEarly }: MetricFinding): Reason {
  return about(isTooEarly ? 'success-better-too-early' : `success-${effect}`, { metric: metric.key });
}

function guardrailReason({ metric, effect, nonInferior }: MetricFinding): Reason {
  const subject = { metric: metric.key };
  if (effect === 'worse' || effect === 'not-compared') return about(`guardrail-${effect}`, subject);
  return about(nonInferior ? 'guardrail-non-inferior' : 'guardrail-unproven', subject);
}

function secondaryReason({ metric, effect }: MetricFinding): Reason[] {
  return effect === 'better' || effect === 'worse'
    ? [about(`secondary-${effect}`, { metric: metric.key })]
    : [];
}
