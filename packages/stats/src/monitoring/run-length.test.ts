import { describe, expect, it } from 'vitest';
import { cusum } from './cusum.js';
import { cusumRunLength, cusumThreshold } from './cusum-run-length.js';
import { ewma } from './ewma.js';
import { ewmaRunLength, ewmaThreshold } from './ewma-run-length.js';
import { falseAlarmBudget } from './false-alarm-budget.js';
import { gaussLegendre } from './gauss-legendre.js';
import { meanStepsToExit } from './absorption.js';
import { rootBetween, rootNear } from './root.js';
import { expectClose, seeded } from '../vectors.test-support.js';

/** Normal draws that are the same everywhere. */
function normals(seed: number): () => number {
  const random = seeded(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function averageOf(runs: number, run: () => number): number {
  let sum = 0;
  for (let i = 0; i < runs; i++) sum += run();
  return sum / runs;
}

describe('the run length of a CUSUM', () => {
  // the integral equation solved in mpmath with 50 digits
  it.each([
    [0.5, 4, 0, 335.3675776272311],
    [0.5, 5, 0, 930.8870120641235],
    [0.5, 5, 1, 10.37597530020767],
    [0.5, 10, 0, 140264.9795100151],
    [0, 3, 0, 17.35051656975652],
    [0.25, 20, 0, 315174.5123922567],
  ])('with k %d, h %d and a shift of %d is %d on one side', (k, h, shift, length) => {
    expectClose(cusumRunLength({ k, h, shift, sided: 1 }), length, 1e-14);
  });

  it('is that of the tables of Hawkins and Olwell on both sides', () => {
    expect(cusumRunLength({ k: 0.5, h: 4 })).toBeCloseTo(167.68, 2);
    expect(cusumRunLength({ k: 0.5, h: 5 })).toBeCloseTo(465.44, 2);
    expect(cusumRunLength({ k: 0.5, h: 5, shift: 1 })).toBeCloseTo(10.38, 2);
  });

  it('keeps its digits where an alarm comes once in 1e20 points', () => {
    // mpmath, 50 digits
    expectClose(cusumRunLength({ k: 0.5, h: 5, shift: -4, sided: 1 }), 9.342622874544245e20, 1e-14);
  });

  it('without a threshold is the wait for one point beyond the allowance', () => {
    // 1 / normal sf(0.5), scipy
    expectClose(cusumRunLength({ k: 0.5, h: 0, sided: 1 }), 3.24109670456697, 1e-12);
  });

  it('is what charts of simulated points have', () => {
    const normal = normals(1);
    const options = { mean: 0, standardDeviation: 1, k: 0.5, h: 3 };
    const simulated = averageOf(400, () => {
      const found = cusum(Array.from({ length: 600 }, normal), options).firstAlarm;
      return (found ?? 599) + 1;
    });

    expect(Math.abs(simulated / cusumRunLength({ k: 0.5, h: 3 }) - 1)).toBeLessThan(0.15);
  });

  it('does not care in which direction the mean moves when both are watched', () => {
    expect(cusumRunLength({ shift: 0.7 })).toBe(cusumRunLength({ shift: -0.7 }));
    expect(cusumRunLength({ shift: 0.7 })).toBeLessThan(cusumRunLength({ shift: 0.3 }));
  });

  it('is turned back into its threshold', () => {
    for (const k of [0, 0.1, 0.5, 1.5])
      for (const averageRunLength of [20, 500, 10_000])
        for (const sided of [1, 2] as const) {
          const h = cusumThreshold({ k, averageRunLength, sided });
          expectClose(cusumRunLength({ k, h, sided }), averageRunLength, 1e-10);
        }
  });

  it('is infinite where a double cannot hold it', () => {
    expect(cusumRunLength({ k: 3, h: 200 })).toBe(Infinity);
  });

  it.each([
    ['k', () => cusumRunLength({ k: -1 })],
    ['h', () => cusumRunLength({ h: 201 })],
    ['h', () => cusumRunLength({ h: -1 })],
    ['shift', () => cusumRunLength({ shift: Number.NaN })],
    ['sided', () => cusumRunLength({ sided: 3 as never })],
    ['averageRunLength', () => cusumThreshold({ averageRunLength: Number.NaN })],
    ['averageRunLength', () => cusumThreshold({ averageRunLength: 0.5 })],
    ['averageRunLength', () => cusumThreshold({ averageRunLength: 1.5 })],
    ['averageRunLength', () => cusumThreshold({ k: 0, averageRunLength: 1e6 })],
  ])('refuses an impossible %s', (name, call) => {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(name);
  });
});

describe('the run length of an EWMA chart', () => {
  // the integral equation solved in numpy with 401 points; Lucas & Saccucci (1990) print 370, 500, 500, 500
  it.each([
    [0.2, 2.86, 0, 371.10330425],
    [0.1, 2.814, 0, 499.57955008],
    [0.05, 2.615, 0, 499.93300571],
    [0.25, 2.998, 0, 499.8360035],
    [0.1, 2.7, 1, 9.7300116222],
    [0.75, 3.5, 2, 7.3274356771],
    [0.02, 2.5, 0, 819.067992],
  ])('with lambda %d, limit %d and a shift of %d is %d', (lambda, limit, shift, length) => {
    expectClose(ewmaRunLength({ lambda, limit, shift }), length, 1e-8);
  });

  // the same with limits that widen point by point, followed in numpy with 121 points
  it.each([
    [0.2, 2.86, 0, 365.8559947771],
    [0.1, 2.7, 0, 356.0950969261],
    [0.1, 2.7, 1, 7.541276474673],
    [0.75, 3.5, 2, 7.237990134953],
  ])('with lambda %d, exact limits of %d and a shift of %d is %d', (lambda, limit, shift, length) => {
    expectClose(ewmaRunLength({ lambda, limit, shift, limits: 'exact' }), length, 1e-9);
  });

  it('is that of a Shewhart chart when only the newest point counts', () => {
    // 1 / (2 normal sf(3)), scipy
    expectClose(ewmaRunLength({ lambda: 1, limit: 3 }), 370.398347344956, 1e-12);
    expectClose(ewmaRunLength({ lambda: 1, limit: 3, limits: 'exact' }), 370.398347344956, 1e-12);
  });

  it('is what charts of simulated points have, with exact limits', () => {
    const normal = normals(2);
    const options = { mean: 0, standardDeviation: 1, lambda: 0.1, limit: 2 };
    const simulated = averageOf(400, () => {
      const found = ewma(Array.from({ length: 500 }, normal), options).firstAlarm;
      return (found ?? 499) + 1;
    });

    const exact = ewmaRunLength({ lambda: 0.1, limit: 2, limits: 'exact' });
    expect(Math.abs(simulated / exact - 1)).toBeLessThan(0.12);
  });

  it('is turned back into its limit', () => {
    for (const limits of ['final', 'exact'] as const)
      for (const averageRunLength of [50, 3000]) {
        const limit = ewmaThreshold({ lambda: 0.3, averageRunLength, limits });
        expectClose(ewmaRunLength({ lambda: 0.3, limit, limits }), averageRunLength, 1e-10);
      }
  });

  it.each([
    ['lambda', () => ewmaRunLength({ lambda: 0.0001 })],
    ['lambda', () => ewmaRunLength({ lambda: 0.005, limits: 'exact' })],
    ['lambda', () => ewmaThreshold({ lambda: 1.1, averageRunLength: 100 })],
    ['limits', () => ewmaRunLength({ limits: 'wide' as never })],
    ['limit', () => ewmaRunLength({ limit: -1 })],
    ['limit', () => ewmaRunLength({ limit: 11 })],
    ['shift', () => ewmaRunLength({ shift: Infinity })],
    ['averageRunLength', () => ewmaThreshold({ averageRunLength: 1 })],
  ])('refuses an impossible %s', (name, call) => {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(name);
  });
});

describe('a budget of false alarms', () => {
  it('is shared by all series', () => {
    expect(falseAlarmBudget({ alarmsPerMonth: 2, series: 200 })).toBe(3000);
    expect(falseAlarmBudget({ alarmsPerMonth: 2, series: 200, looksPerMonth: 720 })).toBe(72_000);
  });

  it.each(['alarmsPerMonth', 'series', 'looksPerMonth'])('refuses %s of 0', name => {
    expect(() => falseAlarmBudget({ alarmsPerMonth: 1, series: 1, [name]: 0 })).toThrow(name);
  });
});

describe('the numerical methods behind run lengths', () => {
  it('integrate a polynomial of degree 2n - 1 exactly', () => {
    const { nodes, weights } = gaussLegendre(6, 1, 3);
    const integral = nodes.reduce((sum, x, i) => sum + x ** 11 * (weights[i] as number), 0);

    expectClose(integral, (3 ** 12 - 1) / 12, 1e-14);
  });

  it('lose no digits of a chain that hardly ever ends', () => {
    const moves = [Float64Array.of(0, 1), Float64Array.of(1, 0)];

    expectClose(meanStepsToExit(moves, Float64Array.of(0, 1e-30)), 2e30, 1e-15);
  });

  it('find a root where it is, and none where there is none', () => {
    expectClose(
      rootBetween(x => x ** 3 - 2, 0, 5),
      Math.cbrt(2),
      1e-14,
    );
    expectClose(
      rootBetween(x => Math.sign(x - 1 / 3), 0, 1),
      1 / 3,
      1e-12,
    );
    expect(rootBetween(x => x - 2, 2, 5)).toBe(2);
    expect(rootBetween(x => x - 5, 2, 5)).toBe(5);
    expectClose(
      rootNear(x => 10 - x, 0, 0.5, 100),
      10,
      1e-14,
    );
    expectClose(
      rootNear(x => -10 - x, 0, 0.5, 100),
      -10,
      1e-14,
    );
    expect(rootNear(x => 10 - x, 0, 0.5, 5)).toBeNull();
  });
});
