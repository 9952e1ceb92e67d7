import { describe, expect, it } from 'vitest';
import type { Experiment } from '../experiments/index.js';
import type { Layer } from '../layers/index.js';
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

const layered = (fromBp: number, toBp: number, overrides: object = {}) => ({
  layerKey: 'lines',
  phases: [phase({ layerRange: { fromBp, toBp }, ...overrides })],
});
const lines = { id: 'id of lines', key: 'lines', seed: 'seed of lines' } as Layer;
/** What "somebody" hashes to in the layer, in basis points. */
const HOME = Math.round(hash('seed of lines', 'somebody') * 10_000);

const german = { targeting: { market: 'DE' } };
const plan = compilePlan({
  layers: [lines],
  experiments: [
    experiment('plain'),
    experiment('paused', { status: 'PAUSED', phases: [phase(german)] }),
    experiment('stopped', { status: 'STOPPED' }),
    experiment('decided', { status: 'DECIDED' }),
    experiment('archived', { status: 'ARCHIVED' }),
    experiment('external', { assignmentSource: 'EXTERNAL' }),
    experiment('german', { phases: [phase({ ...german, allocationBp: 1 })] }),
    experiment('narrow', { phases: [phase({ allocationBp: 1 })] }),
    experiment('at-home', layered(HOME, HOME + 1)),
    experiment('before', layered(0, HOME)),
    experiment('after', layered(HOME + 1, 10_000, german)),
    experiment('paused-elsewhere', { ...layered(0, HOME), status: 'PAUSED' }),
    experiment('homeless', { ...layered(0, 10_000), layerKey: 'nothing' }),
    experiment('rangeless', { layerKey: 'lines' }),
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
    ['the bucket in the layer is the first of the range, and the last', 'at-home', {}, 'ASSIGNED'],
    ['the range ends at the bucket in the layer', 'before', {}, 'EXCLUDED_BY_LAYER'],
    [
      'the range begins beyond the bucket in the layer, before anybody asks for targeting',
      'after',
      { market: 'FR' },
      'EXCLUDED_BY_LAYER',
    ],
    ['it is paused, before anybody asks for the layer', 'paused-elsewhere', {}, 'NOT_RUNNING'],
    ['nobody knows its layer', 'homeless', {}, 'EXCLUDED_BY_LAYER'],
    ['it has no range in its layer', 'rangeless', {}, 'EXCLUDED_BY_LAYER'],
    ['nothing speaks against it', 'plain', {}, 'ASSIGNED'],
    ['the latest phase takes everybody', 'second-phase', {}, 'ASSIGNED'],
  ] as const)('where %s: "%s" answers %j with %s', (_why, key, context, reason) => {
    expect(assign(plan, key, 'somebody', context).reason).toBe(reason);
  });

  it.each(['nothing', 'paused', 'external', 'german', 'before'])(
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

  it.each<[string, object, Layer]>([
    ['range', layered(0, 5001), lines],
    ['layer', { ...layered(0, 5000), layerKey: 'other' }, { ...lines, key: 'other' }],
    ['seed of the layer', layered(0, 5000), { ...lines, seed: 'another' }],
  ])('is another plan with another %s', (_what, overrides, layer) => {
    const versions = [
      compilePlan({ experiments: [experiment('plain', layered(0, 5000))], layers: [lines] }),
      compilePlan({ experiments: [experiment('plain', overrides)], layers: [layer] }),
    ].map(({ version }) => version);

    expect(versions[0]).not.toBe(versions[1]);
  });

  it('is the same plan with another layer that nobody is in', () => {
    expect(compilePlan({ experiments: [experiment('plain')], layers: [lines] }).version).toBe(
      compilePlan({ experiments: [experiment('plain')] }).version,
    );
  });

  it('gives a variant the chance of its weight in the allocation, in the range of the layer', () => {
    const weights = [
      { variantKey: 'a', weightBp: 1000 },
      { variantKey: 'b', weightBp: 9000 },
    ];
    const { experiments } = compilePlan({
      experiments: [
        experiment('shares', { phases: [phase({ weights, allocationBp: 2500 })] }),
        experiment('fifth', layered(3000, 5000, { weights, allocationBp: 2500 })),
        experiment('homeless', { ...layered(0, 10_000), layerKey: 'nothing' }),
      ],
      layers: [lines],
    });
    const chances = (key: string) =>
      experiments.get(key)?.phase.variants.map(({ probability }) => probability);

    expect(chances('shares')).toEqual([0.025, 0.225]);
    expect(chances('fifth')).toEqual([0.005, 0.045]);
    expect(chances('homeless')).toEqual([0, 0]);
  });
});
