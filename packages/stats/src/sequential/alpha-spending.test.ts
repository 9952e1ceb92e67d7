import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SpendingPlan, spendingBounds } from './alpha-spending.js';
import { normal } from '../distributions/index.js';
import { expectClose, seeded } from '../vectors.test-support.js';

const KINDS = ['obrien-fleming', 'pocock'] as const;
const boundsOf = (plan: SpendingPlan) => spendingBounds(plan).map(({ bound }) => bound);

const plans = fc
  .tuple(
    fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }),
    fc.constantFrom(...KINDS),
    fc.double({ min: 0.001, max: 0.3, noNaN: true }),
  )
  .map(([steps, spending, alpha]): SpendingPlan => {
    let sum = 0;
    const reached = steps.map(step => (sum += step));
    return { informationFractions: reached.map(at => at / sum), spending, alpha };
  });

/** Checked with mpmath at 25 to 60 digits: one Gauss rule of 90 to 120 points over each whole region. */
const CHECKED: [SpendingPlan['spending'], number, number[], number[]][] = [
  [
    'obrien-fleming',
    0.05,
    [0.2, 0.4, 0.6, 0.8, 1],
    [4.876884948790763, 3.357011921574643, 2.68028006454499, 2.289816767711954, 2.031032043310058],
  ],
  [
    'pocock',
    0.05,
    [0.2, 0.4, 0.6, 0.8, 1],
    [2.4379766880500116, 2.4268138581501106, 2.410193840271316, 2.396645400648728, 2.385984571622545],
  ],
  ['obrien-fleming', 0.05, [0.5, 1], [2.9625880427275666, 1.968595640593656]],
  [
    'pocock',
    0.01,
    [0.1, 0.35, 0.9, 1],
    [3.1585335097893434, 2.940306387081639, 2.7936690699909312, 2.972288445701466],
  ],
  ['obrien-fleming', 0.1, [0.3, 0.31, 1], [3.3929513546734777, 3.3981664424467346, 1.6462887990199122]],
  ['pocock', 0.5, [0.25, 0.5, 0.75], [1.344808731732145, 1.2097337532069927, 1.1047297995261245]],
  [
    'obrien-fleming',
    0.001,
    [0.05, 0.1, 0.5, 1],
    [15.522006191409663, 10.94447757411115, 4.785146828346969, 3.290707140841186],
  ],
];

describe('the bounds of planned looks', () => {
  it.each(CHECKED)('of %s at %d, read at %j, agree with mpmath', (spending, alpha, fractions, expected) => {
    boundsOf({ informationFractions: fractions, alpha, spending }).forEach((bound, look) =>
      expectClose(bound, expected[look], 1e-13),
    );
  });

  it.each(KINDS)('of %s are those of one test when there is one look at the end', spending => {
    const [only] = spendingBounds({ informationFractions: [1], spending });

    expectClose(only?.bound ?? 0, -normal.quantile(0.025), 1e-14);
    expectClose(only?.nominalPValue ?? 0, 0.05, 1e-13);
    expectClose(only?.alphaSpent ?? 0, 0.05, 1e-14);
  });

  it('spend alpha by the end, more with every look, and never ask less than a single test would', () => {
    const property = fc.property(plans, plan => {
      const looks = spendingBounds(plan);
      const single = -normal.quantile((plan.alpha ?? 0.05) / 2);
      expectClose(looks.at(-1)?.alphaSpent ?? 0, plan.alpha, 1e-12);
      looks.forEach(({ bound, alphaSpent, nominalPValue }, look) => {
        expect(bound).toBeGreaterThanOrEqual(single * (1 - 1e-12));
        expect(alphaSpent).toBeGreaterThanOrEqual(looks[look - 1]?.alphaSpent ?? 0);
        expect(nominalPValue).toBeLessThanOrEqual(alphaSpent * (1 + 1e-12));
      });
    });
    fc.assert(property, { seed: 12, numRuns: 60 });
  });

  it('stay what they are when later looks are added', () => {
    const property = fc.property(plans, plan => {
      const all = boundsOf(plan);
      for (let looks = 1; looks < all.length; looks++) {
        const informationFractions = plan.informationFractions.slice(0, looks);
        const bounds = boundsOf({ ...plan, informationFractions });
        bounds.forEach((bound, look) => expectClose(all[look] as number, bound, 1e-12));
      }
    });
    fc.assert(property, { seed: 13, numRuns: 30 });
  });

  it('are crossed by chance as often as alpha says', () => {
    const random = seeded(21);
    const bounds = boundsOf({ informationFractions: [0.25, 0.5, 0.75, 1], alpha: 0.1, spending: 'pocock' });
    const step = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()) * 0.5;
    const runs = 20_000;
    let crossed = 0;
    for (let run = 0; run < runs; run++) {
      let sum = 0;
      if (bounds.some((bound, look) => Math.abs((sum += step())) > bound * Math.sqrt((look + 1) / 4)))
        crossed++;
    }
    expect(Math.abs(crossed / runs - 0.1)).toBeLessThan(0.007);
  });

  it('cannot be crossed while nothing that a double could hold has been spent', () => {
    const [first, second] = spendingBounds({
      informationFractions: [1e-6, 0.5],
      spending: 'obrien-fleming',
    });

    expect(first).toEqual({ informationFraction: 1e-6, bound: Infinity, nominalPValue: 0, alphaSpent: 0 });
    expectClose(second?.bound ?? 0, 2.9625880427275666, 1e-13);
  });

  it.each<[string, Partial<SpendingPlan>]>([
    ['alpha', { alpha: 1 }],
    ['informationFractions', { informationFractions: [] }],
    ['informationFractions[0]', { informationFractions: [0, 1] }],
    ['informationFractions[1]', { informationFractions: [0.5, 0.5] }],
    ['informationFractions[1]', { informationFractions: [0.5, 0.5009] }],
    ['informationFractions[1]', { informationFractions: [0.5, 1.01] }],
    ['informationFractions[0]', { informationFractions: [Number.NaN] }],
    ['spending', { spending: 'linear' as 'pocock' }],
    ['spending', { spending: 'toString' as 'pocock' }],
  ])('are refused by the name of %s', (name, changed) => {
    const attempt = () => spendingBounds({ informationFractions: [0.5, 1], spending: 'pocock', ...changed });

    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(name);
  });
});
