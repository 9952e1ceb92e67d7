import { TOTP, Secret } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.js';
import { newTotpSecret, stepOf, totpUri } from './totp.js';
import { confirmTotp, enrolTotp, removeTotp, resetTotp } from './totp.rules.js';
import type { User } from './user.entity.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const STEP_MS = 30_000;
const after = (steps: number) => new Date(NOW.getTime() + steps * STEP_MS);
const user = {
  id: 'ada',
  sessionEpoch: 1,
  totpSecret: null,
  totpConfirmedAt: null,
  recoveryCodes: [] as string[],
} as User;
const enrolled = enrolTotp(user, 'locked');
const confirmed = confirmTotp(enrolled, ['hash'], true, NOW);
const refused = (rule: string) => expect.objectContaining({ extensions: { rule } });

describe('one-time codes', () => {
  it('count once a code of theirs came back', () => {
    expect(enrolled).toMatchObject({ totpSecret: 'locked', totpConfirmedAt: null });
    expect(confirmed).toMatchObject({ totpConfirmedAt: NOW, recoveryCodes: ['hash'] });
    expect(() => confirmTotp(enrolled, ['hash'], false, NOW)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', extensions: { field: 'code' } }),
    );
  });

  it('are begun anew until they are confirmed, and not after', () => {
    expect(enrolTotp(enrolled, 'another').totpSecret).toBe('another');
    expect(() => enrolTotp(confirmed, 'another')).toThrow(refused('totp-confirmed'));
    expect(() => confirmTotp(confirmed, [], true, NOW)).toThrow(refused('totp-confirmed'));
    expect(() => confirmTotp(user, [], true, NOW)).toThrow(refused('totp-not-enrolled'));
  });

  it('are taken away with everything that belongs to them', () => {
    expect(removeTotp(confirmed)).toEqual(user);
    expect(() => removeTotp(user)).toThrow(refused('totp-not-enrolled'));
  });

  it('that somebody else resets end the sessions', () => {
    expect(resetTotp(confirmed)).toEqual({ ...user, sessionEpoch: 2 });
  });
});

describe('a code', () => {
  const secret = newTotpSecret();
  const codeAt = (at: Date) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });

  it.each([
    [-2, null],
    [-1, -1],
    [0, 0],
    [1, 1],
    [2, null],
  ])('of %i steps away belongs to step %s', (steps, expected) => {
    const step = NOW.getTime() / STEP_MS;

    expect(stepOf(secret, codeAt(after(steps)), NOW)).toBe(expected === null ? null : step + expected);
  });

  it.each(['', '12345', 'abcdef', '1234567'])('is not %j', text => {
    expect(stepOf(secret, text, NOW)).toBeNull();
  });

  it('is what authenticators make of the address', () => {
    expect(totpUri(secret, 'ada@example.com')).toBe(
      `otpauth://totp/Probity:ada%40example.com?issuer=Probity&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
    );
    expect(Secret.fromBase32(secret).bytes).toHaveLength(20);
  });
});

describe('recovery codes', () => {
  it('are ten, of 80 bits each, and no two are the same', () => {
    const codes = newRecoveryCodes();

    expect(new Set(codes).size).toBe(10);
    expect(codes.every(code => /^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/.test(code))).toBe(true);
  });

  it('are the same however they are typed', () => {
    expect(recoveryCodeHash(' ABCD efgh-2345 ijkl ')).toBe(recoveryCodeHash('abcd-efgh-2345-ijkl'));
    expect(recoveryCodeHash('abcd-efgh-2345-ijkm')).not.toBe(recoveryCodeHash('abcd-efgh-2345-ijkl'));
  });
});
