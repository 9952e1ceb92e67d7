import { describe, expect, it } from 'vitest';
import { type VariantDraft, reweighted, variantsFrom } from './variant.rules.js';

const variant = (key: string, weightBp: number, more: Partial<VariantDraft> = {}): VariantDraft => ({
  key,
  weightBp,
  ...more,
});
const many = (count: number): VariantDraft[] =>
  Array.from({ length: count }, (_one, index) =>
    variant(`v${index}`, index === 0 ? 10_000 - (count - 1) * 100 : 100),
  );
const equal = [variant('a', 5000), variant('b', 5000)];

describe('variants', () => {
  it.each([2, 3, 19, 20])('can be %i', count => {
    expect(variantsFrom(many(count))).toHaveLength(count);
  });

  it.each([0, 1, 21])('cannot be %i', count => {
    expect(() => variantsFrom(many(count))).toThrow('an experiment has 2 to 20 variants');
  });

  it('have the first for a control unless one is marked', () => {
    const marked = [variant('a', 5000), variant('b', 5000, { isControl: true })];

    expect(variantsFrom(equal).map(({ isControl }) => isControl)).toEqual([true, false]);
    expect(variantsFrom(marked).map(({ isControl }) => isControl)).toEqual([false, true]);
  });

  it('are named by their key unless they have a name', () => {
    const named = variantsFrom([variant('a', 5000, { name: '  Short ' }), variant('b', 5000, { name: ' ' })]);

    expect(named.map(({ name }) => name)).toEqual(['Short', 'b']);
  });

  it('may have no share at all, as long as all shares are given out', () => {
    expect(variantsFrom([variant('a', 0), variant('b', 10_000)]).map(({ weightBp }) => weightBp)).toEqual([
      0, 10_000,
    ]);
  });

  it('may carry a payload of 16,384 characters', () => {
    const payload = { text: 'x'.repeat(16_384 - JSON.stringify({ text: '' }).length) };

    expect(variantsFrom([variant('a', 5000, { payload }), variant('b', 5000)])[0]?.payload).toBe(payload);
  });

  it.each<[string, VariantDraft[], object]>([
    [
      'of which two are called the same',
      [variant('a', 5000), variant('a', 5000)],
      { rule: 'variant-keys-distinct' },
    ],
    [
      'of which two are the control',
      equal.map(one => ({ ...one, isControl: true })),
      { rule: 'one-control' },
    ],
    [
      'whose weights sum to too little',
      [variant('a', 5000), variant('b', 4999)],
      { rule: 'weights-sum', sum: 9999 },
    ],
    [
      'whose weights sum to too much',
      [variant('a', 5000), variant('b', 5001)],
      { rule: 'weights-sum', sum: 10_001 },
    ],
    [
      'whose payload is too large',
      [variant('a', 5000, { payload: { x: 'x'.repeat(16_384) } }), variant('b', 5000)],
      { field: 'variants' },
    ],
  ])('are refused %s', (_what, drafts, extensions) => {
    expect(() => variantsFrom(drafts)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ field: 'variants', ...extensions }) }),
    );
  });
});

describe('the weights of a new phase', () => {
  const variants = variantsFrom([variant('a', 5000, { payload: { subject: 'A' } }), variant('b', 5000)]);

  it('change the shares and nothing else', () => {
    const changed = reweighted(variants, [
      { variantKey: 'b', weightBp: 9000 },
      { variantKey: 'a', weightBp: 1000 },
    ]);

    expect(changed).toEqual([
      { ...variants[0], weightBp: 1000 },
      { ...variants[1], weightBp: 9000 },
    ]);
  });

  it.each([
    ['a variant is forgotten', [['a', 10_000]], 'weights-incomplete'],
    [
      'a variant is named that there is not',
      [
        ['a', 5000],
        ['b', 4000],
        ['c', 1000],
      ],
      'weights-incomplete',
    ],
    [
      'a variant is named twice',
      [
        ['a', 5000],
        ['a', 5000],
      ],
      'weights-incomplete',
    ],
    [
      'another variant is named twice',
      [
        ['a', 5000],
        ['b', 2500],
        ['b', 2500],
      ],
      'weights-incomplete',
    ],
    [
      'they do not sum to all',
      [
        ['a', 5000],
        ['b', 4999],
      ],
      'weights-sum',
    ],
  ] as const)('are refused where %s', (_what, weights, rule) => {
    const given = weights.map(([variantKey, weightBp]) => ({ variantKey, weightBp }));

    expect(() => reweighted(variants, given)).toThrow(
      expect.objectContaining({ code: 'RULE_VIOLATED', extensions: expect.objectContaining({ rule }) }),
    );
  });
});
