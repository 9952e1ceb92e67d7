import { applyPatch } from 'rfc6902';
import { describe, expect, it } from 'vitest';
import { patchOf } from './audit-patch.js';

const applied = (before: object, after: unknown): unknown => {
  const copy: unknown = structuredClone(before);
  expect(applyPatch(copy, patchOf(before, after)).filter(Boolean)).toEqual([]);
  return copy;
};

const list = (length: number, first: unknown = 'first'): unknown[] =>
  Array.from({ length }, (_none, index) => (index === 0 ? first : { index }));

describe('the patch of an audit entry', () => {
  it('of a thing that was made makes it of nothing', () => {
    expect(patchOf(null, { key: 'a', variants: [1] })).toEqual([
      { op: 'add', path: '/key', value: 'a' },
      { op: 'add', path: '/variants', value: [1] },
    ]);
  });

  it.each([
    [
      { a: 1, b: { c: [1, 2, 3] } },
      { a: 2, b: { c: [1, 3] } },
    ],
    [{ a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 1 }, { b: 3 }, { b: 4 }] }],
    [{ a: 1 }, {}],
    [{ 'a/b~c': 1 }, { 'a/b~c': null }],
    [{ a: list(40) }, { a: list(41, 'another') }],
    [{ a: [[1, 2], [3]] }, { a: [[1], [3, 4]] }],
  ])('makes what was after of what was before: %j, %j', (before, after) => {
    expect(applied(before, after)).toEqual(after);
  });

  it('names the part that was changed, and nothing else', () => {
    const before = { status: 'DRAFT', variants: [{ key: 'a', weightBp: 1 }] };

    expect(patchOf(before, { ...before, variants: [{ key: 'a', weightBp: 2 }] })).toEqual([
      { op: 'replace', path: '/variants/0/weightBp', value: 2 },
    ]);
  });

  it('is empty where nothing was changed, however long the lists', () => {
    expect(patchOf({ a: list(5_000), b: [list(3)] }, { a: list(5_000), b: [list(3)] })).toEqual([]);
  });

  it('replaces long lists, and lists in lists, whole: to compare them part by part would take for ever', () => {
    const deep = (leaf: unknown): unknown => list(16, list(16, list(16, leaf)));

    expect(patchOf({ a: list(5_000) }, { a: list(5_000, 'x') })).toMatchObject([
      { op: 'replace', path: '/a' },
    ]);
    expect(patchOf({ a: deep(1) }, { a: deep(2) })).toMatchObject([{ op: 'replace', path: '/a/0' }]);
  });
});
