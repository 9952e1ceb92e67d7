import { expect, it } from 'vitest';
import type { AlertKind } from '../generated/graphql';
import { alertsOf, kindWords, timesText } from './alert';

it('the alerts of one thing have an address', () => {
  const filter = new URLSearchParams(alertsOf('everything').split('?')[1]).get('filter');

  expect(JSON.parse(filter ?? '')).toEqual({ subjectKey: 'everything' });
});

it('a kind is told in words, and shown as it is where it has none', () => {
  expect(kindWords('HOLDOUT_CONTAMINATED').name).toBe('Holdout contaminated');
  expect(kindWords('SOME_DAY' as AlertKind).name).toBe('SOME_DAY');
});

it('how often is told as people tell it', () => {
  expect(timesText(1)).toBe('once');
  expect(timesText(1200)).toBe('1,200 times');
});
