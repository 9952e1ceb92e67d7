import { expect, it } from 'vitest';
import { comparison } from './comparison.test-support';
import { effectOf } from './effect';

const MORE = { alpha: 0.05, direction: 'INCREASE' } as const;
const LESS = { alpha: 0.05, direction: 'DECREASE' } as const;

it('a settled rise is better where more is better, and worse where less is', () => {
  expect(effectOf(comparison(), MORE)).toBe('better');
  expect(effectOf(comparison(), LESS)).toBe('worse');
});

it('what the adjusted p-value does not settle is unclear, whatever the plain one says', () => {
  expect(effectOf(comparison({ pValue: 0.01, adjustedPValue: 0.06 }), MORE)).toBe('unclear');
});

it('a Bayesian design is settled by the chance to be better', () => {
  const bayesian = { pValue: null, adjustedPValue: null };

  expect(effectOf(comparison({ ...bayesian, chanceToBeat: 0.98 }), MORE)).toBe('better');
  expect(effectOf(comparison({ ...bayesian, chanceToBeat: 0.97 }), MORE)).toBe('unclear');
  expect(effectOf(comparison({ ...bayesian, chanceToBeat: 0.02, difference: -0.01 }), MORE)).toBe('worse');
});

it('what is not compared is unclear', () => {
  expect(effectOf(comparison({ difference: null, adjustedPValue: null }), MORE)).toBe('unclear');
});
