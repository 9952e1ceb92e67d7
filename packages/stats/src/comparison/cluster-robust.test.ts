import { describe, expect, it } from 'vitest';
import { clusterRobustDifference } from './cluster-robust.js';
import type { ClusteredValues, ClusterTotals } from './cluster-scores.js';
import { momentsOf } from '../moments/moments.js';
import { expectClose, seeded } from '../vectors.test-support.js';

// the sandwich of least squares, multiplied out with 40 digits by mpmath; p-values by mpmath and scipy 1.17
const cases = [
  {
    name: 'clusters of one arm each',
    control: { values: [3, 5, 4, 8, 1, 2.5], clusters: ['a', 'a', 'b', 'b', 'b', 'c'] },
    treatment: { values: [6, 7, 5.5, 9, 10, 4, 8], clusters: ['d', 'd', 'e', 'e', 'f', 'f', 'f'] },
    difference: 3.1547619047619047,
    standardError: 0.43081716682399435,
    uncorrected: 0.3765373804238346,
    pNormal: 2.4295907674787537e-13,
    pT: 0.0007444787076354041,
    clusters: 6,
  },
  {
    name: 'clusters with units in both arms',
    control: { values: [3, 5, 4, 8, 1, 2.5, 7], clusters: [1, 1, 2, 2, 3, 4, 4] },
    treatment: { values: [6, 7, 5.5, 9, 10, 4], clusters: [1, 2, 2, 3, 4, 5] },
    difference: 2.5595238095238093,
    standardError: 1.4595182872236572,
    uncorrected: 1.2498567901468567,
    pNormal: 0.07948585017091585,
    pT: 0.15435195964624482,
    clusters: 5,
  },
  {
    name: 'units that are alone in their cluster',
    control: { values: [1, 2, 4, 7], clusters: [1, 2, 3, 4] },
    treatment: { values: [3, 9, 5], clusters: [5, 6, 7] },
    difference: 2.1666666666666665,
    standardError: 2.1774305278707984,
    uncorrected: 1.840264675005765,
    pNormal: 0.3197087261712082,
    pT: 0.35812929240645375,
    clusters: 7,
  },
];

function totalsOf({ values, clusters }: ClusteredValues): ClusterTotals[] {
  const totals = new Map<string | number, { n: number; sum: number; cluster: string | number }>();
  for (let i = 0; i < values.length; i++) {
    const cluster = clusters[i] as string | number;
    const known = totals.get(cluster) ?? { n: 0, sum: 0, cluster };
    totals.set(cluster, { n: known.n + 1, sum: known.sum + (values[i] as number), cluster });
  }
  return [...totals.values()];
}

const random = seeded(12);

/** Clusters of 1 to 9 units that have a part of their value in common. */
function drawn(size: number, first: number): { values: number[]; clusters: number[] } {
  const arm = { values: [] as number[], clusters: [] as number[] };
  for (let cluster = first; cluster < first + size; cluster++) {
    const common = random();
    for (let unit = Math.floor(9 * random()); unit >= 0; unit--) {
      arm.values.push(common + random());
      arm.clusters.push(cluster);
    }
  }
  return arm;
}

describe('a difference of means over clusters', () => {
  it.each(cases)('agrees with the sandwich estimator for $name', given => {
    const { control, treatment } = given;

    const result = clusterRobustDifference(control, treatment);

    expectClose(result.difference, given.difference, 1e-14);
    expectClose(result.standardError, given.standardError, 1e-14);
    expectClose(result.statistic, given.difference / given.standardError, 1e-14);
    expectClose(result.pValue, given.pNormal, 1e-12);
    expectClose(
      result.interval?.upper ?? null,
      given.difference + 1.959963984540054 * given.standardError,
      1e-13,
    );
    expect(result.clusters).toBe(given.clusters);
    expect(result.degreesOfFreedom).toBe(given.clusters - 1);
    expectClose(clusterRobustDifference(control, treatment, { reference: 't' }).pValue, given.pT, 1e-12);
    const uncorrected = clusterRobustDifference(control, treatment, { correction: false });
    expectClose(uncorrected.standardError, given.uncorrected, 1e-14);
  });

  it.each(cases)('needs only the totals of each cluster, for $name', ({ control, treatment }) => {
    const ofRows = clusterRobustDifference(control, treatment);
    const ofTotals = clusterRobustDifference(totalsOf(control), totalsOf(treatment));

    expectClose(ofTotals.standardError, ofRows.standardError, 1e-13);
    expectClose(ofTotals.difference, ofRows.difference, 1e-13);
    expect(ofTotals.clusters).toBe(ofRows.clusters);
  });

  it('takes totals without a label for clusters of one arm, even if both arms are the same list', () => {
    const totals = [
      { n: 2, sum: 3 },
      { n: 1, sum: 5 },
    ];

    expect(clusterRobustDifference(totals, totals).clusters).toBe(4);
  });

  it('has an interval wider by the t distribution when clusters are few', () => {
    const [{ control, treatment }] = cases as [(typeof cases)[0]];
    const options = { reference: 't', alpha: 0.1 } as const;

    const { interval, difference, standardError } = clusterRobustDifference(control, treatment, options);

    // the 95th percentile of t with 5 degrees of freedom by mpmath
    expectClose((interval?.upper ?? 0) - difference, 2.0150483733330242 * standardError, 1e-10);
    expect(interval?.level).toBe(0.9);
  });

  it('is that of independent units when every unit is alone, but for the correction', () => {
    const control = Array.from({ length: 40 }, random);
    const treatment = Array.from({ length: 30 }, random);
    const alone = (values: number[], first: number) => ({
      values,
      clusters: values.map((_, i) => first + i),
    });
    const [c, t] = [momentsOf(control), momentsOf(treatment)];

    const result = clusterRobustDifference(alone(control, 0), alone(treatment, 100), { correction: false });

    const variance = (c.variance * 39) / 40 ** 2 + (t.variance * 29) / 30 ** 2;
    expectClose(result.standardError, Math.sqrt(variance), 1e-13);
  });

  it('does not depend on the order of the units, nor on where the metric is measured from', () => {
    const [control, treatment] = [drawn(20, 0), drawn(25, 10)];
    const moved = (arm: typeof control) => ({
      values: arm.values.map(value => Math.round(value * 2 ** 20) / 2 ** 20 + 2 ** 30).toReversed(),
      clusters: arm.clusters.toReversed(),
    });
    const rounded = (arm: typeof control) => ({
      values: arm.values.map(value => Math.round(value * 2 ** 20) / 2 ** 20),
      clusters: arm.clusters,
    });

    const here = clusterRobustDifference(rounded(control), rounded(treatment));
    const there = clusterRobustDifference(moved(control), moved(treatment));

    expectClose(there.difference, here.difference, 1e-12);
    expectClose(there.standardError, here.standardError, 1e-12);
  });

  it('covers no difference as often as it says, where taking units for independent would not', () => {
    const runs = 1000;
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      const { interval } = clusterRobustDifference(drawn(30, 0), drawn(30, 30), { reference: 't' });
      if (interval !== null && interval.lower < 0 && interval.upper > 0) covered++;
    }

    expect(covered / runs).toBeGreaterThan(0.93);
    expect(covered / runs).toBeLessThan(0.975);
  });

  it('of clusters that do not vary is known but cannot be tested', () => {
    const constant = (value: number) => [
      { n: 3, sum: value + value + value },
      { n: 9, sum: value * 9 },
    ];

    const result = clusterRobustDifference(constant(0.1), constant(0.7));

    expectClose(result.difference, 0.6, 1e-14);
    expect(result).toMatchObject({ standardError: 0, statistic: null, pValue: null, interval: null });
    expect(result.undefinedBecause).toBe('clusters do not vary');
  });

  const fine = [
    { n: 1, sum: 1 },
    { n: 1, sum: 2 },
  ];

  it.each([
    ['control', [{ n: 5, sum: 1 }], fine],
    ['treatment', fine, []],
    ['treatment', fine, { values: [1, 2], clusters: ['a', 'a'] }],
    ['control.clusters', { values: [1, 2], clusters: ['a'] }, fine],
    ['control.values', { values: [1, Number.NaN], clusters: ['a', 'b'] }, fine],
    ['control[1].n', [...fine.slice(0, 1), { n: 0, sum: 0 }], fine],
    ['treatment[0].n', fine, [{ n: 1.5, sum: 0 }, ...fine]],
    ['treatment[0].sum', fine, [{ n: 1, sum: Infinity }, ...fine]],
  ])('is refused by the name of %s', (name, control, treatment) => {
    expect(() => clusterRobustDifference(control, treatment)).toThrow(RangeError);
    expect(() => clusterRobustDifference(control, treatment)).toThrow(`${name} must`);
  });
});
