import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Moments, momentsOf } from '../moments/moments.js';
import {
  confidenceSequence,
  sequenceRho,
  sequentialDifference,
  sequentialMean,
} from './confidence-sequence.js';
import {
  casesOf,
  expectClose,
  momentsAt,
  numberAt,
  numbersAt,
  seeded,
  type Value,
} from '../vectors.test-support.js';
import { welch } from '../comparison/welch.js';

const cases = casesOf('confidence_sequence');

const effects = fc.double({ min: -3, max: 3, noNaN: true });
const errors = fc.double({ min: 0.01, max: 3, noNaN: true });
const sizes = fc.integer({ min: 2, max: 1_000_000 });
const levels = fc.double({ min: 1e-6, max: 0.5, noNaN: true });

describe('a confidence sequence', () => {
  it.each(cases.filter(({ id }) => id.startsWith('rho_')))('is tuned as in $id', ({ inputs, outputs }) => {
    const options = { alpha: numberAt(inputs, 'alpha'), tuningSize: numberAt(inputs, 't_star') };

    expectClose(sequenceRho(options), outputs['rho_approx'], 1e-14);
    expectClose(sequenceRho({ ...options, exact: true }), outputs['rho_exact'], 1e-14);
  });

  it.each(cases.filter(({ id }) => id === 'one_sample_path'))('follows $id', ({ inputs, outputs }) => {
    const alpha = numberAt(inputs, 'alpha');
    const rho = numberAt(inputs, 'rho');
    const unitTuning = sequenceRho({ alpha, tuningSize: 1 }) ** 2;
    const x = numbersAt(inputs, 'x');

    for (const row of outputs['rows'] as Record<string, Value>[]) {
      const moments = momentsOf(x.slice(0, row['t'] as number));
      const result = sequentialMean(moments, { alpha, tuningSize: unitTuning / rho ** 2 });
      expectClose(result.interval.lower, row['lower'], 1e-12);
      expectClose(result.interval.upper, row['upper'], 1e-12);
      expectClose(result.pValue, row['p'], 1e-12);
    }
  });

  it.each(cases.filter(({ id }) => id.startsWith('two_sample')))(
    'of two arms agrees with mpmath for $id',
    ({ inputs, outputs }) => {
      const options = { alpha: numberAt(inputs, 'alpha'), tuningSize: numberAt(inputs, 't_star') };

      const result = sequentialDifference(momentsAt(inputs, 'a'), momentsAt(inputs, 'b'), options);

      const [lower, upper] = numbersAt(outputs, 'ci');
      expectClose(result.estimate, outputs['diff'], 1e-12);
      expectClose(result.interval.lower, lower);
      expectClose(result.interval.upper, upper);
      expectClose(result.pValue, outputs['p']);
    },
  );

  it.each([
    [100, 6.694],
    [1000, 3.364],
    [5000, 3.035],
    [10000, 3.062],
    [500000, 3.562],
  ])('of %d units is as wide as published, in standard errors', (n, multiplier) => {
    const { interval } = confidenceSequence(0, 1, n, { tuningSize: 5000 });

    expectClose(interval.upper, multiplier, 2e-4);
  });

  it('is wider than the interval of a single look', () => {
    const control = { n: 3407, mean: 0.41, variance: 15.1 };
    const treatment = { n: 3461, mean: 0.7, variance: 38.4 };

    const looked = sequentialDifference(control, treatment, { tuningSize: 5000 });
    const once = welch(control, treatment);

    expect(looked.interval.lower).toBeLessThan(once.interval.lower);
    expect(looked.pValue).toBeGreaterThan(once.pValue);
  });

  it('covers the truth at every one of thirty looks, where a repeated t-test does not', () => {
    const random = seeded(1);
    let missedBySequence = 0;
    let missedByTest = 0;
    const runs = 300;
    for (let run = 0; run < runs; run++) {
      let sequenceMissed = false;
      let testMissed = false;
      const arms: [number[], number[]] = [[], []];
      for (let look = 0; look < 30; look++) {
        for (const arm of arms) for (let i = 0; i < 50; i++) arm.push(random() < 0.1 ? 1 : 0);
        const [control, treatment] = [momentsOf(arms[0]), momentsOf(arms[1])];
        if (control.n < 150) continue;
        const sequence = sequentialDifference(control, treatment, { tuningSize: 3000 });
        sequenceMissed ||= sequence.interval.lower > 0 || sequence.interval.upper < 0;
        testMissed ||= welch(control, treatment).pValue < 0.05;
      }
      if (sequenceMissed) missedBySequence++;
      if (testMissed) missedByTest++;
    }

    expect(missedBySequence / runs).toBeLessThan(0.05);
    expect(missedByTest / runs).toBeGreaterThan(0.15);
  });

  it('rejects by p-value exactly when the interval excludes 0', () => {
    const property = fc.property(
      effects,
      errors,
      sizes,
      sizes,
      levels,
      (effect, error, n, tuningSize, alpha) => {
        const { interval, pValue } = confidenceSequence(effect, error, n, { alpha, tuningSize });
        fc.pre(Math.abs(pValue / alpha - 1) > 1e-9);
        expect(pValue < alpha).toBe(interval.lower > 0 || interval.upper < 0);
      },
    );
    fc.assert(property, { seed: 21 });
  });

  it('turns with the sign of the effect and scales with its unit', () => {
    const property = fc.property(effects, errors, sizes, (effect, error, n) => {
      const there = confidenceSequence(effect, error, n, { tuningSize: 5000 });
      const back = confidenceSequence(-effect, error, n, { tuningSize: 5000 });
      const inCents = confidenceSequence(128 * effect, 128 * error, n, { tuningSize: 5000 });
      expect(back.pValue).toBe(there.pValue);
      expect(back.interval.lower).toBe(-there.interval.upper);
      expect(inCents.pValue).toBe(there.pValue);
      expect(inCents.interval.upper).toBe(128 * there.interval.upper);
    });
    fc.assert(property, { seed: 22 });
  });

  it('does not depend on where the metric starts to count, nor on which arm is called control', () => {
    const arm = fc
      .tuple(fc.integer({ min: 2, max: 1e6 }), fc.integer({ min: -500, max: 500 }), errors)
      .map(([n, mean, variance]): Moments => ({ n, mean, variance }));
    const property = fc.property(arm, arm, fc.integer({ min: -1e6, max: 1e6 }), (one, other, shift) => {
      const moved = ({ n, mean, variance }: Moments): Moments => ({ n, mean: mean + shift, variance });
      const there = sequentialDifference(one, other, { tuningSize: 5000 });
      const back = sequentialDifference(other, one, { tuningSize: 5000 });
      expect(sequentialDifference(moved(one), moved(other), { tuningSize: 5000 })).toEqual(there);
      expectClose(back.interval.lower, -there.interval.upper, 1e-14);
      expectClose(back.pValue, there.pValue, 1e-12);
    });
    fc.assert(property, { seed: 23 });
  });

  it('is wider and less certain the smaller the alpha and the larger the error', () => {
    const property = fc.property(effects, errors, sizes, levels, (effect, error, n, alpha) => {
      const width = (options: { alpha: number; error: number }) => {
        const { interval } = confidenceSequence(effect, options.error, n, {
          alpha: options.alpha,
          tuningSize: 5000,
        });
        return interval.upper - interval.lower;
      };
      expect(width({ alpha: alpha / 2, error })).toBeGreaterThan(width({ alpha, error }));
      expect(width({ alpha, error: 2 * error })).toBeGreaterThan(width({ alpha, error }));
      const larger = confidenceSequence(effect * 2, error, n, { tuningSize: 5000 }).pValue;
      expect(larger).toBeLessThanOrEqual(confidenceSequence(effect, error, n, { tuningSize: 5000 }).pValue);
    });
    fc.assert(property, { seed: 24 });
  });

  it('is tightest at the sample that it is tuned to', () => {
    const property = fc.property(
      sizes,
      levels,
      fc.double({ min: 0.05, max: 20, noNaN: true }),
      (n, alpha, factor) => {
        const width = (tuningSize: number) =>
          confidenceSequence(0, 1, n, { alpha, tuningSize, exact: true }).interval.upper;
        expect(width(n)).toBeLessThanOrEqual(width(n * factor) * (1 + 1e-12));
      },
    );
    fc.assert(property, { seed: 25 });
  });

  it.each([
    ['tuningSize', () => sequenceRho({ tuningSize: 0 })],
    ['alpha', () => sequenceRho({ alpha: 1, tuningSize: 10 })],
    ['moments.n', () => sequentialMean(momentsOf([1]), { tuningSize: 10 })],
    ['moments.variance', () => sequentialMean(momentsOf([1, 1]), { tuningSize: 10 })],
    ['control.variance', () => sequentialDifference(momentsOf([1, 1]), momentsOf([2, 2]), { tuningSize: 9 })],
  ])('refuses what cannot be followed by the name of %s', (name, attempt) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});
