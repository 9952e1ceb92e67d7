import { describe, expect, it } from 'vitest';
import { type StandbyKey, StandbyKeys } from './standby-keys.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);
const KEY: StandbyKey = {
  id: 'id',
  name: 'Sender',
  role: 'esp',
  operations: ['assignment'],
  markets: ['DE'],
  addresses: ['192.0.2.0/24'],
  secretHash: 'now',
  expiresAt: null,
  previousSecretHash: null,
  previousExpiresAt: null,
};

const standing = (overrides: Partial<StandbyKey> = {}): StandbyKeys => {
  const keys = new StandbyKeys();
  keys.take([{ ...KEY, ...overrides }]);
  return keys;
};

describe('a key that stands by', () => {
  it('keeps what it is limited to, and confirms nobody', () => {
    const bearer = standing().bearer('now', NOW);

    expect(bearer?.actor).toEqual({
      type: 'KEY',
      id: 'id',
      name: 'Sender',
      roles: ['esp'],
      operations: new Set(['assignment']),
      markets: ['DE'],
      isUnconfirmed: true,
    });
    expect(bearer?.networks).not.toBeNull();
    expect(standing().bearer('another', NOW)).toBeNull();
  });

  it('is limited to nothing where it was not', () => {
    const bearer = standing({ operations: null, markets: null, addresses: null }).bearer('now', NOW);

    expect(bearer?.actor).toMatchObject({ operations: null, markets: null });
    expect(bearer?.networks).toBeNull();
  });

  it.each<[string, Partial<StandbyKey>, boolean]>([
    ['is known until its overlap is over', { previousExpiresAt: later(1) }, true],
    ['is not when it is', { previousExpiresAt: NOW }, false],
    ['is not when the key has expired', { previousExpiresAt: later(9), expiresAt: NOW }, false],
    ['is where the key goes on for longer', { previousExpiresAt: later(1), expiresAt: later(9) }, true],
    ['is not where the key goes on for longer alone', { previousExpiresAt: NOW, expiresAt: later(9) }, false],
  ])('of which the secret before %s', (_what, overrides, isKnown) => {
    const keys = standing({ previousSecretHash: 'before', ...overrides });

    expect(keys.bearer('before', NOW) !== null).toBe(isKnown);
  });
});
