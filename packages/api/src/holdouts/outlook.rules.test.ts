import { describe, expect, it } from 'vitest';
import { outlook } from './outlook.rules.js';

describe('the outlook of a holdout', () => {
  it('is the smallest lift that it will see', () => {
    expect(outlook({ sizeBp: 500, listSize: 400_000, baseRate: 0.02 }).smallestLift).toBeCloseTo(0.142, 3);
    expect(outlook({ sizeBp: 1_000, listSize: 5_000_000, baseRate: 0.02 }).smallestLift).toBeCloseTo(
      0.029,
      3,
    );
  });

  it.each([
    ['nothing', { sizeBp: 500, listSize: 400_000, baseRate: 0.02 }, []],
    ['nothing', { sizeBp: 1_000, listSize: 400_000, baseRate: 0.02 }, []],
    [
      'a small size',
      { sizeBp: 499, listSize: 5_000_000, baseRate: 0.02 },
      ['a holdout commonly has 5 % to 10 % of recipients'],
    ],
    [
      'a large size',
      { sizeBp: 1_001, listSize: 5_000_000, baseRate: 0.02 },
      ['a holdout commonly has 5 % to 10 % of recipients'],
    ],
    [
      'a list that is too small',
      { sizeBp: 500, listSize: 20, baseRate: 0.5 },
      ['the list is too small for it to see any lift'],
    ],
    [
      'what it cannot see',
      { sizeBp: 500, listSize: 50_000, baseRate: 0.02 },
      ['it will not see a lift below 40.2 %'],
    ],
  ])('warns of %s: %j', (_what, prospect, warnings) => {
    expect(outlook(prospect).warnings).toEqual(warnings);
  });
});
