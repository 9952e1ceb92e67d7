import { describe, expect, it } from 'vitest';
import type { Experiment } from '../experiments/index.js';
import { assign } from './assignment.rules.js';
import { hash } from './hash.rules.js';
import { compilePlan } from './plan.rules.js';

const phase = (overrides: object = {}) => ({
  number: 1,
  startedAt: '2026-01-01T00:00:00.000Z',
  endedAt: null,
  allocationBp: 10_000,
  weights: [
    { variantKey: 'a', weightBp: 5000 },
    { variantKey: 'b', weightBp: 5000 },
  ],
  targeting: null,
  reason: 'start',
  ...overrides,
});

const experiment = (key: string, overrides: object = {}): Experiment =>
  ({
    id: `id of ${key}`,
    key,
    seed: `seed of ${key}`,
    status: 'RUNNING',
    assignmentSource: 'HASHED',
    pausedAt: null,
    variants: [
      { key: 'a', payload: { subject: 'A' }, modelVersionId: null },
      { key: 'b', payload: null, modelVersionId: 'model-2' },
    ],
    phases: [phase()],
    ...overrides,
  }) as unknown as Experiment;

const german = { targeting: { market: 'DE' } };
const plan = compilePlan({
  experiments: [
    experiment('plain'),
    experiment('paused', { status: 'PAUSED', phases: [phase(german)] }),
    experiment('stopped', { status: 'STOPPED' }),
    experiment('decided', { status: 'DECIDED' }),
    experiment('archived', { status: 'ARCHIVED' }),
    experiment('external', { assignmentSource: 'EXTERNAL' }),
    experiment('german', { phases: [phase({ ...german, allocationBp: 1 })] }),
    experiment('narrow', { phases: [phase({ allocationBp: 1 })] }),
    experiment('second-phase', { phases: [phase({ allocationBp: 1 }), phase({ number: 2 })] }),
  ],
});

describe('assignment', () => {
  it.each([
    ['no experiment of the key was started', 'nothing', {}, 'NO_SUCH_EXPERIMENT'],
    ['it is paused, before anybody asks for targeting', 'paused', { market: 'FR' }, 'NOT_RUNNING'],
    ['it is stopped', 'stopped', {}, 'NOT_RUNNING'],
    ['it is decided', 'decided', {}, 'NOT_RUNNING'],
    ['it is archived', 'archived', {}, 'NOT_RUNNING'],
    ['it is assigned elsewhere', 'external', {}, 'NOT_RUNNING'],
    [
      'the context is of another market, before anybody asks for the allocation',
      'german',
      { market: 'FR' },
      'NOT_TARGETED',
    ],
    ['there is no context', 'german', undefined, 'NOT_TARGETED'],
    ['the bucket lies beyond the allocation', 'german', { market: 'DE' }, 'NOT_IN_ALLOCATION'],
    ['the bucket lies beyond the allocation of all', 'narrow', {}, 'NOT_IN_ALLOCATION'],
    ['nothing speaks against it', 'plain', {}, 'ASSIGNED'],
    ['the latest phase takes everybody', 'second-phase', {}, 'ASSIGNED'],
  ] as const)('where %s: "%s" answers %j with %s', (_why, key, context, reason) => {
    expect(assign(plan, key, 'somebody', context).reason).toBe(reason);
  });

  it.each(['nothing', 'paused', 'external', 'german'])(
    'hashes nobody where "%s" has answered before',
    key => {
      expect(assign(plan, key, 'somebody')).toMatchObject({ bucket: null, variant: null });
    },
  );

  it('tells the bucket also of those who are not in', () => {
    expect(assign(plan, 'narrow', 'somebody')).toEqual({
      reason: 'NOT_IN_ALLOCATION',
      bucket: hash('seed of narrow', 'somebody'),
      variant: null,
      holdoutKey: null,
    });
  });

  it('gives the same recipient the same answer, whenever and however often it is asked', () => {
    const answers = Array.from({ length: 100 }, () => assign(plan, 'plain', 'somebody'));

    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
  });

  it('gives back what the caller needs to render the variant, and its chance', () => {
    const keys = Array.from({ length: 20 }, (_one, index) => `recipient-${index}`);
    const variants = new Map(
      keys.map(key => assign(plan, 'plain', key).variant).map(variant => [variant?.key, variant]),
    );

    expect(variants.get('a')).toEqual({
      key: 'a',
      payload: { subject: 'A' },
      modelVersionId: null,
      probability: 0.5,
    });
    expect(variants.get('b')).toEqual({
      key: 'b',
      payload: null,
      modelVersionId: 'model-2',
      probability: 0.5,
    });
  });
});

describe('a plan', () => {
  it('is called by its content: the same experiments, the same version', () => {
    expect(compilePlan({ experiments: [experiment('plain')] }).version).toBe(
      compilePlan({ experiments: [experiment('plain')] }).version,
    );
    expect(compilePlan({ experiments: [] }).version).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each<[string, object]>([
    ['status', { status: 'STOPPED' }],
    ['seed', { seed: 'another' }],
    [
      'weights',
      {
        phases: [
          phase({
            weights: [
              { variantKey: 'a', weightBp: 1 },
              { variantKey: 'b', weightBp: 9999 },
            ],
          }),
        ],
      },
    ],
    ['allocation', { phases: [phase({ allocationBp: 5000 })] }],
    ['targeting', { phases: [phase(german)] }],
    ['end of a phase', { phases: [phase({ endedAt: '2026-02-01T00:00:00.000Z' })] }],
    ['payload', { variants: [{ key: 'a', payload: { subject: 'B' }, modelVersionId: null }] }],
  ])('is another plan with another %s', (_what, overrides) => {
    const versions = [{}, overrides].map(
      one => compilePlan({ experiments: [experiment('plain', one)] }).version,
    );

    expect(versions[0]).not.toBe(versions[1]);
  });

  it('gives a variant the chance of its weight in the allocation', () => {
    const weights = [
      { variantKey: 'a', weightBp: 1000 },
      { variantKey: 'b', weightBp: 9000 },
    ];
    const { experiments } = compilePlan({
      experiments: [experiment('shares', { phases: [phase({ weights, allocationBp: 2500 })] })],
    });

    expect(experiments.get('shares')?.phase.variants.map(({ probability }) => probability)).toEqual([
      0.025, 0.225,
    ]);
  });
});
