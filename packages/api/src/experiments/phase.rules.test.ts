import { describe, expect, it } from 'vitest';
import type { Experiment } from './experiment.entity.js';
import { draft } from './experiment.rules.js';
import { type PhaseChange, openPhase, pause, registrationOf, resume, start, stop } from './phase.rules.js';

const at = (hour: number) => new Date(Date.UTC(2026, 2, 1, hour));
const known = new Map([['orders', { kind: 'MEAN', retiredAt: null }]]);
const hash = (content: unknown) => `hash of ${JSON.stringify(content)}`;

const drafted = (overrides: Partial<Experiment> = {}): Experiment => ({
  ...draft(
    { id: 'id', key: 'subject-line', seed: 'seed', version: 0 } as Experiment,
    {
      name: 'Subject line',
      hypothesis: 'Shorter is better.',
      variants: [
        { key: 'a', weightBp: 4000 },
        { key: 'b', weightBp: 6000 },
      ],
      allocationBp: 5000,
      targeting: { market: 'DE' },
      design: { primaryMetric: 'orders', method: 'FIXED' },
    },
    known,
    at(0),
  ),
  ...overrides,
});
const started = (overrides: Partial<Experiment> = {}) =>
  start(drafted(overrides), { known, now: at(1), hash });
const reopened = (change: Partial<PhaseChange> = {}) =>
  openPhase(started(), { reason: 'Ramp', ...change }, at(5));

describe('the start', () => {
  it('opens the first phase with what the draft says, and locks the design', () => {
    const experiment = started();

    expect(experiment).toMatchObject({ status: 'RUNNING', startedAt: at(1) });
    expect(experiment.designHash).toBe(hash(registrationOf(experiment)));
    expect(experiment.phases).toEqual([
      {
        number: 1,
        startedAt: '2026-03-01T01:00:00.000Z',
        endedAt: null,
        allocationBp: 5000,
        weights: [
          { variantKey: 'a', weightBp: 4000 },
          { variantKey: 'b', weightBp: 6000 },
        ],
        targeting: { market: 'DE' },
        layerRange: null,
        reason: 'start',
      },
    ]);
  });

  it.each<[string, Partial<Experiment>, string, string]>([
    ['a design', { design: null }, 'design-required', 'design'],
    ['anybody to assign', { allocationBp: 0 }, 'nobody-allocated', 'allocationBp'],
  ])('is refused without %s', (_what, overrides, rule, field) => {
    expect(() => started(overrides)).toThrow(expect.objectContaining({ extensions: { rule, field } }));
  });

  it('is refused where a metric was retired since', () => {
    const retired = new Map([['orders', { kind: 'MEAN', retiredAt: at(0) }]]);

    expect(() => start(drafted(), { known: retired, now: at(1), hash })).toThrow('"orders" is retired');
  });
});

describe('what is registered', () => {
  it.each<[string, Partial<Experiment>]>([
    ['hypothesis', { hypothesis: 'Longer is better.' }],
    ['design', { design: { ...(drafted().design as NonNullable<Experiment['design']>), alpha: 0.01 } }],
    ['control', { variants: drafted().variants.map(one => ({ ...one, isControl: !one.isControl })) }],
    ['source of assignments', { assignmentSource: 'EXTERNAL' as Experiment['assignmentSource'] }],
  ])('changes with the %s', (_what, overrides) => {
    expect(started(overrides).designHash).not.toBe(started().designHash);
  });

  it.each<[string, Partial<Experiment>]>([
    ['name', { name: 'Another' }],
    ['allocation', { allocationBp: 100 }],
    ['targeting', { targeting: null }],
    ['market', { market: 'FR' }],
    ['payload of a variant', { variants: drafted().variants.map(one => ({ ...one, payload: { x: 1 } })) }],
  ])('does not change with the %s', (_what, overrides) => {
    expect(started(overrides).designHash).toBe(started().designHash);
  });
});

describe('a phase', () => {
  it('ends where the next begins', () => {
    const { phases } = reopened({ allocationBp: 9000 });

    expect(
      phases.map(({ number, startedAt, endedAt, allocationBp }) => ({
        number,
        startedAt,
        endedAt,
        allocationBp,
      })),
    ).toEqual([
      { number: 1, startedAt: at(1).toISOString(), endedAt: at(5).toISOString(), allocationBp: 5000 },
      { number: 2, startedAt: at(5).toISOString(), endedAt: null, allocationBp: 9000 },
    ]);
  });

  it('keeps what is not changed', () => {
    expect(reopened().phases[1]).toEqual({
      ...started().phases[0],
      number: 2,
      startedAt: at(5).toISOString(),
      reason: 'Ramp',
    });
  });

  it('changes the weights of phase and variants, and not the design', () => {
    const weights = [
      { variantKey: 'a', weightBp: 1000 },
      { variantKey: 'b', weightBp: 9000 },
    ];

    const experiment = reopened({ weights });

    expect(experiment.phases.map(phase => phase.weights[0]?.weightBp)).toEqual([4000, 1000]);
    expect(experiment.variants.map(({ weightBp }) => weightBp)).toEqual([1000, 9000]);
    expect(experiment.designHash).toBe(started().designHash);
  });

  it.each<[string, Partial<PhaseChange>, object | null]>([
    ['nothing is said', {}, { market: 'DE' }],
    ['another is given', { targeting: { market: 'FR' } }, { market: 'FR' }],
    ['everybody is meant', { everybody: true }, null],
    ['everybody is meant and another is given', { everybody: true, targeting: { market: 'FR' } }, null],
  ])('has this targeting when %s', (_what, change, targeting) => {
    expect(reopened(change).phases[1]?.targeting).toEqual(targeting);
  });

  it('keeps the range of its layer, or has a larger one from then on', () => {
    const inLayer = started({ layerKey: 'lines', layerFromBp: 0, layerToBp: 5000 });
    const kept = openPhase(inLayer, { reason: 'Ramp', allocationBp: 9000 }, at(5));
    const grown = openPhase(kept, { reason: 'Grow', layerRange: { fromBp: 0, toBp: 7000 } }, at(6));

    expect(grown.phases.map(({ layerRange }) => layerRange)).toEqual([
      { fromBp: 0, toBp: 5000 },
      { fromBp: 0, toBp: 5000 },
      { fromBp: 0, toBp: 7000 },
    ]);
    expect(grown).toMatchObject({ layerKey: 'lines', layerFromBp: 0, layerToBp: 7000 });
  });

  it('does not grow over who keeps a range in the layer', () => {
    const inLayer = started({ layerKey: 'lines', layerFromBp: 0, layerToBp: 5000 });
    const status = 'PAUSED' as Experiment['status'];
    const shares = [{ experimentKey: 'other', status, fromBp: 6000, toBp: 7000 }];
    const change = { reason: 'Grow', layerRange: { fromBp: 0, toBp: 6001 } };

    expect(() => openPhase(inLayer, change, at(6), shares)).toThrow('"other" has the range [6000, 7000)');
  });

  it.each<[string, Partial<PhaseChange>, object]>([
    ['without a reason', { reason: ' ' }, { field: 'reason' }],
    ['that assigns nobody', { allocationBp: 0 }, { rule: 'nobody-allocated', field: 'allocationBp' }],
    [
      'with weights for some',
      { weights: [{ variantKey: 'a', weightBp: 10_000 }] },
      { rule: 'weights-incomplete', field: 'weights' },
    ],
    [
      'with a condition of no sense',
      { targeting: { $and: [] } },
      { rule: 'invalid-condition', field: 'targeting.$and' },
    ],
  ])('is refused %s', (_what, change, extensions) => {
    expect(() => reopened(change)).toThrow(expect.objectContaining({ extensions }));
  });

  it('stays open in a pause, and while it goes on', () => {
    const paused = pause(started(), at(2));

    expect(paused).toMatchObject({ status: 'PAUSED', pausedAt: at(2), phases: started().phases });
    expect(resume(paused)).toEqual(started());
  });

  it.each([
    ['running', started()],
    ['paused', pause(started(), at(2))],
  ])('is closed by the stop of what is %s', (_what, experiment) => {
    const stopped = stop(experiment, at(9));

    expect(stopped).toMatchObject({ status: 'STOPPED', stoppedAt: at(9), pausedAt: null });
    expect(stopped.phases.map(({ endedAt }) => endedAt)).toEqual([at(9).toISOString()]);
  });

  it('that is closed keeps its end', () => {
    expect(stop(reopened(), at(9)).phases.map(({ endedAt }) => endedAt)).toEqual([
      at(5).toISOString(),
      at(9).toISOString(),
    ]);
  });
});
