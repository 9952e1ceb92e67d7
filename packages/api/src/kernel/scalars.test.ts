import { type GraphQLScalarType, parseValue } from 'graphql';
import { describe, expect, it } from 'vitest';
import { isId, newId, newSecret, newSeed } from './ids.js';
import { BasisPoints, Key, UnitInterval } from './scalars.js';
import { containing } from './search.js';

const scalars: Readonly<Record<string, GraphQLScalarType>> = { Key, BasisPoints, UnitInterval };

describe.each<[string, unknown[]]>([
  ['Key', ['a', '0', 'a.b_c-d', 'k'.repeat(64), '0-9']],
  ['BasisPoints', [0, 1, 5000, 10_000]],
  ['UnitInterval', [0, 1, 0.5, 1e-300]],
])('a %s', (name, values) => {
  it.each(values)('can be %j, as a variable and in a query', value => {
    const scalar = scalars[name];

    expect(scalar?.parseValue(value)).toBe(value);
    expect(scalar?.parseLiteral(parseValue(JSON.stringify(value)))).toBe(value);
  });
});

describe.each<[string, unknown[]]>([
  ['Key', ['', 'A', 'a b', '.a', '-a', '_a', 'k'.repeat(65), 'ä', 'a\n', 'a/b', 7, null, true, ['a'], {}]],
  ['BasisPoints', [-1, 10_001, 0.5, Number.NaN, '5000', null, true, 1e300]],
  ['UnitInterval', [-0.001, 1.001, Number.NaN, Number.POSITIVE_INFINITY, '0.5', null, false]],
])('a %s', (name, values) => {
  it.each(values)('cannot be %j', value => {
    expect(() => scalars[name]?.parseValue(value)).toThrow();
  });

  it.each(['null', 'true', '[1]', '{ a: 1 }', 'WORD'])('cannot be %s in a query', literal => {
    expect(() => scalars[name]?.parseLiteral(parseValue(literal))).toThrow();
  });
});

describe('what is searched for', () => {
  it.each([
    ['order', '%order%'],
    ['100%', '%100\\%%'],
    ['a_b', '%a\\_b%'],
    ['C:\\x', '%C:\\\\x%'],
    ['', '%%'],
  ])('stands for itself: %j is sought as %j', (text, pattern) => {
    expect(containing(text)).toBe(pattern);
  });
});

describe('ids', () => {
  it('are of the form that an id has, and no two alike', () => {
    const ids = Array.from({ length: 1000 }, newId);

    expect(new Set(ids).size).toBe(1000);
    expect(ids.every(isId)).toBe(true);
  });

  it('sort by the time of their making', () => {
    const ids = Array.from({ length: 1000 }, newId);

    expect(ids.toSorted()).toEqual(ids);
  });

  it.each(['', 'x', '0', `${newId()} `, newId().slice(1), "' or true --"])('are not %j', text => {
    expect(isId(text)).toBe(false);
  });

  it('have seeds and secrets beside them that never come twice', () => {
    expect(new Set(Array.from({ length: 1000 }, newSeed)).size).toBe(1000);
    expect(new Set(Array.from({ length: 1000 }, newSecret)).size).toBe(1000);
    expect(newSecret()).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});
