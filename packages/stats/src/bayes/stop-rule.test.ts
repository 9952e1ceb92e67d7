import { describe, expect, it } from 'vitest';
import { stopRule } from './stop-rule.js';
import { thompsonWeights } from './thompson.js';
import { normal } from '../distributions/index.js';
import { expectClose } from '../vectors.test-support.js';

const armsOf = (...pairs: [mean: number, standardError: number][]) =>
  pairs.map(([mean, standardError]) => ({ mean, standardError }));

describe('a bandit', () => {
  it('goes on while a better arm may be worth finding', () => {
    const { stop, because, best, chance } = stopRule(armsOf([0.1, 0.01], [0.11, 0.01]));

    expect([stop, because, best]).toEqual([false, null, 1]);
    expect(chance).toBeLessThan(0.95);
  });

  it('ends when little is left to gain, and names the arm to go on with', () => {
    const close = armsOf([0.1, 0.0001], [0.1001, 0.0001]);

    expect(stopRule(close)).toMatchObject({ stop: true, because: 'little left to gain', best: 1 });
    expect(stopRule(close, { share: 0 }).stop).toBe(false);
  });

  it('ends at its horizon, whatever it knows', () => {
    const arms = armsOf([0.1, 0.01], [0.11, 0.01]);

    expect(stopRule(arms, { horizon: { run: 13.9, most: 14 } }).stop).toBe(false);
    expect(stopRule(arms, { horizon: { run: 14, most: 14 } })).toMatchObject({
      stop: true,
      because: 'horizon',
    });
  });

  it('without any share asks for the chance that its leader is the best', () => {
    const arms = armsOf([1, 1], [1.5, 2], [-1, 3]);

    expectClose(stopRule(arms, { share: 0 }).chance, thompsonWeights(arms)[1], 1e-12);
  });

  // two arms: P(b <= x + s |x|) = P(b - (1 + s) x <= 0) where x cannot be negative
  it('of two arms has a closed form, and a cost is the mirror of a rate', () => {
    const arms = armsOf([5, 0.3], [5.1, 0.2]);
    const truth = normal.cdf((5.1 * 1.04 - 5) / Math.hypot(0.3, 0.2 * 1.04));

    expectClose(stopRule(arms, { share: 0.04 }).chance, truth, 1e-12);
    const costs = arms.map(({ mean, standardError }) => ({ mean: -mean, standardError }));
    expectClose(stopRule(costs, { share: 0.04, direction: 'decrease' }).chance, truth, 1e-12);
  });

  it('counts the share from the size of a rate that may be negative', () => {
    const arms = armsOf([-5, 0.3], [-4.9, 0.2]);
    const truth = normal.cdf((-4.9 * 0.96 + 5) / Math.hypot(0.3, 0.2 * 0.96));

    expectClose(stopRule(arms, { share: 0.04 }).chance, truth, 1e-12);
  });

  it('takes arms that are known exactly', () => {
    const beside = (mean: number) => stopRule(armsOf([100, 0], [mean, 0])).chance;

    expect([beside(100.9), beside(99)]).toEqual([1, 1]);
    expect(stopRule(armsOf([1, 0])).chance).toBe(1);
    // the leader must reach 100 / 1.01
    const z = (100.5 - 100 / 1.01) / 2;
    expectClose(stopRule(armsOf([100, 0], [100.5, 2])).chance, normal.cdf(z), 1e-12);
    expectClose(stopRule(armsOf([100.5, 0], [100, 2])).chance, normal.cdf((100.5 * 1.01 - 100) / 2), 1e-12);
  });

  it.each([
    ['share', () => stopRule(armsOf([0, 1]), { share: 1 })],
    ['confidence', () => stopRule(armsOf([0, 1]), { confidence: 1 })],
    ['horizon.run', () => stopRule(armsOf([0, 1]), { horizon: { run: Number.NaN, most: 1 } })],
    ['horizon.most', () => stopRule(armsOf([0, 1]), { horizon: { run: 1, most: 0 } })],
  ])('with an impossible %s is refused', (name, attempt) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});
