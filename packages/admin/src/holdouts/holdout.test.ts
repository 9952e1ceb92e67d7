import { describe, expect, it } from 'vitest';
import { scopeText } from './holdout';
import { type HoldoutForm, holdoutInput, inputField, newHoldout } from './holdout-form';
import { liftText } from './lift';
import { membersOf, prospectOf, rateOf, sizeBpOf } from './prospect';

const form = (given: Partial<HoldoutForm> = {}): HoldoutForm => ({
  ...newHoldout(),
  key: 'all',
  name: 'All',
  listSize: 400_000,
  ratePercent: 2,
  ...given,
});

describe('what is sent of a holdout', () => {
  it('has its percents as shares', () => {
    expect(holdoutInput(form({ sizePercent: 5.25, ratePercent: 0.7 }))).toMatchObject({
      sizeBp: 525,
      baseRate: 0.007,
    });
  });

  it('names only what its scope needs, whatever was typed before', () => {
    const typed = { channel: 'email', market: 'NL', experimentKeys: ['a'] };

    expect(holdoutInput(form({ ...typed, scope: 'MARKET' }))).toMatchObject({
      channel: null,
      market: 'NL',
      experimentKeys: null,
    });
    expect(holdoutInput(form({ ...typed, scope: 'EXPERIMENTS' }))).toMatchObject({
      channel: null,
      market: null,
      experimentKeys: ['a'],
    });
    expect(holdoutInput(form(typed))).toMatchObject({ channel: null, market: null, experimentKeys: null });
  });

  it('has its condition as an object, and the exemptions that were chosen', () => {
    const input = holdoutInput(
      form({
        eligibility: '{"country": "NL"}',
        exemptions: [
          { category: 'LEGAL', reason: 'the terms' },
          { category: null, reason: null },
        ],
      }),
    );

    expect(input.eligibility).toEqual({ country: 'NL' });
    expect(input.exemptions).toEqual([{ category: 'LEGAL', reason: 'the terms' }]);
  });
});

it('every size that can be typed is sent as it was typed', () => {
  for (let bp = 100; bp <= 2000; bp += 1) expect(sizeBpOf(Number((bp / 100).toFixed(2)))).toBe(bp);
  expect(rateOf(7)).toBe(0.07);
});

it('a holdout is foreseen once its numbers are given, and never with numbers that are refused', () => {
  const whole = { sizePercent: 5, listSize: 400_000, ratePercent: 2 };

  expect(prospectOf(whole)).toEqual({ sizeBp: 500, listSize: 400_000, baseRate: 0.02 });
  for (const broken of [
    { sizePercent: null },
    { sizePercent: 0.5 },
    { sizePercent: 21 },
    { listSize: 0 },
    { listSize: 3e9 },
    { ratePercent: 0 },
    { ratePercent: 100 },
  ]) {
    expect(prospectOf({ ...whole, ...broken }), JSON.stringify(broken)).toBeNull();
  }
});

it('a size says how many recipients it keeps out', () => {
  expect(membersOf({ sizeBp: 500, listSize: 400_000 })).toBe(20_000);
});

it('a lift has three digits, whatever its size', () => {
  expect(liftText(0.142)).toBe('14.2\u202f%');
  expect(liftText(0.0345)).toBe('3.45\u202f%');
  expect(liftText(1.23456)).toBe('123\u202f%');
});

it('a scope is told in words', () => {
  const scoped = { channel: null, market: null, experimentKeys: null };

  expect(scopeText({ ...scoped, scope: 'GLOBAL' })).toBe('Every experiment');
  expect(scopeText({ ...scoped, scope: 'CHANNEL', channel: 'email' })).toBe('The channel email');
  expect(scopeText({ ...scoped, scope: 'EXPERIMENTS', experimentKeys: ['a'] })).toBe('The experiment a');
  expect(scopeText({ ...scoped, scope: 'EXPERIMENTS', experimentKeys: ['a', 'b'] })).toBe('2 experiments');
});

it('a fault of a share lies at the input that takes percent', () => {
  expect(inputField('sizeBp')).toBe('sizePercent');
  expect(inputField('baseRate')).toBe('ratePercent');
  expect(inputField('exemptions.0.reason')).toBe('exemptions.0.reason');
});
