import { describe, expect, it } from 'vitest';
import { holdoutMinimumLift } from './holdout.js';
import { runTime } from './run-time.js';

describe('a holdout', () => {
  it.each([
    [50_000, 0.02, '55.5', '40.2', '39.2', '29.2'],
    [100_000, 0.02, '39.2', '28.5', '27.7', '20.7'],
    [100_000, 0.05, '24.4', '17.7', '17.3', '12.9'],
    [400_000, 0.02, '19.6', '14.2', '13.9', '10.3'],
    [400_000, 0.05, '12.2', '8.9', '8.6', '6.4'],
    [1_000_000, 0.02, '12.4', '9.0', '8.8', '6.5'],
    [1_000_000, 0.05, '7.7', '5.6', '5.5', '4.1'],
    [5_000_000, 0.02, '5.5', '4.0', '3.9', '2.9'],
  ])('of a list of %d that converts at %d shows the lifts of the table', (listSize, rate, ...row) => {
    const shown = [0.05, 0.1].flatMap(share =>
      (['equal', 'full'] as const).map(comparison =>
        (100 * (holdoutMinimumLift({ listSize, share, rate, comparison }) as number)).toFixed(1),
      ),
    );

    expect(shown).toEqual(row);
  });

  it('compares with everybody else unless asked for a slice, and costs more when looked at at any time', () => {
    const plan = { listSize: 1e6, share: 0.05, rate: 0.02 };
    const lift = holdoutMinimumLift(plan) as number;

    expect(holdoutMinimumLift({ ...plan, comparison: 'full' })).toBe(lift);
    expect(holdoutMinimumLift({ ...plan, test: 'sequential' })).toBeGreaterThan(lift);
    expect(holdoutMinimumLift({ ...plan, power: 0.9 })).toBeGreaterThan(lift);
  });

  it('shows nothing where only a rate above 1 would do', () => {
    expect(holdoutMinimumLift({ listSize: 50, share: 0.1, rate: 0.4 })).toBeNull();
  });

  it.each([
    ['listSize', { listSize: 0, share: 0.1, rate: 0.1 }],
    ['share', { listSize: 10, share: 1, rate: 0.1 }],
    ['rate', { listSize: 10, share: 0.1, rate: 0 }],
    ['share', { listSize: 10, share: 0.6, rate: 0.1, comparison: 'equal' }],
  ] as const)('is refused by the name of %s when that is impossible', (name, plan) => {
    expect(() => holdoutMinimumLift(plan)).toThrow(RangeError);
    expect(() => holdoutMinimumLift(plan)).toThrow(name);
  });
});

describe('the time an experiment takes', () => {
  it.each([
    [7000, 1000, 0, 1, 7],
    [7001, 1000, 0, 2, 14],
    [1, 1e6, 3, 1, 10],
    [21_000, 1000, 2.5, 3, 24],
  ])(
    'for %d units at %d a day, with %d days to convert, is %d weeks',
    (units, unitsPerDay, conversionDays, weeks, days) => {
      expect(runTime({ units, unitsPerDay, conversionDays })).toEqual({ weeks, days });
    },
  );

  it.each([
    ['units', { units: 0, unitsPerDay: 1 }],
    ['unitsPerDay', { units: 1, unitsPerDay: 0 }],
    ['conversionDays', { units: 1, unitsPerDay: 1, conversionDays: -1 }],
  ])('needs a possible %s', (name, plan) => {
    expect(() => runTime(plan)).toThrow(name);
  });
});
