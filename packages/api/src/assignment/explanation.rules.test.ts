import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Experiment } from '../experiments/index.js';
import type { Holdout } from '../holdouts/index.js';
import type { Layer } from '../layers/index.js';
import { explain } from './explanation.rules.js';
import { compilePlan } from './plan.rules.js';

const AT = '2026-01-01T00:00:00.000Z';

const experiment = (key: string, overrides: object = {}, phase: object = {}): Experiment =>
  ({
    id: key,
    key,
    seed: `seed of ${key}`,
    status: 'RUNNING',
    assignmentSource: 'HASHED',
    channel: null,
    market: null,
    layerKey: null,
    pausedAt: null,
    variants: [],
    phases: [
      {
        number: 1,
        startedAt: AT,
        endedAt: null,
        allocationBp: 5_000,
        weights: ['a', 'b'].map(variantKey => ({ variantKey, weightBp: 5_000 })),
        targeting: { market: 'DE' },
        layerRange: null,
        reason: 'start',
        ...phase,
      },
    ],
    ...overrides,
  }) as unknown as Experiment;

const holdout = (key: string, overrides: object = {}): Holdout =>
  ({
    id: key,
    key,
    seed: `seed of ${key}`,
    scope: 'GLOBAL',
    channel: null,
    market: null,
    experimentKeys: null,
    sizes: [{ sizeBp: 2_000, from: AT, reason: 'opened' }],
    eligibility: null,
    exemptions: [{ category: 'LEGAL', reason: 'the law' }],
    openedAt: new Date(AT),
    closedAt: null,
    ...overrides,
  }) as unknown as Holdout;

const plan = compilePlan({
  experiments: [
    experiment('plain'),
    experiment('paused', { status: 'PAUSED', pausedAt: new Date(AT) }),
    experiment('external', { assignmentSource: 'EXTERNAL' }),
    experiment('layered', { layerKey: 'layer' }, { layerRange: { fromBp: 2_000, toBp: 7_000 } }),
  ],
  holdouts: [holdout('everything'), holdout('push', { scope: 'CHANNEL', channel: 'push' })],
  layers: [{ id: 'layer', key: 'layer', seed: 'seed of the layer' } as unknown as Layer],
});

/** Which reason each test gives when it stops. */
const REASONS: Readonly<Record<string, string>> = {
  EXPERIMENT: 'NO_SUCH_EXPERIMENT',
  HOLDOUT: 'HELD_OUT',
  STATUS: 'NOT_RUNNING',
  LAYER: 'EXCLUDED_BY_LAYER',
  TARGETING: 'NOT_TARGETED',
  ALLOCATION: 'NOT_IN_ALLOCATION',
};

const questions = fc.record({
  experimentKey: fc.constantFrom('plain', 'paused', 'external', 'layered', 'nothing'),
  key: fc.nat(100_000).map(index => `customer-${index}`),
  attributes: fc.record(
    {
      market: fc.constantFrom('DE', 'FR'),
      channel: fc.constantFrom('email', 'push'),
      messageCategory: fc.constantFrom('LEGAL', 'MARKETING'),
    },
    { requiredKeys: [] },
  ),
});

describe('an explanation', () => {
  it('ends with the test that gives the reason of the answer, whoever asks for what', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(questions, ({ experimentKey, key, attributes }) => {
        const { answer, steps } = explain(plan, experimentKey, key, attributes);
        const outcomes = steps.map(({ outcome }) => outcome);
        const stopped = steps.filter(({ outcome }) => outcome === 'STOPPED');
        seen.add(answer.reason);

        expect(stopped.map(({ test }) => REASONS[test])).toEqual(
          answer.reason === 'ASSIGNED' ? [] : [answer.reason],
        );
        expect(outcomes).toEqual(outcomes.toSorted((one, other) => rank(one) - rank(other)));
        expect(steps.at(-1)?.subjectKey ?? null).toBe(
          answer.variant?.key ?? (experimentKey === 'nothing' ? 'nothing' : null),
        );
      }),
      { seed: 1, numRuns: 3_000 },
    );
    expect(seen.size).toBe(7);
  });
});

const rank = (outcome: string): number => ['PASSED', 'STOPPED', 'NOT_REACHED'].indexOf(outcome);
