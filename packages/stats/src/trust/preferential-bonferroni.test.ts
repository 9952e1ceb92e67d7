import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bonferroni } from './multiplicity.js';
import { preferentialBonferroni } from './preferential-bonferroni.js';
import { expectClose } from '../vectors.test-support.js';

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 9 });
const shares = fc.double({ min: 0.01, max: 0.99, noNaN: true });

describe('a family with a primary hypothesis', () => {
  it('tests the primary one at its share of alpha and the others at equal parts of the rest', () => {
    expect(preferentialBonferroni([0.02, 0.01, 0.04])).toEqual([0.04, 0.04, 0.16]);
    expect(preferentialBonferroni([0.01, 0.02, 0.04], { primary: 1, share: 0.8 })).toEqual([
      expect.closeTo(0.1, 14),
      expect.closeTo(0.025, 14),
      expect.closeTo(0.4, 14),
    ]);
  });

  it('rejects exactly what the shares of alpha reject', () => {
    const property = fc.property(pValues, shares, fc.nat(8), (given, share, at) => {
      const primary = at % given.length;
      const alpha = 0.05;
      preferentialBonferroni(given, { primary, share }).forEach((adjusted, index) => {
        const part = index === primary ? share * alpha : ((1 - share) * alpha) / (given.length - 1);
        fc.pre(Math.abs((given[index] as number) - part) > 1e-12);
        expect(adjusted < alpha).toBe((given[index] as number) < part);
        expect(adjusted).toBeLessThanOrEqual(1);
      });
    });
    fc.assert(property, { seed: 1 });
  });

  it('is that of Bonferroni when the primary one gets no more than the others', () => {
    const property = fc.property(pValues, given => {
      const even = preferentialBonferroni(given, { share: 1 / given.length });
      bonferroni(given).forEach((p, index) => expectClose(even[index] as number, p, 1e-14));
    });
    fc.assert(property, { seed: 2 });
  });

  it('leaves all of alpha to a hypothesis without others', () => {
    expect(preferentialBonferroni([0.04])).toEqual([0.04]);
    expect(preferentialBonferroni([])).toEqual([]);
  });

  it.each([
    ['pValues[1]', [0.1, -0.1], {}],
    ['primary', [0.1, 0.2], { primary: 2 }],
    ['primary', [0.1, 0.2], { primary: -1 }],
    ['primary', [0.1, 0.2], { primary: 0.5 }],
    ['share', [0.1, 0.2], { share: 1 }],
  ])('is refused by the name of %s', (name, given, preference) => {
    expect(() => preferentialBonferroni(given, preference)).toThrow(RangeError);
    expect(() => preferentialBonferroni(given, preference)).toThrow(name);
  });
});
