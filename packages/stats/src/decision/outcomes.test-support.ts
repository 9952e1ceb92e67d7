import type { CheckEvidence, DecisionEvidence, MetricEvidence } from './evidence.js';

/** What a success or secondary metric may show. */
export const EFFECTS = ['better', 'unclear', 'worse', 'not-compared'] as const;
/** What a guardrail of margin 1 may show, from the best to the worst. */
export const RAILS = ['safe', 'slightly-worse', 'unproven', 'worse', 'not-compared'] as const;
export const CHECKS = ['passed', 'warning', 'failed', 'not-enough-data', 'none'] as const;

const nothing = { difference: null, interval: null, pValue: null };

/** A metric of which more is good, with a p-value of 0.0001 where it moves. */
export function moving(role: 'success' | 'secondary', effect: (typeof EFFECTS)[number]): MetricEvidence {
  const base = { key: role, role, direction: 'increase' } as const;
  if (effect === 'not-compared') return { ...base, ...nothing };
  if (effect === 'unclear') return { ...base, difference: 1, interval: { lower: -1, upper: 3 }, pValue: 0.3 };
  const sign = effect === 'better' ? 1 : -1;
  return { ...base, difference: 2 * sign, interval: around(2 * sign), pValue: 0.0001 };
}

/** A guardrail of which less is good. */
export function guarding(status: (typeof RAILS)[number]): MetricEvidence {
  const base = { key: 'complaints', role: 'guardrail', direction: 'decrease', margin: 1 } as const;
  const at = { safe: 0, 'slightly-worse': 0.6, unproven: 0.8, worse: 2 };
  if (status === 'not-compared') return { ...base, ...nothing };
  const difference = at[status];
  const halfWidth = status === 'slightly-worse' ? 0.3 : 0.9;
  const interval = { lower: difference - halfWidth, upper: difference + halfWidth };
  return { ...base, difference, interval, pValue: interval.lower > 0 ? 0.0001 : 0.3 };
}

function around(centre: number) {
  return { lower: centre - 1, upper: centre + 1 };
}

export interface Outcome {
  readonly one: (typeof EFFECTS)[number];
  readonly other: (typeof EFFECTS)[number];
  readonly rail: (typeof RAILS)[number];
  readonly secondary: 'unclear' | 'worse';
  readonly check: (typeof CHECKS)[number];
  readonly isFinal: boolean;
  readonly days: 1 | 7;
}

/** Everything that two success metrics, a guardrail, a secondary metric, a check and the calendar may be. */
export function everyOutcome(): Outcome[] {
  const each = <T, U>(list: readonly T[], values: readonly U[], put: (item: T, value: U) => T) =>
    list.flatMap(item => values.map(value => put(item, value)));
  const start: Outcome = {
    one: 'better',
    other: 'better',
    rail: 'safe',
    secondary: 'unclear',
    check: 'passed',
    isFinal: true,
    days: 7,
  };
  let all = each([start], EFFECTS, (outcome, one) => ({ ...outcome, one }));
  all = each(all, EFFECTS, (outcome, other) => ({ ...outcome, other }));
  all = each(all, RAILS, (outcome, rail) => ({ ...outcome, rail }));
  all = each(all, ['unclear', 'worse'] as const, (outcome, secondary) => ({ ...outcome, secondary }));
  all = each(all, CHECKS, (outcome, check) => ({ ...outcome, check }));
  all = each(all, [true, false], (outcome, isFinal) => ({ ...outcome, isFinal }));
  return each(all, [1, 7] as const, (outcome, days) => ({ ...outcome, days }));
}

export function evidenceOf({ one, other, rail, secondary, check, isFinal, days }: Outcome): DecisionEvidence {
  const checks: CheckEvidence[] = check === 'none' ? [] : [{ name: 'sample-ratio', status: check }];
  const metrics = [
    moving('success', one),
    moving('success', other),
    guarding(rail),
    moving('secondary', secondary),
  ];
  return { metrics, checks, progress: { isFinal, days } };
}
