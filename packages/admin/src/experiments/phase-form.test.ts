import { expect, it } from 'vitest';
import type { Experiment } from './experiment';
import { phaseFormOf, phaseInput, phaseProblem } from './phase-form';

const EXPERIMENT = {
  key: 'a',
  version: 4,
  allocationBp: 10_000,
  targeting: { country: 'NL' },
  variants: [
    { key: 'one', name: 'One', weightBp: 5000, isControl: true, payload: null, modelVersionId: null },
    { key: 'two', name: 'Two', weightBp: 5000, isControl: false, payload: null, modelVersionId: null },
  ],
} as unknown as Experiment;

it('sends only what changes', () => {
  const form = { ...phaseFormOf(EXPERIMENT), allocation: '5000', reason: 'less traffic' };

  expect(phaseInput(form, EXPERIMENT)).toEqual({
    key: 'a',
    version: 4,
    reason: 'less traffic',
    weights: null,
    allocationBp: 5000,
    everybody: false,
    targeting: { country: 'NL' },
  });
});

it('names every variant when a weight changes', () => {
  const form = { ...phaseFormOf(EXPERIMENT), weights: { one: '2000', two: '8000' }, isEverybody: true };

  expect(phaseInput(form, EXPERIMENT)).toMatchObject({
    weights: [
      { variantKey: 'one', weightBp: 2000 },
      { variantKey: 'two', weightBp: 8000 },
    ],
    everybody: true,
    targeting: null,
  });
});

it('says why it cannot be sent yet', () => {
  const form = phaseFormOf(EXPERIMENT);

  expect(phaseProblem(form)).toContain('why');
  expect(phaseProblem({ ...form, weights: { one: '1', two: '2' } })).toContain('3 of 10,000');
  expect(phaseProblem({ ...form, allocation: '0' })).toContain('allocation');
  expect(phaseProblem({ ...form, targeting: '{' })).toContain('not JSON');
  expect(phaseProblem({ ...form, reason: 'because' })).toBeNull();
});
