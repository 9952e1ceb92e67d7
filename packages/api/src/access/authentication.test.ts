import { describe, expect, it } from 'vitest';
import { SHUT } from '../kernel/awaited-database.js';
import { newApiKey } from './api-key.commands.js';
import { Authentication } from './authentication.js';
import { StandbyKeys } from './standby-keys.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const { secret, secretHash } = newApiKey('Sender', 'esp');
const slipped = secret.replace(/.$/, last => (last === 'a' ? 'b' : 'a'));

const KEY = {
  id: 'id',
  name: 'Sender',
  role: 'esp',
  secretHash,
  expiresAt: null,
  operations: null,
  markets: null,
  addresses: ['192.0.2.0/24'],
  previousSecretHash: null,
  previousExpiresAt: null,
};

/** Nobody can be asked about keys. */
function withoutDatabase(isNeeded = false): Authentication {
  const standby = new StandbyKeys();
  standby.take([KEY]);
  standby.isNeeded = isNeeded;
  return new Authentication(SHUT, () => NOW, standby);
}

const asked = async (authentication: Authentication, bearer: string, address?: string) =>
  authentication.actor({ bearer, address });

describe('a secret', () => {
  it('that is none is told without anybody being asked', async () => {
    await expect(asked(withoutDatabase(), slipped)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(asked(withoutDatabase(), newApiKey('Other', 'esp').secret)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });
});

describe.each([true, false])('a key while nobody can be asked, and that is known: %s', isKnown => {
  it('is limited to its networks still', async () => {
    const inside = await asked(withoutDatabase(isKnown), secret, '192.0.2.7');

    expect(inside).toMatchObject({ id: 'id', isUnconfirmed: true });
    for (const address of ['198.51.100.1', undefined]) {
      await expect(asked(withoutDatabase(isKnown), secret, address)).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
        message: 'the API key is not valid',
      });
    }
  });
});
