import { describe, expect, it } from 'vitest';
import type { Trial } from '../trials/read-trial.js';
import { factBatches, recipientKeys } from './facts.js';
import type { ImportPlan } from './import-plan.js';

const STARTED = new Date('2026-01-01T00:00:00Z');
const plan: ImportPlan = {
  experimentKey: 'spring',
  name: 'spring',
  variants: [
    { key: 'old', name: 'Old', weightBp: 5000, isControl: true },
    { key: 'new', name: 'New', weightBp: 5000, isControl: false },
  ],
  metrics: [
    { key: 'spring.bought', column: 'bought', kind: 'PROPORTION' },
    { key: 'spring.spend', column: 'spend', kind: 'MEAN' },
  ],
};

const trialOf = (rows: number, recipients: string[] | null = null): Trial => ({
  rows,
  variants: ['New', 'Old'],
  variantOf: Float64Array.from({ length: rows }, (_, row) => row % 2),
  values: new Map([
    ['bought', Float64Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? 1 : 0))],
    ['spend', Float64Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? -1.25 : 0))],
  ]),
  recipients,
});

describe('the facts of a file', () => {
  it('name the variant that the row names, and no outcome where nothing happened', () => {
    const [exposures, bought, spend] = [...factBatches(trialOf(2, ['a', 'b']), plan)(STARTED)];

    expect(exposures?.facts).toEqual([
      { experimentKey: 'spring', recipientKey: 'a', variantKey: 'new', occurredAt: STARTED },
      { experimentKey: 'spring', recipientKey: 'b', variantKey: 'old', occurredAt: STARTED },
    ]);
    const occurredAt = new Date('2026-01-01T00:00:00.001Z');
    expect(bought?.facts).toEqual([
      { id: 'spring.bought', recipientKey: 'a', type: 'spring.bought', occurredAt },
    ]);
    expect(spend?.facts).toEqual([
      { id: 'spring.spend', recipientKey: 'a', type: 'spring.spend', occurredAt, value: -1.25 },
    ]);
  });

  it('come in calls of at most 5,000, every row once', () => {
    const batches = [...factBatches(trialOf(12_001), plan)(STARTED)];

    expect(Math.max(...batches.map(({ facts }) => facts.length))).toBe(5_000);
    const exposed = batches.filter(({ kind }) => kind === 'exposures').flatMap(({ rows }) => rows);
    expect(exposed).toEqual(Array.from({ length: 12_001 }, (_, row) => row));
    expect(batches.filter(({ kind }) => kind === 'outcomes').flatMap(({ rows }) => rows)).toHaveLength(
      2 * 4_001,
    );
  });

  it('keep the address of a recipient out of the names of outcomes', () => {
    const batches = [...factBatches(trialOf(1, ['ann@example.com']), plan)(STARTED)];

    const ids = batches.flatMap(({ facts }) => facts.map(({ id }) => id));
    expect(ids.join()).not.toContain('ann');
  });
});

describe('the recipients of a file', () => {
  it('are the rows of the experiment when no column names them', () => {
    expect(recipientKeys(trialOf(2), 'spring')).toEqual(['spring:1', 'spring:2']);
  });

  it('occur once each, however their address is written', () => {
    expect(() => recipientKeys(trialOf(3, ['Ann@Example.com', 'b', ' ann@example.com']), 'spring')).toThrow(
      'rows 2 and 4 are of one recipient',
    );
  });

  it('are refused where the server would refuse them', () => {
    expect(() => recipientKeys(trialOf(1, ['x'.repeat(513)]), 'spring')).toThrow(
      'row 2: the recipient is longer',
    );
  });
});
