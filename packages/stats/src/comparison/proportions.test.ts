import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fisherExact } from './fisher-exact.js';
import { type Proportion, twoProportions, wilsonInterval } from './proportions.js';
import { type Case, casesOf, expectClose, numberAt, numbersAt } from '../vectors.test-support.js';

const cases = casesOf('two_proportions');

function armOf(inputs: Case['inputs'], name: 'a' | 'b') {
  return { successes: numberAt(inputs, `x_${name}`), trials: numberAt(inputs, `n_${name}`) };
}

describe('two rates', () => {
  it.each(cases)('agree with mpmath, scipy and R for $id', ({ inputs, outputs }) => {
    const result = twoProportions(armOf(inputs, 'a'), armOf(inputs, 'b'));

    const [lower, upper] = numbersAt(outputs, 'ci95_newcombe');
    expectClose(result.difference, outputs['diff'], 1e-12);
    expectClose(result.interval.lower, lower);
    expectClose(result.interval.upper, upper);
    if (outputs['z_pooled'] === null) {
      expect(result).toMatchObject({ statistic: null, pValue: null, chiSquared: null });
      expect(result.undefinedBecause).toBe('neither arm varies');
    } else {
      expectClose(result.statistic, outputs['z_pooled'], 1e-12);
      expectClose(result.pValue, outputs['p_two_sided_pooled']);
      expectClose(result.chiSquared, outputs['chi2'], 1e-12);
    }
  });

  it.each(cases)('have Wilson intervals of their own for $id', ({ inputs, outputs }) => {
    for (const name of ['a', 'b'] as const) {
      const [lower, upper] = numbersAt(outputs, `wilson95_${name}`);
      const interval = wilsonInterval(armOf(inputs, name));
      expectClose(interval.lower, lower);
      expectClose(interval.upper, upper);
    }
  });

  // values from mpmath, 40 digits
  it.each([
    [33333333, 1e8, 33333334, 99999999, 1.3333333433333334e-8, -1.306509310738604e-4],
    [99999998, 1e8, 99999999, 1e8, 1e-8, -3.885544262071654e-8],
    [113, 113, 49541045, 49541045, 0, -7.75409263737543e-8],
    [1, 1e8, 0, 1e8, -1e-8, -5.664934041143645e-8],
  ])(
    'keep their digits when they differ by one in a hundred million: %d/%d, %d/%d',
    (x, n, y, m, ...rest) => {
      const [difference, lower] = rest;
      const result = twoProportions({ successes: x, trials: n }, { successes: y, trials: m });

      expectClose(result.difference, difference, 1e-14);
      expectClose(result.interval.lower, lower, 1e-12);
    },
  );

  it.each([
    ['control.trials', { successes: 0, trials: 0 }, { successes: 1, trials: 2 }],
    ['treatment must be given', { successes: 1, trials: 2 }, undefined as unknown as Proportion],
    ['treatment.successes', { successes: 1, trials: 2 }, { successes: 3, trials: 2 }],
    ['treatment.successes', { successes: 1, trials: 2 }, { successes: 0.5, trials: 2 }],
  ])('are refused when impossible, by the name of %s', (name, control, treatment) => {
    expect(() => twoProportions(control, treatment)).toThrow(name);
    expect(() => fisherExact(control, treatment)).toThrow(name);
  });
});

describe("Fisher's exact test", () => {
  const tested = cases.filter(({ outputs }) => 'fisher_two_sided' in outputs);

  it.each(tested)('agrees with R and scipy for $id', ({ inputs, outputs }) => {
    const result = fisherExact(armOf(inputs, 'a'), armOf(inputs, 'b'));

    expectClose(result.pValue, outputs['fisher_two_sided'], 1e-12);
    expectClose(result.pValueGreater, outputs['fisher_greater'], 1e-12);
    expectClose(result.pValueLess, outputs['fisher_less'], 1e-12);
    if (outputs['sample_odds_ratio'] === null) expect(result.oddsRatio).toBeNull();
    else expectClose(result.oddsRatio, outputs['sample_odds_ratio'], 1e-14);
  });

  it('sums every table that is no more likely than the one seen', () => {
    const count = fc.integer({ min: 0, max: 12 });
    const property = fc.property(count, count, count, count, (x, restX, y, restY) => {
      fc.pre(x + restX > 0 && y + restY > 0);
      const trials = [x + restX, y + restY] as const;
      const chance = (k: number) => choose(trials[1], k) * choose(trials[0], x + y - k);
      let sum = 0;
      let all = 0;
      for (let k = 0; k <= x + y; k++) {
        all += chance(k);
        if (chance(k) <= chance(y) * (1 + 1e-7)) sum += chance(k);
      }
      const control = { successes: x, trials: trials[0] };
      expectClose(fisherExact(control, { successes: y, trials: trials[1] }).pValue, sum / all, 1e-12);
    });
    fc.assert(property, { seed: 8, numRuns: 300 });
  });
});

function choose(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let result = 1;
  for (let i = 1; i <= k; i++) result = (result * (n - k + i)) / i;
  return result;
}
