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
const tableOf = (c: number, controls: number, t: number, treated: number) => ({
  control: { successes: c, trials: controls },
  treatment: { successes: t, trials: treated },
});

describe.runIf(hasRealData)(
  'strata of the e-mail test of 2008, where the data lie beside the checkout',
  () => {
    const rows = hasRealData ? realData('hillstrom.csv') : [];

    it.each(casesOf('cluster_and_strata'))(
      'agree with numpy and statsmodels for $id',
      ({ inputs, outputs }) => {
        const names = (outputs['strata'] as Record<string, Value>[]).map(({ stratum }) => String(stratum));
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

describe('heterogeneity', () => {
  it('is found where the effects differ', () => {
    const result = heterogeneity(few);

    expectClose(result.statistic, 24.932851801918773, 1e-13);
    expectClose(result.pValue, 3.853896278742724e-6, 1e-12);
    expectClose(result.difference, 1.8715054585813025, 1e-14);
    expectClose(result.standardError, 0.2733151338413532, 1e-14);
    expectClose(result.inconsistency, 0.919784547075113, 1e-14);
  });

  it('is not found where all strata have the same effect', () => {
    const [first] = few as [Stratum];
    const same = [first, { control: shift(first.control, 4), treatment: shift(first.treatment, 4) }];

    const result = heterogeneity(same);

    expect(result.statistic).toBeLessThan(1e-25);
    expectClose(result.pValue, 1, 1e-14);
    expect(result.inconsistency).toBe(0);
  });

  it('does not depend on the scale of the metric', () => {
    const scaled = (moments: Moments) => ({
      ...moments,
      mean: moments.mean * 1e-120,
      variance: moments.variance * 1e-240,
    });
    const tiny = few.map(({ control, treatment }) => ({
      control: scaled(control),
      treatment: scaled(treatment),
    }));

    expectClose(heterogeneity(tiny).statistic, 24.932851801918773, 1e-12);
    expectClose(heterogeneity(tiny).difference, 1.8715054585813023e-120, 1e-12);
  });

  it('of one stratum, or of one that does not vary, is not a question', () => {
    const constant = { control: momentsOf([1, 1]), treatment: momentsOf([2, 2]) };

    expect(heterogeneity(few.slice(0, 1))).toMatchObject({
      pValue: null,
      undefinedBecause: 'fewer than two strata',
    });
    expect(heterogeneity([...few, constant])).toMatchObject({
      pValue: null,
      degreesOfFreedom: 3,
      undefinedBecause: 'a stratum does not vary',
    });
  });
});

describe('a common odds ratio', () => {
  it.each([
    [
      [tableOf(12, 40, 20, 38), tableOf(3, 50, 9, 60), tableOf(30, 35, 33, 34), tableOf(0, 10, 2, 12)],
      [
        3.1176449829172372, 1.5265776216527605, 6.366993791633016, 10.166860911002756, 0.0014298751825931905,
        1.0694839978208586, 0.7844454001919495,
      ],
    ],
    [
      [tableOf(20, 38, 12, 40), tableOf(9, 60, 3, 50), tableOf(33, 34, 30, 35), tableOf(2, 12, 0, 10)],
      [
        0.32075493055796295, 0.1570599929458261, 0.6550600413736857, 10.166860911002756,
        0.0014298751825931905, 1.0694839978208586, 0.7844454001919495,
      ],
    ],
    [
      [tableOf(900000, 1000000, 900700, 1000000), tableOf(5, 2000000, 9, 1900000)],
      [
        1.0078809508802145, 0.9985975829912477, 1.0172506207198666, 2.7646194547134058, 0.09636960154650963,
        1.3239388044780203, 0.24988638000168387,
      ],
    ],
    [
      [tableOf(990, 1000, 2700, 3000), tableOf(40, 50, 60, 90)],
      [
        0.1332470892626132, 0.08183792484395751, 0.2169505987696086, 85.54333638343255, 2.266788808619438e-20,
        12.462220951143504, 0.0004152658904017595,
      ],
    ],
  ])('agrees with mpmath for %j', (tables, [oddsRatio, lower, upper, statistic, pValue, spread, spreadP]) => {
    const result = mantelHaenszel(tables);

    expectClose(result.oddsRatio, oddsRatio, 1e-14);
    expectClose(result.interval?.lower ?? null, lower, 1e-12);
    expectClose(result.interval?.upper ?? null, upper, 1e-12);
    expectClose(result.statistic, statistic, 1e-10);
    expectClose(result.pValue, pValue, 1e-10);
    expectClose(result.breslowDay?.statistic ?? null, spread, 1e-9);
    expectClose(result.breslowDay?.pValue ?? null, spreadP, 1e-9);
  });

  it('of one stratum is its odds ratio, with the interval of Woolf', () => {
    const result = mantelHaenszel([tableOf(5, 20, 9, 21)]);

    expectClose(result.oddsRatio, (9 * 15) / (12 * 5), 1e-15);
    const deviation = Math.sqrt(1 / 9 + 1 / 12 + 1 / 5 + 1 / 15);
    expectClose(result.interval?.upper ?? null, (9 / 4) * Math.exp(1.959963984540054 * deviation), 1e-12);
    expect(result.breslowDay).toBeNull();
  });

  it('of one in every stratum fits them all', () => {
    const result = mantelHaenszel([tableOf(5, 20, 10, 40), tableOf(30, 40, 60, 80)]);

    expectClose(result.oddsRatio, 1, 1e-15);
    expect(result.statistic).toBeLessThan(1e-25);
    expect(result.breslowDay).toMatchObject({ degreesOfFreedom: 1, pValue: 1 });
  });

  it('learns nothing from a stratum in which nobody succeeded', () => {
    const telling = [tableOf(12, 40, 20, 38), tableOf(3, 50, 9, 60)];

    const result = mantelHaenszel([...telling, tableOf(0, 10, 0, 90), tableOf(7, 7, 8, 8)]);

    expect(result).toEqual(mantelHaenszel(telling));
  });

  it('that is infinite or zero is said to be so, and can still be tested', () => {
    const infinite = mantelHaenszel([tableOf(0, 20, 8, 20)]);
    const zero = mantelHaenszel([tableOf(8, 20, 0, 20)]);

    expect(infinite).toMatchObject({ oddsRatio: null, interval: null, breslowDay: null });
    expect(zero).toMatchObject({ oddsRatio: 0, undefinedBecause: 'an odds ratio of 0 or infinity' });
    expect(infinite.undefinedBecause).toBe('an odds ratio of 0 or infinity');
    expectClose(infinite.pValue, zero.pValue as number, 1e-13);
    expect(zero.pValue).toBeLessThan(0.01);
  });

  it('of strata in which nobody succeeded is not a question', () => {
    expect(mantelHaenszel([tableOf(0, 10, 0, 20)])).toMatchObject({
      statistic: null,
      pValue: null,
      undefinedBecause: 'no stratum has successes and failures',
    });
  });

  it('refuses an empty list, and impossible counts by their place', () => {
    expect(() => mantelHaenszel([])).toThrow(/^tables must/);
    expect(() => mantelHaenszel([tableOf(1, 2, 3, 2)])).toThrow('tables[0].treatment.successes');
  });
});
