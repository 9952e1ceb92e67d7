import { expect, it } from 'vitest';
import type { Experiment } from './experiment';
import { type PhaseForm, phaseFormOf, phaseInput, phaseProblem, withWeight } from './phase-form';

const EXPERIMENT = {
  key: 'a',
  version: 4,
  allocationBp: 10_000,
  targeting: { country: 'NL' },
  variants: [
    { key: 'one', name: 'One', weightBp: 5000, isControl: true, payload: null, modelVersionId: null },
    { key: 'two', name: 'Two', weightBp: 5000, isControl: false, payload: null, modelVersionId: null },
  ],
  layerKey: null,
  layerRange: null,
} as unknown as Experiment;
const IN_LAYER = { ...EXPERIMENT, layerKey: 'newsletter', layerRange: { fromBp: 1000, toBp: 4000 } };

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
    layerRange: null,
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
  const problem = (change: Partial<PhaseForm>) => phaseProblem({ ...form, ...change }, EXPERIMENT);

  expect(problem({})).toContain('why');
  expect(problem({ weights: { one: '1', two: '2' } })).toContain('3 of 10,000');
  expect(problem({ allocation: '0' })).toContain('allocation');
  expect(problem({ targeting: '{' })).toContain('not JSON');
  expect(problem({ reason: 'because' })).toBeNull();
});

it('sends the range of the layer where it grows, and only there', () => {
  const form = phaseFormOf(IN_LAYER);
  const sent = (range: PhaseForm['range']) => phaseInput({ ...form, range }, IN_LAYER).layerRange;

  expect(form.range).toEqual({ from: '1000', to: '4000' });
  expect(sent(form.range)).toBeNull();
  expect(sent({ from: '0', to: '4000' })).toEqual({ fromBp: 0, toBp: 4000 });
  expect(sent({ from: '1000', to: '10000' })).toEqual({ fromBp: 1000, toBp: 10_000 });
  expect(phaseInput({ ...form, range: { from: '0', to: '1' } }, EXPERIMENT).layerRange).toBeNull();
});

it('lets a range grow around the present one, and never shrink', () => {
  const form = { ...phaseFormOf(IN_LAYER), reason: 'because' };
  const problem = (from: string, to: string) => phaseProblem({ ...form, range: { from, to } }, IN_LAYER);

  expect(problem('1000', '4000')).toBeNull();
  expect(problem('0', '10000')).toBeNull();
  expect(problem('1001', '4000')).toContain('only grow: 10\u202f% to 40\u202f%');
  expect(problem('1000', '3999')).toContain('only grow');
  expect(problem('', '')).toContain('whole numbers');
  expect(problem('1000', '')).toContain('whole numbers');
  expect(problem('0.5', '4000')).toContain('whole numbers');
  expect(problem('-1', '4000')).toContain('from 0');
});

it('follows the experiment in all that was not typed, also when it is read again', () => {
  const typed = { reason: 'because', ...withWeight({}, 'two', '3000') };
  const reread = {
    ...EXPERIMENT,
    allocationBp: 2000,
    targeting: null,
    variants: EXPERIMENT.variants.map(variant => ({
      ...variant,
      weightBp: variant.key === 'one' ? 7000 : 1,
    })),
  };

  expect(phaseFormOf(reread, typed)).toMatchObject({
    weights: { one: '7000', two: '3000' },
    allocation: '2000',
    isEverybody: true,
    reason: 'because',
  });
  expect(withWeight(typed, 'one', '1').weights).toEqual({ one: '1', two: '3000' });
});
