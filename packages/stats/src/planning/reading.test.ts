import { describe, expect, it } from 'vitest';
import { minimumDetectableLift, powerForLift, sampleSizeForLift } from './lift.js';
import { powerForMeans, sampleSizeForMeans } from './means.js';
import { sequentialInflation } from './reading.js';
import { sequentialDifference } from '../sequential/confidence-sequence.js';
import { normal } from '../distributions/index.js';
import { expectClose } from '../vectors.test-support.js';

describe('a plan that may be looked at at any time', () => {
  const baseline = { mean: 10, standardDeviation: Math.sqrt(3909.99977), n: 400_000 / 3 };
  const sequential = { ...baseline, test: 'sequential', tuningSize: 5000 } as const;

  it('has the power and the detectable lift that GrowthBook prints', () => {
    expect(powerForLift({ ...baseline, lift: 0.05 })).toBeCloseTo(0.52144, 5);
    expect(minimumDetectableLift(baseline)).toBeCloseTo(0.07027, 5);
    expect(powerForLift({ ...sequential, lift: 0.05 })).toBeCloseTo(0.20596, 5);
    expect(minimumDetectableLift(sequential)).toBeCloseTo(0.12821, 5);
  });

  it('takes as many units as its own confidence sequence needs', () => {
    const plan = { mean: 0.1, standardDeviation: 0.3, lift: 0.05, tuningSize: 5000 };

    // roots by mpmath
    expectClose(sampleSizeForLift({ ...plan, test: 'sequential' }), 192184.0532895064, 1e-11);
    expectClose(sampleSizeForLift({ ...plan, test: 'sequentialAtEnd' }), 141529.7105855185, 1e-11);
    const planned = sampleSizeForLift({ ...plan, test: 'sequential', tuningSize: undefined });
    expectClose(planned, 142471.2378550893, 1e-12);
  });

  it('finds at its end exactly what the sequence excludes there', () => {
    const [n, options] = [4000, { tuningSize: 6000 }];
    const arm = { n, mean: 0, variance: 4 };
    const { interval } = sequentialDifference(arm, arm, options);
    const plan = { standardDeviation: 2, n, ...options } as const;
    const power = powerForMeans({ ...plan, difference: interval.upper, test: 'sequentialAtEnd' });

    // an effect as large as the half width is excluded as often as not, and hardly ever on the other side
    const halfWidth = interval.upper / (2 * Math.sqrt(2 / n));
    expectClose(power, 0.5 + normal.sf(2 * halfWidth), 1e-12);
    const inflated = powerForMeans({ ...plan, difference: interval.upper, test: 'sequential' });
    expectClose(inflated, 0.5 + normal.sf(2 * -normal.quantile(0.025)), 1e-12);
  });

  it('pays by the square of its wider interval', () => {
    const plan = { difference: 0.1, standardDeviation: 1, tuningSize: 3000, bothTails: true } as const;
    const n = sampleSizeForMeans({ ...plan, test: 'sequential' });
    // (z + z) ^ 2 / 0.005 of the fixed test by scipy, less what rejections in the wrong direction add
    const fixed = 1569.775946869818 * (1 - 2.449397004e-6);

    expectClose(n, fixed * sequentialInflation({ n: 2 * n, tuningSize: 3000 }), 1e-9);
    expect(sequentialInflation({ n: 1000 })).toBeCloseTo(sequentialInflation({ n: 1e9 }), 12);
    expect(sequentialInflation({ n: 1000, tuningSize: 10 })).toBeGreaterThan(
      sequentialInflation({ n: 1000 }),
    );
  });

  it.each([
    ['n', () => sequentialInflation({ n: 0 })],
    ['tuningSize', () => sequentialInflation({ n: 10, tuningSize: -1 })],
    ['alpha', () => sequentialInflation({ n: 10, alpha: 2 })],
  ])('refuses the impossible by the name of %s', (name, attempt) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});
