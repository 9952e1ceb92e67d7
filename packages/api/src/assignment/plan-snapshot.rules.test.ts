import { describe, expect, it } from 'vitest';
import type { Experiment } from '../experiments/index.js';
import type { Holdout } from '../holdouts/index.js';
import { type PlanRecord, sourcesIn } from './plan-snapshot.rules.js';
import { type PlanSources, compilePlan } from './plan.rules.js';

const FROM = '2026-01-01T00:00:00.123Z';

const experiment = {
  id: 'id',
  key: 'subject-line',
  seed: 'seed',
  status: 'PAUSED',
  assignmentSource: 'HASHED',
  channel: 'email',
  market: null,
  pausedAt: new Date('2026-02-01T00:00:00.456Z'),
  variants: [{ key: 'a', payload: { sentAt: FROM, size: 0.1 }, modelVersionId: null }],
  phases: [
    {
      number: 1,
      startedAt: FROM,
      endedAt: null,
      allocationBp: 10_000,
      weights: [{ variantKey: 'a', weightBp: 10_000 }],
      targeting: { joinedAt: { $gt: FROM } },
      reason: 'start',
    },
  ],
} as unknown as Experiment;

const holdout = {
  id: 'id',
  key: 'global',
  seed: 'other seed',
  scope: 'GLOBAL',
  channel: null,
  market: null,
  experimentKeys: null,
  eligibility: null,
  exemptions: [],
  sizes: [{ sizeBp: 500, from: FROM, reason: 'start' }],
  openedAt: new Date(FROM),
  closedAt: null,
} as unknown as Holdout;

const SOURCES: PlanSources = { experiments: [experiment], holdouts: [holdout] };

const recorded = (sources: PlanSources) => sourcesIn(JSON.parse(JSON.stringify(sources)) as PlanRecord);

describe('what a plan is compiled from', () => {
  it('is recorded as JSON and comes back the same', () => {
    expect(recorded(SOURCES)).toEqual(SOURCES);
  });

  it('compiles to the same plan then', () => {
    expect(compilePlan(recorded(SOURCES))).toEqual(
      expect.objectContaining({ version: compilePlan(SOURCES).version }),
    );
  });
});
