import { describe, expect, it } from 'vitest';
import { MISMATCH_P, sampleRatioCheck, severalVariantsCheck } from './check.rules.js';
import type { Evidence } from './evidence.rules.js';

const evidence = (units: number[], weights: number[] = [5000, 5000], several = 0): Evidence => ({
  asOf: new Date(0),
  phase: 1,
  isRunning: true,
  variants: weights.map((weightBp, index) => ({ key: `v${index}`, isControl: index === 0, weightBp })),
  units,
  inSeveralVariants: several,
  metrics: new Map(),
});

describe('the sizes of the arms', () => {
  // The p-values are erfc(sqrt(x / 2)) of Python.
  it.each([
    ['equal arms', [5000, 5000], [5000, 5000], 'PASSED', 1],
    ['arms as planned', [1000, 9000], [1000, 9000], 'PASSED', 1],
    ['a deviation that chance explains', [5000, 5200], [5000, 5000], 'PASSED', 0.04767038065616144],
    ['a deviation just above the threshold', [5000, 5333], [5000, 5000], 'PASSED', 0.001053247703844784],
    ['a deviation just below the threshold', [5000, 5336], [5000, 5000], 'FAILED', 0.0009499815902826045],
    ['a deviation of a tenth', [5000, 5500], [5000, 5000], 'FAILED', 1.0635492679527373e-6],
    ['swapped weights', [9000, 1000], [1000, 9000], 'FAILED', 0],
    ['an arm that is missing', [1000, 0], [5000, 5000], 'FAILED', 0],
  ])('%s: %j of %j', (_what, units, weights, status, pValue) => {
    const check = sampleRatioCheck(evidence(units, weights));

    expect(check).toMatchObject({ name: 'sample-ratio', status });
    expect(check.pValue).toBeCloseTo(pValue, 12);
    expect((check.pValue ?? 0) < MISMATCH_P).toBe(status === 'FAILED');
  });

  it('are not worth a page where millions differ by less than a thousandth', () => {
    const check = sampleRatioCheck(evidence([50_000_000, 50_049_000]));

    expect(check.pValue).toBeLessThan(MISMATCH_P);
    expect(check.status).toBe('PASSED');
    expect(sampleRatioCheck(evidence([50_000_000, 50_201_000])).status).toBe('FAILED');
  });

  it.each([
    ['nobody', [0, 0], [5000, 5000]],
    ['fewer than eight an arm', [8, 7], [5000, 5000]],
    ['fewer than eight an arm, of three', [20, 2, 1], [3333, 3333, 3334]],
    ['one arm with a share', [1000, 0], [10_000, 0]],
  ])('are not compared with %s', (_what, units, weights) => {
    expect(sampleRatioCheck(evidence(units, weights))).toMatchObject({
      status: 'NOT_ENOUGH_DATA',
      pValue: null,
    });
  });

  it('fail with a single recipient in an arm without a share', () => {
    expect(sampleRatioCheck(evidence([5000, 5000, 1], [5000, 5000, 0]))).toMatchObject({
      status: 'FAILED',
      pValue: 0,
    });
  });

  it('are fine with an arm without a share and without recipients', () => {
    expect(sampleRatioCheck(evidence([5000, 5000, 0], [5000, 5000, 0])).status).toBe('PASSED');
  });

  it('are told in words', () => {
    expect(sampleRatioCheck(evidence([5000, 5500])).detail).toBe(
      'the arms are not of the planned sizes: v0 5000, v1 5500',
    );
  });
});

describe('recipients who saw several variants', () => {
  it.each([
    [0, 1000, 'PASSED'],
    [9, 9, 'PASSED'],
    [10, 991, 'PASSED'],
    [10, 990, 'WARNING'],
    [10, 91, 'WARNING'],
    [10, 90, 'FAILED'],
    [999, 1, 'FAILED'],
  ])('%i beside %i: %s', (several, units, status) => {
    expect(severalVariantsCheck(evidence([units, 0], [5000, 5000], several))).toMatchObject({
      name: 'several-variants',
      status,
      pValue: null,
    });
  });

  it('are not judged where nobody was exposed', () => {
    expect(severalVariantsCheck(evidence([0, 0])).status).toBe('NOT_ENOUGH_DATA');
  });
});
