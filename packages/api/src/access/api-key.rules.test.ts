import { describe, expect, it } from 'vitest';
import { newApiKey } from './api-key.commands.js';
import type { ApiKey } from './api-key.entity.js';
import { createKey, keyWorks, looksLikeKey, prefixOf, revokeKey } from './api-key.rules.js';

const at = (hour: number) => new Date(Date.UTC(2026, 2, 1, hour));
const NOW = at(12);
const input = (overrides: Partial<ReturnType<typeof newApiKey>> = {}) => ({
  ...newApiKey('Sender', 'esp'),
  ...overrides,
});
const made = (overrides: Parameters<typeof input>[0] = {}): ApiKey => {
  const key = input(overrides);
  return createKey({ id: key.id, version: 0 } as ApiKey, key, NOW);
};

describe('a key', () => {
  it('is stored as what names it and what verifies it, and not as itself', () => {
    const given = input();

    const key = createKey({ id: given.id, version: 0 } as ApiKey, given, NOW);

    expect(key).toEqual({
      id: given.id,
      version: 0,
      name: 'Sender',
      role: 'esp',
      prefix: given.secret.slice(0, 11),
      secretHash: given.secretHash,
      createdAt: NOW,
      expiresAt: null,
      revokedAt: null,
    });
    expect(JSON.stringify(key)).not.toContain(given.secret);
  });

  it('has a secret that never comes twice, and a prefix that opens nothing', () => {
    const secrets = Array.from({ length: 1000 }, () => input().secret);

    expect(new Set(secrets).size).toBe(1000);
    expect(secrets.every(looksLikeKey)).toBe(true);
    expect(secrets.map(prefixOf).some(looksLikeKey)).toBe(false);
  });

  it.each<[string, Parameters<typeof input>[0]]>([
    ['name', { name: ' ' }],
    ['name', { name: 'n'.repeat(201) }],
    ['role', { role: 'owner' }],
    ['role', { role: '' }],
    ['role', { role: 'constructor' }],
    ['expiresAt', { expiresAt: NOW }],
    ['expiresAt', { expiresAt: at(11) }],
  ])('is refused for its %s: %j', (field, overrides) => {
    expect(() => made(overrides)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', extensions: { field } }),
    );
  });

  it('is revoked once', () => {
    const revoked = revokeKey(made(), NOW);

    expect(revoked.revokedAt).toBe(NOW);
    expect(() => revokeKey(revoked, NOW)).toThrow(
      expect.objectContaining({ extensions: { rule: 'key-already-revoked' } }),
    );
  });

  it.each([
    ['works for ever', null, null, true],
    ['works until it expires', at(13), null, true],
    ['stops at the instant it expires', NOW, null, false],
    ['does not work when it has expired', at(11), null, false],
    ['does not work when it is revoked', null, at(11), false],
    ['does not work when it is revoked before it expires', at(13), NOW, false],
  ])('%s', (_what, expiresAt, revokedAt, works) => {
    expect(keyWorks({ expiresAt, revokedAt }, NOW)).toBe(works);
  });

  it.each([
    '',
    'pk_',
    'pk_0000000',
    `pk_00000000_${'x'.repeat(42)}`,
    `pk_00000000_${'x'.repeat(44)}`,
    `PK_00000000_${'x'.repeat(43)}`,
    `pk_0000000g_${'x'.repeat(43)}`,
    ` pk_00000000_${'x'.repeat(43)}`,
  ])('does not look like %j', text => {
    expect(looksLikeKey(text)).toBe(false);
  });
});
