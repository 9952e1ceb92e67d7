import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normal, studentizedRange, studentT } from './index.js';
import { casesOf, expectClose } from '../vectors.test-support.js';

describe('the studentized range', () => {
  // R's own accuracy is some 1e-10, absolutely
  it.each(casesOf('dist_tukey'))('is above q as often as R says for $id', ({ inputs, outputs }) => {
    const [q, k, df] = inputs['args'] as [number, number, number];

    expect(Math.abs(studentizedRange.sf(q, k, df) - Number(outputs['value']))).toBeLessThan(1e-12);
  });

  // double quadrature by mpmath with 25 digits beyond the tail, in another form of the integrand
  it.each([
    [3.5, 3, 20, 0.05589184908174899],
    [2, 3, 10, 0.37054467503549615],
    [0.5, 3, 5, 0.934298539823392],
    [1, 10, 4, 0.9970786340072835],
    [5, 10, 4, 0.19877194306553025],
    [10, 10, 8, 0.0021086052783729245],
    [50, 5, 3, 0.00019923907019960962],
    [4, 50, 30, 0.7350732435124214],
    [7, 50, 30, 0.014577021263390303],
    [15, 20, 25, 1.557081687231214e-8],
    [5.5, 200, 100, 0.4858747853391136],
    [8, 200, 100, 0.001997480667147012],
    [3, 200, 12, 0.9991208657252486],
    [30, 4, 2, 0.005543349707830505],
    [20, 4, 60, 5.486220689198136e-20],
    [6, 6, 1000, 0.00034682068525317974],
    [12, 30, 1000, 3.338192583126269e-14],
    [4.5, 10, 100000.0, 0.04731639313306854],
    [2.5, 4, 100000.0, 0.28896899650606933],
    [9, 3, 1000000.0, 5.899973039476276e-10],
    [5, 200, 10000000000.0, 0.8063973621389179],
    [25, 40, 40, 1.2541543077741624e-17],
    [1000, 3, 6, 1.3437924867031249e-15],
    [3.3, 3, 1.5, 0.2998751319223678],
    [3, 3, Infinity, 0.085542571654958],
    [8, 20, Infinity, 2.890161392755379e-6],
    [1, 5, Infinity, 0.9549548551886442],
    [20, 7, Infinity, 4.385823925901339e-44],
    [6, 200, Infinity, 0.1775008395245443],
    [30, 50, Infinity, 8.835917861252728e-97],
    [6, 100, 1, 0.5943785215347153],
    [100, 100, 1, 0.0399978910655621],
  ])('above %d of %d means with %d degrees of freedom is exact', (q, k, df, truth) => {
    expectClose(studentizedRange.sf(q, k, df), truth, 1e-12);
  });

  const degrees = fc.constantFrom(1, 2.5, 7, 60, 1e3, 1e6, 1e10);

  it('of two means is their distance, in both directions', () => {
    const size = fc.double({ min: -2, max: 1.5, noNaN: true });
    const property = fc.property(size, degrees, (exponent, df) => {
      const q = 10 ** exponent;
      expectClose(studentizedRange.sf(q, 2, df), 2 * studentT.sf(q / Math.SQRT2, df), 1e-12);
    });
    fc.assert(property, { seed: 3, numRuns: 30 });
  });

  it('of two means with a known error is the normal tail', () => {
    expectClose(studentizedRange.sf(20, 2, Infinity), 2 * normal.sf(20 / Math.SQRT2), 1e-12);
    expectClose(studentizedRange.sf(3, 2, 1e10), studentizedRange.sf(3, 2, Infinity), 1e-8);
  });

  it('is below or above, and more often above with more arms', () => {
    const arms = fc.constantFrom(2, 3, 11, 80);
    const property = fc.property(fc.double({ min: 0.5, max: 9, noNaN: true }), arms, degrees, (q, k, df) => {
      const above = studentizedRange.sf(q, k, df);
      expect(studentizedRange.cdf(q, k, df) + above).toBeCloseTo(1, 13);
      const rarer = studentizedRange.cdf(q, k + 1, df) < studentizedRange.cdf(q, k, df);
      expect(rarer || studentizedRange.sf(q, k + 1, df) > above).toBe(true);
    });
    fc.assert(property, { seed: 3, numRuns: 25 });
  });

  it('keeps its power law far below, where all means are alike', () => {
    const ratio = studentizedRange.cdf(2e-30, 5, 9) / studentizedRange.cdf(1e-30, 5, 9);

    expectClose(ratio, 16, 1e-11);
  });

  it('keeps its power law far above, where the error is estimated too small', () => {
    const ratio = studentizedRange.sf(1e290, 4, 1) / studentizedRange.sf(2e290, 4, 1);

    expectClose(ratio, 2, 1e-11);
    expect(studentizedRange.cdf(1e290, 4, 1)).toBe(1);
  });

  it.each([
    [0.95, 3, 20],
    [0.5, 10, 5],
    [1e-9, 4, 30],
    [1 - 1e-9, 3, 1e6],
    [0.99, 200, Infinity],
  ])('has the quantile of %d for %d means and %d degrees of freedom', (p, k, df) => {
    expectClose(studentizedRange.cdf(studentizedRange.quantile(p, k, df), k, df), p, 1e-12);
  });

  it('begins at 0 and has no end', () => {
    expect(studentizedRange.quantile(0, 3, 4)).toBe(0);
    expect(studentizedRange.quantile(1, 3, 4)).toBe(Infinity);
    expect(studentizedRange.sf(-1, 3, 4)).toBe(1);
    expect(studentizedRange.cdf(0, 3, 4)).toBe(0);
    expect(studentizedRange.sf(Infinity, 3, 4)).toBe(0);
    expect(studentizedRange.logSf(60, 3, Infinity)).toBeLessThan(-900);
    expect(studentizedRange.sf(3.5, 3, 1e308)).toBe(studentizedRange.sf(3.5, 3, Infinity));
  });

  it.each([
    ['q', () => studentizedRange.sf(Number.NaN, 3, 4)],
    ['k', () => studentizedRange.sf(1, 1, 4)],
    ['k', () => studentizedRange.sf(1, 2.5, 4)],
    ['df', () => studentizedRange.cdf(1, 3, 0.5)],
    ['df', () => studentizedRange.quantile(0.5, 3, Number.NaN)],
    ['p', () => studentizedRange.quantile(1.5, 3, 4)],
  ])('refuses what is impossible by the name of %s', (name, attempt) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});
