import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimumDetectableLift, powerForLift, sampleSizeForLift } from './lift.js';
import { minimumDetectableDifference, powerForMeans, sampleSizeForMeans } from './means.js';
import { ratioBaseline } from './ratio.js';
import { ratioDifference } from '../comparison/ratio.js';
import { pairMomentsOf } from '../moments/moments.js';
import { expectClose, seeded } from '../vectors.test-support.js';

const rateOf = (rate: number) => ({ mean: rate, standardDeviation: Math.sqrt(rate * (1 - rate)) });

describe('a plan for a lift', () => {
  it.each([
    [0.1, 0.05, 59409],
    [0.02, 0.1, 84996],
    [0.02, 0.05, 323445],
    [0.005, 0.1, 345186],
    [0.25, 0.03, 53920],
  ])('of a rate of %d by %d takes %d units an arm', (rate, lift, units) => {
    const n = sampleSizeForLift({ ...rateOf(rate), lift });

    expect(Math.ceil(n)).toBe(units);
    expect(powerForLift({ ...rateOf(rate), lift, n })).toBeCloseTo(0.8, 5);
  });

  it('takes unequal arms, said in any way', () => {
    const plan = { ...rateOf(0.1), lift: 0.05 };

    // the closed form in mpmath
    expectClose(sampleSizeForLift({ ...plan, ratio: 3 }), 40570.85934685044, 1e-12);
    const power = powerForLift({ ...plan, control: 4000, treatment: 12_000 });
    expect(powerForLift({ ...plan, control: 4000, ratio: 3 })).toBe(power);
    expect(powerForLift({ ...plan, n: 4000, ratio: 3 })).toBe(power);
    expect(powerForLift({ ...plan, n: 8000 })).toBeGreaterThan(power);
  });

  const baseline = fc.record({
    mean: fc.double({ min: -2, max: 3, noNaN: true }).map(exponent => 10 ** exponent),
    standardDeviation: fc.double({ min: -2, max: 3, noNaN: true }).map(exponent => 10 ** exponent),
    ratio: fc.double({ min: 0.05, max: 20, noNaN: true }),
    effect: fc.constantFrom('lift' as const, 'difference' as const),
    test: fc.constantFrom('fixed' as const, 'sequential' as const, 'sequentialAtEnd' as const),
    tuningSize: fc.constantFrom(undefined, 5000, 1e6),
  });

  it('has the power that it was sized for, and that lift is the least detectable', () => {
    const lifts = fc.double({ min: 0.001, max: 2, noNaN: true });
    const property = fc.property(baseline, lifts, (plan, lift) => {
      const options = { ...plan, power: 0.9, bothTails: true } as Parameters<typeof minimumDetectableLift>[0];
      const n = sampleSizeForLift({
        ...(options as typeof plan),
        lift,
        power: 0.9,
        bothTails: true,
      } as never);
      expectClose(powerForLift({ ...plan, n, lift } as never), 0.9, 1e-9);
      expectClose(minimumDetectableLift({ ...options, n }), lift, 1e-8);
    });
    fc.assert(property, { seed: 31, numRuns: 80 });
  });

  it('is the same in another unit, and for a metric below zero', () => {
    const plan = { mean: 3, standardDeviation: 7, n: 900, lift: 0.2 };
    const scaled = { ...plan, mean: -3e9, standardDeviation: 7e9 };

    expectClose(powerForLift(scaled), powerForLift(plan), 1e-13);
    expectClose(sampleSizeForLift(scaled), sampleSizeForLift(plan), 1e-13);
    expectClose(minimumDetectableLift(scaled), minimumDetectableLift(plan) as number, 1e-13);
  });

  it('finds more with more units, and a fall sooner than a rise', () => {
    const plan = { ...rateOf(0.1), lift: 0.05 };
    const powers = [1e3, 1e4, 1e5, 1e6].map(n => powerForLift({ ...plan, n }));

    expect(powers.toSorted((a, b) => a - b)).toEqual(powers);
    expect(powerForLift({ ...plan, n: 1e4, lift: -0.05 })).toBeGreaterThan(powers[1] as number);
    expect(powerForLift({ ...plan, n: 1e4, lift: 0 })).toBeCloseTo(0.05, 14);
  });

  it('of the difference is the plan for the means', () => {
    const plan = { mean: 4, standardDeviation: 9, n: 5000, test: 'sequential', tuningSize: 8000 } as const;
    const lift = minimumDetectableLift({ ...plan, effect: 'difference' }) as number;

    expectClose(lift * 4, minimumDetectableDifference(plan), 1e-13);
    const n = sampleSizeForLift({ ...plan, lift: 0.1, effect: 'difference' });
    expectClose(n, sampleSizeForMeans({ ...plan, difference: 0.4 }), 1e-12);
    const power = powerForLift({ ...plan, lift: 0.1, effect: 'difference' });
    expectClose(power, powerForMeans({ ...plan, difference: 0.4 }), 1e-12);
  });

  it('of a ratio is the plan for its linear contributions', () => {
    const random = seeded(5);
    const sends = Array.from({ length: 4000 }, () => 1 + Math.floor(8 * random()));
    const clicks = sends.map(count => Math.floor(count * random() ** 3));
    const pair = pairMomentsOf(clicks, sends);
    const { mean, standardDeviation } = ratioBaseline(pair) as { mean: number; standardDeviation: number };

    const { ratioControl, standardError } = ratioDifference(pair, pair);
    expectClose(mean, ratioControl as number, 1e-14);
    expectClose(standardDeviation * Math.sqrt(2 / 4000), standardError as number, 1e-12);
    expect(ratioBaseline(pairMomentsOf([1, 2], [0, 0]))).toBeNull();
    expect(() => ratioBaseline({ ...pair, n: 1 })).toThrow('n');
  });

  it.each([
    [4e10, 1e-5],
    [4e16, 1e-8],
  ])('of means with %d units finds differences of %d', (n, difference) => {
    const power = powerForMeans({ difference, standardDeviation: 1, n });

    expectClose(sampleSizeForMeans({ difference, standardDeviation: 1, power }), n, 1e-8);
  });

  it('of means is smooth where the t-test becomes the normal one', () => {
    const at = (n: number) => powerForMeans({ difference: 3 / Math.sqrt(n / 2), standardDeviation: 1, n });

    expectClose(at(5.0001e9), at(4.9999e9), 1e-9);
  });

  const plan = { mean: 1, standardDeviation: 1, lift: 0.1 };

  it.each([
    ['n', () => powerForLift(plan)],
    ['n', () => powerForLift({ ...plan, n: Number.NaN })],
    ['n and control', () => powerForLift({ ...plan, n: 5, control: 5 })],
    ['treatment', () => powerForLift({ ...plan, n: 5, treatment: 5 })],
    ['treatment', () => powerForLift({ ...plan, control: 5, treatment: 0 })],
    ['control', () => powerForLift({ ...plan, treatment: 5 })],
    ['ratio', () => powerForLift({ ...plan, n: 5, ratio: -1 })],
    ['lift', () => sampleSizeForLift({ ...plan, lift: 0 })],
    ['test', () => powerForLift({ ...plan, n: 5, test: 'other' as 'fixed' })],
    ['tuningSize', () => powerForLift({ ...plan, n: 5, test: 'sequential', tuningSize: 0 })],
    ['power', () => minimumDetectableLift({ ...plan, n: 50, power: 0.02 })],
    ['power', () => minimumDetectableLift({ ...plan, n: 50, power: 0.04, bothTails: true })],
  ])('that is impossible is refused by the name of %s', (name, attempt) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});
