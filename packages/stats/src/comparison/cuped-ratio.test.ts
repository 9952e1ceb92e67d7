import { describe, expect, it } from 'vitest';
import { cuped } from './cuped.js';
import { cupedRatio } from './cuped-ratio.js';
import { ratioDifference } from './ratio.js';
import { pairMomentsOf } from '../moments/moments.js';
import { type QuadMoments, quadMomentsOf } from '../moments/quad-moments.js';
import { expectClose, seeded } from '../vectors.test-support.js';

const few = {
  control: quadMomentsOf([3, 0, 5, 2, 7, 1], [4, 1, 6, 3, 8, 2], [2, 0, 3, 1, 6, 2], [3, 1, 5, 2, 7, 3]),
  treatment: quadMomentsOf([5, 2, 6, 9, 0], [4, 3, 6, 9, 1], [2, 1, 4, 5, 0], [4, 2, 5, 6, 1]),
};
const random = seeded(37);

function clicksOf(sends: number, rate: number): number {
  let clicks = 0;
  for (let send = 0; send < sends; send++) if (random() < rate) clicks++;
  return clicks;
}

/** Recipients with a click rate and a number of sends of their own, the same before and after. */
function drawn(size: number, effect: number): QuadMoments {
  const [y, x, yBefore, xBefore] = [[], [], [], []] as number[][] as [number[], number[], number[], number[]];
  for (let unit = 0; unit < size; unit++) {
    const rate = random() < 0.3 ? 0.7 : 0.1;
    const sends = 3 + Math.floor(10 * random());
    x.push(sends);
    y.push(clicksOf(sends, rate * effect));
    xBefore.push(sends + 4);
    yBefore.push(clicksOf(sends + 4, rate));
  }
  return quadMomentsOf(y, x, yBefore, xBefore);
}

describe('a difference of ratios adjusted for their past', () => {
  it('agrees with the linear terms of each unit by numpy', () => {
    const result = cupedRatio(few.control, few.treatment);

    expectClose(result.theta, 0.39240862722444597, 1e-13);
    expectClose(result.difference, 0.20652173913043498, 1e-13);
    expectClose(result.standardError, 0.09837816825194363, 1e-13);
    expectClose(result.pValue, 0.035793642078080064, 1e-12);
    expectClose(result.varianceReduction, 0.2037421490614485, 1e-12);
    expectClose(result.lift?.lift ?? null, 0.27536231884058, 1e-13);
    expectClose(result.lift?.standardError ?? null, 0.14330445749969445, 1e-13);
    expect(result.ratioControl).toBe(18 / 24);
  });

  it('over denominators of one is CUPED, where both arms have the same size', () => {
    const [y, before] = [Array.from({ length: 60 }, random), Array.from({ length: 60 }, random)];
    const metric = y.map((value, i) => value + (before[i] as number));
    const ones = y.map(() => 1);
    const arm = (start: number) => {
      const cut = (values: number[]) => values.slice(start, start + 30);
      return {
        quad: quadMomentsOf(cut(metric), cut(ones), cut(before), cut(ones)),
        pair: pairMomentsOf(cut(metric), cut(before)),
      };
    };
    const [control, treatment] = [arm(0), arm(30)];

    const result = cupedRatio(control.quad, treatment.quad);

    const plain = cuped(control.pair, treatment.pair);
    expectClose(result.theta, plain.theta, 1e-12);
    expectClose(result.difference, plain.difference, 1e-12);
    expectClose(result.standardError, plain.standardError, 1e-12);
    expectClose(result.varianceReduction, plain.varianceReduction, 1e-11);
    expectClose(result.lift?.standardError ?? null, plain.lift?.standardError ?? 0, 1e-12);
  });

  it.each([
    ['does not vary', [2, 4, 6, 2], [1, 2, 3, 1]],
    ['is missing', [0, 0, 0, 0], [0, 0, 0, 0]],
  ])('is the plain difference of ratios where the past %s', (_, yBefore, xBefore) => {
    const [c, t] = [
      { y: [1, 4, 2, 3], x: [2, 5, 6, 3] },
      { y: [3, 4, 5, 3], x: [4, 4, 6, 5] },
    ];
    const [control, treatment] = [
      quadMomentsOf(c.y, c.x, yBefore, xBefore),
      quadMomentsOf(t.y, t.x, yBefore, xBefore),
    ];

    const result = cupedRatio(control, treatment);

    const { relative, lift, ...plain } = ratioDifference(pairMomentsOf(c.y, c.x), pairMomentsOf(t.y, t.x));
    expect(result).toMatchObject({ theta: 0, adjusted: false, difference: plain.difference });
    expectClose(result.standardError, plain.standardError as number, 1e-14);
    expectClose(result.pValue, plain.pValue as number, 1e-13);
    expect(result.varianceReduction).toBe(0);
    expectClose(result.lift?.lift ?? null, lift as number, 1e-14);
    expectClose(result.lift?.standardError ?? null, relative?.standardError as number, 1e-13);
  });

  it('is not adjusted where only one arm has a past', () => {
    const { after, before, across } = few.treatment;
    const without = { meanY: 0, meanX: 0, varianceY: 0, varianceX: 0, covariance: 0 };
    const treatment = {
      after,
      before: { ...before, ...without },
      across: { ...across, yy: 0, yx: 0, xy: 0, xx: 0 },
    };

    const result = cupedRatio(few.control, treatment);

    expect(result).toMatchObject({ theta: 0, adjusted: false });
    expectClose(result.difference, ratioDifference(few.control.after, after).difference as number, 1e-14);
  });

  it('is the plain difference of ratios where the past tells nothing of what came after', () => {
    // every past occurs once with every metric
    const metrics = [0, 1, 2, 5];
    const arm = (scale: number) =>
      quadMomentsOf(
        metrics.flatMap(value => metrics.map(() => scale * value)),
        metrics.flatMap(value => metrics.map(() => value + 1)),
        metrics.flatMap(() => metrics),
        metrics.flatMap(() => metrics.map(value => 2 * value + 1)),
      );
    const [control, treatment] = [arm(1), arm(1.5)];

    const result = cupedRatio(control, treatment);

    const plain = ratioDifference(control.after, treatment.after);
    expect(Math.abs(result.theta)).toBeLessThan(1e-14);
    expectClose(result.difference, plain.difference as number, 1e-13);
    expectClose(result.standardError, plain.standardError as number, 1e-13);
    expect(result.adjusted).toBe(true);
  });

  it('does not depend on the units of any of the four measures', () => {
    const scaled = ({ after, before, across }: QuadMoments): QuadMoments => ({
      after: {
        ...after,
        meanY: 100 * after.meanY,
        varianceY: 1e4 * after.varianceY,
        covariance: 100 * after.covariance,
      },
      before: {
        ...before,
        meanX: 7 * before.meanX,
        varianceX: 49 * before.varianceX,
        covariance: 7 * before.covariance,
      },
      across: { yy: 100 * across.yy, yx: 700 * across.yx, xy: across.xy, xx: 7 * across.xx },
    });
    const [here, there] = [
      cupedRatio(few.control, few.treatment),
      cupedRatio(scaled(few.control), scaled(few.treatment)),
    ];

    expectClose(there.difference, 100 * (here.difference ?? 0), 1e-12);
    expectClose(there.statistic, here.statistic ?? 0, 1e-12);
    expectClose(there.theta, 700 * here.theta, 1e-12);
    expectClose(there.lift?.lift ?? null, here.lift?.lift ?? 0, 1e-12);
  });

  it('is the opposite when the arms change places', () => {
    const [there, back] = [cupedRatio(few.control, few.treatment), cupedRatio(few.treatment, few.control)];

    expectClose(back.difference, -(there.difference ?? 0), 1e-14);
    expectClose(back.pValue, there.pValue ?? 0, 1e-13);
  });

  it('covers the true difference and the true lift as often as it says, with far less variance', () => {
    const runs = 500;
    const covered = { difference: 0, lift: 0 };
    let reduction = 0;
    for (let run = 0; run < runs; run++) {
      const result = cupedRatio(drawn(150, 1), drawn(100, 1.3));
      // rates of 0.7 and 0.1 with shares of 0.3 and 0.7 have the mean 0.28
      const [absolute, relative] = [result.interval, result.lift?.interval];
      if (absolute && absolute.lower < 0.084 && absolute.upper > 0.084) covered.difference++;
      if (relative && relative.lower < 0.3 && relative.upper > 0.3) covered.lift++;
      reduction += (result.varianceReduction ?? 0) / runs;
    }

    expect(covered.difference / runs).toBeGreaterThan(0.92);
    expect(covered.difference / runs).toBeLessThan(0.98);
    expect(covered.lift / runs).toBeGreaterThan(0.92);
    expect(covered.lift / runs).toBeLessThan(0.98);
    expect(reduction).toBeGreaterThan(0.6);
  });

  it('is undefined without a denominator, and untested where nothing varies', () => {
    const none = quadMomentsOf([0, 0], [0, 0], [1, 2], [2, 2]);
    const constant = quadMomentsOf([1, 2], [2, 4], [1, 1], [2, 2]);

    expect(cupedRatio(none, few.treatment)).toMatchObject({
      ratioControl: null,
      difference: null,
      pValue: null,
      undefinedBecause: 'zero denominator',
    });
    const [orders, revenue] = [
      [1, 2, 3, 4, 7, 12, 5],
      [0.1, 0.2, 0.3, 0.4, 0.7, 1.2, 0.5],
    ];
    const proportional = quadMomentsOf(revenue, orders, revenue, orders);
    expect(cupedRatio(proportional, proportional).undefinedBecause).toBe('neither arm varies');
    expect(cupedRatio(constant, constant)).toMatchObject({
      difference: 0,
      pValue: null,
      undefinedBecause: 'neither arm varies',
    });
  });

  it('is refused for a single unit, and for impossible moments', () => {
    expect(() => cupedRatio(quadMomentsOf([1], [1], [1], [1]), few.treatment)).toThrow('control.after.n');
    const broken = { ...few.treatment, before: { ...few.treatment.before, varianceX: -1 } };
    expect(() => cupedRatio(few.control, broken)).toThrow('treatment.before.varianceX');
  });
});
