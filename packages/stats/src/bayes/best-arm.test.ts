import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestArm } from './best-arm.js';
import { normalPosterior } from './normal-posterior.js';
import { stopRule } from './stop-rule.js';
import { thompsonWeights } from './thompson.js';
import { expectClose } from '../vectors.test-support.js';

const armsOf = (pairs: number[][]) => pairs.map(([mean = 0, standardError = 0]) => ({ mean, standardError }));

describe('the best of several arms', () => {
  // Gauss-Legendre panels in mpmath with 60 digits
  it.each([
    {
      arms: [
        [0.0, 1.0],
        [0.0, 1.0],
        [0.0, 1.0],
      ],
      chances: [0.3333333333333333, 0.3333333333333333, 0.3333333333333333],
      loss: 0.8462843753216345,
      little: 0.3349218465253975,
    },
    {
      arms: [
        [0.0, 1.0],
        [1.0, 10.0],
        [0.5, 0.001],
      ],
      chances: [0.1559996104109308, 0.512056122868424, 0.3319442667206452],
      loss: 3.843541201952768,
      little: 0.5123312369015512,
    },
    {
      arms: [
        [-3.0, 0.5],
        [-3.2, 0.7],
        [-2.9, 0.1],
      ],
      chances: [0.340021686062054, 0.2722152881093429, 0.38776302582860306],
      loss: 0.27938619643673074,
      little: 0.4111999856978761,
    },
    {
      arms: [
        [0.0, 1.0],
        [30.0, 1.0],
        [15.0, 2.0],
      ],
      chances: [1.8257520031104459e-100, 0.9999999999901483, 9.851722355899582e-12],
      loss: 3.1519589518277267e-12,
      little: 0.9999999999957143,
    },
    {
      arms: [
        [0.001, 0.01],
        [-0.001, 0.02],
      ],
      chances: [0.5356349627175987, 0.4643650372824013],
      loss: 0.007956279293782434,
      little: 0.5369054713750473,
    },
    {
      arms: [
        [-0.525, 0.2733],
        [1.51, 0.0186],
        [1.253, 0.0738],
        [0.157, 9.3341],
      ],
      chances: [3.059789897980654e-14, 0.5574214331651379, 0.0002045230802697264, 0.44237404375456174],
      loss: 3.0863305198753572,
      little: 0.5581658463124125,
    },
    {
      arms: [
        [0.218, 0.0676],
        [1.221, 0.033],
        [0.546, 6.0594],
      ],
      chances: [3.9376443236811507e-41, 0.5443486422017727, 0.45565135779822735],
      loss: 2.094869840802522,
      little: 0.5451474435242998,
    },
    {
      arms: [
        [0.43, 2.5197],
        [0.3, 0.7602],
        [0.807, 1.5692],
        [1.259, 0.0182],
        [-1.63, 0.657],
      ],
      chances: [
        0.3148399222437192, 0.04921594261275101, 0.2901465988124905, 0.34579539777501095,
        2.1385560283573855e-6,
      ],
      loss: 0.9783800505703214,
      little: 0.3497140349513174,
    },
    {
      arms: [
        [-0.625, 0.2635],
        [-0.023, 0.0185],
        [1.836, 0.4395],
        [-0.8, 0.0796],
        [1.096, 4.4356],
        [-0.706, 3.5005],
      ],
      chances: [
        1.2402058126344674e-7, 2.7227189440626943e-6, 0.43408138404927143, 1.888165961317554e-27,
        0.39735416575275445, 0.16856160345844878,
      ],
      loss: 1.7698338670663523,
      little: 0.4362253787898944,
    },
  ])('of $arms is known as well as mpmath knows it', ({ arms, chances, loss, little }) => {
    const given = armsOf(arms);
    const result = bestArm(given);

    const weights = thompsonWeights(given);
    chances.forEach((chance, i) => {
      expectClose(result.arms[i]?.chanceToBeBest as number, chance, 1e-12);
      expectClose(weights[i] as number, chance, 1e-12);
    });
    expectClose(result.arms[result.best]?.expectedLoss as number, loss, 1e-12);
    expectClose(stopRule(given).chance, little, 1e-12);
  });

  it('keeps the digits of a loss of 1e-50', () => {
    // mpmath with 260 digits
    const arms = armsOf([
      [-1.159, 0.1964],
      [0.696, 0.0305],
      [-0.621, 0.0135],
      [1.721, 0.0138],
    ]);

    expectClose(bestArm(arms).arms[3]?.expectedLoss as number, 1.243587635112495e-50, 1e-12);
    expectClose(bestArm(arms).arms[1]?.chanceToBeBest as number, 3.4927465654842956e-206, 1e-11);
  });

  const mean = fc.double({ min: -5, max: 5, noNaN: true });
  const standardError = fc.double({ min: -3, max: 1, noNaN: true }).map(exponent => 10 ** exponent);
  const arm = fc.record({ mean, standardError });
  const some = fc.array(arm, { minLength: 2, maxLength: 5 });

  it('of two is decided as by the posterior of their difference', () => {
    const property = fc.property(arm, arm, (a, b) => {
      const { arms } = bestArm([a, b]);
      const difference = normalPosterior({
        estimate: b.mean - a.mean,
        standardError: Math.hypot(a.standardError, b.standardError),
      });
      expect(Math.abs((arms[1]?.chanceToBeBest as number) - difference.chanceToBeat)).toBeLessThan(1e-13);
      const loss = arms[1]?.expectedLoss as number;
      expect(Math.abs(loss - difference.expectedLossOfTreatment)).toBeLessThan(1e-12);
    });
    fc.assert(property, { seed: 11, numRuns: 60 });
  });

  it('is the same in another order, in another unit, from another origin, and upside down', () => {
    const property = fc.property(some, fc.double({ min: 0.01, max: 100, noNaN: true }), (arms, unit) => {
      const there = bestArm(arms);
      const changed = arms.map(each => ({
        mean: -unit * (each.mean + 3),
        standardError: unit * each.standardError,
      }));
      const back = bestArm(changed.toReversed(), { direction: 'decrease' }).arms.toReversed();
      there.arms.forEach(({ chanceToBeBest, expectedLoss }, i) => {
        expect(back[i]?.chanceToBeBest).toBeCloseTo(chanceToBeBest, 9);
        expect((back[i]?.expectedLoss as number) / unit).toBeCloseTo(expectedLoss, 9);
      });
    });
    fc.assert(property, { seed: 12, numRuns: 30 });
  });

  it('is never worse than the chance and the loss of any other say', () => {
    const property = fc.property(some, arms => {
      const { best, arms: results } = bestArm(arms);
      const losses = results.map(({ expectedLoss }) => expectedLoss);
      expect(losses[best]).toBe(Math.min(...losses));
      expect(Math.min(...losses)).toBeGreaterThanOrEqual(0);
      expect(results.reduce((sum, { chanceToBeBest }) => sum + chanceToBeBest, 0)).toBeCloseTo(1, 12);
    });
    fc.assert(property, { seed: 13, numRuns: 40 });
  });

  it('takes an arm known exactly as the limit of one known well', () => {
    const at = (small: number) =>
      bestArm(
        armsOf([
          [0.2, small],
          [0, 1],
          [0.1, 0.5],
          [-0.3, small],
        ]),
      );

    at(0).arms.forEach(({ chanceToBeBest, expectedLoss }, i) => {
      expect(at(1e-9).arms[i]?.chanceToBeBest).toBeCloseTo(chanceToBeBest, 8);
      expect(at(1e-9).arms[i]?.expectedLoss).toBeCloseTo(expectedLoss, 8);
    });
    expect(at(0).arms[3]?.chanceToBeBest).toBe(0);
  });

  it('charges a leader that is uncertain beside an exact arm with what it may fall short', () => {
    const { best, arms } = bestArm(
      armsOf([
        [1, 0],
        [1.5, 1],
      ]),
    );

    expect(best).toBe(1);
    // pdf(0.5) - 0.5 sf(0.5)
    expectClose(arms[1]?.expectedLoss as number, 0.19779655740130608, 1e-12);
  });

  it.each([
    ['arms', () => bestArm([])],
    [
      'arms[1].mean',
      () =>
        bestArm(
          armsOf([
            [0, 1],
            [Number.NaN, 1],
          ]),
        ),
    ],
    ['arms[0].standardError', () => bestArm(armsOf([[0, -1]]))],
  ])('refuses the impossible by the name of %s', (name, attempt) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});
