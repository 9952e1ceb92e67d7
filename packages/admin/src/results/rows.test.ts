import { expect, it } from 'vitest';
import { READING, comparison, metricResult } from './comparison.test-support';
import { rangeText, rowsOf } from './rows';

it('a row carries the numbers of its comparison as they are shown', () => {
  const [row] = rowsOf(metricResult([comparison()]), READING);

  expect(row).toMatchObject({
    name: 'Model, short',
    controlName: 'The team',
    effect: 'better',
    whyNot: null,
  });
  expect(row?.text).toEqual({
    difference: '+1.32',
    interval: '0.42 to 2.22',
    lift: '+14.3\u202f%',
    liftInterval: '4.1\u202f% to 24.5\u202f%',
    evidence: '0.008',
  });
});

it('what is not compared says why and shows no number', () => {
  const nothing = { difference: null, interval: null, relativeLift: null, relativeInterval: null };
  const [row] = rowsOf(
    metricResult([
      comparison({
        ...nothing,
        status: 'NOT_ENOUGH_DATA',
        relativeStatus: 'NOT_COMPARED',
        adjustedPValue: null,
      }),
    ]),
    READING,
  );

  expect(row?.whyNot).toContain('Too few');
  expect(Object.values(row?.text ?? {})).toEqual(['–', '–', '–', '–', '–']);
});

it('an end that is not bounded is said and not invented', () => {
  const plain = (value: number) => value.toFixed(1);

  expect(rangeText({ lower: null, upper: 2 }, plain)).toBe('at most 2.0');
  expect(rangeText({ lower: 1, upper: null }, plain)).toBe('at least 1.0');
  expect(rangeText({ lower: null, upper: null }, plain)).toBe('unbounded');
  expect(rangeText(null, plain)).toBe('unbounded');
});
