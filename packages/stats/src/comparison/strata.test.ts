import { describe, expect, it } from 'vitest';
import { heterogeneity } from './heterogeneity.js';
import { type MantelHaenszel, mantelHaenszel } from './mantel-haenszel.js';
import { postStratified } from './post-stratified.js';
import type { Stratum } from './strata.js';
import { mergeMoments, type Moments, momentsOf } from '../moments/moments.js';
import { casesOf, expectClose, hasRealData, realData, seeded, type Value } from '../vectors.test-support.js';

// the expected values that no fixture holds are by mpmath with 30 digits, from the formulas of the papers
const few: Stratum[] = [
  { control: { n: 10, mean: 2.5, variance: 1.2 }, treatment: { n: 12, mean: 3.1, variance: 2 } },
  { control: { n: 40, mean: 7.25, variance: 9 }, treatment: { n: 33, mean: 7, variance: 8.5 } },
  { control: { n: 5, mean: -1, variance: 0.5 }, treatment: { n: 9, mean: 2, variance: 0.25 } },
];
const random = seeded(3);
const gaussian = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const shift = (moments: Moments, by: number) => ({ ...moments, mean: moments.mean + by });

describe.runIf(hasRealData)(
  'strata of the e-mail test of 2008, where the data lie beside the checkout',
  () => {
    const rows = hasRealData ? realData('hillstrom.csv') : [];

    it.each(casesOf('cluster_and_strata'))(
      'agree with numpy and statsmodels for $id',
      ({ inputs, outputs }) => {
        const names = (outputs['strata'] as { stratum: string }[]).map(({ stratum }) => stratum);
        const valuesOf = (stratum: string, arm: Value | undefined) =>
          rows
            .filter(row => row['segment'] === arm && row[inputs['strata'] as string] === stratum)
            .map(row => Number(row[inputs['metric'] as string]));
        const values = names.map(name => ({
          control: valuesOf(name, inputs['arm_a']),
          treatment: valuesOf(name, inputs['arm_b']),
        }));
        const strata = values.map(({ control, treatment }) => ({
          control: momentsOf(control),
          treatment: momentsOf(treatment),
        }));

        const result = postStratified(strata);
        const common = heterogeneity(strata);

        expectClose(result.difference, outputs['poststrat_diff'], 1e-11);
        expectClose(result.standardError, outputs['poststrat_se'], 1e-12);
        for (const [i, expected] of (outputs['strata'] as Record<string, Value>[]).entries()) {
          expectClose(result.strata[i]?.difference ?? null, expected['diff'], 1e-11);
          expectClose(result.strata[i]?.standardError ?? null, expected['se'], 1e-12);
        }
        expectClose(common.difference, outputs['fixed_effect'], 1e-11);
        expectClose(common.standardError, outputs['fixed_effect_se'], 1e-12);
        expectClose(common.statistic, outputs['Q'], 1e-9);
        expect(common.degreesOfFreedom).toBe(outputs['Q_df']);
        expectClose(common.pValue, outputs['Q_p'], 1e-9);
        if ('mh_odds_ratio' in outputs) {
          const countOf = (arm: number[]) => ({
            successes: arm.reduce((a, b) => a + b, 0),
            trials: arm.length,
          });
          expectTables(
            mantelHaenszel(
              values.map(({ control, treatment }) => ({
                control: countOf(control),
                treatment: countOf(treatment),
              })),
            ),
            outputs,
          );
        }
      },
    );

    function expectTables(odds: MantelHaenszel, outputs: Record<string, Value>): void {
      expectClose(odds.oddsRatio, outputs['mh_odds_ratio'], 1e-13);
      expectClose(odds.statistic, outputs['mh_stat'], 1e-11);
      // the reference took 1 - cdf, which ends near 1e-16
      if (outputs['mh_p'] === 0) expect(odds.pValue).toBeLessThan(1e-100);
      else expectClose(odds.pValue, outputs['mh_p'], 1e-3);
      expectClose(odds.breslowDay?.statistic ?? null, outputs['breslow_day_stat'], 1e-9);
      expectClose(odds.breslowDay?.pValue ?? null, outputs['breslow_day_p'], 1e-9);
    }
  },
);

describe('a post-stratified difference', () => {
  it('weighs each stratum by its share of all units', () => {
    const result = postStratified(few);

    expectClose(result.difference, 0.33899082568807337, 1e-14);
    expectClose(result.standardError, 0.47982943509118725, 1e-14);
    expectClose(result.pValue, 0.47988848577400495, 1e-13);
    expectClose(result.lift?.lift ?? null, 0.0647961420429636, 1e-14);
    expectClose(result.lift?.standardError ?? null, 0.0945368433513511, 1e-14);
    expect(result.strata.map(({ weight }) => weight)).toEqual([22 / 109, 73 / 109, 14 / 109]);
  });

  it('is less certain where the shares of the strata are those of a sample', () => {
    const result = postStratified(few, { weights: 'random' });

    expectClose(result.difference, 0.33899082568807337, 1e-14);
    expectClose(result.standardError, 0.49075229771331225, 1e-14);
    expectClose(result.lift?.lift ?? null, 0.0647961420429636, 1e-14);
    expectClose(result.lift?.standardError ?? null, 0.0973184729175799, 1e-14);
  });

  it('of one stratum is the plain difference, and the share of a stratum of everybody is certain', () => {
    const [, only] = few as [Stratum, Stratum];
    const result = postStratified([only], { weights: 'random', alpha: 0.1 });

    expect(result.difference).toBe(-0.25);
    expectClose(result.standardError, Math.sqrt(9 / 40 + 8.5 / 33), 1e-15);
    expectClose(
      result.interval?.upper ?? null,
      -0.25 + 1.6448536269514722 * Math.sqrt(9 / 40 + 8.5 / 33),
      1e-12,
    );
  });

  it('does not depend on the order of the strata, nor does the difference on where the metric starts', () => {
    const moved = few.map(({ control, treatment }) => ({
      control: shift(control, 64),
      treatment: shift(treatment, 64),
    }));
    const [here, there] = [postStratified(few), postStratified(moved.toReversed())];

    expectClose(there.difference, here.difference ?? 0, 1e-13);
    expectClose(there.standardError, here.standardError ?? 0, 1e-13);
  });

  it('covers the true lift as often as it says, when the strata are of other sizes in every sample', () => {
    const runs = 1500;
    const covered = { random: 0, fixed: 0 };
    for (let run = 0; run < runs; run++) {
      const arms = [0, 1].map(arm => {
        const units = [[], [], []] as number[][];
        for (let unit = 0; unit < 150; unit++) {
          const stratum = Math.floor(3 * random());
          // the effect is 0, 3 and 6, on means of 2, 5 and 8: 3 on 5 over all
          units[stratum]?.push(2 + 3 * stratum + arm * 3 * stratum + gaussian());
        }
        return units.map(momentsOf);
      });
      const strata = [0, 1, 2].map(s => ({
        control: arms[0]?.[s] as Moments,
        treatment: arms[1]?.[s] as Moments,
      }));
      for (const weights of ['random', 'fixed'] as const) {
        const interval = postStratified(strata, { weights }).lift?.interval;
        if (interval !== undefined && interval.lower < 0.6 && interval.upper > 0.6) covered[weights]++;
      }
    }

    expect(covered.random / runs).toBeGreaterThan(0.935);
    expect(covered.random / runs).toBeLessThan(0.965);
    // what taking the shares for known would promise too much
    expect(covered.fixed / runs).toBeLessThan(0.93);
  });

  it('removes what strata of unequal size in the two arms put into the plain difference', () => {
    const uneven = [
      { control: { n: 80, mean: 0, variance: 1 }, treatment: { n: 20, mean: 0, variance: 1 } },
      { control: { n: 20, mean: 10, variance: 1 }, treatment: { n: 80, mean: 10, variance: 1 } },
    ] as [Stratum, Stratum];

    const [a, b] = uneven;
    expect(mergeMoments(a.treatment, b.treatment).mean - mergeMoments(a.control, b.control).mean).toBe(6);
    expect(postStratified(uneven).difference).toBe(0);
  });

  it('is refused, with the reason, where an arm of a stratum has a single unit', () => {
    const lonely = { control: momentsOf([1, 2]), treatment: momentsOf([7]) };

    const result = postStratified([...few, lonely]);

    expect(result).toMatchObject({ difference: null, standardError: null, pValue: null, strata: [] });
    expect(result.undefinedBecause).toBe('an arm of a stratum has fewer than two units');
    expect(heterogeneity([...few, lonely]).undefinedBecause).toBe(result.undefinedBecause);
  });

  it('of strata that do not vary is known but cannot be tested', () => {
    const constant = { control: momentsOf([1, 1]), treatment: momentsOf([2, 2]) };

    const result = postStratified([constant, constant]);

    expect(result).toMatchObject({
      difference: 1,
      standardError: 0,
      pValue: null,
      undefinedBecause: 'no arm varies',
    });
  });

  it('has no lift over a control mean of zero', () => {
    const result = postStratified([{ control: momentsOf([-1, 1]), treatment: momentsOf([1, 2]) }]);

    expect(result.lift).toBeNull();
    expect(result.pValue).toBeGreaterThan(0);
  });

  it('refuses an empty list, and impossible moments by their place', () => {
    expect(() => postStratified([])).toThrow(/^strata must/);
    expect(() =>
      postStratified([
        ...few.slice(0, 1),
        { control: { n: 3, mean: 0, variance: -1 }, treatment: momentsOf([1, 2]) },
      ]),
    ).toThrow('strata[1].control.variance');
  });
});
