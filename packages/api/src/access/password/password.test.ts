import { parseOptions } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import type { User } from '../user.entity.js';
import { DECOY, hashPassword, isPassword } from './hash.js';
import { requirePassword, setPassword } from './password.rules.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const ADA = { email: 'ada.lovelace@example.com', name: 'Ada Lovelace' };
const GOOD = 'correct horse battery';

describe('a password', () => {
  it.each([GOOD, 'пароль с пробелами', '🔑🗝🚪🏠🔒🔓🧷📎🖇📌📍✂', 'a'.repeat(100) + 'bcdef'])(
    'may be %s',
    password => {
      expect(() => requirePassword(password, ADA)).not.toThrow();
    },
  );

  it.each([
    ['too short', 'elevenchars'],
    ['too long', `${GOOD}${'x'.repeat(200)}`],
    ['the same over and over', 'abababababababab'],
    ['the address', 'ada.lovelace@example.com'],
    ['the address and little else', 'ada.lovelace1234'],
    ['the name and little else', 'Ada Lovelace 1815'],
    ['half a character', 'correct horse \ud800'],
  ])('is not %s', (_what, password) => {
    expect(() => requirePassword(password, ADA)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', extensions: { field: 'password' } }),
    );
  });

  it('is the same however its letters are composed', async () => {
    const [composed, decomposed] = ['M\u00fcller und S\u00f6hne', 'Mu\u0308ller und So\u0308hne'];

    expect(await isPassword(await hashPassword(composed), decomposed)).toBe(true);
    expect(await isPassword(await hashPassword(decomposed), composed)).toBe(true);
    expect(await isPassword(await hashPassword(composed), 'Muller und Sohne')).toBe(false);
  });

  it('is hashed anew each time, and cannot be told from its hash', async () => {
    const [one, other] = [await hashPassword(GOOD), await hashPassword(GOOD)];

    expect(one).not.toBe(other);
    expect(one).not.toContain(GOOD);
  });

  it('of nobody is verified with the same work as that of somebody, and never right', async () => {
    expect(parseOptions(DECOY)).toEqual(parseOptions(await hashPassword(GOOD)));
    expect(parseOptions(DECOY)).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    expect(await isPassword(null, GOOD)).toBe(false);
  });

  it('is changed by who knows it, and every session is over', () => {
    const user = { id: 'ada', sessionEpoch: 1, passwordHash: 'old' } as User;

    expect(setPassword(user, { isKnown: true, passwordHash: 'new' }, NOW)).toMatchObject({
      passwordHash: 'new',
      passwordSetAt: NOW,
      sessionEpoch: 2,
    });
    expect(() => setPassword(user, { isKnown: false, passwordHash: 'new' }, NOW)).toThrow(
      expect.objectContaining({ extensions: { rule: 'identity-not-confirmed' } }),
    );
  });
});
