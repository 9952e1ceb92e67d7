import { describe, expect, it } from 'vitest';
import { guardrailOf } from './guardrail.rules.js';

const says = (
  direction: 'INCREASE' | 'DECREASE',
  lower: number | null,
  upper: number | null,
  accepted: number,
) => guardrailOf({ interval: { lower, upper, level: 0.95 } }, direction, accepted);

describe('a guardrail where more is better', () => {
  it.each([
    ['is passed where the harm accepted is excluded', -0.9, 5, 1, 'PASSED'],
    ['is passed where the variant is better', 1, 5, 0, 'PASSED'],
    ['is open where the harm accepted is just possible', -1, 5, 1, 'INCONCLUSIVE'],
    ['is open where the harm is possible', -2, 5, 1, 'INCONCLUSIVE'],
    ['is open where the interval only touches nothing', -2, 0, 1, 'INCONCLUSIVE'],
    ['is broken where harm is shown', -2, -0.1, 1, 'FAILED'],
    ['is broken where harm is shown, even harm that is accepted', -0.2, -0.1, 1, 'FAILED'],
    ['is passed by nothing where no harm is accepted', 0, 5, 0, 'INCONCLUSIVE'],
  ])('%s', (_what, lower, upper, accepted, status) => {
    expect(says('INCREASE', lower, upper, accepted)).toBe(status);
  });
});

describe('a guardrail where less is better', () => {
  it.each([
    ['is passed where the harm accepted is excluded', -5, 0.9, 1, 'PASSED'],
    ['is open where the harm accepted is just possible', -5, 1, 1, 'INCONCLUSIVE'],
    ['is open where the interval only touches nothing', 0, 2, 1, 'INCONCLUSIVE'],
    ['is broken where harm is shown', 0.1, 2, 1, 'FAILED'],
  ])('%s', (_what, lower, upper, accepted, status) => {
    expect(says('DECREASE', lower, upper, accepted)).toBe(status);
  });
});

describe('a guardrail', () => {
  it('says the mirror image for the other direction', () => {
    for (const [lower, upper] of [
      [-2, 1],
      [-2, -1],
      [1, 2],
      [-0.5, 3],
    ] as const) {
      expect(says('INCREASE', lower, upper, 1)).toBe(says('DECREASE', -upper, -lower, 1));
    }
  });

  it.each(['INCREASE', 'DECREASE'] as const)(
    'is open without an interval, or one without an end: %s',
    direction => {
      expect(guardrailOf({ interval: null }, direction, 1)).toBe('INCONCLUSIVE');
      expect(says(direction, null, 1, 1)).toBe('INCONCLUSIVE');
      expect(says(direction, -1, null, 1)).toBe('INCONCLUSIVE');
    },
  );
});
