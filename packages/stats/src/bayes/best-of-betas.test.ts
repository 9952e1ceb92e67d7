import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestOfBetas } from './best-of-betas.js';
import { betaBinomial } from './beta-binomial.js';
import { casesOf, expectClose, numberAt, numbersAt } from '../vectors.test-support.js';

describe('the highest of several rates', () => {
  const cases = casesOf('bayes_beta_binomial').filter(({ inputs }) => 'arms_x_n' in inputs);

  it.each(cases)('is as likely as mpmath says for $id', ({ inputs, outputs }) => {
    const arms = (inputs['arms_x_n'] as number[][]).map(([successes = 0, trials = 0]) => ({
      successes,
      trials,
    }));
    const chances = bestOfBetas(arms, {
      priorAlpha: numberAt(inputs, 'prior_alpha'),
      priorBeta: numberAt(inputs, 'prior_beta'),
    });

    numbersAt(outputs, 'prob_best').forEach((chance, i) => expectClose(chances[i] as number, chance, 1e-9));
  });

  const arm = fc
    .tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 5000 }))
    .map(([successes, failures]) => ({ successes, trials: successes + failures }));

  it('of two is as likely as in the comparison of two', () => {
    const property = fc.property(arm, arm, (a, b) => {
      const pair = betaBinomial(a, b, { priorAlpha: 0.5, priorBeta: 2 });
      const chances = bestOfBetas([a, b], { priorAlpha: 0.5, priorBeta: 2 });
      expectClose(chances[1] as number, pair.chanceToBeat, 1e-9);
      expectClose(chances[0] as number, pair.chanceToLose, 1e-9);
    });
    fc.assert(property, { seed: 5, numRuns: 40 });
  });

  it('is any of them alike when nothing is known', () => {
    const chances = bestOfBetas(Array.from({ length: 7 }, () => ({ successes: 0, trials: 0 })));

    for (const chance of chances) expectClose(chance, 1 / 7, 1e-12);
    expect(bestOfBetas([{ successes: 3, trials: 4 }])).toEqual([1]);
  });

  it.each([
    ['arms', () => bestOfBetas([])],
    ['arms[0].successes', () => bestOfBetas([{ successes: 3, trials: 2 }])],
    ['priorBeta', () => bestOfBetas([{ successes: 1, trials: 2 }], { priorBeta: 0 })],
  ])('refuses the impossible by the name of %s', (name, attempt) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});
