import { describe, expect, it } from 'vitest';
import { type DraftForm, draftOf, inputOf, newDraft, percentOf, shareOf } from './draft';
import type { Experiment } from './experiment';
import { firstFaultyStep, inputField, stepOf } from './draft-steps';
import { jsonProblem, readJson } from './json-text';
import { evenWeights, isComplete, weightSumText } from './weights';

const draft = (given: Partial<DraftForm> = {}): DraftForm => ({
  ...newDraft(),
  key: 'a',
  name: 'A',
  ...given,
});

describe('what is sent of a draft', () => {
  it('has no design while no metric decides', () => {
    expect(inputOf(draft()).design).toBeNull();
  });

  it('has its percents as shares', () => {
    const design = {
      ...newDraft().design,
      primaryMetric: 'orders',
      liftPercent: 7,
      guardrails: [{ metric: 'unsubscribes', marginPercent: 2.5 }],
    };

    expect(inputOf(draft({ design })).design).toMatchObject({
      minimumDetectableLift: 0.07,
      guardrails: [{ metric: 'unsubscribes', margin: 0.025 }],
    });
  });

  it('has its conditions and payloads as objects', () => {
    const [first, second] = newDraft().variants;
    const input = inputOf(
      draft({ targeting: '{"country": "NL"}', variants: [{ ...first!, payload: '{"n": 1}' }, second!] }),
    );

    expect(input.targeting).toEqual({ country: 'NL' });
    expect(input.variants[0]?.payload).toEqual({ n: 1 });
    expect(input.variants[1]?.payload).toBeNull();
  });
});

it('a stored draft that is only opened and saved keeps its layer and its range', () => {
  const stored = {
    ...inputOf(draft()),
    layerKey: 'newsletter',
    layerRange: { fromBp: 3000, toBp: 5000 },
  } as unknown as Experiment;

  expect(inputOf(draftOf(stored))).toMatchObject({
    layerKey: 'newsletter',
    layerRange: { fromBp: 3000, toBp: 5000 },
  });
});

it('a share survives being typed in percent', () => {
  for (let bp = 0; bp <= 10_000; bp += 1) expect(shareOf(percentOf(bp / 10_000))).toBe(bp / 10_000);
});

describe('weights', () => {
  it('say how far they are from all', () => {
    expect(weightSumText([5000, 4500])).toContain('9,500 of 10,000 basis points: 500 are missing');
    expect(weightSumText([6000, 5000])).toContain('1,000 too many');
    expect(weightSumText([5000, 5000])).toMatch(/10,000 of 10,000 basis points$/);
  });

  it('are split so that nothing is left over', () => {
    for (let count = 2; count <= 20; count += 1) {
      expect(evenWeights(count)).toHaveLength(count);
      expect(isComplete(evenWeights(count))).toBe(true);
    }
  });
});

describe('JSON typed as text', () => {
  it('is nothing while nothing is typed', () => {
    expect(readJson('  ')).toEqual({ value: null });
  });

  it('must be an object', () => {
    expect(jsonProblem('[1]')).toContain('not an object');
    expect(jsonProblem('{"a": ')).toContain('not JSON yet');
    expect(jsonProblem('{"a": 1}')).toBeUndefined();
  });
});

describe('the step of a field', () => {
  it.each([
    ['key', 0],
    ['variants.1.weightBp', 1],
    ['targeting', 1],
    ['layerRange', 1],
    ['design.primaryMetric', 2],
    ['version', null],
  ])('of %s is %s', (field, step) => {
    expect(stepOf(field)).toBe(step);
  });

  it('is the first of those at fault', () => {
    expect(firstFaultyStep({ design: {}, variants: {} })).toBe(1);
    expect(firstFaultyStep({})).toBeNull();
  });

  it('finds inputs that take percent', () => {
    expect(inputField('design.minimumDetectableLift')).toBe('design.liftPercent');
    expect(inputField('design.guardrails.0.margin')).toBe('design.guardrails.0.marginPercent');
    expect(inputField('layerRange')).toBe('layerFromBp');
    expect(inputField('design.alpha')).toBe('design.alpha');
  });
});
