import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecisionEvidence, MetricEvidence } from './evidence.js';
import { evidenceOf, everyOutcome, guarding, moving } from './outcomes.test-support.js';
import { riskAware } from './policy.js';
import { recommend, recommendAmong } from './recommend.js';
import { welch } from '../comparison/welch.js';

const passed = [{ name: 'sample-ratio', status: 'passed' }] as const;
const told = (metrics: MetricEvidence[], progress: DecisionEvidence['progress']): DecisionEvidence => ({
  metrics,
  checks: passed,
  progress,
});
const final = { isFinal: true, days: 7 };
const running = { isFinal: false, days: 7 };

describe('a recommendation', () => {
  it('is made of comparisons as they are', () => {
    const control = { n: 20_000, mean: 0.1, variance: 0.09 };
    const orders = welch(control, { n: 20_000, mean: 0.12, variance: 0.1056 });
    const complaints = welch(control, { n: 20_000, mean: 0.1, variance: 0.09 });

    const { action, reasons } = recommend(
      told(
        [
          { key: 'orders', role: 'success', direction: 'increase', ...orders },
          { key: 'complaints', role: 'guardrail', direction: 'decrease', margin: 0.01, ...complaints },
        ],
        { units: 40_000, planned: 40_000, days: 14 },
      ),
    );

    expect(action).toBe('ship');
    expect(reasons).toEqual([
      {
        code: 'success-better',
        metric: 'orders',
        text: 'The success metric "orders" is significantly better.',
      },
      {
        code: 'guardrail-non-inferior',
        metric: 'complaints',
        text: 'The guardrail "complaints" is not harmed beyond its margin.',
      },
    ]);
  });

  it('names everything that was found, by stable codes', () => {
    const { action, rule, reasons } = recommend({
      metrics: [
        moving('success', 'unclear'),
        moving('success', 'not-compared'),
        guarding('unproven'),
        guarding('not-compared'),
        guarding('worse'),
        moving('secondary', 'worse'),
        moving('secondary', 'better'),
      ],
      checks: [
        { name: 'sample-ratio', status: 'failed' },
        { name: 'several-variants', status: 'warning' },
        { name: 'balance', status: 'not-enough-data' },
      ],
      progress: { isFinal: false, days: 1 },
    });

    expect([action, rule]).toEqual(['needs-a-person', 0]);
    expect(reasons.map(({ code, metric, check }) => [code, metric ?? check])).toEqual([
      ['check-failed', 'sample-ratio'],
      ['check-warning', 'several-variants'],
      ['check-unsettled', 'balance'],
      ['success-unclear', 'success'],
      ['success-not-compared', 'success'],
      ['guardrail-unproven', 'complaints'],
      ['guardrail-not-compared', 'complaints'],
      ['guardrail-worse', 'complaints'],
      ['secondary-worse', 'secondary'],
      ['secondary-better', 'secondary'],
      ['before-the-end', undefined],
      ['minimum-runtime-not-reached', undefined],
    ]);
  });

  it('says what is missing when nothing was measured', () => {
    const { rule, reasons } = recommend({ metrics: [], checks: [], progress: { isFinal: true, days: 3 } });

    expect(rule).toBeNull();
    expect(reasons.map(({ code }) => code)).toEqual(['no-checks', 'no-success-metric', 'no-rule-matched']);
  });

  it('keeps the name of a metric as it is, whatever it holds', () => {
    const metric = { ...moving('success', 'better'), key: "$& $'" };

    expect(recommend(told([metric], final)).reasons[0]?.text).toBe(
      `The success metric "$& $'" is significantly better.`,
    );
  });

  it('believes a success before the end only at the smaller p-value', () => {
    const at = (pValue: number) => [{ ...moving('success', 'better'), pValue }, guarding('safe')];

    expect(recommend(told(at(0.01), final)).action).toBe('ship');
    expect(recommend(told(at(0.01), running)).action).toBe('keep-running');
    expect(recommend(told(at(0.0009), running)).action).toBe('ship');
    expect(recommend(told(at(0.01), running), { ...riskAware, earlyPValue: null }).action).toBe('ship');
    expect(recommend(told(at(0.01), running)).reasons.map(({ code }) => code)).toContain(
      'success-better-too-early',
    );
  });

  it('does not stop early for harm that is not certain, and does not ship past it either', () => {
    const doubtful = { ...moving('success', 'worse'), pValue: 0.01 };
    const metrics = [doubtful, moving('success', 'better'), guarding('safe')];

    expect(recommend(told([doubtful], running)).action).toBe('keep-running');
    expect(recommend(told([doubtful], final)).action).toBe('roll-back');
    expect(recommend(told([doubtful], running), { ...riskAware, earlyPValue: null }).action).toBe(
      'roll-back',
    );
    expect(recommend(told(metrics, running)).action).toBe('keep-running');
  });

  it('stops early for a guardrail only when its p-value is as small as stopping requires', () => {
    const worse = guarding('worse');

    expect(recommend(told([worse], running)).action).toBe('roll-back');
    expect(recommend(told([{ ...worse, pValue: 0.01 }], running)).action).toBe('keep-running');
    expect(recommend(told([{ ...worse, pValue: null }], running)).action).toBe('keep-running');
    expect(recommend(told([{ ...worse, pValue: null }], final)).action).toBe('roll-back');
  });

  it('is not hurried by a secondary metric, but tells of it', () => {
    const doubtful = { ...guarding('worse'), pValue: 0.01 };
    const { action, reasons } = recommend(
      told(
        [doubtful, moving('secondary', 'worse'), { ...moving('secondary', 'better'), pValue: 0.01 }],
        running,
      ),
    );

    expect(action).toBe('keep-running');
    expect(reasons.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['secondary-worse', 'secondary-better']),
    );
  });

  it('sees no direction in a difference of 0', () => {
    const still = { ...moving('success', 'better'), difference: 0 };

    expect(recommend(told([still], final)).reasons.map(({ code }) => code)).toContain('success-unclear');
  });

  it('takes the chance to beat control instead of a p-value', () => {
    const at = (chanceToBeat: number, difference: number): MetricEvidence => ({
      ...moving('success', 'unclear'),
      difference,
      chanceToBeat,
    });

    expect(recommend(told([at(0.98, 1)], final)).action).toBe('ship');
    expect(recommend(told([at(0.97, 1)], final)).action).toBe('needs-a-person');
    expect(recommend(told([at(0.02, -1)], final)).action).toBe('roll-back');
    expect(recommend(told([at(0.98, 1)], running)).action).toBe('keep-running');
    expect(recommend(told([at(0.9996, 1)], running)).action).toBe('ship');
  });

  it('judges a guardrail without interval by its p-value, and never as proved', () => {
    const bare = { ...guarding('worse'), interval: null };

    expect(recommend(told([bare], final)).action).toBe('roll-back');
    expect(
      recommend(told([moving('success', 'better'), { ...guarding('safe'), interval: null }], final)).action,
    ).toBe('needs-a-person');
  });

  it('takes a missing margin for none: only a guardrail that is better is proved', () => {
    const { margin: _, ...safe } = guarding('safe');
    const better = { ...safe, difference: -2, interval: { lower: -3, upper: -1 } };

    expect(recommend(told([moving('success', 'better'), safe], final)).action).toBe('needs-a-person');
    expect(recommend(told([moving('success', 'better'), better], final)).action).toBe('ship');
  });

  it('takes one-sided intervals', () => {
    const bounded = { ...guarding('safe'), interval: { lower: -Infinity, upper: 0.5 } };

    expect(recommend(told([moving('success', 'better'), bounded], final)).action).toBe('ship');
  });

  it('takes the experiment for complete when the planned units are there', () => {
    const metrics = [moving('success', 'unclear')];

    expect(recommend(told(metrics, { units: 99, planned: 100 })).action).toBe('keep-running');
    expect(recommend(told(metrics, { units: 100, planned: 100 })).action).toBe('needs-a-person');
    expect(recommend(told(metrics, { units: 100 })).action).toBe('keep-running');
    expect(recommend(told(metrics, { units: 100, planned: 100, isFinal: false })).action).toBe(
      'keep-running',
    );
  });

  it('turns with the direction that is good', () => {
    const effect = fc.double({ min: -3, max: 3, noNaN: true });
    const property = fc.property(effect, effect, (gain, harm) => {
      const metric = (key: string, role: 'success' | 'guardrail', difference: number): MetricEvidence => ({
        key,
        role,
        direction: 'increase',
        difference,
        margin: 1,
        interval: { lower: difference - 1, upper: difference + 1 },
        pValue: Math.abs(difference) > 1 ? 0.0001 : 0.2,
      });
      const metrics = [metric('orders', 'success', gain), metric('complaints', 'guardrail', harm)];
      const mirrored = metrics.map(one => ({
        ...one,
        direction: 'decrease' as const,
        difference: -(one.difference as number),
        interval: { lower: -(one.interval?.upper ?? 0), upper: -(one.interval?.lower ?? 0) },
      }));
      expect(recommend(told(mirrored, final))).toEqual(recommend(told(metrics, final)));
    });
    fc.assert(property, { seed: 16 });
  });
});

describe('a recommendation among several variants', () => {
  const variant = (
    key: string,
    effect: 'better' | 'unclear' | 'worse',
    difference = 2,
    progress = final,
  ) => ({
    key,
    evidence: told([{ ...moving('success', effect), difference }], progress),
  });

  it('ships the one that gains most', () => {
    const result = recommendAmong([
      variant('b', 'better', 1),
      variant('c', 'better', 3),
      variant('d', 'worse', -2),
    ]);

    expect([result.action, result.key]).toEqual(['ship', 'c']);
    expect(result.each.map(({ key, action }) => [key, action])).toEqual([
      ['b', 'ship'],
      ['c', 'ship'],
      ['d', 'roll-back'],
    ]);
  });

  it('ships the one that falls most where less is good', () => {
    const less = (key: string, difference: number) => {
      const { evidence } = variant(key, 'better', difference);
      return {
        key,
        evidence: {
          ...evidence,
          metrics: evidence.metrics.map(one => ({ ...one, direction: 'decrease' as const })),
        },
      };
    };

    expect(recommendAmong([less('b', -1), less('c', -3)]).key).toBe('c');
  });

  it('ships the one whose first success metric is known, if it is known of one only', () => {
    const won = moving('success', 'better');
    const unknown = { key: 'b', evidence: told([moving('success', 'not-compared'), won], final) };
    const less = { ...moving('success', 'unclear'), difference: -0.5 };
    const known = { key: 'c', evidence: told([less, won], final) };

    expect(recommendAmong([unknown, known]).key).toBe('c');
  });

  it('rolls back when all are to be rolled back, and not before', () => {
    expect(recommendAmong([variant('b', 'worse', -1), variant('c', 'worse', -2)]).action).toBe('roll-back');
    const open = recommendAmong([variant('b', 'worse', -1, running), variant('c', 'unclear', 1, running)]);
    expect([open.action, open.key]).toEqual(['keep-running', null]);
    expect(recommendAmong([variant('b', 'worse', -1), variant('c', 'unclear')]).action).toBe(
      'needs-a-person',
    );
  });

  it('says of one variant what is said of it alone, and of none that a person is needed', () => {
    for (const outcome of everyOutcome().filter((_, index) => index % 11 === 0)) {
      const evidence = evidenceOf(outcome);
      expect(recommendAmong([{ key: 'b', evidence }]).action).toBe(recommend(evidence).action);
    }
    expect(recommendAmong([])).toEqual({ action: 'needs-a-person', key: null, each: [] });
  });
});
