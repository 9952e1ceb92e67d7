import { describe, expect, it } from 'vitest';
import { readConfig } from './config.js';

describe('the rate limit', () => {
  it.each([
    [undefined, 1000],
    ['', 1000],
    ['50', 50],
    ['0.5', 0.5],
  ])('%j means %d requests a second', (PROBITY_RATE_LIMIT, rate) => {
    expect(readConfig({ PROBITY_RATE_LIMIT }).rateLimit).toBe(rate);
  });

  it.each(['0', '-1', 'many', '1000001', 'Infinity', 'NaN'])('is not "%s"', PROBITY_RATE_LIMIT => {
    expect(() => readConfig({ PROBITY_RATE_LIMIT })).toThrow(/^PROBITY_RATE_LIMIT is a number/);
  });
});
