import { requireNonNegative, requireOpenUnit } from '../domain.js';
import { requireOneOf } from './evidence.js';
import { type Fact, FACTS } from './facts.js';

const ACTIONS = ['ship', 'roll-back', 'keep-running', 'needs-a-person'] as const;

/** What a policy may advise. */
export type Action = (typeof ACTIONS)[number];

/** A fact, or that it is not so. */
export type Condition = Fact | `not ${Fact}`;

const CONDITIONS = FACTS.flatMap(fact => [fact, `not ${fact}`]);

/** When all conditions hold, the action is advised. */
export interface PolicyRule {
  readonly when: readonly Condition[];
  readonly action: Action;
}

/** When evidence counts. */
export interface PolicyThresholds {
  /** Two-sided significance level of success and secondary metrics, and of guardrails without interval. */
  readonly alpha: number;
  /**
   * What a p-value must be below to stop before the end. Null where p-values are valid at every look
   * (`sequentialDifference`); 0.001 is usual where they are not.
   */
  readonly earlyPValue: number | null;
  /** Days before anything may be shipped. */
  readonly minimumDays: number;
}

/** How evidence becomes advice, as data: rules are tried in order, and without a match a person is needed. */
export interface DecisionPolicy extends PolicyThresholds {
  readonly rules: readonly PolicyRule[];
}

/** Refuses a policy that says something that is not understood, or a rule that would always match. */
export function requirePolicy(policy: DecisionPolicy): void {
  requireOpenUnit('policy.alpha', policy.alpha);
  if (policy.earlyPValue !== null) requireOpenUnit('policy.earlyPValue', policy.earlyPValue);
  requireNonNegative('policy.minimumDays', policy.minimumDays);
  policy.rules.forEach(({ when, action }, index) => {
    const name = `policy.rules[${index}]`;
    if (when.length === 0) throw new RangeError(`${name}.when must hold a condition`);
    when.forEach((condition, at) => requireOneOf(`${name}.when[${at}]`, CONDITIONS, condition));
    requireOneOf(`${name}.action`, ACTIONS, action);
  });
}

const usual: PolicyThresholds = { alpha: 0.05, earlyPValue: 0.001, minimumDays: 3 };

/**
 * What if something is shipped only when it is proved to help and proved not to harm? Ship when a success
 * metric is better, every guardrail is non-inferior, no metric is worse and the checks passed; roll back when
 * a guardrail is worse, or a success metric is and none is better. The default policy of `recommend`.
 *
 * @see Schultzberg, Ankargren & Frånberg (2024), https://arxiv.org/abs/2402.11609
 * @example riskAware.earlyPValue // 0.001
 */
export const riskAware: DecisionPolicy = {
  ...usual,
  rules: [
    { when: ['any-check-failed'], action: 'needs-a-person' },
    { when: ['any-guardrail-worse', 'harm-settled'], action: 'roll-back' },
    { when: ['any-success-worse', 'not any-success-better', 'harm-settled'], action: 'roll-back' },
    {
      when: [
        'any-success-better',
        'all-guardrails-non-inferior',
        'nothing-worse',
        'checks-passed',
        'minimum-runtime-reached',
      ],
      action: 'ship',
    },
    { when: ['not is-final'], action: 'keep-running' },
  ],
};

/**
 * What if every success metric has to win? Ship when all success metrics are better and no guardrail is
 * worse; roll back when a guardrail is worse, or a success metric is and none is better. A guardrail needs no
 * margin, so harm that was too small to be seen may be shipped; `riskAware` asks for proof.
 *
 * @see GrowthBook, decision criteria of experiments, https://github.com/growthbook/growthbook
 * @example clearSignals.minimumDays // 3
 */
export const clearSignals: DecisionPolicy = {
  ...usual,
  rules: [
    { when: ['any-check-failed'], action: 'needs-a-person' },
    { when: ['any-guardrail-worse', 'harm-settled'], action: 'roll-back' },
    { when: ['any-success-worse', 'not any-success-better', 'harm-settled'], action: 'roll-back' },
    {
      when: [
        'all-success-better',
        'not any-guardrail-worse',
        'all-guardrails-compared',
        'minimum-runtime-reached',
      ],
      action: 'ship',
    },
    { when: ['not is-final'], action: 'keep-running' },
  ],
};

/**
 * What if the change is wanted anyway, such as a redesign or a cheaper provider, unless it harms? Ship at the
 * end when all success metrics and guardrails could be compared and none is worse, roll back when one is.
 *
 * @see GrowthBook, decision criteria of experiments, https://github.com/growthbook/growthbook
 * @example doNoHarm.rules.length // 5
 */
export const doNoHarm: DecisionPolicy = {
  ...usual,
  rules: [
    { when: ['any-check-failed'], action: 'needs-a-person' },
    { when: ['any-guardrail-worse', 'harm-settled'], action: 'roll-back' },
    { when: ['any-success-worse', 'harm-settled'], action: 'roll-back' },
    { when: ['not is-final'], action: 'keep-running' },
    {
      when: [
        'not any-success-worse',
        'not any-guardrail-worse',
        'all-success-compared',
        'all-guardrails-compared',
        'minimum-runtime-reached',
      ],
      action: 'ship',
    },
  ],
};
