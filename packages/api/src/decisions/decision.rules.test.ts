import { describe, expect, it } from 'vitest';
import type { Experiment } from '../experiments/index.js';
import type { ExperimentResults } from '../results/index.js';
import { type DecisionTaken, decide } from './decision.rules.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const experiment = (status: string): Experiment =>
  ({
    id: 'id',
    version: 4,
    key: 'subject-line',
    status: status as Experiment['status'],
    variants: [{ key: 'control' }, { key: 'short' }],
    decision: null,
    decidedAt: null,
  }) as unknown as Experiment;
const results = (blockedBy: string[], recommendation = 'SHIP') =>
  ({ recommendation, decisionBlockedBy: blockedBy }) as unknown as ExperimentResults;

const decided = (
  taken: Partial<DecisionTaken> = {},
  known: ExperimentResults | null = results([]),
  status = 'STOPPED',
) =>
  decide(
    experiment(status),
    { outcome: 'ROLL_BACK', rationale: 'Because.', ...taken },
    { now: NOW, decidedBy: 'Ada', results: known },
  );
const ship = { outcome: 'SHIP', variantKey: 'short' } as const;

describe('a decision', () => {
  it('is kept with who took it, why, and what was recommended', () => {
    expect(decided({ ...ship, rationale: ' It is better. ' })).toEqual({
      ...experiment('DECIDED'),
      decidedAt: NOW,
      decision: {
        outcome: 'SHIP',
        variantKey: 'short',
        rationale: 'It is better.',
        recommendation: 'SHIP',
        decidedBy: 'Ada',
      },
    });
  });

  it.each(['DRAFT', 'RUNNING', 'PAUSED', 'DECIDED', 'ARCHIVED'])('is not taken on what is %s', status => {
    expect(() => decided({}, results([]), status)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ rule: 'wrong-status', status }) }),
    );
  });

  it.each<[string, Partial<DecisionTaken>, object]>([
    ['without a rationale', { rationale: ' \n' }, { field: 'rationale' }],
    ['with a rationale of 5001 characters', { rationale: 'r'.repeat(5001) }, { field: 'rationale' }],
    ['to ship nothing in particular', { outcome: 'SHIP' }, { field: 'variantKey' }],
    [
      'to ship what there is not',
      { outcome: 'SHIP', variantKey: 'long' },
      { rule: 'unknown-variant', field: 'variantKey' },
    ],
    ['to roll back a variant', { outcome: 'ROLL_BACK', variantKey: 'short' }, { field: 'variantKey' }],
    ['of nothing on a variant', { outcome: 'INCONCLUSIVE', variantKey: 'short' }, { field: 'variantKey' }],
  ])('is refused %s', (_what, taken, extensions) => {
    expect(() => decided(taken)).toThrow(expect.objectContaining({ extensions }));
  });

  it.each([['sample-ratio'], ['several-variants'], ['not-enough-data'], ['planned-size-not-reached']])(
    'to ship is refused on results that are blocked by %s',
    blocker => {
      expect(() => decided(ship, results([blocker, 'another']))).toThrow(
        expect.objectContaining({
          code: 'RULE_VIOLATED',
          message: `nothing is shipped on these results: ${blocker}, another`,
          extensions: { rule: 'decision-blocked', blockedBy: [blocker, 'another'] },
        }),
      );
    },
  );

  it('to ship is refused where there are no results', () => {
    expect(() => decided(ship, null)).toThrow('not-started');
  });

  it.each(['ROLL_BACK', 'INCONCLUSIVE'] as const)('of %s may be taken on whatever results', outcome => {
    expect(decided({ outcome }, results(['sample-ratio'], 'REVIEW')).decision).toMatchObject({
      outcome,
      variantKey: null,
      recommendation: 'REVIEW',
    });
  });
});
