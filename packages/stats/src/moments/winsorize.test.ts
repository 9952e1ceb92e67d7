import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentsOf } from './moments.js';
import { type Case, casesOf, expectClose, hasRealData, realData } from '../vectors.test-support.js';
import { cappedCount, winsorCap, winsorize } from './winsorize.js';

type Outputs = Case['outputs'];

const spend = [0, 0, 0, 0, 0, 0, 0, 10, 20, 1000];
const money = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const share = fc.double({ min: 0.5, max: 1, noNaN: true });

function expectArm(arm: 'a' | 'b', values: readonly number[], cap: number, outputs: Outputs): void {
  const { mean, variance } = momentsOf(winsorize(values, cap));
  expectClose(mean, outputs[`mean_${arm}`]);
  // the cases of non-zero caps give neither variances nor counts
  if (`var_${arm}` in outputs) expectClose(variance, outputs[`var_${arm}`]);
  if (`n_capped_${arm}` in outputs) {
    expect(cappedCount(values, cap)).toBe(outputs[`n_capped_${arm}`]);
  }
}

// Not asked here: diff, t and p, which are those of `welch` on the capped arms. The family has no case of
// trimmed means or of scipy's winsorising of both ends, which its conventions mention.
describe.runIf(hasRealData)('winsorised spend, where the data lie beside the checkout', () => {
  const rows = hasRealData ? realData('hillstrom.csv') : [];
  const named = casesOf('winsorize_trim').flatMap(({ id, inputs, outputs }) =>
    Object.entries(outputs).map(([cap, expected]) => ({ id, cap, inputs, expected: expected as Outputs })),
  );

  it.each(named)('agrees with numpy for $id, $cap', ({ cap: name, inputs, expected }) => {
    const armOf = (arm: string) =>
      rows.filter(row => row['segment'] === inputs[arm]).map(row => Number(row['spend']));
    const [a, b] = [armOf('arm_a'), armOf('arm_b')];

    const level = Number(name.replace(/.*_q/, ''));
    const cap = winsorCap([...a, ...b], level, { nonZeroOnly: name.includes('nonzero') });

    expectClose(cap, expected['cap']);
    expectArm('a', a, cap, expected);
    expectArm('b', b, cap, expected);
  });
});

describe('a cap', () => {
  it('is the quantile of the values above 0, unless zeros are asked for', () => {
    expect(winsorCap(spend, 0.5)).toBe(20);
    expect(winsorCap(spend, 0.5, { nonZeroOnly: true })).toBe(20);
    expect(winsorCap(spend, 0.5, { nonZeroOnly: false })).toBe(0);
  });

  it('is not lowered by refunds, unless all values are asked for', () => {
    expect(winsorCap([0, -10, 10, 20, -0], 0.5)).toBe(15);
    expect(winsorCap([0, -10, 10, 20], 0.5, { nonZeroOnly: false })).toBe(5);
    expect(winsorCap([-3, -2, -1], 0.9)).toBe(0);
  });

  it('of nothing but zeros is 0, which changes nothing', () => {
    expect(winsorCap([0, 0, 0], 0.99)).toBe(0);
    expect(winsorize([0, 0, 0], 0)).toEqual([0, 0, 0]);
  });

  it('that keeps every value is the largest of those it looks at', () => {
    expect(winsorCap(spend, 1)).toBe(1000);
  });

  it('does not depend on the order or the number of zeros', () => {
    const property = fc.property(fc.array(money, { minLength: 1 }), share, (values, level) => {
      expect(winsorCap([0, ...values.toReversed(), 0], level)).toBe(winsorCap(values, level));
    });
    fc.assert(property, { seed: 1 });
  });

  it.each([
    ['values', [], 0.99],
    ['values', [1, Number.NaN], 0.99],
    ['share', [1, 2], 0.01],
    ['share', [1, 2], 99],
    ['share', [1, 2], Number.NaN],
  ])('is refused by the name of %s for %j at %d', (name, values, level) => {
    expect(() => winsorCap(values, level)).toThrow(RangeError);
    expect(() => winsorCap(values, level)).toThrow(new RegExp(`^${name} `));
  });
});

describe('winsorising', () => {
  it('lowers what is above the cap, in a new array of the same order', () => {
    const values = [5, 1000, -3, 20, 0];

    expect(winsorize(values, 20)).toEqual([5, 20, -3, 20, 0]);
    expect(winsorize(Float64Array.from(values), 20)).toEqual([5, 20, -3, 20, 0]);
    expect(values).toEqual([5, 1000, -3, 20, 0]);
    expect(winsorize([], 20)).toEqual([]);
  });

  it('a second time changes nothing, and never raises a value', () => {
    const property = fc.property(fc.array(money), money, (values, cap) => {
      const capped = winsorize(values, cap);
      expect(winsorize(capped, cap)).toEqual(capped);
      expect(capped.every((value, i) => value <= cap && value <= (values[i] as number))).toBe(true);
    });
    fc.assert(property, { seed: 2 });
  });

  it('counts the units whose value it lowers, not those that have the value of the cap', () => {
    expect(cappedCount([5, 1000, -3, 20, 21], 20)).toBe(2);
    expect(cappedCount(Float64Array.of(0, -0), 0)).toBe(0);
    expect(() => cappedCount([1, Number.NaN], 5)).toThrow(/^values /);
  });

  it.each([
    ['values', [1, Number.NaN], 5],
    ['values', [1, Infinity], 5],
    ['cap', [1, 2], Number.NaN],
    ['cap', [1, 2], Infinity],
  ])('is refused by the name of %s for %j at %d', (name, values, cap) => {
    expect(() => winsorize(values, cap)).toThrow(RangeError);
    expect(() => winsorize(values, cap)).toThrow(new RegExp(`^${name} `));
  });
});
