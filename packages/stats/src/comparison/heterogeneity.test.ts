import { describe, expect, it } from 'vitest';
import { heterogeneity } from './heterogeneity.js';
import type { Stratum } from './strata.js';
import { type Moments, momentsOf } from '../moments/moments.js';
import { expectClose } from '../vectors.test-support.js';

// the expected values that no fixture holds are by mpmath with 30 digits, from the formulas of the papers
const few: Stratum[] = [
  { control: { n: 10, mean: 2.5, variance: 1.2 }, treatment: { n: 12, mean: 3.1, variance: 2 } },
  { control: { n: 40, mean: 7.25, variance: 9 }, treatment: { n: 33, mean: 7, variance: 8.5 } },
  { control: { n: 5, mean: -1, variance: 0.5 }, treatment: { n: 9, mean: 2, variance: 0.25 } },
];
const shift = (moments: Moments, by: number) => ({ ...moments, mean: moments.mean + by });

describe('heterogeneity', () => {
  it('is found where the effects differ', () => {
    const result = heterogeneity(few);

    expectClose(result.statistic, 24.932851801918773, 1e-13);
    expectClose(result.pValue, 3.853896278742724e-6, 1e-12);
    expectClose(result.difference, 1.8715054585813025, 1e-14);
    expectClose(result.standardError, 0.2733151338413532, 1e-14);
    expectClose(result.inconsistency, 0.919784547075113, 1e-14);
  });

  it('is not found where all strata have the same effect', () => {
    const [first] = few as [Stratum];
    const same = [first, { control: shift(first.control, 4), treatment: shift(first.treatment, 4) }];

    const result = heterogeneity(same);

    expect(result.statistic).toBeLessThan(1e-25);
    expectClose(result.pValue, 1, 1e-14);
    expect(result.inconsistency).toBe(0);
  });

  it('does not depend on the scale of the metric', () => {
    const scaled = (moments: Moments) => ({
      ...moments,
      mean: moments.mean * 1e-120,
      variance: moments.variance * 1e-240,
    });
    const tiny = few.map(({ control, treatment }) => ({
      control: scaled(control),
      treatment: scaled(treatment),
    }));

    expectClose(heterogeneity(tiny).statistic, 24.932851801918773, 1e-12);
    expectClose(heterogeneity(tiny).difference, 1.8715054585813023e-120, 1e-12);
  });

  it('of one stratum, or of one that does not vary, is not a question', () => {
    const constant = { control: momentsOf([1, 1]), treatment: momentsOf([2, 2]) };

    expect(heterogeneity(few.slice(0, 1))).toMatchObject({
      pValue: null,
      undefinedBecause: 'fewer than two strata',
    });
    expect(heterogeneity([...few, constant])).toMatchObject({
      pValue: null,
      degreesOfFreedom: 3,
      undefinedBecause: 'a stratum does not vary',
    });
  });
});
