import { expect, test } from 'vitest';
import type { Design } from '../experiments/index.js';
import { designFrom } from '../experiments/design.rules.js';
import { differenceBy } from './method.rules.js';

const CONTROL = { n: 10_000, mean: 0.1, variance: 0.09 };
const BETTER = { n: 10_000, mean: 0.115, variance: 0.1018 };

const design = (method: `${Design['method']}`): Design => designFrom({ primaryMetric: 'visited', method });

test('every method gives the same difference, and an interval around it', () => {
  for (const method of ['FIXED', 'SEQUENTIAL', 'BAYESIAN'] as const) {
    const { difference, interval } = differenceBy(design(method), CONTROL, BETTER);

    expect(difference).toBeCloseTo(0.015, 12);
    expect(interval.lower).toBeLessThan(difference);
    expect(interval.upper).toBeGreaterThan(difference);
  }
});

test('under a flat prior the chance to beat is one minus half the p-value of a large test', () => {
  const { chanceToBeat } = differenceBy(design('BAYESIAN'), CONTROL, BETTER);
  const { pValue } = differenceBy(design('FIXED'), CONTROL, BETTER);

  expect(chanceToBeat).toBeCloseTo(1 - (pValue ?? 0) / 2, 5);
});
