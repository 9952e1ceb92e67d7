import { describe, expect, it } from 'vitest';
import { durationOption, overlapOption } from './duration.js';

describe('a duration on the command line', () => {
  it('is a number of hours, days or weeks', () => {
    expect(['12h', '30d', '4w'].map(durationOption)).toEqual([43_200_000, 2_592_000_000, 2_419_200_000]);
  });

  it.each(['', '30', 'd', '-1d', '0d', '1.5d', '30 d', '30m', '9999w'])(
    'is refused when written "%s"',
    text => {
      expect(() => durationOption(text)).toThrow('12h, 30d or 4w');
    },
  );
});

describe('an overlap on the command line', () => {
  it('is a number of hours or days, none too', () => {
    expect(['0h', '24h', '168h', '7d'].map(overlapOption)).toEqual([0, 24, 168, 168]);
  });

  it.each(['', '24', 'h', '-1h', '169h', '8d', '1w', '1.5h', '9999h'])(
    'is refused when written "%s"',
    text => {
      expect(() => overlapOption(text)).toThrow('0h, 24h or 7d');
    },
  );
});
