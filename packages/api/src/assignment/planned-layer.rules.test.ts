import { describe, expect, it } from 'vitest';
import { fnv1a32, hashAfter } from './hash.rules.js';
import { bucketInLayer, isExcluded, plannedLayer } from './planned-layer.rules.js';

const layers = new Map([['lines', { key: 'lines', seed: 'seed of lines' }]]);
const planned = (fromBp: number, toBp: number) => {
  const layer = plannedLayer({ layerKey: 'lines' }, { layerRange: { fromBp, toBp } }, layers);
  if (!layer) throw new Error('the experiment is in a layer');
  return layer;
};
const keys = Array.from({ length: 20_000 }, (_none, index) => `customer-${index}@example.com`);

describe('a layer', () => {
  it('has each recipient in exactly one of the ranges that cover it', () => {
    const ranges = [planned(0, 1), planned(1, 3_333), planned(3_333, 9_999), planned(9_999, 10_000)];

    const homes = keys.map(key => ranges.filter(range => !isExcluded(range, key)).length);

    expect(new Set(homes)).toEqual(new Set([1]));
  });

  it('has as many of them in a range as it is wide', () => {
    const inside = keys.filter(key => !isExcluded(planned(2_000, 5_000), key)).length;

    expect(inside / keys.length).toBeCloseTo(0.3, 1);
  });

  it('says nothing of the bucket in an experiment, whose seed is another', () => {
    const pairs = keys.map(key => [
      bucketInLayer(planned(0, 5_000), key) - 0.5,
      hashAfter(fnv1a32('seed of an experiment'), key) - 0.5,
    ]);

    // The correlation of 20,000 independent pairs is beyond 0.03 once in 40,000 times.
    const correlation = (12 * pairs.reduce((sum, [x = 0, y = 0]) => sum + x * y, 0)) / pairs.length;
    expect(Math.abs(correlation)).toBeLessThan(0.03);
  });

  it('that nobody is in is none', () => {
    expect(plannedLayer({ layerKey: null }, { layerRange: null }, layers)).toBeNull();
  });

  it.each([
    ['the layer', 'nothing', { fromBp: 0, toBp: 10_000 }],
    ['the range', 'lines', null],
  ])('is for nobody where %s is not known', (_what, layerKey, layerRange) => {
    const layer = plannedLayer({ layerKey }, { layerRange }, layers);

    expect(layer && keys.every(key => isExcluded(layer, key))).toBe(true);
  });
});
