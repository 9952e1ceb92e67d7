import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as distributions from './index.js';
import { casesOf, expectClose } from '../vectors.test-support.js';

const { beta, chiSquared, fisherF, gamma, hypergeometric, normal, studentT } = distributions;

const FAMILIES: Record<string, object> = {
  normal,
  t: studentT,
  chi2: chiSquared,
  f: fisherF,
  beta,
  gamma,
  binomial: distributions.binomial,
  poisson: distributions.poisson,
  hypgeom: hypergeometric,
};

const FUNCTIONS: Record<string, (...parameters: number[]) => number> = {
  erf: distributions.erf,
  erfc: distributions.erfc,
  erfcinv: distributions.erfcInverse,
  gammaln: distributions.logGamma,
  betaln: distributions.logBeta,
};

function functionNamed(name: string): (...parameters: number[]) => number {
  const [family = '', method = ''] = name.split('.');
  const methods = FAMILIES[family] as Record<string, (...parameters: number[]) => number> | undefined;
  const found = methods?.[method === 'inv' ? 'quantile' : method] ?? FUNCTIONS[name];
  if (found === undefined) throw new Error(`no function ${name}`);
  return found;
}

describe.each([
  ['normal', 1e-13],
  ['t', 2e-13],
  ['chi2', 1e-13],
  ['f', 1e-14],
  ['beta', 3e-13],
  ['gamma', 5e-14],
  ['discrete', 1e-12],
])('the reference values of dist_%s', (family, tolerance) => {
  it.each(casesOf(`dist_${family}`))(`hold for $id within ${tolerance}`, ({ inputs, outputs }) => {
    const value = functionNamed(inputs['fn'] as string)(...(inputs['args'] as number[]));

    // where a double has lost its digits to underflow, the last bit is all that can be asked
    const truth = Number(outputs['value_str']);
    expectClose(value, truth, Math.abs(truth) < 1e-305 ? 1e-7 : tolerance);
  });
});

describe('a distribution', () => {
  const seed = 20260101;
  const share = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
  const size = fc.double({ min: -1, max: 8, noNaN: true }).map(exponent => 10 ** exponent);

  it('gives back the probability whose quantile was taken', () => {
    const property = fc.property(share, size, size, (p, a, b) => {
      expectClose(normal.cdf(normal.quantile(p)), p, 1e-11);
      expectClose(studentT.cdf(studentT.quantile(p, a), a), p, 1e-10);
      expectClose(gamma.cdf(gamma.quantile(p, a), a), p, 1e-9);
      // sought where x has more digits than 1 - x
      const lower = Math.min(p, beta.cdf(0.5, a, b));
      if (lower > 1e-250) expectClose(beta.cdf(beta.quantile(lower, a, b), a, b), lower, 1e-8);
    });
    fc.assert(property, { seed, numRuns: 200 });
  });

  it('has tails that add up to one', () => {
    const property = fc.property(size, size, size, (x, a, b) => {
      expectClose(studentT.cdf(x, a) + studentT.sf(x, a), 1, 1e-14);
      expectClose(chiSquared.cdf(x, a) + chiSquared.sf(x, a), 1, 1e-14);
      expectClose(fisherF.cdf(x, a, b) + fisherF.sf(x, a, b), 1, 1e-14);
    });
    fc.assert(property, { seed, numRuns: 200 });
  });

  it('mirrors its tails when it is symmetric', () => {
    const property = fc.property(share, size, (p, a) => {
      expect(normal.sf(p * 9)).toBe(normal.cdf(-p * 9));
      expect(studentT.sf(p * 9, a)).toBe(studentT.cdf(-p * 9, a));
      // a dyadic point, so that 1 - x is exact
      const x = Math.ceil(p * 1023) / 1024;
      expectClose(beta.logCdf(x, a, a), beta.logSf(1 - x, a, a), 1e-13);
    });
    fc.assert(property, { seed });
  });

  it('keeps a logarithm of the tail where the tail itself is zero', () => {
    expect(studentT.sf(100, 1e5)).toBe(0);
    expectClose(studentT.logSf(100, 1e5) / Math.LN10, Math.log10(9.71189534203175) - 2073, 1e-14);
    expectClose(normal.logSf(100), -5005.524208694205, 1e-14);
    expectClose(normal.logCdf(-100), normal.logSf(100), 1e-15);
  });

  it('is right at a shape of seven hundred million, where scipy is off by a factor of three', () => {
    expectClose(gamma.cdf(701538712.4042566, 701667667.3270668), 5.6216277187999e-7, 1e-10);
    expectClose(gamma.cdf(118241703.07490006, 118305315.03606555), 2.46656369514972e-9, 1e-10);
  });

  it.each([
    [beta.cdf(0.2499, 1e8, 3e8), 1.9261715366436184e-6],
    [beta.cdf(0.4999, 1e8, 1e8), 0.002338867309689789],
    [studentT.sf(1.2, 1e10), 0.1150696702359227],
    [studentT.sf(25.5, 1e10), 9.856341026312527e-144],
    [studentT.sf(1e200, 1), 1e-200 / Math.PI],
    [beta.sf(0.5003, 1e8, 1e8), 1.075979867089936e-17],
    [beta.sf(0.5013, 1e8, 1e8), 2.825133714256052e-296],
    [chiSquared.sf(10000424264.068712, 1e10), 0.00135006517196562],
    [chiSquared.cdf(9995757359.312881, 1e10), 4.320128691807392e-198],
    [distributions.poisson.sf(27238150, 27212051.09), 2.830200463963541e-7],
    [hypergeometric.sf(505000, 1e9, 5e8, 1e6), 7.165474289751919e-24],
    [hypergeometric.cdf(2244629, 7398468, 4430200, 3749479), 0.2015919774603167],
  ])('is right at parameters of a hundred million and more: %d is %d', (value, expected) => {
    expectClose(value, expected, 1e-12);
  });

  it('is right for F at ten thousand million, as far as the last digit of the argument decides', () => {
    expectClose(fisherF.sf(1.00003, 1e10, 1e10), 0.06681011541431833, 3e-11);
  });

  it('never gives NaN, however far out it is asked', () => {
    const points = [0, 1e-300, 1e-10, 0.5, 2, 37, 1e10, 1e200, 1e308, -1, -1e308, Infinity, -Infinity];
    const sizes = [1e-3, 0.5, 3, 1e8, 1e12];
    for (const x of points) {
      for (const a of sizes) {
        const tails = [studentT, chiSquared, gamma].flatMap(family => [family.cdf(x, a), family.sf(x, a)]);
        for (const b of sizes) tails.push(beta.cdf(x, a, b), beta.sf(x, a, b), fisherF.cdf(x, a, b));
        for (const tail of tails) expect(tail >= 0 && tail <= 1).toBe(true);
      }
    }
  });

  it('has a quantile for every probability, even where it underflows', () => {
    const sizes = [1e-3, 0.5, 3, 1e8, 1e12];
    for (const p of [0, 5e-324, 1e-20, 0.3, 0.5, 0.975, 1 - 2 ** -53, 1]) {
      for (const a of sizes) {
        const points = [studentT, chiSquared, gamma].map(family => family.quantile(p, a));
        for (const b of sizes) points.push(beta.quantile(p, a, b), fisherF.quantile(p, a, b));
        for (const point of points) expect(point).not.toBeNaN();
      }
    }
  });

  it('is the normal distribution where degrees of freedom no longer matter', () => {
    expectClose(studentT.sf(2, 1e300), normal.sf(2), 1e-14);
    expectClose(studentT.quantile(0.3, 1e308), normal.quantile(0.3), 1e-14);
  });

  it('leaves no doubt that a count beyond all rates is not exceeded', () => {
    expect(distributions.poisson.sf(1e300, 5)).toBe(0);
  });

  it('ends where its support ends', () => {
    expect(normal.quantile(0)).toBe(-Infinity);
    expect(studentT.quantile(1, 3)).toBe(Infinity);
    expect(gamma.cdf(-1, 2)).toBe(0);
    expect(beta.sf(1, 2, 3)).toBe(0);
    expect(chiSquared.cdf(Infinity, 2)).toBe(1);
    expect(hypergeometric.pmf(31, 100, 20, 30)).toBe(0);
  });

  it.each([
    ['x', () => normal.cdf(Number.NaN)],
    ['standardDeviation', () => normal.sf(0, 0, -1)],
    ['p', () => normal.quantile(1.5)],
    ['p', () => distributions.erfcInverse(-1)],
    ['degreesOfFreedom', () => studentT.sf(1, 0)],
    ['degreesOfFreedom', () => chiSquared.cdf(1, -2)],
    ['shape', () => gamma.sf(1, Number.POSITIVE_INFINITY)],
    ['shape must be at most 1000000000000000', () => gamma.sf(1e20, 1e20)],
    ['degreesOfFreedom must be at most', () => chiSquared.quantile(0.5, 1e18)],
    ['b must be at most', () => beta.cdf(0.5, 1, 1e300)],
    ['rate must be at most', () => distributions.poisson.sf(1e300, 1e300)],
    ['numeratorDf', () => fisherF.cdf(1, 0, 1)],
    ['a', () => beta.quantile(0.5, -1, 1)],
    ['x', () => distributions.logGamma(0)],
    ['probability', () => distributions.binomial.cdf(1, 10, 2)],
    ['rate', () => distributions.poisson.sf(1, -1)],
    ['draws', () => hypergeometric.cdf(1, 10, 5, 11)],
  ])('refuses what it is not defined for by the name of %s', (name, attempt) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});
