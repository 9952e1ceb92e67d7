import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg, benjaminiYekutieli, bonferroni, hochberg, holm } from './multiplicity.js';
import { casesOf, expectClose, numbersAt, type Value } from '../vectors.test-support.js';

const CORRECTIONS = {
  bonferroni,
  holm,
  hochberg,
  bh: benjaminiHochberg,
  by: benjaminiYekutieli,
};

const entries = Object.entries(CORRECTIONS);
const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

describe.each(entries)('the correction %s', (name, correct) => {
  it.each(casesOf('multiple_testing'))('agrees with statsmodels and R for $id', ({ inputs, outputs }) => {
    const expected = (outputs[name] as Record<string, Value>)['p_adj'] as number[];

    correct(numbersAt(inputs, 'p')).forEach((p, i) => expectClose(p, expected[i], 1e-12));
  });

  it('gives each hypothesis the same answer in whatever order they are listed', () => {
    const property = fc.property(pValues, given => {
      const reversed = correct(given.slice().reverse()).reverse();
      correct(given).forEach((p, i) => expectClose(p, reversed[i], 1e-14));
    });
    fc.assert(property, { seed: 4 });
  });

  it('never lowers a p-value and never leaves [0, 1]', () => {
    const property = fc.property(pValues, given => {
      correct(given).forEach((p, i) => {
        expect(p).toBeGreaterThanOrEqual((given[i] as number) * (1 - 1e-15));
        expect(p).toBeLessThanOrEqual(1);
      });
    });
    fc.assert(property, { seed: 5 });
  });

  it('keeps the order of the p-values, and leaves a hypothesis without others alone', () => {
    const property = fc.property(pValues, given => {
      const adjusted = correct(given);
      given.forEach((p, i) =>
        given.forEach((q, j) => {
          if (p < q) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] as number);
        }),
      );
    });
    fc.assert(property, { seed: 7 });
    expect(correct([0.037])).toEqual([0.037]);
  });

  it('rejects no less when one p-value gets smaller', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const property = fc.property(pValues, fc.nat(11), share, (given, at, factor) => {
      const smaller = given.map((p, i) => (i === at ? p * factor : p));
      correct(smaller).forEach((p, i) =>
        expect(p).toBeLessThanOrEqual((correct(given)[i] as number) + 1e-15),
      );
    });
    fc.assert(property, { seed: 8 });
  });

  it('has nothing to say of no hypothesis, and refuses what is no probability', () => {
    expect(correct([])).toEqual([]);
    expect(() => correct([0.1, 1.2])).toThrow('pValues[1]');
  });
});

describe('a family of hypotheses', () => {
  it('loses fewer to a rate of false discoveries than to Hochberg, and fewer to that than to any dependence', () => {
    const property = fc.property(pValues, given => {
      const [rate, dependent, up] = [benjaminiHochberg(given), benjaminiYekutieli(given), hochberg(given)];
      given.forEach((_, i) => {
        expect(rate[i]).toBeLessThanOrEqual((up[i] as number) + 1e-15);
        expect(rate[i]).toBeLessThanOrEqual((dependent[i] as number) + 1e-15);
      });
    });
    fc.assert(property, { seed: 9 });
  });

  it('loses fewest to Hochberg, then Holm, then Bonferroni', () => {
    const property = fc.property(pValues, given => {
      const [up, down, blunt] = [hochberg(given), holm(given), bonferroni(given)];
      given.forEach((_, i) => {
        expect(up[i]).toBeLessThanOrEqual((down[i] as number) + 1e-15);
        expect(down[i]).toBeLessThanOrEqual((blunt[i] as number) + 1e-15);
      });
    });
    fc.assert(property, { seed: 6 });
  });
});
