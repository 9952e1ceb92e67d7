import { describe, expect, it } from 'vitest';
import type { Actor } from '../kernel/actor.js';
import { secretHash } from '../kernel/content-hash.js';
import { newApiKey, newRotation } from './api-key.commands.js';
import type { ApiKey } from './api-key.entity.js';
import { UNUSED_MS, createKey, keyStatus, keyWorks, revokeKey, rotateKey } from './api-key.rules.js';

const HOUR = 3_600_000;
const at = (hour: number) => new Date(Date.UTC(2026, 2, 1, hour));
const NOW = at(12);
const actor: Actor = { type: 'SYSTEM', id: 'system', name: 'operator', roles: [] };
const input = (overrides: Partial<ReturnType<typeof newApiKey>> = {}) => ({
  ...newApiKey('Sender', 'esp'),
  ...overrides,
});
const made = (overrides: Parameters<typeof input>[0] = {}, by = actor): ApiKey => {
  const key = input(overrides);
  return createKey({ id: key.id, version: 0 } as ApiKey, key, { now: NOW, actor: by });
};
const badInput = (field: string) =>
  expect.objectContaining({ code: 'BAD_USER_INPUT', extensions: { field } });
const violation = (rule: string) => expect.objectContaining({ code: 'RULE_VIOLATED', extensions: { rule } });

describe('a key', () => {
  it('is stored as what names it and what verifies it, and not as itself', () => {
    const given = input();

    const key = createKey({ id: given.id, version: 0 } as ApiKey, given, { now: NOW, actor });

    expect(key).toEqual({
      id: given.id,
      version: 0,
      name: 'Sender',
      role: 'esp',
      operations: null,
      markets: null,
      addresses: null,
      onBehalfOf: null,
      prefix: given.secret.slice(0, -50),
      secretHash: secretHash(given.secret),
      createdAt: NOW,
      expiresAt: new Date('2027-03-01T12:00:00Z'),
      revokedAt: null,
      rotatedAt: null,
      previousSecretHash: null,
      previousExpiresAt: null,
    });
    expect(key.prefix).toMatch(/^pk_live_[0-9a-f]{8}$/);
    expect(JSON.stringify(key)).not.toContain(given.secret.slice(-49));
  });

  it('names its installation', () => {
    expect(newApiKey('Sender', 'esp', null, { environment: 'test' }).secret).toMatch(/^pk_test_/);
  });

  it.each<[string, Actor, string | null]>([
    ['the person who made it', { ...actor, type: 'USER', id: 'ada' }, 'ada'],
    ['whom the key acts for that made it', { ...actor, type: 'KEY', id: 'key', onBehalfOf: 'ada' }, 'ada'],
    ['nobody where a key of nobody made it', { ...actor, type: 'KEY', id: 'key' }, null],
    ['nobody where the operator made it', actor, null],
  ])('acts for %s', (_whom, by, principal) => {
    expect(made({}, by).onBehalfOf).toBe(principal);
  });

  it.each<[string, Parameters<typeof input>[0]]>([
    ['name', { name: ' ' }],
    ['name', { name: 'n'.repeat(201) }],
    ['role', { role: 'owner' }],
    ['role', { role: '' }],
    ['role', { role: 'constructor' }],
    ['expiresAt', { expiresAt: NOW }],
    ['expiresAt', { expiresAt: at(11) }],
    ['expiresAt', { expiresAt: new Date('2027-03-01T12:00:00.001Z') }],
    ['operations', { operations: [] }],
    ['markets', { markets: [''] }],
    ['addresses', { addresses: ['office'] }],
  ])('is refused for its %s: %j', (field, overrides) => {
    expect(() => made(overrides)).toThrow(badInput(field));
  });

  it('lives a year at most, and a year unless less is said', () => {
    expect(made({ expiresAt: new Date('2027-03-01T12:00:00Z') }).expiresAt).toEqual(made().expiresAt);
    expect(made({ expiresAt: at(13) }).expiresAt).toEqual(at(13));
  });

  it('is never for more than its maker', () => {
    const limited: Actor = { ...actor, type: 'KEY', operations: new Set(['createApiKey']) };

    expect(() => made({}, limited)).toThrow(expect.objectContaining({ code: 'RULE_VIOLATED' }));
    expect(made({ operations: ['createApiKey'] }, limited).operations).toEqual(['createApiKey']);
  });

  it('is revoked once', () => {
    const revoked = revokeKey(made(), NOW);

    expect(revoked.revokedAt).toBe(NOW);
    expect(() => revokeKey(revoked, NOW)).toThrow(violation('key-already-revoked'));
  });
});

const LONG_AGO = new Date(NOW.getTime() - UNUSED_MS);
const JUST_NOT = new Date(LONG_AGO.getTime() + 1);
const FRESH = { createdAt: NOW, expiresAt: null, revokedAt: null, rotatedAt: null, lastUsedAt: null };

describe('the status of a key', () => {
  it.each<[string, Partial<Record<keyof typeof FRESH, Date>>]>([
    ['ACTIVE', {}],
    ['ACTIVE', { expiresAt: at(13) }],
    ['EXPIRED', { expiresAt: NOW }],
    ['EXPIRED', { expiresAt: at(11) }],
    ['REVOKED', { revokedAt: at(11) }],
    ['REVOKED', { revokedAt: NOW, expiresAt: at(11), createdAt: LONG_AGO }],
    ['EXPIRED', { expiresAt: at(11), createdAt: LONG_AGO }],
    ['UNUSED', { createdAt: LONG_AGO }],
    ['ACTIVE', { createdAt: JUST_NOT }],
    ['UNUSED', { createdAt: new Date(0), lastUsedAt: LONG_AGO }],
    ['ACTIVE', { createdAt: new Date(0), lastUsedAt: JUST_NOT }],
    ['UNUSED', { createdAt: new Date(0), rotatedAt: LONG_AGO, lastUsedAt: LONG_AGO }],
    ['ACTIVE', { createdAt: new Date(0), rotatedAt: JUST_NOT, lastUsedAt: LONG_AGO }],
  ])('is %s: %j', (status, overrides) => {
    const key = { ...FRESH, ...overrides };

    expect(keyStatus(key, NOW)).toBe(status);
    expect(keyWorks({ ...key, previousExpiresAt: null }, false, NOW)).toBe(status === 'ACTIVE');
  });

  it.each<[string, Date | null, Partial<typeof FRESH>, boolean]>([
    ['works until its overlap is over', at(13), {}, true],
    ['stops when it is', NOW, {}, false],
    ['does not work where there is none', null, {}, false],
    ['does not work when the key does not', at(13), { expiresAt: NOW as never }, false],
    ['does not work when the key is revoked', at(13), { revokedAt: NOW as never }, false],
  ])('of which the secret before %s', (_what, previousExpiresAt, overrides, works) => {
    expect(keyWorks({ ...FRESH, ...overrides, previousExpiresAt }, true, NOW)).toBe(works);
  });
});

describe('a rotation', () => {
  const rotated = (key: ApiKey, overlapHours = 24, evidence: { lastUsedAt?: Date } = {}, by = actor) => {
    const { rotation, secretOf } = newRotation(key.id, overlapHours, 'test');
    const { secretHash: hash } = key;
    const after = rotateKey(key, rotation, {
      now: NOW,
      actor: by,
      evidence: { secretHash: hash, lastUsedAt: null, ...evidence },
    });
    return { after, secret: secretOf(after) };
  };

  it('gives a key another secret by the same name, and leaves it the one before for the overlap', () => {
    const key = made({ expiresAt: at(24), operations: ['assignment'] });

    const { after, secret } = rotated(key, 24);

    expect(after).toEqual({
      ...key,
      prefix: `pk_test_${key.prefix.slice(-8)}`,
      secretHash: secretHash(secret),
      rotatedAt: NOW,
      previousSecretHash: key.secretHash,
      previousExpiresAt: new Date(NOW.getTime() + 24 * HOUR),
    });
    expect(secret.startsWith(`${after.prefix}_`)).toBe(true);
  });

  it('leaves nothing of the secret before the one before', () => {
    const first = made();
    const second = rotated(first).after;

    expect(rotated(second).after.previousSecretHash).toBe(second.secretHash);
  });

  it('without an overlap stops the one before at once', () => {
    expect(rotated(made(), 0).after).toMatchObject({ previousSecretHash: null, previousExpiresAt: null });
  });

  it('does not wake the secret of a key that was unused for too long', () => {
    const key = { ...made(), createdAt: LONG_AGO };

    expect(rotated(key).after).toMatchObject({
      rotatedAt: NOW,
      previousSecretHash: null,
      previousExpiresAt: null,
    });
    expect(rotated(key, 24, { lastUsedAt: JUST_NOT }).after.previousSecretHash).toBe(key.secretHash);
  });

  it('gives a key of old, which has no end, a year', () => {
    const key = { ...made(), prefix: 'pk_0123abcd', expiresAt: null };

    expect(rotated(key).after).toMatchObject({
      prefix: 'pk_test_0123abcd',
      expiresAt: new Date('2027-03-01T12:00:00Z'),
    });
  });

  it.each([-1, 169, 0.5, Number.NaN])('has no overlap of %s hours', hours => {
    expect(() => rotated(made(), hours)).toThrow(badInput('overlapHours'));
  });

  it.each([0, 168])('has an overlap of %s hours', hours => {
    expect(() => rotated(made(), hours)).not.toThrow();
  });

  it('brings back no key that is over', () => {
    expect(() => rotated(revokeKey(made(), at(11)))).toThrow(violation('key-already-revoked'));
    expect(() => rotated({ ...made(), expiresAt: NOW })).toThrow(violation('key-expired'));
  });

  it('hands nobody a key for more than they have', () => {
    const limited: Actor = { ...actor, type: 'KEY', operations: new Set(['rotateApiKey']) };

    expect(() => rotated(made(), 24, {}, limited)).toThrow(
      expect.objectContaining({ extensions: { rule: 'key-wider-than-maker', field: 'operations' } }),
    );
  });
});
