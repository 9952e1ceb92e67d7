import { cuped, normal, pairMomentsOf, sequentialDifference, welch } from '@probity/stats';
import { describe, expect, it } from 'vitest';
import { designFrom } from '../experiments/design.rules.js';
import { type Pairing, compare } from './comparison.rules.js';
import type { MeasuredArm } from './evidence.rules.js';

const design = (overrides: object = {}) => designFrom({ primaryMetric: 'm', method: 'FIXED', ...overrides });

const arm = (ys: readonly number[], xs: readonly number[] = ys.map(() => 0)): MeasuredArm => ({
  pair: pairMomentsOf(ys, xs),
  nonZero: ys.filter(y => y !== 0).length,
});
const empty: MeasuredArm = {
  pair: { n: 0, meanY: 0, meanX: 0, varianceY: 0, varianceX: 0, covariance: 0 },
  nonZero: 0,
};
/** `ones` ones among `count`. */
const rate = (ones: number, count: number): MeasuredArm =>
  arm(Array.from({ length: count }, (_one, index) => (index < ones ? 1 : 0)));

const pairing = (control: MeasuredArm, treatment: MeasuredArm, metric: object = {}): Pairing => ({
  metric: { kind: 'MEAN', hasCovariate: false, ...metric },
  controlKey: 'a',
  variantKey: 'b',
  control,
  treatment,
});
const moments = ({ pair }: MeasuredArm) => ({ n: pair.n, mean: pair.meanY, variance: pair.varianceY });
const ratio = { kind: 'RATIO' };

describe('two arms are not compared', () => {
  it.each<[string, MeasuredArm, MeasuredArm, object, object]>([
    ['EMPTY_ARM', empty, arm([1, 2]), {}, {}],
    ['EMPTY_ARM', arm([1, 2]), empty, {}, {}],
    ['NOT_ENOUGH_DATA', arm([1]), arm([1, 2]), {}, {}],
    ['NOT_ENOUGH_DATA', arm([1, 2]), arm([1]), {}, {}],
    ['NOT_ENOUGH_DATA', rate(30, 149), rate(30, 300), {}, { method: 'SEQUENTIAL' }],
    ['NOT_ENOUGH_DATA', rate(24, 300), rate(30, 300), {}, { method: 'SEQUENTIAL' }],
    ['NOT_ENOUGH_DATA', rate(30, 300), rate(24, 300), {}, { method: 'BAYESIAN' }],
    ['ZERO_VARIANCE', arm([3, 3, 3]), arm([3, 3]), {}, {}],
    ['ZERO_VARIANCE', arm([0, 0, 0]), arm([0, 0]), {}, {}],
    ['ZERO_DENOMINATOR', arm([1, 2], [0, 0]), arm([1, 2], [1, 1]), ratio, {}],
    ['ZERO_DENOMINATOR', arm([1, 2], [1, 1]), arm([0, 0], [0, 0]), ratio, {}],
  ])('%s', (status, control, treatment, metric, changed) => {
    expect(compare(design(changed), pairing(control, treatment, metric))).toMatchObject({
      variantKey: 'b',
      controlKey: 'a',
      status,
      difference: null,
      standardError: null,
      interval: null,
      pValue: null,
      adjustedPValue: null,
      relativeLift: null,
      relativeInterval: null,
      relativeStatus: 'NOT_COMPARED',
    });
  });
});

describe('two arms are compared', () => {
  const control = arm([1, 2, 3, 4, 5]);
  const treatment = arm([3, 5, 4, 6, 7, 8]);

  it('by Welch where the test is read once', () => {
    const expected = welch(moments(control), moments(treatment), { alpha: 0.05 });

    expect(compare(design(), pairing(control, treatment))).toMatchObject({
      status: 'OK',
      // By hand: 5.5 - 3; sqrt(2.5 / 5 + 3.5 / 6).
      difference: 2.5,
      standardError: expect.closeTo(1.0408329997, 9),
      interval: expected.interval,
      pValue: expected.pValue,
      adjustedPValue: expected.pValue,
      chanceToBeat: null,
      relativeLift: expect.closeTo(2.5 / 3, 12),
      varianceReduction: null,
    });
  });

  it('by the confidence sequence where every look counts, which is wider', () => {
    const [one, other] = [rate(100, 1000), rate(140, 1000)];
    const options = { alpha: 0.05, tuningSize: 2000 };

    const compared = compare(design({ method: 'SEQUENTIAL', plannedRecipients: 2000 }), pairing(one, other));

    const { interval, pValue } = sequentialDifference(moments(one), moments(other), options);
    const fixed = compare(design(), pairing(one, other));
    expect(compared).toMatchObject({ status: 'OK', interval, pValue, chanceToBeat: null });
    expect(compared.interval?.lower).toBeLessThan(fixed.interval?.lower ?? 0);
    expect(compared.relativeInterval?.lower).toBeLessThan(fixed.relativeInterval?.lower ?? 0);
  });

  it('by the posterior where a chance is asked for, which is no p-value', () => {
    const [one, other] = [rate(100, 1000), rate(140, 1000)];
    const { difference, standardError } = welch(moments(one), moments(other), { alpha: 0.05 });

    const compared = compare(design({ method: 'BAYESIAN' }), pairing(one, other));

    expect(compared).toMatchObject({ status: 'OK', pValue: null, adjustedPValue: null, difference });
    expect(compared.chanceToBeat).toBeCloseTo(normal.cdf(difference / standardError), 12);
    expect(compared.method.source).toContain('growthbook');
  });

  it('as soon as a sequential method has 150 recipients and 25 of them with a value', () => {
    const edge = pairing(rate(25, 150), rate(25, 150));

    expect(compare(design({ method: 'SEQUENTIAL' }), edge).status).toBe('OK');
  });

  it('by the delta method where a ratio is asked for', () => {
    const one = arm([2, 4, 6, 8], [1, 2, 3, 5]);
    const other = arm([3, 6, 8, 12], [1, 2, 3, 4]);

    const compared = compare(design(), pairing(one, other, ratio));

    expect(compared.difference).toBeCloseTo(29 / 10 - 20 / 11, 12);
    expect(compared.method.name).toContain('delta method');
  });

  it('with less variance where a covariate explains some of it', () => {
    const xs = Array.from({ length: 200 }, (_one, index) => index % 20);
    const noise = (index: number) => ((index * 7919) % 13) / 13;
    const one = arm(
      xs.map((x, index) => x + noise(index)),
      xs,
    );
    const other = arm(
      xs.map((x, index) => x + 1 + noise(index + 5)),
      xs,
    );

    const adjusted = compare(design(), pairing(one, other, { hasCovariate: true }));
    const plain = compare(design(), pairing(one, other));

    expect(adjusted.varianceReduction).toBe(cuped(one.pair, other.pair).varianceReduction);
    expect(adjusted.varianceReduction).toBeGreaterThan(0.9);
    expect(adjusted.standardError).toBeLessThan((plain.standardError ?? 0) / 3);
    expect(adjusted.difference).toBeCloseTo(plain.difference ?? 0, 2);
  });
});

describe('the relative lift', () => {
  it('has no value where the control has none', () => {
    const compared = compare(design(), pairing(arm([-1, 1, 0]), arm([1, 2, 3])));

    expect(compared).toMatchObject({ status: 'OK', relativeLift: null, relativeStatus: 'ZERO_CONTROL_MEAN' });
  });

  it('has the exact interval of Fieller where the control is near nothing', () => {
    const control = arm(Array.from({ length: 100 }, (_one, index) => (index < 12 ? 1 : 0)));
    const treatment = arm(Array.from({ length: 100 }, (_one, index) => (index < 20 ? 1 : 0)));

    const compared = compare(design(), pairing(control, treatment));

    expect(compared.relativeStatus).toBe('FIELLER');
    expect(compared.relativeInterval?.upper).toBeGreaterThan(2.5);
  });

  it('has no bounds where the control may be nothing', () => {
    const compared = compare(design(), pairing(arm([-9, 10, 1]), arm([1, 2, 3])));

    expect(compared).toMatchObject({ relativeStatus: 'UNBOUNDED', relativeInterval: null });
  });

  it('of a negative control is positive where the variant is more', () => {
    const compared = compare(design(), pairing(arm([-20, -21, -19]), arm([-15, -16, -14])));

    expect(compared.relativeLift).toBeCloseTo(0.25, 12);
  });

  it('is told at the first look at a very large experiment, whose interval is very wide', () => {
    const early = design({ method: 'SEQUENTIAL', plannedRecipients: 10_000_000 });

    const compared = compare(early, pairing(rate(75, 150), rate(80, 150)));

    expect(compared.status).toBe('OK');
    expect(compared.relativeLift).toBeCloseTo(5 / 75, 12);
    expect(compared).toMatchObject({ relativeStatus: 'UNBOUNDED', relativeInterval: null });
  });
});
