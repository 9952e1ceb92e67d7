import { describe, expect, it } from 'vitest';
import { mantelHaenszel } from './mantel-haenszel.js';
import { expectClose } from '../vectors.test-support.js';

const tableOf = (c: number, controls: number, t: number, treated: number) => ({
  control: { successes: c, trials: controls },
  treatment: { successes: t, trials: treated },
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

  it('has a test that keeps its digits in strata of a hundred million (mpmath, 40 digits)', () => {
    const control = { successes: 33333333, trials: 1e8 };
    const treatment = { successes: 33333334, trials: 99999999 };
    expectClose(mantelHaenszel([{ control, treatment }]).statistic, 4e-8, 1e-14);
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
