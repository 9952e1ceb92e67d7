import { describe, expect, it } from 'vitest';
import type { DecisionEvidence } from './evidence.js';
import { evidenceOf, everyOutcome, moving } from './outcomes.test-support.js';
import { type Action, type Condition, type DecisionPolicy, riskAware } from './policy.js';
import { recommend } from './recommend.js';

const always: DecisionEvidence = {
  metrics: [moving('success', 'better')],
  checks: [{ name: 'sample-ratio', status: 'passed' }],
  progress: { isFinal: true },
};

const policyOf = (when: Condition[], action: Action): DecisionPolicy => ({
  ...riskAware,
  rules: [{ when, action }],
});

describe('a policy', () => {
  it('is data: it survives being stored', () => {
    const stored = JSON.parse(JSON.stringify(riskAware)) as DecisionPolicy;

    expect(recommend(always, stored)).toEqual(recommend(always, riskAware));
  });

  it('takes the first rule of which every condition holds', () => {
    const rules: DecisionPolicy['rules'] = [
      { when: ['is-final', 'any-success-worse'], action: 'roll-back' },
      { when: ['is-final', 'not any-success-worse'], action: 'keep-running' },
      { when: ['is-final'], action: 'ship' },
    ];

    const { action, rule } = recommend(always, { ...riskAware, rules });

    expect([action, rule]).toEqual(['keep-running', 1]);
  });

  it('needs a person where no rule matches', () => {
    expect(recommend(always, policyOf(['not is-final'], 'ship'))).toMatchObject({
      action: 'needs-a-person',
      rule: null,
    });
    expect(recommend(always, { ...riskAware, rules: [] }).action).toBe('needs-a-person');
  });

  it('may express one primary metric with guardrails whose harm rolls back, open until it is over', () => {
    const early: DecisionPolicy['rules'] = [
      { when: ['any-check-failed'], action: 'needs-a-person' },
      { when: ['not any-success-compared', 'not is-final'], action: 'keep-running' },
      { when: ['not any-success-compared'], action: 'needs-a-person' },
      { when: ['not planned-size-reached', 'not is-final'], action: 'keep-running' },
    ];
    const primary: DecisionPolicy = {
      alpha: 0.05,
      earlyPValue: null,
      minimumDays: 0,
      rules: [
        ...early,
        {
          when: ['any-success-better', 'all-guardrails-non-inferior', 'not any-guardrail-worse'],
          action: 'ship',
        },
        { when: ['any-success-worse'], action: 'roll-back' },
        { when: ['any-guardrail-worse'], action: 'roll-back' },
        { when: ['any-success-better'], action: 'needs-a-person' },
        { when: ['not is-final'], action: 'keep-running' },
      ],
    };
    for (const outcome of everyOutcome().filter(({ one, other }) => one === other)) {
      for (const units of [50, 100]) {
        const { metrics, checks, progress } = evidenceOf(outcome);
        const evidence = {
          metrics: metrics.slice(1),
          checks,
          progress: { ...progress, units, planned: 100 },
        };
        const { one, rail, check, isFinal } = outcome;
        const open = isFinal ? 'needs-a-person' : 'keep-running';
        const isHarmed = rail === 'worse' || rail === 'slightly-worse';
        let expected: Action = one === 'better' ? 'needs-a-person' : open;
        if (one === 'worse' || isHarmed) expected = 'roll-back';
        if (one === 'better' && rail === 'safe') expected = 'ship';
        if (one === 'not-compared' || (units < 100 && !isFinal)) expected = open;
        if (check === 'failed') expected = 'needs-a-person';
        expect(recommend(evidence, primary).action).toBe(expected);
      }
    }
  });

  it.each<[Condition, Partial<DecisionEvidence>, boolean]>([
    ['any-secondary-worse', { metrics: [moving('secondary', 'worse')] }, true],
    ['any-secondary-worse', {}, false],
    ['nothing-worse', { metrics: [moving('secondary', 'worse')] }, false],
    ['checks-passed', { checks: [] }, false],
    ['checks-passed', { checks: [{ name: 'balance', status: 'not-enough-data' }] }, false],
    ['checks-passed', { checks: [{ name: 'balance', status: 'warning' }] }, true],
    ['all-success-better', { metrics: [] }, false],
    ['all-success-compared', { metrics: [] }, false],
    ['all-guardrails-compared', { metrics: [] }, true],
    ['planned-size-reached', { progress: { isFinal: true, units: 5 } }, false],
    ['planned-size-reached', { progress: { isFinal: true, units: 5, planned: 5 } }, true],
    ['minimum-runtime-reached', { progress: { isFinal: true } }, false],
    ['minimum-runtime-reached', { progress: { isFinal: true, days: 3 } }, true],
  ])('that asks for %s reads it off the evidence', (condition, changed, holds) => {
    const evidence = { ...always, ...changed };

    expect(recommend(evidence, policyOf([condition], 'ship')).rule).toBe(holds ? 0 : null);
    expect(recommend(evidence, policyOf([`not ${condition}` as Condition], 'ship')).rule).toBe(
      holds ? null : 0,
    );
  });

  it.each<[string, Partial<DecisionPolicy>]>([
    ['policy.alpha', { alpha: 0 }],
    ['policy.earlyPValue', { earlyPValue: 1 }],
    ['policy.minimumDays', { minimumDays: -1 }],
    ['policy.rules[0].when', { rules: [{ when: [], action: 'ship' }] }],
    ['policy.rules[0].when[1]', { rules: [{ when: ['is-final', 'luck' as 'is-final'], action: 'ship' }] }],
    ['policy.rules[0].when[0]', { rules: [{ when: ['not not is-final' as 'is-final'], action: 'ship' }] }],
    ['policy.rules[0].action', { rules: [{ when: ['is-final'], action: 'launch' as 'ship' }] }],
  ])('that is not understood is refused by the name of %s', (name, changed) => {
    const attempt = () => recommend(always, { ...riskAware, ...changed });

    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});

describe('evidence', () => {
  const metric = moving('success', 'better');

  it.each<[string, Partial<DecisionEvidence>]>([
    ['metrics[0].role', { metrics: [{ ...metric, role: 'primary' as 'success' }] }],
    ['metrics[0].direction', { metrics: [{ ...metric, direction: 'up' as 'increase' }] }],
    ['metrics[0].difference', { metrics: [{ ...metric, difference: Number.NaN }] }],
    ['metrics[1].pValue', { metrics: [metric, { ...metric, pValue: 2 }] }],
    ['metrics[0].chanceToBeat', { metrics: [{ ...metric, chanceToBeat: -1 }] }],
    ['metrics[0].margin', { metrics: [{ ...metric, margin: -1 }] }],
    ['metrics[0].interval.lower', { metrics: [{ ...metric, interval: { lower: Number.NaN, upper: 1 } }] }],
    ['metrics[0].interval.upper', { metrics: [{ ...metric, interval: { lower: 0, upper: Number.NaN } }] }],
    ['metrics[0].interval.lower', { metrics: [{ ...metric, interval: { lower: 2, upper: 1 } }] }],
    ['checks[0].status', { checks: [{ name: 'sample-ratio', status: 'FAILED' as 'failed' }] }],
    ['progress.days', { progress: { days: -1 } }],
    ['progress.units', { progress: { units: Number.NaN } }],
    ['progress.planned', { progress: { planned: -5 } }],
  ])('that cannot be is refused by the name of %s', (name, changed) => {
    const attempt = () => recommend({ ...always, ...changed });

    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});
