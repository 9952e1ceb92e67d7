import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logBeta } from '../distributions/index.js';
import { sequentialSampleRatio } from './sequential-sample-ratio.js';
import { casesOf, expectClose, numberAt, numbersAt, seeded } from '../vectors.test-support.js';

describe('the sequential sample ratio', () => {
  it.each(casesOf('sequential_srm'))('agrees with mpmath for $id', ({ inputs, outputs }) => {
    const options = { concentration: numberAt(inputs, 'concentration') };

    const result = sequentialSampleRatio(numbersAt(inputs, 'counts'), numbersAt(inputs, 'theta0'), options);

    expectClose(result.logBayesFactor, outputs['log_bayes_factor'], 1e-9);
    expectClose(result.pValue, outputs['p_single_look'], 1e-9);
  });

  it.each([
    [[1000, 1000], [1, 1], -0.091165, 1],
    [[1000, 900], [1, 1], 0.333228, 0.716607],
    [[5000, 5200], [1, 1], 0.638603, 0.52803],
    [[5000, 5600], [1, 1], 8.378158, 2.29833e-4],
    [[821588, 815482], [1, 1], 8.765972, 1.5595e-4],
    [[950000, 51500], [0.95, 0.05], 18.62495, 8.15243e-9],
    [[10000, 10000, 9500], [1, 1, 1], 4.98281, 0.00685478],
  ])('of %j on %j has the published value', (counts, weights, logBayesFactor, pValue) => {
    const result = sequentialSampleRatio(counts, weights);

    expectClose(result.logBayesFactor, logBayesFactor, 6e-6);
    expectClose(result.pValue, pValue, 6e-6);
  });

  it('falls as published while batches arrive', () => {
    const batches = [500, 480, 510, 450, 495, 430, 505, 420, 500, 410, 500, 400, 500, 390];
    const published = [1, 0.83579444, 0.50094844, 0.17245854, 0.0372216, 0.00437198, 0.0002563];
    let counts: [number, number] = [0, 0];
    let running = 1;
    published.forEach((pValue, look) => {
      counts = [counts[0] + (batches[2 * look] as number), counts[1] + (batches[2 * look + 1] as number)];
      running = Math.min(running, sequentialSampleRatio(counts, [1, 1]).pValue);
      expectClose(running, pValue, 2e-5);
    });
  });

  it('is the product of what the batches say, each with the counts before it as prior', () => {
    const count = fc.integer({ min: 0, max: 5000 });
    const concentration = fc.double({ min: 1, max: 2e4, noNaN: true });
    const property = fc.property(count, count, count, count, concentration, (a, b, c, d, kappa) => {
      const options = { concentration: kappa };
      const half = kappa / 2;
      const first = sequentialSampleRatio([a, b], [1, 1], options).logBayesFactor;
      const predictive = logBeta(half + a + c, half + b + d) - logBeta(half + a, half + b);
      const both = sequentialSampleRatio([a + c, b + d], [1, 1], options).logBayesFactor;
      expect(Math.abs(both - first - predictive - (c + d) * Math.LN2)).toBeLessThan(1e-8);
    });
    fc.assert(property, { seed: 7 });
  });

  it('depends neither on the order of the arms nor on the scale of the weights', () => {
    const count = fc.integer({ min: 0, max: 1e7 });
    const property = fc.property(count, count, count, (a, b, c) => {
      const there = sequentialSampleRatio([a, b, c], [0.5, 0.25, 0.25]).logBayesFactor;
      const back = sequentialSampleRatio([c, b, a], [1, 1, 2]).logBayesFactor;
      expect(Math.abs(there - back)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(there)));
    });
    fc.assert(property, { seed: 7 });
  });

  it('keeps its digits at a thousand million units', () => {
    expectClose(
      sequentialSampleRatio([500_050_000, 499_950_000], [1, 1]).logBayesFactor,
      -0.75654271837709,
      1e-9,
    );
  });

  it('alarms in few of many sound experiments, however often one looks', () => {
    const random = seeded(1);
    let alarms = 0;
    for (let run = 0; run < 400; run++) {
      const counts: [number, number] = [0, 0];
      let lowest = 1;
      for (let unit = 1; unit <= 2000; unit++) {
        counts[random() < 0.5 ? 0 : 1]++;
        if (unit % 20 !== 0) continue;
        lowest = Math.min(lowest, sequentialSampleRatio(counts, [1, 1], { concentration: 10 }).pValue);
      }
      if (lowest < 0.05) alarms++;
    }

    expect(alarms / 400).toBeLessThan(0.05);
  });

  it('is never wrong before the first unit, nor with a single arm', () => {
    expect(sequentialSampleRatio([0, 0], [1, 1])).toEqual({ logBayesFactor: 0, pValue: 1 });
    expect(sequentialSampleRatio([70, 0], [1, 0])).toEqual({ logBayesFactor: 0, pValue: 1 });
  });

  it('counts only the arms that have weight', () => {
    const withIdleArm = sequentialSampleRatio([5000, 0, 5600], [1, 0, 1]);

    expect(withIdleArm).toEqual(sequentialSampleRatio([5000, 5600], [1, 1]));
    expect(sequentialSampleRatio([5, 5, 1], [1, 1, 0])).toEqual({ logBayesFactor: Infinity, pValue: 0 });
  });

  it.each([
    ['weights', [1, 2], [1], 1],
    ['weights', [1, 2], [0, 0], 1],
    ['weights[1]', [1, 2], [1, -1], 1],
    ['counts[0]', [1.5, 2], [1, 1], 1],
    ['concentration', [1, 2], [1, 1], 0],
  ])('refuses impossible arms by the name of %s', (name, counts, weights, concentration) => {
    expect(() => sequentialSampleRatio(counts, weights, { concentration })).toThrow(RangeError);
    expect(() => sequentialSampleRatio(counts, weights, { concentration })).toThrow(name);
  });
});
