import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multipleExposureShare } from './multiple-exposure.js';
import { wilsonInterval } from '../comparison/proportions.js';

describe('units that saw several variants', () => {
  it.each([
    [9, 10, 'passed'],
    [10, 10, 'failed'],
    [10, 1000, 'warning'],
    [10, 1001, 'passed'],
    [99, 1000, 'warning'],
    [100, 1000, 'failed'],
    [0, 1000, 'passed'],
  ])('%d of %d: %s', (several, total, verdict) => {
    expect(multipleExposureShare({ several, total }).verdict).toBe(verdict);
  });

  it('are a share that is known as well as their number allows', () => {
    const result = multipleExposureShare({ several: 30, total: 1000 }, { alpha: 0.01 });

    expect(result.share).toBe(0.03);
    expect(result.interval).toEqual(wilsonInterval({ successes: 30, trials: 1000 }, { alpha: 0.01 }));
    expect(result.undefinedBecause).toBeNull();
  });

  it('never weigh less when there are more of them', () => {
    const severity = ['passed', 'warning', 'failed'];
    const property = fc.property(fc.nat(500), fc.nat(500), fc.nat(5000), (several, more, rest) => {
      const total = several + more + rest;
      fc.pre(total > 0);
      const [fewer, all] = [several, several + more].map(count =>
        severity.indexOf(multipleExposureShare({ several: count, total }).verdict),
      );
      expect(all).toBeGreaterThanOrEqual(fewer as number);
    });
    fc.assert(property, { seed: 7 });
  });

  it('are no share of nobody', () => {
    expect(multipleExposureShare({ several: 0, total: 0 })).toEqual({
      share: null,
      interval: null,
      verdict: 'not-enough-data',
      undefinedBecause: 'nobody was exposed',
    });
  });

  it.each([
    ['several', { several: -1, total: 5 }],
    ['total', { several: 1, total: 5.5 }],
    ['several', { several: 6, total: 5 }],
  ])('are refused by the name of %s', (name, exposures) => {
    expect(() => multipleExposureShare(exposures)).toThrow(RangeError);
    expect(() => multipleExposureShare(exposures)).toThrow(name);
  });
});
