import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaBinomial } from './beta-binomial.js';
import { casesOf, expectClose, numberAt, numbersAt } from '../vectors.test-support.js';

const TOLERANCE = 1e-8;

describe('the posterior of two rates', () => {
  const pairs = casesOf('bayes_beta_binomial').filter(({ inputs }) => 'x_a' in inputs);

  it.each(pairs)('agrees with mpmath for $id', ({ inputs, outputs }) => {
    const control = { successes: numberAt(inputs, 'x_a'), trials: numberAt(inputs, 'n_a') };
    const treatment = { successes: numberAt(inputs, 'x_b'), trials: numberAt(inputs, 'n_b') };

    const result = betaBinomial(control, treatment, {
      priorAlpha: numberAt(inputs, 'prior_alpha'),
      priorBeta: numberAt(inputs, 'prior_beta'),
    });

    expectClose(result.chanceToBeat, outputs['prob_b_beats_a'], TOLERANCE);
    expectClose(result.expectedLossOfTreatment, outputs['expected_loss_choose_b'], TOLERANCE);
    expectClose(result.expectedLossOfControl, outputs['expected_loss_choose_a'], TOLERANCE);
    for (const [interval, key] of [
      [result.intervals.control, 'ci95_a'],
      [result.intervals.treatment, 'ci95_b'],
    ] as const) {
      const [lower, upper] = numbersAt(outputs, key);
      expectClose(interval.lower, lower, TOLERANCE);
      expectClose(interval.upper, upper, TOLERANCE);
    }
  });

  // the finite sum over the successes of the treatment, by mpmath with 60 digits
  it.each([
    [20000, 1e6, 20300, 1e6, 0.934437386073287, 0.0655626139267133, 5.69656449627709e-6, 3.05695964497477e-4],
    [20000, 1e6, 21500, 1e6, 0.99999999999995, 4.97723219530553e-14, 1.30370046975023e-18, 0.001499997000006],
    [5e5, 1e6, 499000, 1e6, 0.0786495948771758, 0.921350405122824, 1.02512522490367e-3, 2.51272248996701e-5],
    [3, 10, 20000, 1e6, 4.71954165524302e-5, 0.999952804583448, 0.31333256578242, 1.92447167105351e-7],
    [50, 1e6, 90, 1e6, 0.999650467708948, 3.49532291051737e-4, 1.08130478075313e-9, 4.00010013049408e-5],
  ])('of %d of %d against %d of %d is exact', (x, n, y, m, beat, lose, lossOfTreatment, lossOfControl) => {
    const result = betaBinomial({ successes: x, trials: n }, { successes: y, trials: m });

    expectClose(result.chanceToBeat, beat, TOLERANCE);
    expectClose(result.chanceToLose, lose, TOLERANCE);
    expectClose(result.expectedLossOfTreatment, lossOfTreatment, TOLERANCE);
    expectClose(result.expectedLossOfControl, lossOfControl, TOLERANCE);
  });

  const arm = fc
    .tuple(fc.double({ min: 0, max: 6, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([digits, rate]) => {
      const trials = Math.floor(10 ** digits);
      return { successes: Math.floor(rate * trials), trials };
    });
  const prior = fc.constantFrom(0.1, 0.5, 1, 20);

  it('turns round when the arms are swapped', () => {
    const property = fc.property(arm, arm, prior, prior, (a, b, priorAlpha, priorBeta) => {
      const there = betaBinomial(a, b, { priorAlpha, priorBeta });
      const back = betaBinomial(b, a, { priorAlpha, priorBeta });
      expectClose(back.chanceToBeat, there.chanceToLose, 1e-9);
      expect(back.chanceToBeat).toBeCloseTo(1 - there.chanceToBeat, 12);
      expect(back.expectedLossOfControl).toBe(there.expectedLossOfTreatment);
      expect(back.intervals.control).toEqual(there.intervals.treatment);
    });
    fc.assert(property, { seed: 7, numRuns: 60 });
  });

  it('turns round when failures are counted instead of successes', () => {
    const property = fc.property(arm, arm, prior, prior, (a, b, priorAlpha, priorBeta) => {
      const failures = (x: typeof a) => ({ successes: x.trials - x.successes, trials: x.trials });
      const there = betaBinomial(a, b, { priorAlpha, priorBeta });
      const back = betaBinomial(failures(a), failures(b), { priorAlpha: priorBeta, priorBeta: priorAlpha });
      expectClose(back.chanceToBeat, there.chanceToLose, 1e-8);
      expectClose(back.expectedLossOfControl, there.expectedLossOfTreatment, 1e-8);
    });
    fc.assert(property, { seed: 7, numRuns: 60 });
  });

  it('agrees with the finite sum for small counts', () => {
    const few = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }));
    const property = fc.property(few, few, ([x, u], [y, v]) => {
      const { chanceToBeat } = betaBinomial({ successes: x, trials: x + u }, { successes: y, trials: y + v });
      expectClose(chanceToBeat, finiteSum(x + 1, u + 1, y + 1, v + 1), 1e-9);
    });
    fc.assert(property, { seed: 7 });
  });

  it('is undecided when the arms are equal', () => {
    const property = fc.property(arm, prior, (a, priorAlpha) => {
      const result = betaBinomial(a, a, { priorAlpha });
      expectClose(result.chanceToBeat, 0.5, 1e-10);
      expect(result.expectedLossOfTreatment).toBe(result.expectedLossOfControl);
    });
    fc.assert(property, { seed: 7, numRuns: 60 });
  });

  const one = { successes: 1, trials: 2 };

  it.each([
    ['control.successes', () => betaBinomial({ successes: 3, trials: 2 }, one)],
    ['treatment.successes', () => betaBinomial(one, { successes: 0.5, trials: 2 })],
    ['treatment.trials', () => betaBinomial(one, { successes: 0, trials: -1 })],
    ['priorAlpha', () => betaBinomial(one, one, { priorAlpha: 0.01 })],
    ['priorBeta', () => betaBinomial(one, one, { priorBeta: 1e17 })],
    ['priorBeta', () => betaBinomial(one, one, { priorBeta: Infinity })],
    ['alpha', () => betaBinomial(one, one, { alpha: 0 })],
  ])('refuses impossible arms by the name of %s', (name, attempt) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});

/** P(B > A) for whole parameters: the sum of Miller's "Formulas for Bayesian A/B Testing". */
function finiteSum(a: number, b: number, c: number, d: number): number {
  const betaOf = (p: number, q: number) => {
    let product = 1 / p;
    for (let i = 1; i < q; i++) product *= i / (p + i);
    return product;
  };
  let sum = 0;
  for (let i = 0; i < c; i++) sum += betaOf(a + i, b + d) / ((d + i) * betaOf(1 + i, d) * betaOf(a, b));
  return sum;
}
