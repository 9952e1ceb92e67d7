import { describe, expect, it } from 'vitest';
import { cuped } from './cuped.js';
import { relativeLift } from './lift.js';
import { twoProportions } from './proportions.js';
import { ratioDifference } from './ratio.js';
import { welch } from './welch.js';
import { momentsOf, ofY, type PairMoments, pairMomentsOf } from '../moments/moments.js';
import { sampleRatio } from '../trust/sample-ratio.js';
import {
  casesOf,
  expectClose,
  hasRealData,
  numbersAt,
  realData,
  type Value,
} from '../vectors.test-support.js';

type Fields = Record<string, Value>;

const cases = casesOf('hillstrom_results');

describe.runIf(hasRealData)('the e-mail test of 2008, where the data lie beside the checkout', () => {
  const rows = hasRealData ? realData('hillstrom.csv') : [];
  const unitsOf = (arm: Value | undefined) => rows.filter(row => row['segment'] === arm);
  const column = (units: typeof rows, name: Value | undefined) =>
    units.map(row => Number(row[name as string]));

  describe.each(cases.filter(({ inputs }) => 'covariate' in inputs))('$id', ({ inputs, outputs }) => {
    const pairOf = (arm: Value | undefined): PairMoments => {
      const units = unitsOf(arm);
      return pairMomentsOf(column(units, inputs['column']), column(units, inputs['covariate']));
    };
    const control = pairOf(inputs['arm_a']);
    const treatment = pairOf(inputs['arm_b']);

    it('has the moments of each arm', () => {
      expect([control.n, treatment.n]).toEqual([outputs['n_a'], outputs['n_b']]);
      expectClose(control.meanY, outputs['mean_a'], 1e-14);
      expectClose(control.varianceY, outputs['var_a'], 1e-13);
      expectClose(treatment.meanY, outputs['mean_b'], 1e-14);
      expectClose(treatment.varianceY, outputs['var_b'], 1e-13);
    });

    it('has the difference of Welch at every level', () => {
      const result = welch(ofY(control), ofY(treatment));

      expectClose(result.difference, outputs['diff_b_minus_a'], 1e-13);
      expectClose(result.standardError, outputs['se'], 1e-13);
      expectClose(result.statistic, outputs['t'], 1e-13);
      expectClose(result.degreesOfFreedom, outputs['df'], 1e-12);
      expectClose(result.pValue, outputs['p_two_sided'], 1e-10);
      for (const level of [90, 95, 99]) {
        const { interval } = welch(ofY(control), ofY(treatment), { alpha: 1 - level / 100 });
        const [lower, upper] = numbersAt(outputs, `ci_${level}`);
        expectClose(interval.lower, lower, 1e-11);
        expectClose(interval.upper, upper, 1e-11);
      }
    });

    it('has the lift of the delta method and of Fieller', () => {
      const expected = outputs['relative'] as Fields;

      const result = relativeLift(ofY(control), ofY(treatment));

      expectClose(result.lift, expected['lift'], 1e-13);
      expectClose(result.standardError, expected['se_delta'], 1e-13);
      const [lower, upper] = numbersAt(expected, 'ci95_delta');
      expectClose(result.interval?.lower ?? null, lower, 1e-12);
      expectClose(result.interval?.upper ?? null, upper, 1e-12);
      const [low, high] = numbersAt(expected, 'ci95_fieller');
      expectClose(result.fieller?.lower ?? null, low, 1e-11);
      expectClose(result.fieller?.upper ?? null, high, 1e-11);
      expect(result.reliable).toBe(true);
    });

    it.each(['within', 'total'] as const)('has the difference of CUPED with the slope %s arms', theta => {
      const expected = (outputs['cuped_history'] as Fields)[theta] as Fields;

      const result = cuped(control, treatment, { theta });

      expectClose(result.theta, expected['theta'], 1e-10);
      expectClose(result.difference, expected['adj_diff'], 1e-12);
      expectClose(result.standardError, expected['se'], 1e-12);
      expectClose(result.statistic, expected['t'], 1e-12);
      expectClose(result.degreesOfFreedom, expected['welch_df'], 1e-12);
      expectClose(result.pValue, expected['p_two_sided'], 1e-9);
      const [lower, upper] = numbersAt(expected, 'ci95');
      expectClose(result.interval.lower, lower, 1e-11);
      expectClose(result.interval.upper, upper, 1e-11);
      expectClose(result.varianceReduction, expected['variance_reduction'], 1e-9);
    });
  });

  it('earned as much and led as many to buy as was written down', () => {
    const written = cases.find(({ id }) => id === 'arms_and_revenue_per_email');
    const arms = written?.outputs['arms'] as Fields;
    expect(Object.keys(arms).length).toBe(3);
    for (const [arm, fields] of Object.entries(arms)) {
      const expected = fields as Fields;
      const units = unitsOf(arm);
      const [spend, conversions, visits] = ['spend', 'conversion', 'visit'].map(name => column(units, name));
      const revenue = momentsOf(spend as number[]);
      const perVisit = pairMomentsOf(conversions as number[], visits as number[]);
      const perOrder = pairMomentsOf(spend as number[], conversions as number[]);

      expect(revenue.n).toBe(expected['emails_or_customers']);
      expectClose(revenue.mean * revenue.n, expected['revenue'], 1e-13);
      expectClose(revenue.mean, expected['revenue_per_email'], 1e-13);
      expectClose(Math.sqrt(revenue.variance / revenue.n), expected['se_revenue_per_email'], 1e-13);
      expectClose(perVisit.meanX, expected['visit_rate'], 1e-13);
      expectClose(perVisit.meanY, expected['conversion_rate'], 1e-13);
      expectClose(ratioDifference(perVisit, perVisit).ratioControl, expected['conversion_per_visit'], 1e-13);
      expectClose(ratioDifference(perOrder, perOrder).ratioControl, expected['average_order_value'], 1e-13);
    }
  });

  it('was split as planned', () => {
    const expected = cases.find(({ id }) => id === 'srm_thirds');
    const counts = Object.keys(expected?.inputs['counts'] as Fields).map(arm => unitsOf(arm).length);

    const result = sampleRatio(counts, [1, 1, 1]);

    expectClose(result.statistic, expected?.outputs['chi2'], 1e-12);
    expectClose(result.pValue, expected?.outputs['p'], 1e-12);
    expect(result.degreesOfFreedom).toBe(expected?.outputs['df']);
  });
});

describe.runIf(hasRealData)('retention in Cookie Cats, where the data lie beside the checkout', () => {
  it.each(casesOf('survival_retention').filter(({ id }) => id.startsWith('cookie')))(
    'agrees with statsmodels for $id',
    given => {
      const rows = realData(given.inputs['data'] as string);
      const arm = (key: string) => {
        const units = rows.filter(row => row['version'] === given.inputs[key]);
        const stayed = units.filter(row => row[given.inputs['column'] as string] === 'TRUE');
        return { successes: stayed.length, trials: units.length };
      };
      const [control, treatment] = [arm('arm_a'), arm('arm_b')];

      const result = twoProportions(control, treatment);

      expect([control.successes, control.trials]).toEqual([given.outputs['x_a'], given.outputs['n_a']]);
      expect([treatment.successes, treatment.trials]).toEqual([given.outputs['x_b'], given.outputs['n_b']]);
      expectClose(result.statistic, given.outputs['z_pooled'], 1e-11);
      expectClose(result.pValue, given.outputs['p_two_sided'], 1e-11);
    },
  );
});
