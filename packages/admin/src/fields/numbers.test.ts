import { expect, it } from 'vitest';
import {
  basisPointsText,
  chosenShareText,
  decimalText,
  decimalsFor,
  pValueText,
  shareText,
  signed,
} from './numbers';
import { lengthText, timeAgo } from './time';

it('decimals follow the size of a number', () => {
  expect(decimalsFor(0.0046, 2)).toBe(4);
  expect(decimalsFor(46, 2)).toBe(0);
  expect(decimalsFor(0, 2)).toBe(2);
});

it('a negative number has a real minus, and zero has none', () => {
  expect(decimalText(-1.5, 1)).toBe('−1.5');
  expect(decimalText(-0.001, 2)).toBe('0.00');
  expect(signed('0.00', 0.001)).toBe('0.00');
});

it('shares are shown in percent', () => {
  expect(shareText(0.0521)).toBe('5.21\u202f%');
  expect(basisPointsText(3334)).toBe('33.34\u202f%');
  expect(chosenShareText(0.07)).toBe('7\u202f%');
  expect(basisPointsText(5000)).toBe('50\u202f%');
});

it('a small p-value is bounded, not zero', () => {
  expect(pValueText(0.00000001)).toContain('<');
  expect(pValueText(0.0004)).toBe('0.0004');
  expect(pValueText(0.1234)).toBe('0.123');
});

it('the past is told as people tell it', () => {
  const now = new Date('2026-11-23T12:00:00Z');

  expect(timeAgo(new Date('2026-11-20T12:00:00Z'), now)).toBe('3 days ago');
  expect(timeAgo(new Date('2026-11-23T11:59:50Z'), now)).toBe('just now');
  expect(timeAgo(new Date('2026-11-23T14:00:00Z'), now)).toBe('in 2 hours');
});

it('a length of time is told in the unit that people would use', () => {
  const opened = new Date('2026-01-01T00:00:00Z');
  const lengthOn = (day: string) => lengthText(opened, new Date(`${day}T12:00:00Z`));

  expect(lengthOn('2026-01-01')).toBe('less than a day');
  expect(lengthOn('2026-01-02')).toBe('1 day');
  expect(lengthOn('2026-02-12')).toBe('42 days');
  expect(lengthOn('2026-07-10')).toBe('6 months');
  expect(lengthOn('2028-06-01')).toBe('2 years');
});
