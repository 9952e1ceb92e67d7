import { describe, expect, it } from 'vitest';
import { bernoulliCusum } from './bernoulli-cusum.js';
import { bernoulliCusumRunLength, bernoulliCusumThreshold } from './bernoulli-run-length.js';
import { expectClose, seeded } from '../vectors.test-support.js';

describe('the run length of a Bernoulli CUSUM', () => {
  // rates for which a chain on a lattice is exact, solved as a linear system in numpy
  it.each([
    [0.1, 0.15323592242829423, 1.2499392501297861, 0.1, 144.99264877870277],
    [0.01, 0.019136386176632058, 2.786092039918251, 0.01, 6040.207760132855],
    [0.01, 0.019136386176632058, 2.786092039918251, 0.02, 560.280281624136],
  ])('from %d to %d with a threshold of %d is right at the rate %d', (p0, p1, h, rate, length) => {
    expectClose(bernoulliCusumRunLength({ p0, p1, h, rate }), length, 1e-10);
  });

  // all sums that can occur, followed for 4,000 batches in numpy
  it.each([
    [0.02, 0.04, 100, 3, 0.02, 101.13232174614473],
    [0.02, 0.04, 100, 3, 0.04, 4.3713436967790775],
    [0.3, 0.2, 20, 3, 0.3, 98.39735915816004],
    [0.3, 0.2, 20, 3, 0.2, 5.996560587612118],
  ])('from %d to %d in batches of %d with threshold %d is right at the rate %d', (...given) => {
    const [p0, p1, trials, h, rate, length] = given;
    expectClose(bernoulliCusumRunLength({ p0, p1, h, rate, trials }), length, 1e-10);
  });

  it('is what charts of simulated batches have', () => {
    const random = seeded(3);
    const design = { p0: 0.05, p1: 0.1, h: 2 };
    let sum = 0;
    for (let run = 0; run < 400; run++) {
      const batches = Array.from({ length: 300 }, () => {
        let events = 0;
        for (let trial = 0; trial < 20; trial++) if (random() < 0.05) events++;
        return { events, trials: 20 };
      });
      sum += (bernoulliCusum(batches, design).firstAlarm ?? 299) + 1;
    }

    expect(Math.abs(sum / 400 / bernoulliCusumRunLength({ ...design, trials: 20 }) - 1)).toBeLessThan(0.15);
  });

  it('is at least what Wald promises', () => {
    for (const h of [0.5, 2, 5])
      for (const p1 of [0.005, 0.04, 0.3]) {
        expect(bernoulliCusumRunLength({ p0: 0.01, p1, h, trials: 50 })).toBeGreaterThan(Math.exp(h));
      }
  });

  it('is reached by the threshold and not by one a little smaller', () => {
    for (const p1 of [0.01, 0.04]) {
      const design = { p0: 0.02, p1, trials: 300 };
      const h = bernoulliCusumThreshold({ ...design, averageRunLength: 500 });

      expect(bernoulliCusumRunLength({ ...design, h })).toBeGreaterThanOrEqual(500);
      expect(bernoulliCusumRunLength({ ...design, h: h * (1 - 3e-7) })).toBeLessThan(500);
    }
  });

  it('is found for a million deliveries a day', () => {
    const design = { p0: 0.0005, p1: 0.0006, trials: 1_000_000 };
    const h = bernoulliCusumThreshold({ ...design, averageRunLength: 1e6 });

    expect(bernoulliCusumRunLength({ ...design, h })).toBeGreaterThanOrEqual(1e6);
    expect(bernoulliCusumRunLength({ ...design, h, rate: 0.0006 })).toBeLessThan(5);
  });

  it.each([
    ['p0', () => bernoulliCusumRunLength({ p0: 0, p1: 0.1, h: 1 })],
    ['p1', () => bernoulliCusumRunLength({ p0: 0.1, p1: 0.1, h: 1 })],
    ['p1', () => bernoulliCusumRunLength({ p0: 0.3, p1: 0.30001, h: 4 })],
    ['h', () => bernoulliCusumRunLength({ p0: 0.1, p1: 0.2, h: -1 })],
    ['rate', () => bernoulliCusumRunLength({ p0: 0.1, p1: 0.2, h: 1, rate: 1 })],
    ['trials', () => bernoulliCusumRunLength({ p0: 0.1, p1: 0.2, h: 1, trials: 0 })],
    ['trials', () => bernoulliCusumRunLength({ p0: 0.1, p1: 0.2, h: 1, trials: 1.5 })],
    ['trials', () => bernoulliCusumRunLength({ p0: 1e-6, p1: 2e-6, h: 4 })],
    ['averageRunLength', () => bernoulliCusumThreshold({ p0: 0.1, p1: 0.2, averageRunLength: 2 })],
    ['averageRunLength', () => bernoulliCusumThreshold({ p0: 0.1, p1: 0.2, averageRunLength: Infinity })],
  ])('refuses an impossible %s', (name, call) => {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(name);
  });
});
