import { describe, expect, it } from 'vitest';
import { timeDecay } from './time-decay.js';
import type { Credit, PathRow } from './paths.js';
import { casesOf, expectClose, numberAt } from '../vectors.test-support.js';

interface FixtureJourney {
  readonly touches: readonly (readonly [string, number])[];
  readonly conversion_day: number;
  readonly value: number;
}

const timed = casesOf('attribution').filter(({ inputs }) => 'journeys' in inputs);

describe('credit that decays with time', () => {
  it.each(timed)('agrees with mpmath for $id', ({ inputs, outputs }) => {
    const journeys = inputs['journeys'] as unknown as readonly FixtureJourney[];
    const halfLife = numberAt(inputs, 'half_life_days');
    const rows = journeys.map(({ touches, conversion_day: conversionTime, value }) => ({
      path: touches.map(([channel]) => channel),
      times: touches.map(([, time]) => time),
      conversionTime,
      value,
    }));

    for (const paths of [journeys, rows]) {
      const credit = timeDecay(paths, { halfLife });
      for (const [channel, amount] of Object.entries(outputs['credit'] as unknown as Credit)) {
        expectClose(credit[channel] as number, amount, 1e-14);
      }
      expectClose(
        Object.values(credit).reduce((sum, amount) => sum + amount, 0),
        195,
        1e-14,
      );
    }
  });

  it('halves the credit of a touch with every half-life', () => {
    expect(timeDecay([{ path: ['a', 'b'], times: [0, 14], conversions: 5 }])).toEqual({ a: 1, b: 4 });
    expect(timeDecay([{ path: ['a', 'b'], times: [0, 3], conversions: 3 }], { halfLife: 3 })).toEqual({
      a: 1,
      b: 2,
    });
    expect(timeDecay([{ path: ['a', 'b', 'c'], conversions: 7 }], { halfLife: 1 })).toEqual({
      a: 1,
      b: 2,
      c: 4,
    });
  });

  it('depends on the waits between touches only, not on the clock nor on the wait for the conversion', () => {
    const near = timeDecay([{ path: ['a', 'b', 'a'], times: [0, 2, 3], conversionTime: 3, conversions: 9 }]);
    const far = timeDecay([
      { path: ['a', 'b', 'a'], times: [1e6, 1e6 + 2, 1e6 + 3], conversionTime: 9e9, conversions: 9 },
    ]);

    expect(far).toEqual(near);
  });

  it('still credits somebody when every touch is thousands of half-lives old, or the path is very long', () => {
    const old = timeDecay([{ path: ['a', 'b'], times: [0, 1], conversionTime: 1e7, conversions: 3 }], {
      halfLife: 1,
    });
    const long = timeDecay([{ path: [...Array.from({ length: 5000 }, () => 'a'), 'b'], conversions: 2 }]);

    expect(old).toEqual({ a: 1, b: 2 });
    expect(long).toEqual({ a: 1, b: 1 });
  });

  it('approaches equal shares as the half-life grows', () => {
    const credit = timeDecay([{ path: ['a', 'b', 'c'], conversions: 3 }], { halfLife: 1e12 });

    for (const amount of Object.values(credit)) expectClose(amount, 1, 1e-11);
  });

  it('refuses to mix steps with times, and a half-life that is not positive', () => {
    const mixed: PathRow[] = [{ path: ['a'], times: [1] }, { path: ['a'] }];

    expect(() => timeDecay(mixed)).toThrow('paths[1].times');
    expect(() => timeDecay([{ path: ['a'] }], { halfLife: 0 })).toThrow('halfLife');
  });
});
