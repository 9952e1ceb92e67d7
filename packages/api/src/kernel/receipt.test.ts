import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { MOST_FACTS, checkAll, isStorable, isStorableJson, rejected } from './receipt.js';

describe('a text', () => {
  it.each(['', 'order-1', 'ü', '\u{1f600}', '\\u0000', '\ufffd'])('can be stored: %j', text => {
    expect(isStorable(text)).toBe(true);
  });

  it.each(['\0', 'a\0b', '\ud83d', 'a\ude00', '\ude00\ud83d'])('cannot be stored: %j', text => {
    expect(isStorable(text)).toBe(false);
  });
});

describe('JSON', () => {
  it.each([
    {},
    { a: 'ü\u{1f600}' },
    { a: '\\u0000' },
    { a: '\\\\ud83d' },
    { a: '\u0001\n"' },
    { 'C:\\ud': 1 },
  ])('can be stored: %j', value => {
    expect(isStorableJson(JSON.stringify(value))).toBe(true);
  });

  it.each([
    { a: '\0' },
    { '\0': 1 },
    { a: ['\\\0'] },
    { a: '\ud83d' },
    { a: { '\ude00': [] } },
    { a: '\\\\\0' },
  ])('cannot be stored: %j', value => {
    expect(isStorableJson(JSON.stringify(value))).toBe(false);
  });
});

describe('the facts of a call', () => {
  const check = (fact: number) => (fact % 2 === 0 ? { row: fact } : rejected('BAD_VALUE', 'odd'));

  it('are sorted into rows and rejections, each with its place', () => {
    expect(checkAll([0, 1, 2, 3], check)).toEqual({
      rows: [0, 2],
      rejected: [
        { index: 1, code: 'BAD_VALUE', message: 'odd' },
        { index: 3, code: 'BAD_VALUE', message: 'odd' },
      ],
    });
  });

  it('may be none, and may be five thousand', () => {
    const most = Array<number>(MOST_FACTS).fill(0);

    expect(checkAll([], check)).toEqual({ rows: [], rejected: [] });
    expect(checkAll(most, check).rows).toHaveLength(5000);
    expect(() => checkAll([...most, 0], check)).toThrow('a call carries at most 5000 facts');
  });
});
