import { describe, expect, it } from 'vitest';
import { expiresSoon, overlapOf } from './lifetimes';

const NOW = new Date('2026-11-23T12:00:00Z');

describe('a key', () => {
  it.each([
    ['in two weeks', '2026-12-07T12:00:00Z', true],
    ['later than in two weeks', '2026-12-07T12:00:01Z', false],
    ['never', null, false],
  ])('that expires %s expires soon, or does not', (_when, expiresAt, isSoon) => {
    expect(expiresSoon({ expiresAt, status: 'ACTIVE' }, NOW)).toBe(isSoon);
  });

  it('that does not work does not expire soon', () => {
    expect(expiresSoon({ expiresAt: '2026-11-24T12:00:00Z', status: 'REVOKED' }, NOW)).toBe(false);
  });

  it('has two secrets until the overlap is over', () => {
    const previousExpiresAt = '2026-11-23T12:00:01Z';

    expect(overlapOf({ previousExpiresAt, status: 'ACTIVE' }, NOW)).toBe(previousExpiresAt);
    expect(overlapOf({ previousExpiresAt: NOW.toISOString(), status: 'ACTIVE' }, NOW)).toBeNull();
    expect(overlapOf({ previousExpiresAt, status: 'REVOKED' }, NOW)).toBeNull();
  });
});
