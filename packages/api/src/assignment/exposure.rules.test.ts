import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import type { Experiment } from '../experiments/index.js';
import { type ExposureClaim, checkExposure } from './exposure.rules.js';
import { assign } from './assignment.rules.js';
import type { Layer } from '../layers/index.js';
import { hash } from './hash.rules.js';
import { compilePlan } from './plan.rules.js';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const NOW = at(100);

const phase = (number: number, from: number, to: number | null, allocationBp = 10_000) => ({
  number,
  startedAt: at(from).toISOString(),
  endedAt: to === null ? null : at(to).toISOString(),
  allocationBp,
  weights: [
    { variantKey: 'a', weightBp: 5000 },
    { variantKey: 'b', weightBp: 5000 },
  ],
  targeting: { market: 'DE' },
  reason: 'start',
});

const experiment = (key: string, overrides: object = {}) =>
  ({
    id: `id of ${key}`,
    key,
    seed: `seed of ${key}`,
    status: 'RUNNING',
    assignmentSource: 'HASHED',
    pausedAt: null,
    variants: [{ key: 'a' }, { key: 'b' }],
    phases: [phase(1, 0, 50), phase(2, 50, null)],
    ...overrides,
  }) as unknown as Experiment;

const lines = { key: 'lines', seed: 'seed of lines' } as Layer;
/** A range that ends at the bucket of "somebody" in the layer, and one that begins there. */
const HOME = Math.round(hash(lines.seed, 'somebody') * 10_000);
const inLayer = (number: number, from: number, to: number | null, fromBp: number, toBp: number) => ({
  ...phase(number, from, to),
  layerRange: { fromBp, toBp },
});

const plan = compilePlan({
  layers: [lines],
  experiments: [
    experiment('grown', {
      layerKey: 'lines',
      phases: [inLayer(1, 0, 50, 0, HOME), inLayer(2, 50, null, 0, HOME + 1)],
    }),
    experiment('hashed'),
    experiment('external', { assignmentSource: 'EXTERNAL' }),
    experiment('narrow', { phases: [phase(1, 0, null, 1)] }),
    experiment('paused', { status: 'PAUSED', pausedAt: at(80) }),
    experiment('stopped', { status: 'STOPPED', phases: [phase(1, 0, 50)] }),
  ],
});

const check = (overrides: Partial<ExposureClaim>) => {
  const claim = { experimentKey: 'hashed', recipientKey: 'somebody', occurredAt: at(10), ...overrides };
  return checkExposure(claim, { plan, recipientId: key => `id of ${key}`, now: NOW });
};
const codeOf = (overrides: Partial<ExposureClaim>) => {
  const checked = check(overrides);
  return 'row' in checked ? 'TAKEN' : checked.code;
};
const german = compilePlan({
  experiments: [experiment('hashed', { phases: [{ ...phase(1, 0, null), targeting: null }] })],
});
const assignedTo = (key: string) => assign(german, 'hashed', key).variant?.key ?? '';

describe('an exposure', () => {
  it('is stored with the id of its recipient, its phase and its variant', () => {
    expect(check({ recipientKey: ' Some@Body.com ', dimensions: { market: 'DE' } })).toEqual({
      row: {
        recipient_id: 'id of some@body.com',
        experiment_id: 'id of hashed',
        phase: 1,
        variant_key: assignedTo('some@body.com'),
        occurred_at: at(10),
        received_at: NOW,
        dimensions: '{"market":"DE"}',
        is_sent: true,
      },
    });
  });

  it.each([
    ['at the first instant', 'hashed', 0, 1],
    ['just before the end of the first phase', 'hashed', 49.999, 1],
    ['at the first instant of the second phase', 'hashed', 50, 2],
    ['now', 'hashed', 100, 2],
    ['ten minutes ahead of our clock', 'hashed', 110, 2],
    ['before a pause', 'paused', 79, 2],
    ['before the stop', 'stopped', 49, 1],
  ])('%s of "%s" belongs to a phase', (_when, experimentKey, minute, number) => {
    expect(check({ experimentKey, occurredAt: at(minute) })).toMatchObject({ row: { phase: number } });
  });

  it.each([
    ['before the start', 'hashed', -0.001, 'NOT_RUNNING'],
    ['more than ten minutes ahead of our clock', 'hashed', 110.001, 'IN_THE_FUTURE'],
    ['at the first instant of a pause', 'paused', 80, 'NOT_RUNNING'],
    ['in a pause', 'paused', 90, 'NOT_RUNNING'],
    ['at the stop', 'stopped', 50, 'NOT_RUNNING'],
  ])('%s of "%s" is refused', (_when, experimentKey, minute, code) => {
    expect(codeOf({ experimentKey, occurredAt: new Date(at(0).getTime() + minute * 60_000) })).toBe(code);
  });

  it.each<[Partial<ExposureClaim>, string]>([
    [{ recipientKey: '' }, 'BAD_RECIPIENT_KEY'],
    [{ recipientKey: '', experimentKey: 'nothing' }, 'BAD_RECIPIENT_KEY'],
    [{ experimentKey: 'nothing', occurredAt: at(999) }, 'NO_SUCH_EXPERIMENT'],
    [{ occurredAt: at(999), variantKey: 'other' }, 'IN_THE_FUTURE'],
    [{ variantKey: 'other' }, 'NO_SUCH_VARIANT'],
    [{ experimentKey: 'external' }, 'NOT_ASSIGNED'],
    [{ experimentKey: 'external', variantKey: 'other' }, 'NO_SUCH_VARIANT'],
    [{ experimentKey: 'external', variantKey: 'a' }, 'TAKEN'],
    [{ experimentKey: 'external', variantKey: 'b' }, 'TAKEN'],
    [{ experimentKey: 'narrow' }, 'NOT_ASSIGNED'],
    [{ experimentKey: 'grown', occurredAt: at(49) }, 'NOT_ASSIGNED'],
    [{ experimentKey: 'grown', occurredAt: at(50) }, 'TAKEN'],
    [{ variantKey: assignedTo('somebody') }, 'TAKEN'],
    [{ variantKey: assignedTo('somebody') === 'a' ? 'b' : 'a' }, 'VARIANT_MISMATCH'],
    [{ dimensions: { market: 'FR' } }, 'TAKEN'],
    [{ dimensions: { note: '\0' } }, 'BAD_PROPERTIES'],
  ])('%j: %s', (overrides, code) => {
    expect(codeOf(overrides)).toBe(code);
  });
});
