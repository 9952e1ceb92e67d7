import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile } from './quantiles.js';
import {
  type Case,
  casesOf,
  expectClose,
  hasRealData,
  numbersAt,
  realData,
} from '../vectors.test-support.js';

const cases = casesOf('quantiles');
const value = fc.double({ noNaN: true, noDefaultInfinity: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

const COLUMNS: Record<string, { arm: string; valueOf: (row: Record<string, string>) => number | null }> = {
  sum_gamerounds: { arm: 'version', valueOf: row => Number(row['sum_gamerounds']) },
  'spend where spend>0': { arm: 'segment', valueOf: row => Number(row['spend']) || null },
};

function armOf({ inputs }: Case, key: 'arm_a' | 'arm_b'): number[] {
  const { arm, valueOf } = COLUMNS[inputs['column'] as string] as (typeof COLUMNS)[string];
  const rows = realData(inputs['data'] as string).filter(row => row[arm] === inputs[key]);
  return rows.map(valueOf).filter(measured => measured !== null);
}

describe('a quantile', () => {
  it.each(cases.filter(({ inputs }) => 'x' in inputs))('agrees with R type 7 for $id', given => {
    const expected = numbersAt(given.outputs, 'type7');
    const values = numbersAt(given.inputs, 'x');

    numbersAt(given.inputs, 'probs').forEach((p, i) => expectClose(quantile(values, p), expected[i]));
    expect(expected.length).toBe(6);
  });

  // The standard errors and intervals of these cases come from order statistics, which are not asked here.
  describe.runIf(hasRealData)('of real arms, where the data lie beside the checkout', () => {
    it.each(cases.filter(({ inputs }) => 'data' in inputs))('agrees with numpy for $id', given => {
      const p = given.inputs['q'] as number;

      const [a, b] = [quantile(armOf(given, 'arm_a'), p), quantile(armOf(given, 'arm_b'), p)];

      expectClose(a, given.outputs['q_a']);
      expectClose(b, given.outputs['q_b']);
      expectClose(b - a, given.outputs['diff']);
    });
  });

  it('is the smallest value at 0, the middle one at 0.5 and the largest at 1', () => {
    expect([0, 0.5, 1].map(p => quantile([7, -3, 5], p))).toEqual([-3, 5, 7]);
  });

  it('sorts by size, takes typed arrays, and leaves its input as it is', () => {
    const values = [10, 9, 1, 100];

    expect(quantile(values, 1)).toBe(100);
    expect(quantile(Float64Array.from(values), 0.5)).toBe(9.5);
    expect(values).toEqual([10, 9, 1, 100]);
  });

  it('does not overflow between the largest doubles', () => {
    expect(quantile([-Number.MAX_VALUE, Number.MAX_VALUE], 0.5)).toBe(0);
    expectClose(quantile([-Number.MAX_VALUE, Number.MAX_VALUE], 0.75), Number.MAX_VALUE / 2, 1e-15);
  });

  it('does not depend on the order of the values', () => {
    const property = fc.property(fc.array(value, { minLength: 1 }), share, (values, p) => {
      expect(quantile(values.toReversed(), p)).toBe(quantile(values, p));
    });
    fc.assert(property, { seed: 1 });
  });

  it('never falls when p rises, and stays within the values', () => {
    const property = fc.property(fc.array(value, { minLength: 1 }), share, share, (values, p, q) => {
      const low = quantile(values, Math.min(p, q));
      const high = quantile(values, Math.max(p, q));
      expect(low).toBeLessThanOrEqual(high);
      expect(low).toBeGreaterThanOrEqual(Math.min(...values));
      expect(high).toBeLessThanOrEqual(Math.max(...values));
    });
    fc.assert(property, { seed: 2 });
  });

  it('from above is the opposite of the quantile of the opposite values from below', () => {
    const whole = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1 });
    const property = fc.property(whole, fc.integer({ min: 0, max: 64 }), (values, step) => {
      const opposite = values.map(x => -x);
      expect(quantile(values, step / 64) + quantile(opposite, 1 - step / 64)).toBe(0);
    });
    fc.assert(property, { seed: 3 });
  });

  it.each([
    ['values', [], 0.5],
    ['values', [1, Number.NaN], 0.5],
    ['values', [1, Infinity], 0.5],
    ['values', [1, null as unknown as number, 3], 0.5],
    ['values', [1, '2' as unknown as number, 3], 0.5],
    ['values', 7 as unknown as number[], 0.5],
    ['p', [1, 2], null as unknown as number],
    ['p', [1, 2], '0.5' as unknown as number],
    ['p', [1, 2], -0.01],
    ['p', [1, 2], 99],
    ['p', [1, 2], Number.NaN],
  ])('refuses by the name of %s what has no quantile: %j at %d', (name, values, p) => {
    expect(() => quantile(values, p)).toThrow(RangeError);
    expect(() => quantile(values, p)).toThrow(new RegExp(`^${name} `));
  });
});
