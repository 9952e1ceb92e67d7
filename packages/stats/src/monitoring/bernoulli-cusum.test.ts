import { describe, expect, it } from 'vitest';
import { bernoulliCusum, bernoulliCusumStart, bernoulliCusumStep } from './bernoulli-cusum.js';
import { expectClose, seeded } from '../vectors.test-support.js';

const options = { p0: 0.001, p1: 0.002, h: 3 };

describe('a Bernoulli CUSUM', () => {
  it('adds the log-likelihood ratio of each batch', () => {
    // mpmath, 40 digits: 3 ln(p1 / p0) + 997 ln((1 - p1) / (1 - p0))
    const { values } = bernoulliCusum([{ events: 3, trials: 1000 }], options);

    expectClose(values[0] as number, 1.08094371160156, 1e-14);
  });

  it('keeps the digits of two rates that are nearly the same', () => {
    // mpmath, 40 digits
    const close = { p0: 0.3, p1: 0.3 + 2 ** -40, h: 1 };

    expectClose(
      bernoulliCusum([{ events: 1, trials: 1 }], close).values[0] as number,
      3.031649005905165e-12,
      1e-14,
    );
  });

  it('loses nothing when each trial is its own batch, and knows since when', () => {
    const outcomes = [0, 0, 1, 0, 0, 1, 1, 1, 1, 1].map(events => ({ events, trials: 1 }));
    const result = bernoulliCusum(outcomes, { p0: 0.1, p1: 0.9, h: 5 });

    expect(result.values.slice(0, 2)).toEqual([0, 0]);
    expect(result.values.slice(3, 5)).toEqual([0, 0]);
    expectClose(result.values[7] as number, 3 * Math.log(9), 1e-14);
    expect(result).toMatchObject({ alarms: [7, 8, 9], firstAlarm: 7, changeStart: 5 });
  });

  it('sees a fall of the rate as the rise of the rate of non-events', () => {
    const random = seeded(1);
    const batches = Array.from({ length: 60 }, () => ({ events: Math.floor(30 * random()), trials: 100 }));
    const fall = bernoulliCusum(batches, { p0: 0.25, p1: 0.125, h: 20 });
    const rise = bernoulliCusum(
      batches.map(({ events, trials }) => ({ events: trials - events, trials })),
      { p0: 0.75, p1: 0.875, h: 20 },
    );

    expect(fall.firstAlarm).not.toBeNull();
    fall.values.forEach((value, i) => {
      expect(Math.abs(value - (rise.values[i] as number))).toBeLessThan(1e-9);
    });
  });

  it('learns nothing on an idle day', () => {
    const { values } = bernoulliCusum(
      [
        { events: 5, trials: 900 },
        { events: 0, trials: 0 },
      ],
      options,
    );

    expect(values[1]).toBe(values[0]);
  });

  it('begins anew after an alarm when it is told to', () => {
    const bad = { events: 9, trials: 1000 };

    expect(bernoulliCusum([bad, bad], options).values[1]).toBeGreaterThan(10);
    const { values, alarms } = bernoulliCusum([bad, bad], { ...options, reset: true });
    expect(values[1]).toBe(values[0]);
    expect(alarms).toEqual([0, 1]);
  });

  it('may be put away as JSON after any batch', () => {
    const random = seeded(2);
    const batches = Array.from({ length: 50 }, () => ({ events: Math.floor(5 * random()), trials: 999 }));
    const kept = batches.reduce(
      (state, batch) => bernoulliCusumStep(JSON.parse(JSON.stringify(state)) as typeof state, batch, options),
      bernoulliCusumStart(),
    );

    expect(kept.value).toBe(bernoulliCusum(batches, options).values.at(-1));
  });

  it.each([
    ['batch.events', { events: 1.5, trials: 3 }, options],
    ['batch.trials', { events: 0, trials: -1 }, options],
    ['batch.events', { events: 4, trials: 3 }, options],
    ['p0', { events: 1, trials: 3 }, { ...options, p0: 0 }],
    ['p1', { events: 1, trials: 3 }, { ...options, p1: 1 }],
    ['p1', { events: 1, trials: 3 }, { ...options, p1: options.p0 }],
    ['h', { events: 1, trials: 3 }, { ...options, h: 0 }],
  ])('refuses an impossible %s', (name, batch, given) => {
    expect(() => bernoulliCusum([batch], given)).toThrow(RangeError);
    expect(() => bernoulliCusum([batch], given)).toThrow(name);
  });
});
