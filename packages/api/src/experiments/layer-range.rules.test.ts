import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Experiment } from './experiment.entity.js';
import type { ExperimentStatus } from './experiment.enums.js';
import type { LayerRange, LayerShare } from './layer-range.entity.js';
import { type FoundLayer, freeBp, grown, largestFree, placed, rangeOf } from './layer-range.rules.js';

const NOWHERE = { layerKey: null, layerFromBp: null, layerToBp: null };
const subject = (overrides: object = {}) =>
  ({ key: 'subject', assignmentSource: 'HASHED', ...NOWHERE, ...overrides }) as Experiment;
const range = (fromBp: number, toBp: number): LayerRange => ({ fromBp, toBp });
const share = (experimentKey: string, fromBp: number, toBp: number): LayerShare => ({
  experimentKey,
  status: 'RUNNING' as ExperimentStatus,
  ...range(fromBp, toBp),
});
const found = (...shares: LayerShare[]): FoundLayer => ({
  layer: { key: 'lines', archivedAt: null },
  shares,
});
const archived = (): FoundLayer => ({ layer: { key: 'lines', archivedAt: new Date(0) }, shares: [] });
const refused = (extensions: object) => expect.objectContaining({ extensions });
const inLayer = (fromBp: number, toBp: number) =>
  subject({ layerKey: 'lines', layerFromBp: fromBp, layerToBp: toBp });

describe('a draft', () => {
  it('is in no layer unless it names one', () => {
    expect(placed(inLayer(0, 5000), {}, null)).toEqual(subject());
    expect(() => placed(subject(), { layerRange: range(0, 1) }, null)).toThrow(
      refused({ field: 'layerRange' }),
    );
  });

  it.each<[string, LayerShare[], LayerRange | null, LayerRange]>([
    ['all of an empty layer', [], null, range(0, 10_000)],
    ['the largest that is free', [share('a', 0, 3000), share('b', 4000, 8000)], null, range(8000, 10_000)],
    ['the first of two that are as large', [share('a', 2000, 8000)], null, range(0, 2000)],
    ['what it asks for', [share('a', 0, 3000)], range(3000, 3001), range(3000, 3001)],
    ['what lies between two others', [share('a', 0, 10), share('b', 20, 30)], range(10, 20), range(10, 20)],
    ['what was its own', [share('subject', 0, 9000), share('a', 9000, 10_000)], null, range(0, 9000)],
  ])('takes %s', (_what, shares, layerRange, expected) => {
    expect(placed(subject(), { layerKey: 'lines', layerRange }, found(...shares))).toEqual(
      inLayer(expected.fromBp, expected.toBp),
    );
  });

  it('that stays in its layer keeps its range, unless another is asked for', () => {
    const before = inLayer(100, 200);
    const shares = [share('subject', 100, 200), share('a', 0, 50)];

    expect(placed(subject(), { layerKey: 'lines' }, found(...shares), before)).toEqual(before);
    expect(
      placed(subject(), { layerKey: 'lines', layerRange: range(60, 70) }, found(...shares), before),
    ).toEqual(inLayer(60, 70));
    expect(
      placed(subject(), { layerKey: 'lines' }, found(...shares), { ...before, layerKey: 'other' }),
    ).toEqual(inLayer(50, 10_000));
  });

  it.each<[string, Partial<Experiment>, LayerRange | null, FoundLayer | null, object]>([
    ['that nobody defined', {}, null, null, { rule: 'unknown-layer', field: 'layerKey', layer: 'lines' }],
    ['that was put away', {}, null, archived(), { rule: 'layer-archived', field: 'layerKey' }],
    [
      'where another system assigns it',
      { assignmentSource: 'EXTERNAL' as Experiment['assignmentSource'] },
      null,
      found(),
      { rule: 'external-in-layer', field: 'layerKey' },
    ],
    [
      'that is full',
      {},
      null,
      found(share('a', 0, 4000), share('b', 4000, 10_000)),
      { rule: 'layer-full', field: 'layerKey' },
    ],
    ...[range(-1, 10), range(10, 10), range(20, 10), range(0, 10_001), range(0.5, 1)].map(
      wanted =>
        [`at ${JSON.stringify(wanted)}`, {}, wanted, found(), { field: 'layerRange' }] as [
          string,
          Partial<Experiment>,
          LayerRange,
          FoundLayer,
          object,
        ],
    ),
    ...[range(0, 1001), range(1999, 3000), range(1500, 1600), range(1000, 2000), range(0, 10_000)].map(
      wanted =>
        [
          `at ${JSON.stringify(wanted)}, where another is`,
          {},
          wanted,
          found(share('a', 1000, 2000)),
          {
            rule: 'layer-range-taken',
            field: 'layerRange',
            current: { experimentKey: 'a', fromBp: 1000, toBp: 2000 },
          },
        ] as [string, Partial<Experiment>, LayerRange, FoundLayer, object],
    ),
  ])('is refused in a layer %s', (_what, overrides, layerRange, layer, extensions) => {
    expect(() => placed(subject(overrides), { layerKey: 'lines', layerRange }, layer)).toThrow(
      refused(extensions),
    );
  });
});

describe('a range of what was started', () => {
  const others = [share('subject', 1000, 2000), share('a', 3000, 4000)];

  it.each<[string, LayerRange | null, [number, number]]>([
    ['stays where nothing is said', null, [1000, 2000]],
    ['stays where the same is said', range(1000, 2000), [1000, 2000]],
    ['grows on both sides, up to the next', range(0, 3000), [0, 3000]],
  ])('%s', (_what, wanted, [layerFromBp, layerToBp]) => {
    expect(grown(inLayer(1000, 2000), wanted, others)).toEqual({ layerFromBp, layerToBp });
  });

  it.each([range(1001, 2000), range(1000, 1999), range(1200, 1300), range(2000, 3000)])(
    'never shrinks to %j',
    wanted => {
      expect(() => grown(inLayer(1000, 2000), wanted, others)).toThrow(
        refused({ rule: 'layer-range-shrinks', field: 'layerRange', current: range(1000, 2000) }),
      );
    },
  );

  it('does not grow over another, beyond the layer, or where there is no layer', () => {
    expect(() => grown(inLayer(1000, 2000), range(1000, 3001), others)).toThrow(
      refused({
        rule: 'layer-range-taken',
        field: 'layerRange',
        current: { experimentKey: 'a', fromBp: 3000, toBp: 4000 },
      }),
    );
    expect(() => grown(inLayer(1000, 2000), range(-1, 2000), [])).toThrow(refused({ field: 'layerRange' }));
    expect(() => grown(subject(), range(0, 1), [])).toThrow(refused({ field: 'layerRange' }));
    expect(grown(subject(), null, [])).toEqual({ layerFromBp: null, layerToBp: null });
  });
});

describe('a layer', () => {
  it('never gives one bucket to two experiments, and gives all away', () => {
    const wishes = fc.array(
      fc.option(fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 10_000 }))),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(wishes, asked => {
        const shares: LayerShare[] = [];
        for (const [index, wish] of asked.entries()) {
          const key = `experiment-${index}`;
          try {
            const layerRange = wish && range(...wish);
            const taken = rangeOf(
              placed(subject({ key }), { layerKey: 'lines', layerRange }, found(...shares)),
            );
            if (taken) shares.push(share(key, taken.fromBp, taken.toBp));
          } catch {
            // Refused: what is taken stays as it is.
          }
        }
        const owners = Array.from(
          { length: 10_000 },
          (_none, bucket) => shares.filter(one => one.fromBp <= bucket && bucket < one.toBp).length,
        );
        expect(Math.max(...owners)).toBeLessThanOrEqual(1);
        expect(owners.filter(count => count === 0)).toHaveLength(freeBp(shares));
        const largest = largestFree(shares);
        expect(largest === null).toBe(freeBp(shares) === 0);
      }),
      { seed: 20_260_801, numRuns: 100 },
    );
  });
});
