import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trial } from '../trials/read-trial.js';
import { basisPoints, distinctSlugs, importPlan } from './import-plan.js';

describe('basis points', () => {
  it('sum to 10000 and are within one of the exact share, whatever the weights', () => {
    const weight = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(weight, { minLength: 2, maxLength: 20 }), weights => {
        const total = weights.reduce((sum, one) => sum + one, 0);
        fc.pre(total > 0);

        const shares = basisPoints(weights.map(one => ({ weight: one })));

        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(10_000);
        shares.forEach((share, index) => {
          expect(Math.abs(share - (10_000 * (weights[index] ?? 0)) / total)).toBeLessThan(1 + 1e-6);
        });
      }),
    );
  });

  it('give what is left of thirds to the first', () => {
    expect(basisPoints([{ weight: 1 }, { weight: 1 }, { weight: 1 }])).toEqual([3334, 3333, 3333]);
  });
});

describe('keys for names', () => {
  it('are slugs, and no two are equal', () => {
    expect(distinctSlugs(['No E-Mail', 'no e mail', 'Crème brûlée', 'x'.repeat(99), '対照', '!'])).toEqual([
      'no-e-mail',
      'no-e-mail-2',
      'creme-brulee',
      'x'.repeat(56),
      'value',
      'value-2',
    ]);
  });
});

const trial: Trial = {
  rows: 2,
  variants: ['b', 'a'],
  variantOf: Float64Array.of(0, 1),
  values: new Map([
    ['Bought', Float64Array.of(0, 1)],
    ['spend', Float64Array.of(0.5, 1)],
  ]),
  recipients: null,
};
const options = {
  experiment: 'spring',
  variant: 'arm',
  control: 'b',
  metric: [
    { column: 'Bought', kind: null },
    { column: 'spend', kind: null },
  ],
};

describe('the plan of an import', () => {
  it('keeps its metrics apart from those of every other import', () => {
    expect(importPlan(trial, options)).toEqual({
      experimentKey: 'spring',
      name: 'spring',
      variants: [
        { key: 'b', name: 'b', weightBp: 5000, isControl: true },
        { key: 'a', name: 'a', weightBp: 5000, isControl: false },
      ],
      metrics: [
        { key: 'spring.bought', column: 'Bought', kind: 'PROPORTION' },
        { key: 'spring.spend', column: 'spend', kind: 'MEAN' },
      ],
    });
  });

  it('says when a key would become too long', () => {
    expect(() => importPlan(trial, { ...options, experiment: 'x'.repeat(60) })).toThrow(
      'a shorter --experiment',
    );
  });
});
