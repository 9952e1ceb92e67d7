import { expect, it } from 'vitest';
import { layerRangeProblem, layerWish } from './layer-range';

const wish = {
  assignmentSource: 'HASHED',
  layerKey: 'newsletter',
  layerFromBp: null,
  layerToBp: null,
} as const;

it('a range is two bounds in their order, or none at all', () => {
  expect(layerRangeProblem({ layerFromBp: null, layerToBp: null })).toBeUndefined();
  expect(layerRangeProblem({ layerFromBp: 0, layerToBp: 10_000 })).toBeUndefined();
  expect(layerRangeProblem({ layerFromBp: 0, layerToBp: null })).toContain('or none');
  expect(layerRangeProblem({ layerFromBp: 0.5, layerToBp: 10 })).toContain('whole');
  expect(layerRangeProblem({ layerFromBp: 0, layerToBp: 10_001 })).toContain('10,000');
  expect(layerRangeProblem({ layerFromBp: 10, layerToBp: 10 })).toContain('begins before');
});

it('a layer without a range is a wish for whatever is free', () => {
  expect(layerWish(wish)).toEqual({ layerKey: 'newsletter', layerRange: null });
  expect(layerWish({ ...wish, layerFromBp: 0, layerToBp: 500 })).toEqual({
    layerKey: 'newsletter',
    layerRange: { fromBp: 0, toBp: 500 },
  });
});

it('what another system assigns is in no layer, whatever was chosen before', () => {
  expect(layerWish({ ...wish, assignmentSource: 'EXTERNAL' })).toEqual({ layerKey: null, layerRange: null });
  expect(layerWish({ ...wish, layerKey: null, layerFromBp: 0, layerToBp: 500 })).toEqual({
    layerKey: null,
    layerRange: null,
  });
});
