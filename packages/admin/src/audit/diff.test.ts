import { expect, it } from 'vitest';
import { diffOf } from './diff';

const kindsOf = (before: unknown, after: unknown) =>
  Object.fromEntries(diffOf(before, after).map(({ path, kind }) => [path, kind]));

it('tells what was added, removed, changed and kept', () => {
  expect(
    kindsOf({ name: 'A', market: 'NL', status: 'DRAFT' }, { name: 'A', channel: 'email', status: 'RUNNING' }),
  ).toEqual({ name: 'same', market: 'removed', channel: 'added', status: 'changed' });
});

it('looks into what is nested, and names the place', () => {
  const before = { variants: [{ key: 'a', weightBp: 5000 }] };
  const after = { variants: [{ key: 'a', weightBp: 2500 }, { key: 'b' }] };

  expect(diffOf(before, after)).toEqual([
    { path: 'variants.0.key', kind: 'same', before: 'a', after: 'a' },
    { path: 'variants.0.weightBp', kind: 'changed', before: '5000', after: '2500' },
    { path: 'variants.1.key', kind: 'added', before: null, after: 'b' },
  ]);
});

it('a thing that was made has everything added', () => {
  expect(kindsOf(null, { key: 'orders', retiredAt: null })).toEqual({ key: 'added' });
});

it('an empty list is not nothing', () => {
  expect(kindsOf({ phases: [] }, { phases: [{ number: 1 }] })).toEqual({
    phases: 'removed',
    'phases.0.number': 'added',
  });
});

it('false and zero are values', () => {
  expect(kindsOf({ isControl: true, weightBp: 10 }, { isControl: false, weightBp: 0 })).toEqual({
    isControl: 'changed',
    weightBp: 'changed',
  });
});

it('the same twice has no change in it', () => {
  const record = { a: { b: [1, 2, { c: 'x' }] } };

  expect(diffOf(record, structuredClone(record)).every(({ kind }) => kind === 'same')).toBe(true);
});

it('of two values that were both erased, the recorded patch tells whether they differed', () => {
  const [before, after] = [
    { name: 'erased', 'a/b': { email: 'erased' } },
    { name: 'erased', 'a/b': { email: 'erased' } },
  ];
  const patch = [{ op: 'replace', path: '/a~1b/email', value: 'erased' }];

  expect(diffOf(before, after, patch).map(({ path, kind }) => [path, kind])).toEqual([
    ['name', 'same'],
    ['a/b.email', 'changed'],
  ]);
});
