import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mixtureSprt } from './mixture-sprt.js';
import { sequenceRho, sequentialDifference } from './confidence-sequence.js';
import { casesOf, expectClose, momentsAt, numberAt, numbersAt, type Value } from '../vectors.test-support.js';

const cases = casesOf('msprt');
const TOLERANCE = 1e-10;

describe('the mixture SPRT', () => {
  it.each(cases.filter(({ id }) => id.startsWith('paired')))('follows $id', ({ inputs, outputs }) => {
    const a = numbersAt(inputs, 'a');
    const b = numbersAt(inputs, 'b');
    const rows = outputs['rows'] as Record<string, Value>[];
    let sum = 0;
    let running = 1;
    for (let n = 1; n <= a.length; n++) {
      sum += (b[n - 1] as number) - (a[n - 1] as number);
      const result = mixtureSprt({
        estimate: sum / n,
        standardError: Math.sqrt((2 * numberAt(inputs, 'sigma2')) / n),
        mixingVariance: numberAt(inputs, 'tau2'),
      });
      running = Math.min(running, result.pValue);
      const row = rows.find(candidate => candidate['n'] === n);
      if (row === undefined) continue;
      expectClose(result.logLikelihoodRatio, row['log_lambda'], TOLERANCE);
      expectClose(running, row['p'], TOLERANCE);
    }
    expectClose(running, outputs['final_p'], TOLERANCE);
  });

  it.each(cases.filter(({ id }) => id.startsWith('unequal')))(
    'agrees with mpmath for $id',
    ({ inputs, outputs }) => {
      const [a, b] = [momentsAt(inputs, 'a'), momentsAt(inputs, 'b')];

      const result = mixtureSprt({
        estimate: b.mean - a.mean,
        standardError: Math.sqrt(a.variance / a.n + b.variance / b.n),
        mixingVariance: numberAt(inputs, 'tau2'),
      });

      expectClose(result.logLikelihoodRatio, outputs['log_lambda'], TOLERANCE);
      expectClose(result.likelihoodRatio, Math.exp(numberAt(outputs, 'log_lambda')), TOLERANCE);
      expectClose(result.pValue, outputs['p_single_look'], TOLERANCE);
    },
  );

  it.each(cases.filter(({ id }) => id.startsWith('asos')))('follows $id', ({ inputs, outputs }) => {
    let running = 1;
    for (const row of outputs['rows'] as Record<string, Value>[]) {
      const result = mixtureSprt({
        estimate: row['diff'] as number,
        standardError: row['se'] as number,
        mixingVariance: numberAt(inputs, 'tau2'),
      });
      running = Math.min(running, result.pValue);
      expectClose(result.logLikelihoodRatio, row['log_lambda'], TOLERANCE);
      expectClose(running, row['p_always_valid'], TOLERANCE);
    }
  });

  it('is the confidence sequence with the mixing variance that its tuning implies', () => {
    const count = fc.integer({ min: 2, max: 1e6 });
    const effect = fc.double({ min: -0.1, max: 0.1, noNaN: true });
    const property = fc.property(count, count, effect, (n, m, difference) => {
      const options = { tuningSize: 5000 };
      const control = { n, mean: 1, variance: 2 };
      const treatment = { n: m, mean: 1 + difference, variance: 3 };
      const { estimate, standardError, pValue } = sequentialDifference(control, treatment, options);
      const mixingVariance = sequenceRho(options) ** 2 * (n + m) * standardError ** 2;
      expectClose(mixtureSprt({ estimate, standardError, mixingVariance }).pValue, pValue, 1e-9);
    });
    fc.assert(property, { seed: 7 });
  });

  it('depends only on the distance to the null, not on its sign or unit', () => {
    const real = fc.double({ min: -10, max: 10, noNaN: true });
    const positive = fc.double({ min: 0.01, max: 10, noNaN: true });
    const property = fc.property(real, positive, positive, (estimate, standardError, mixingVariance) => {
      const { logLikelihoodRatio } = mixtureSprt({ estimate, standardError, mixingVariance });
      const mirrored = mixtureSprt({ estimate: 0, standardError, mixingVariance, nullEffect: estimate });
      const inCents = mixtureSprt({
        estimate: 128 * estimate,
        standardError: 128 * standardError,
        mixingVariance: 128 ** 2 * mixingVariance,
      });
      expect(mirrored.logLikelihoodRatio).toBe(logLikelihoodRatio);
      expect(Math.abs(inCents.logLikelihoodRatio - logLikelihoodRatio)).toBeLessThanOrEqual(
        1e-13 * Math.max(1, Math.abs(logLikelihoodRatio)),
      );
    });
    fc.assert(property, { seed: 7 });
  });

  it('is never NaN, however far apart the scales are', () => {
    const scales = [5e-324, 1e-200, 1e-20, 1, 1e20, 1e200, Number.MAX_VALUE];
    for (const estimate of [0, ...scales])
      for (const standardError of scales)
        for (const mixingVariance of scales) {
          const result = mixtureSprt({ estimate, standardError, mixingVariance });
          expect(Object.values(result)).not.toContain(Number.NaN);
        }
  });

  it('has a value where the square of the scales apart is no double (mpmath, 40 digits)', () => {
    const { logLikelihoodRatio } = mixtureSprt({
      estimate: 3e-10,
      standardError: 1e-10,
      mixingVariance: 1e300,
    });

    expectClose(logLikelihoodRatio, -363.9136148790473, 1e-14);
  });

  it('has no jump where a wide mixture is computed apart', () => {
    const at = (mixingVariance: number) =>
      mixtureSprt({ estimate: 7, standardError: 1, mixingVariance }).logLikelihoodRatio;

    expectClose(at(1e16 * (1 + 1e-15)), at(1e16), 1e-14);
  });

  it.each([
    ['estimate', { estimate: Number.NaN, standardError: 1, mixingVariance: 1 }],
    ['standardError', { estimate: 1, standardError: 0, mixingVariance: 1 }],
    ['mixingVariance', { estimate: 1, standardError: 1, mixingVariance: 0 }],
    ['nullEffect', { estimate: 1, standardError: 1, mixingVariance: 1, nullEffect: Infinity }],
  ])('refuses impossible evidence by the name of %s', (name, evidence) => {
    expect(() => mixtureSprt(evidence)).toThrow(RangeError);
    expect(() => mixtureSprt(evidence)).toThrow(name);
  });

  it('is the same of two arms as of their difference', () => {
    const control = { n: 5000, mean: 10, variance: 100 };
    const treatment = { n: 4000, mean: 10.9, variance: 130 };
    const result = mixtureSprt(control, treatment, { mixingVariance: 0.25 });

    expectClose(result.logLikelihoodRatio, 5.499808685142448, 1e-12);
    expect(() => mixtureSprt({ ...control, n: 1 }, treatment, { mixingVariance: 0.25 })).toThrow('control.n');
  });
});
