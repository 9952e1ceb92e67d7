import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sequentialDifference } from './confidence-sequence.js';
import { hybridDifference } from './hybrid.js';
import { runningSequence } from './running.js';
import { welch } from '../comparison/welch.js';
import { type Moments, momentsOf } from '../moments/moments.js';
import { expectClose, seeded } from '../vectors.test-support.js';

const control: Moments = { n: 3407, mean: 0.41, variance: 15.1 };
const treatment: Moments = { n: 3461, mean: 0.7, variance: 38.4 };
const plan = { tuningSize: 5000 };

const arms = fc
  .tuple(
    fc.integer({ min: 300, max: 1e6 }),
    fc.double({ min: -0.2, max: 0.2, noNaN: true }),
    fc.double({ min: 1e-3, max: 9, noNaN: true }),
  )
  .map(([n, mean, variance]): Moments => ({ n, mean, variance }));

describe('the hybrid of looks on the way and a test at the end', () => {
  it('is a confidence sequence of half of alpha before the end', () => {
    const looked = hybridDifference(control, treatment, { ...plan, isFinal: false });
    const sequence = sequentialDifference(control, treatment, { ...plan, alpha: 0.025 });

    expect(looked.sequential).toEqual(sequence);
    expect(looked.fixed).toBeNull();
    expect(looked.interval).toEqual({ ...sequence.interval, level: 0.95 });
    expect(looked.pValue).toBe(Math.min(1, 2 * sequence.pValue));
  });

  it('is the narrower of the two intervals and the smaller of the two p-values at the end', () => {
    const atEnd = hybridDifference(control, treatment, { ...plan, isFinal: true });
    const once = welch(control, treatment, { alpha: 0.025 });

    expect(atEnd.fixed).toEqual(once);
    expect(atEnd.interval).toEqual({ ...once.interval, level: 0.95 });
    expectClose(atEnd.pValue, 2 * once.pValue, 1e-15);
    expect(atEnd.isSignificant).toBe(true);
  });

  it('keeps the sequence at the end where it is the sharper one', () => {
    // 1 % of the alpha is left for the end, and the sequence is tuned to this very sample
    const options = { tuningSize: 6868, sequentialShare: 0.99, isFinal: true };

    const { interval, sequential, fixed } = hybridDifference(control, treatment, options);

    expect(interval?.lower).toBe(sequential?.interval.lower);
    expect(fixed?.interval.lower).toBeLessThan(interval?.lower ?? 0);
  });

  it('pays for the looks: the end alone would have been sharper, all looks alone blunter', () => {
    const property = fc.property(arms, arms, (one, other) => {
      const options = { tuningSize: one.n + other.n };
      const atEnd = hybridDifference(one, other, { ...options, isFinal: true });
      const looked = hybridDifference(one, other, { ...options, isFinal: false });
      if (looked.isSignificant) expect(atEnd.isSignificant).toBe(true);
      if (atEnd.isSignificant) expect(welch(one, other).pValue).toBeLessThan(0.05);
    });
    fc.assert(property, { seed: 14 });
  });

  it('rejects by p-value exactly when the interval excludes 0', () => {
    const property = fc.property(arms, arms, fc.boolean(), (one, other, isFinal) => {
      const result = hybridDifference(one, other, { tuningSize: 1e5, sequentialShare: 0.3, isFinal });
      const { lower, upper } = result.interval ?? { lower: 0, upper: 0 };
      fc.pre(Math.abs((result.pValue ?? 1) / 0.05 - 1) > 1e-9);
      expect(result.isSignificant).toBe(lower > 0 || upper < 0);
    });
    fc.assert(property, { seed: 15 });
  });

  it('turns its sign with the arms and its scale with the unit', () => {
    const options = { ...plan, isFinal: true };
    const there = hybridDifference(control, treatment, options);
    const back = hybridDifference(treatment, control, options);
    const inCents = hybridDifference(scaled(control), scaled(treatment), options);

    expect(back.estimate).toBe(-there.estimate);
    expect(back.interval?.lower).toBe(-(there.interval?.upper ?? 0));
    expectClose(inCents.interval?.upper ?? 0, 128 * (there.interval?.upper ?? 0), 1e-14);
    expectClose(inCents.pValue, there.pValue, 1e-13);
  });

  it('rejects no more often than alpha over all looks and the end together', () => {
    const random = seeded(31);
    let rejected = 0;
    for (let run = 0; run < 400; run++) {
      const values: [number[], number[]] = [[], []];
      let state = null;
      for (let day = 1; day <= 10; day++) {
        for (const arm of values) for (let i = 0; i < 150; i++) arm.push(random());
        const [one, other] = [momentsOf(values[0]), momentsOf(values[1])];
        const { interval, pValue } = hybridDifference(one, other, { tuningSize: 3000, isFinal: day === 10 });
        if (interval !== null && pValue !== null) state = runningSequence(state, { interval, pValue });
      }
      if ((state?.pValue ?? 1) < 0.05) rejected++;
    }
    // at most 5 %, plus two standard errors of 400 runs
    expect(rejected / 400).toBeLessThan(0.072);
    expect(rejected).toBeGreaterThan(0);
  });

  it('has nothing to say of arms that do not vary', () => {
    const still = { n: 10, mean: 1, variance: 0 };

    const result = hybridDifference(still, { ...still, mean: 3 }, { ...plan, isFinal: true });

    expect(result).toEqual({
      estimate: 2,
      standardError: null,
      interval: null,
      pValue: null,
      isSignificant: false,
      sequential: null,
      fixed: null,
      undefinedBecause: 'neither arm varies',
    });
    expect(() => hybridDifference(still, still, { tuningSize: 0, isFinal: true })).toThrow('tuningSize');
  });

  it.each([
    ['control.n', { n: 1, mean: 1, variance: 0 }, { tuningSize: 9, isFinal: true }],
    ['tuningSize', control, { tuningSize: 0, isFinal: true }],
    ['sequentialShare', control, { tuningSize: 9, isFinal: true, sequentialShare: 1 }],
    ['alpha', control, { tuningSize: 9, isFinal: true, alpha: 0 }],
    ['isFinal', control, { tuningSize: 9, isFinal: undefined as unknown as boolean }],
  ])('refuses what it cannot follow by the name of %s', (name, arm, options) => {
    expect(() => hybridDifference(arm, treatment, options)).toThrow(RangeError);
    expect(() => hybridDifference(arm, treatment, options)).toThrow(name);
  });
});

function scaled({ n, mean, variance }: Moments): Moments {
  return { n, mean: 128 * mean, variance: 128 ** 2 * variance };
}
