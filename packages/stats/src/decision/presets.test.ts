import { describe, expect, it } from 'vitest';
import type { DecisionEvidence } from './evidence.js';
import { evidenceOf, everyOutcome, type Outcome, RAILS } from './outcomes.test-support.js';
import { type Action, clearSignals, type DecisionPolicy, doNoHarm, riskAware } from './policy.js';
import { recommend } from './recommend.js';

const outcomes = everyOutcome();
const successes = ({ one, other }: Outcome) => [one, other] as string[];
const soundChecks = ['passed', 'warning'];

/** What each policy promises, in words of its own. */
const PROMISES: [string, DecisionPolicy, (outcome: Outcome) => Action][] = [
  [
    'proof',
    riskAware,
    outcome => {
      const { rail, secondary, check, isFinal, days } = outcome;
      const seen = successes(outcome);
      if (check === 'failed') return 'needs-a-person';
      if (rail === 'worse' || rail === 'slightly-worse') return 'roll-back';
      if (seen.includes('worse') && !seen.includes('better')) return 'roll-back';
      const isProved = seen.includes('better') && !seen.includes('worse') && secondary !== 'worse';
      if (isProved && rail === 'safe' && soundChecks.includes(check) && days === 7) return 'ship';
      return isFinal ? 'needs-a-person' : 'keep-running';
    },
  ],
  [
    'clear signals',
    clearSignals,
    outcome => {
      const { rail, check, isFinal, days } = outcome;
      const seen = successes(outcome);
      if (check === 'failed') return 'needs-a-person';
      if (rail === 'worse' || rail === 'slightly-worse') return 'roll-back';
      if (seen.includes('worse') && !seen.includes('better')) return 'roll-back';
      const isWon = seen.every(effect => effect === 'better') && rail !== 'not-compared';
      if (isWon && days === 7) return 'ship';
      return isFinal ? 'needs-a-person' : 'keep-running';
    },
  ],
  [
    'no harm',
    doNoHarm,
    outcome => {
      const { rail, check, isFinal, days } = outcome;
      const seen = successes(outcome);
      if (check === 'failed') return 'needs-a-person';
      if (rail === 'worse' || rail === 'slightly-worse' || seen.includes('worse')) return 'roll-back';
      if (!isFinal) return 'keep-running';
      const isKnown = !seen.includes('not-compared') && rail !== 'not-compared';
      return isKnown && days === 7 ? 'ship' : 'needs-a-person';
    },
  ],
];

describe.each(PROMISES)('a policy that asks for %s', (_, policy, promised) => {
  const nameOf = (outcome: Outcome) => Object.values(outcome).join();
  const actions = new Map(
    outcomes.map(outcome => [nameOf(outcome), recommend(evidenceOf(outcome), policy).action]),
  );
  const advised = (outcome: Outcome) => actions.get(nameOf(outcome));

  it(`does what it promises in each of ${outcomes.length} outcomes`, () => {
    for (const outcome of outcomes) {
      const action = advised(outcome);
      if (action !== promised(outcome))
        expect({ ...outcome, action }).toEqual({ ...outcome, action: promised(outcome) });
    }
  });

  it('never ships past a failed check, a worse guardrail or a metric that was not compared', () => {
    for (const outcome of outcomes) {
      if (advised(outcome) !== 'ship') continue;
      expect(outcome.check).not.toBe('failed');
      expect(['worse', 'slightly-worse', 'not-compared']).not.toContain(outcome.rail);
      expect(outcome.days).toBe(7);
    }
  });

  it('never ships because a guardrail got worse, nor spares one that did', () => {
    const order = RAILS.filter(rail => rail !== 'not-compared' && rail !== 'slightly-worse');
    for (const outcome of outcomes.filter(({ rail }) => rail === 'safe')) {
      const actions = order.map(rail => advised({ ...outcome, rail }));
      actions.forEach((action, index) => {
        const before = actions[index - 1];
        if (action === 'ship' && before !== undefined) expect(before).toBe('ship');
        if (before === 'roll-back') expect(action).toBe('roll-back');
      });
    }
  });

  it('never rolls back because a success metric got better', () => {
    const order = ['worse', 'unclear', 'better'] as const;
    for (const outcome of outcomes.filter(({ one }) => one === 'worse')) {
      const actions = order.map(one => advised({ ...outcome, one }));
      if (actions[0] === 'ship') expect(actions).toEqual(['ship', 'ship', 'ship']);
      if (actions[2] === 'roll-back') expect(actions).toEqual(['roll-back', 'roll-back', 'roll-back']);
    }
  });

  it('says the same whatever the order of the metrics, and gives its reasons', () => {
    for (const outcome of outcomes.filter((__, index) => index % 7 === 0)) {
      const evidence = evidenceOf(outcome);
      const there = recommend(evidence, policy);
      const back = recommend({ ...evidence, metrics: evidence.metrics.toReversed() }, policy);
      expect([back.action, back.rule]).toEqual([there.action, there.rule]);
      expect(there.reasons.length).toBeGreaterThan(0);
      expect(there.rule === null).toBe(there.reasons.some(({ code }) => code === 'no-rule-matched'));
    }
  });

  it('leaves what it does not know to a person', () => {
    const nothing: DecisionEvidence = { metrics: [], checks: [], progress: { isFinal: true, days: 30 } };

    expect(recommend(nothing, policy).action).toBe('needs-a-person');
  });
});
